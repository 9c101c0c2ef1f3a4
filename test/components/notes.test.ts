// Dated notes on time axes: where they lie, how they are named.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/growth/define.js";
import "../../components/metric/define.js";
import {noteMarks} from "../../components/parts/note-marks.js";
import {alongPeriods, notesOn} from "../../components/parts/notes.js";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {resultFromJson, type ResultJson} from "../../engine/results/result.js";
import {all, clear, one, place, resultOf} from "./helpers.js";

use(chaiA11yAxe);

const MONTHS = ["2026-01-01", "2026-02-01"];
const NASTY = "<img src=x> 2.0";
const annotations = [
  {ts: "2026-01-05T12:00:00.000Z", text: "New onboarding", period: "2026-01-01"},
  {ts: "2026-01-20T00:00:00.000Z", text: "Campaign", period: "2026-01-01"},
  {ts: "2026-02-02T00:00:00.000Z", text: NASTY, period: "2026-02-01"},
  {ts: "2026-03-02T00:00:00.000Z", text: "off the axis", period: "2026-03-01"},
];
const noted = (json: ResultJson, notes: readonly object[] = annotations) =>
  ({...json, diagnostics: {...json.diagnostics, annotations: notes}}) as ResultJson;

const growth = resultOf(
  "growth",
  {
    periods: MONTHS.map((period) => ({
      period, new: 5, retained: 3, resurrected: 1, dormant: 2, active: 9, quick_ratio: 3, status: "complete",
    })), // prettier-ignore
  },
  {period: "month"},
);
const series = MONTHS.map((period) => ({period, value: 5, n: 5, lo: null, hi: null, previous: null, change: null, goal: null, anomaly: false, status: "complete", goal_value: null, z: null, small: false})); // prettier-ignore
const metric = resultOf("metric", {series, value: series.slice(-1)}, {measure: "count", period: "month"});

const flags = (element: Element) => all(element, ".note-flag text").map(({textContent}) => textContent);
const listed = (element: Element) =>
  all(element, ".notes li").map((item) => item.textContent.replace(/\s+/g, " ").trim());

describe("noteMarks(notes, axis, …)", () => {
  const axis = {middle: (i: number) => i * 10, xTicks: []};
  const plane = {left: 0, right: 1000, top: 0, bottom: 100};
  const marks = (places: readonly number[]) =>
    noteMarks(
      places.map((at, i) => ({ts: "", text: "", period: null, at, n: i + 1})),
      axis,
      [plane],
      plane,
    );

  it("gives each place one line and each note a flag where there is room", () => {
    const {lines, flags: made} = marks([1, 1, 40, 80]);
    expect(lines.map((path) => Number(/\d+/.exec(path)))).to.deep.equal([10, 400, 800]);
    expect(made.map(({label}) => label)).to.deep.equal(["1–2", "3", "4"]);
  });
  it("joins flags that would touch, until none does", () => {
    const {flags: made} = marks(Array.from({length: 300}, (_, i) => i / 4));
    made.slice(1).forEach((flag, i) => expect(flag.x - flag.width / 2).to.be.above(made[i]!.x + made[i]!.width / 2));
    expect(made.flatMap(({notes}) => notes.map(({n}) => n))).to.have.length(300);
  });
});

describe("notesOn(result, place)", () => {
  it("numbers those on the axis alone; a result without any has none", () => {
    const notes = notesOn(resultFromJson(noted(growth)), () => alongPeriods(MONTHS));
    expect(notes.map(({n, at, text}) => [n, at, text])).to.deep.equal([
      [1, 0, "New onboarding"],
      [2, 0, "Campaign"],
      [3, 1, NASTY],
    ]);
    expect(notesOn(resultFromJson(growth), () => alongPeriods(MONTHS))).to.deep.equal([]);
    expect(notesOn(resultFromJson(noted(growth)), () => null)).to.deep.equal([]);
  });
});

describe("dated notes of a widget", () => {
  afterEach(clear);
  const drawn = (tag: string, result: ResultJson, more: object = {}) =>
    place<WidgetElement>(tag, {heading: "Over time", result: result as never, ...more}, 700);
  const pictures: [string, ResultJson, object][] = [
    ["lk-growth", growth, {}],
    ["lk-metric", metric, {}],
    ["lk-metric", metric, {display: "chart"}],
  ];

  for (const [tag, result, more] of pictures) {
    it(`are flags on the axis and words under it: ${tag} ${JSON.stringify(more)}`, async () => {
      const element = await drawn(tag, noted(result), more);
      expect(flags(element)).to.deep.equal(["1–2", "3"]);
      expect(all(element, ".note-line")).to.have.length(2);
      expect(listed(element)).to.deep.equal([
        "1 Jan 5, 2026 New onboarding",
        "2 Jan 20, 2026 Campaign",
        `3 Feb 2, 2026 ${NASTY}`,
      ]);
      expect(all(element, "img")).to.have.length(0);
      expect(one(element, ".note-flag title").textContent).to.equal(
        "1 · Jan 5, 2026 New onboarding\n2 · Jan 20, 2026 Campaign",
      );
    });
  }

  it("are printed under the picture", async () => {
    expect(listed(await drawn("lk-growth", noted(growth), {still: true}))).to.have.length(3);
  });
  it("take no room where there are none", async () => {
    const [without, empty] = [await drawn("lk-growth", growth), await drawn("lk-growth", noted(growth, []))];
    expect(all(empty, ".note-flag, .notes")).to.have.length(0);
    expect(one(empty, ".chart").getAttribute("height")).to.equal(one(without, ".chart").getAttribute("height"));
  });
  it("say how many more there are than are listed", async () => {
    const many = Array.from({length: 25}, () => annotations[0]!);
    const items = listed(await drawn("lk-growth", noted(growth, many)));
    expect(items).to.have.length(21);
    expect(items[20]).to.equal("and 5 more");
  });
  for (const theme of ["light", "dark"] as const)
    it(`are accessible, ${theme}`, async () => {
      await expect(await drawn("lk-growth", noted(growth), {theme})).to.be.accessible();
    });
});
