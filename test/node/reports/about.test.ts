// The foot of a report lists the dated notes of its sections.
import assert from "node:assert/strict";
import {describe, it} from "node:test";
import type {Result} from "../../../engine/results/result.js";
import {prepareData} from "../../../reports/data/prepare.js";
import {documentOf} from "../../../reports/data/report-document.js";
import {aboutData} from "../../../reports/render/about.js";
import {sharedNotes, withoutNotes} from "../../../reports/render/shared-notes.js";
import {pageWords} from "../../../reports/render/words.js";
import {effects, loaded, recordingTerminal} from "./helpers.js";

const NOTES = `ts,text
2026-01-20T00:00:00Z,Campaign & more
2026-01-08T00:00:00Z,<b>New</b> onboarding
2025-01-01T00:00:00Z,long ago
`;
const growth = (range: readonly [string, string]) => ({query: {kind: "growth", period: "week", range}});

async function about(notes: string | null): Promise<string> {
  const report = loaded(
    {
      sections: [growth(["2026-01-05", "2026-01-20"]), growth(["2026-01-05", "2026-01-26"])] as never,
      ...(notes === null ? {} : {tables: {annotations: "notes.csv"}}),
    },
    notes === null ? {} : {"notes.csv": notes},
  );
  const dataset = await prepareData(report, effects(), recordingTerminal());
  return aboutData(await documentOf(report.config, dataset, {each: null}), pageWords("en")).text;
}

describe("the dated notes of a report", () => {
  it("are listed once each, in order of time, as text", async () => {
    const text = await about(NOTES);
    assert.match(text, /Note on the time axis/);
    const at = ["Jan 8, 2026", "&lt;b&gt;New&lt;/b&gt; onboarding", "Jan 20, 2026", "Campaign &amp; more"].map((part) =>
      text.indexOf(part),
    );
    assert.ok(
      at.every((place, i) => place > (at[i - 1] ?? 0)),
      String(at),
    );
    assert.equal(text.split("onboarding").length, 2);
    assert.doesNotMatch(text, /long ago/);
  });
  it("are left out where there are none", async () => {
    assert.doesNotMatch(await about(null), /Note on the time axis/);
    assert.doesNotMatch(await about("ts,text\n2025-01-01T00:00:00Z,long ago\n"), /Note on the time axis/);
  });
});

describe("notes about the data", () => {
  const sections = (...notes: readonly string[][]) =>
    notes.map((own) => ({result: {diagnostics: {notes: own}} as unknown as Result}));
  it("are those that every answer has", () =>
    assert.deepEqual(sharedNotes(sections(["zone", "mine"], ["zone"])), ["zone"]));
  it("are none where one answer is alone or has none", () => {
    assert.deepEqual(sharedNotes(sections(["zone"])), []);
    assert.deepEqual(sharedNotes(sections(["zone"], [])), []);
  });
  it("leave the answers that carry them", () => {
    const json = {kind: "growth", query: {}, tables: {}, summary: "", diagnostics: {notes: ["zone", "mine"]}};
    const result = {toJSON: () => json} as unknown as Result;
    assert.deepEqual(withoutNotes(result, ["zone"]).diagnostics.notes, ["mine"]);
  });
});
