// Names of what is written: templates, plain names, inside the folder, never twice; and what a command line chooses.
import assert from "node:assert/strict";
import {mkdirSync, symlinkSync} from "node:fs";
import {join} from "node:path";
import {describe, it} from "node:test";
import {distinctNames, fillIn, insideFolder, plainName, slug} from "../../../reports/config/names.js";
import {prepareData} from "../../../reports/data/prepare.js";
import type {ReportSpec} from "../../../reports/index.js";
import {chosenSections, planOf, type Choice} from "../../../reports/write/plan.js";
import {effects, folderWith, FUNNEL, loaded, recordingTerminal, RETENTION} from "./helpers.js";

async function planned(more: Partial<ReportSpec>, choice: Choice = {}, files: Record<string, string> = {}) {
  const config = loaded(more, files);
  return planOf(config, await prepareData(config, effects(), recordingTerminal()), choice);
}
const namesOf = async (...args: Parameters<typeof planned>) =>
  (await planned(...args)).flatMap(({files}) => files.map(({name}) => name));

describe("names", () => {
  const values = {title: "Review / Q1", date: "2026-01-31", period: "2026-01-01_2026-01-31", each: "../Acme: $1 & Co"};

  it("fills in what a template may name and leaves other braces", () => {
    assert.equal(
      fillIn("{title} {date} {period} {each} {user}", values),
      "Review / Q1 2026-01-31 2026-01-01_2026-01-31 ../Acme: $1 & Co {user}",
    );
  });

  it("turns a title into letters and digits of any script", () => {
    assert.equal(slug("Überblick – 2026: Q1!"), "überblick-2026-q1");
    assert.equal(slug("売上 レポート"), "売上-レポート");
    assert.equal(slug("***"), "report");
  });

  it("makes one plain name of anything, short enough for any disk", () => {
    assert.equal(plainName("../../etc/passwd"), "etc-passwd");
    // eslint-disable-next-line no-control-regex -- control characters are what it looks for
    assert.doesNotMatch(plainName("a/b\\c:d\u0000e"), /[/\\:\u0000]/);
    assert.equal(plainName("...hidden"), "hidden");
    assert.notEqual(plainName("CON").toUpperCase(), "CON");
    assert.ok(Buffer.byteLength(plainName("報告".repeat(200))) <= 200);
    assert.throws(() => plainName("../.."), /no usable file name/);
  });

  it("keeps inside the folder and refuses a link that leads out of it", () => {
    const folder = folderWith();
    const outside = folderWith({"target.html": "old"});
    symlinkSync(join(outside, "target.html"), join(folder, "link.html"));
    mkdirSync(join(folder, "sub"));
    assert.equal(insideFolder(folder, "a.html"), join(folder, "a.html"));
    assert.throws(() => insideFolder(folder, "link.html"), /is a link/);
    assert.throws(() => insideFolder(folder, "../a.html"), /outside/);
  });

  it("never gives two outputs one name, also where the disk ignores case", () => {
    assert.throws(() => distinctNames(["a.html", "A.HTML"]), /A\.HTML.*\{each\}/);
    assert.throws(() => distinctNames(["\u00e9.html", "e\u0301.html"]), /two outputs/);
    distinctNames(["a.html", "a.pdf"]);
  });
});

describe("the plan of a run", () => {
  const sections = [{heading: "To value", query: FUNNEL}, {note: "Words."}, {heading: "Back again", query: RETENTION}];

  it("names files after the title unless told, csv by the number of the section", async () => {
    const outputs = (["html", "pdf", "csv", "json"] as const).map((format) => ({format}));
    const base = "lifecycle-review";
    assert.deepEqual(await namesOf({outputs, sections}), [
      `${base}.html`,
      `${base}.pdf`,
      `${base}-1.csv`,
      `${base}-3.csv`,
      `${base}.json`,
    ]);
  });

  it("replaces date and period by local days of asOf and range", async () => {
    const file = "{date} {period} {title}";
    const names = await namesOf({
      outputs: [{format: "html", file}],
      asOf: "2026-02-01",
      range: ["2026-01-05", "2026-02-01"],
      tz: "Pacific/Auckland",
    });
    assert.deepEqual(names, ["2026-02-01 2026-01-05_2026-01-31 Lifecycle review.html"]);
  });

  it("writes one report for each value, in order, each with its own name", async () => {
    assert.deepEqual(await namesOf({each: {prop: "plan"}}), [
      "lifecycle-review-free.json",
      "lifecycle-review-team.json",
    ]);
    assert.deepEqual(await namesOf({title: "For {each}", each: {values: ["b", "a", "b"]}}), [
      "for-b.json",
      "for-a.json",
    ]);
    const file = {"values.txt": "\ufeffAcme\r\n\r\n  Globex \n"};
    assert.deepEqual(
      await namesOf({each: {file: "values.txt"}, outputs: [{format: "json", file: "{each}"}]}, {}, file),
      ["Acme.json", "Globex.json"],
    );
  });

  it("refuses a template that gives two values one file", async () => {
    await assert.rejects(
      planned({each: {prop: "plan"}, outputs: [{format: "json", file: "all"}]}),
      /all\.json.*\{each\}/,
    );
    await assert.rejects(planned({outputs: [{format: "json", file: "manifest"}]}), /manifest\.json/);
  });

  it("writes the one value that --param names, by its own name or the property's", async () => {
    assert.deepEqual(await namesOf({each: {prop: "plan", as: "tier"}}, {params: {tier: "team"}}), [
      "lifecycle-review-team.json",
    ]);
    assert.deepEqual(await namesOf({each: {prop: "plan"}}, {params: {plan: "free"}}), ["lifecycle-review-free.json"]);
    await assert.rejects(
      planned({each: {prop: "plan"}}, {params: {plan: "tean"}}),
      /no such value \(did you mean "team"\?\)/,
    );
    await assert.rejects(
      planned({each: {prop: "plan"}}, {params: {plann: "team"}}),
      /--param plann: no such parameter/,
    );
    await assert.rejects(planned({}, {params: {plan: "team"}}), /this report has no each/);
  });

  it("says when no row carries the property", async () => {
    await assert.rejects(planned({each: {prop: "paln"}}), {
      name: "QueryError",
      message: /each\.prop: no event and no profile carries "paln"/,
    });
  });

  it("chooses formats, those of the config or by default", async () => {
    const outputs = [{format: "html" as const, file: "page"}, {format: "json" as const}];
    assert.deepEqual(await namesOf({outputs}, {formats: ["html", "pdf"]}), ["page.html", "lifecycle-review.pdf"]);
  });

  it("chooses sections by heading or number, and names them when there is none", () => {
    const {config} = loaded({sections});
    const chosen = (...only: string[]) =>
      sections.flatMap((_, s) => (chosenSections(config, {only})(config.sections[s]!, s + 1) ? s + 1 : []));
    assert.deepEqual(chosen(), [1, 2, 3]);
    assert.deepEqual(chosen("Back again", "2"), [2, 3]);
    assert.throws(
      () => chosen("bak again"),
      /no such section \(did you mean "back-again"\?\); there are to-value, 2, back-again/,
    );
  });
});
