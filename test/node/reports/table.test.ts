// Plain tables of a report: instants as the reader writes them, in the zone of the question.
import assert from "node:assert/strict";
import {test} from "node:test";
import {tableOf, type Row} from "../../../engine/model/table.js";
import {resultTable} from "../../../reports/render/table.js";
import {pageWords} from "../../../reports/render/words.js";

function cells(rows: readonly Row[], tz: string, locale = "en"): string[] {
  const {text} = resultTable(tableOf(Object.keys(rows[0]!), rows), tz, pageWords(locale), 10);
  return [...text.matchAll(/<t[hd] (?:scope="row" )?class="\w+">([^<]*)<\/t[hd]>/g)].map(([, cell]) => cell!);
}
const midnight = Date.UTC(2024, 1, 1);

test("instants that all begin a day are days", () =>
  assert.deepEqual(cells([{unit: "ana", since: midnight}], "UTC"), ["ana", "Feb 1, 2024"]));
test("a column with one instant inside a day has the times of all", () =>
  assert.deepEqual(
    cells([{entered_ts: midnight}, {entered_ts: midnight + 60_000}], "UTC").map((cell) => cell.replace(/\s/g, " ")),
    ["Feb 1, 2024, 12:00 AM", "Feb 1, 2024, 12:01 AM"],
  ));
test("days begin in the zone of the question, and are written in the reader's language", () =>
  assert.deepEqual(cells([{since: midnight - 3_600_000}], "Europe/Berlin", "de"), ["01.02.2024"]));
test("a count of one is singular", () => {
  const {text} = pageWords("en");
  assert.equal(text("rows", {n: 1, kept: 1, rejected: 0}), "1 row read, 1 used, 0 rejected.");
  assert.equal(text("rows", {n: 2, kept: 1, rejected: 1}), "2 rows read, 1 used, 1 rejected.");
});
