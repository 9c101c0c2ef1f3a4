// lk-metric as its users meet it.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/metric/define.js";
import type {LkMetric} from "../../components/metric/metric.js";
import type {Row} from "../../engine/model/table.js";
import {all, clear, focused, listen, one, place, press, resultOf} from "./helpers.js";

use(chaiA11yAxe);

const week = (period: string, value: number | null, more: Row = {}): Row => ({
  period, value, n: value, lo: null, hi: null, previous: null, change: null, goal: null, anomaly: false, status: "complete",
  goal_value: null, z: null, small: false, ...more,
}); // prettier-ignore
const series = [
  week("2026-01-05", 100),
  week("2026-01-12", 80, {previous: 100, change: -0.2, goal: "off_track", goal_value: 110}),
  week("2026-01-19", 150, {previous: 80, change: 0.875, anomaly: true, goal: "on_track", goal_value: 120}),
  week("2026-01-26", 60, {previous: 50, change: 0.2, status: "in_progress", goal_value: 130}),
];
const facts = (measure: object) => ({name: "count", label: "Events", format: "count", currency: null, ...measure});
const answer = (rows: readonly Row[], query: object = {}, measure: object = {}) => {
  const result = resultOf(
    "metric",
    {series: rows, value: rows.slice(-2, -1)},
    {measure: "count", period: "week", ...query},
  );
  return {...result, diagnostics: {...result.diagnostics, measure: facts(measure)}};
};

describe("<lk-metric>", () => {
  afterEach(clear);
  const drawn = (properties: Record<string, unknown> = {}, width = 600) =>
    place<LkMetric>("lk-metric", {heading: "Events", result: answer(series) as never, ...properties}, width);
  const words = (element: Element) => all<SVGTextElement>(element, ".change").map((text) => text.textContent);

  it("shows the last complete period's number, its change in words, and the period under way apart", async () => {
    const element = await drawn();
    expect(one(element, ".figure-value").textContent).to.equal("150");
    expect(words(element)).to.deep.equal([
      "▲ +88% vs previous complete week",
      "! Unusual for its time",
      "So far: 60, ▲ +20% vs as much of the previous week",
    ]);
  });

  it("says the change of a percentage in points, and a rise of churn is bad news", async () => {
    const rates = [
      week("2026-01-05", 0.2),
      week("2026-01-12", 0.25, {previous: 0.2, change: 0.25, lo: 0.2, hi: 0.3}),
      week("2026-01-19", null, {status: "in_progress"}),
    ];
    const element = await drawn({
      result: answer(rates, {compare: "year"}, {name: "churn_rate", label: "Churn rate", format: "share"}),
    });
    expect(words(element)[0]).to.equal("▲ +5 points vs same week a year earlier");
    expect(one(element, ".change").classList.contains("bad")).to.equal(true);
    expect(words(element)[1]).to.contain("95% interval 20% to 30%");
  });

  it("says how the goal stands and draws it", async () => {
    const element = await drawn({result: answer(series, {goal: {target: 160, by: "2026-03-01"}})});
    expect(words(element)[1]).to.equal("✓ On track for 160");
    expect(all(element, ".goal-line")).to.have.length(1);
  });

  it("dashes the way into the open period", async () => {
    expect(all(await drawn(), ".series-line.open")).to.have.length(1);
    expect(all(await drawn({display: "chart"}), ".series-line.open")).to.have.length(1);
  });

  it("names each point and rings what stands out", async () => {
    const element = await drawn({display: "chart"});
    const labels = all(element, ".mark").map((mark) => mark.getAttribute("aria-label"));
    expect(labels[1]).to.equal("Jan 12, 2026: 80; ▼ −20% vs previous complete week");
    expect(labels[2]).to.contain("Unusual for its time");
    expect(labels[3]).to.contain("in progress");
    expect(all(element, ".anomaly")).to.have.length(1);
  });

  it("draws a line for each group, named at its end", async () => {
    const group = (breakdown: string | null) => series.map((row) => ({breakdown, ...row}));
    const element = await drawn({
      display: "chart",
      result: answer([...group(null), ...group("pro"), ...group("free")]),
    });
    expect(
      all(element, ".series-label")
        .map((text) => text.textContent)
        .sort(),
    ).to.deep.equal(["free", "pro"]);
    expect(all(element, ".mark")).to.have.length(8);
    expect(all(element, ".mark")[0]!.getAttribute("aria-label")).to.contain("pro, Jan 5, 2026: 100");
  });

  it("is one tab stop, and Enter chooses the row", async () => {
    const select = listen("lk-select");
    const element = await drawn();
    const marks = all(element, ".mark");
    expect(marks.filter((mark) => mark.getAttribute("tabindex") === "0")).to.have.length(1);
    marks[0]!.focus();
    press(marks[0]!, "End");
    expect(focused(element)).to.equal(marks[marks.length - 1]);
    press(marks[2]!, "Enter");
    expect(select.details).to.deep.equal([{table: "series", row: series[1]}]);
    select.stop();
  });

  it("is empty where no period has a value", async () => {
    expect((await drawn({result: answer([week("2026-01-05", null)])})).state).to.equal("empty");
    expect((await drawn({result: answer([])})).state).to.equal("empty");
  });

  it("on paper lists what a preset changes, opened", async () => {
    const query = {preset: "mixpanel", mode: "rolling", newBy: "profile_created"};
    const counted = one<HTMLDetailsElement>(await drawn({still: true, result: answer(series, query)}), "details");
    expect(counted.open).to.equal(true);
    expect(counted.textContent)
      .to.contain("rolling (ours: calendar)")
      .and.contain("profile created (ours: first activity)");
    expect(one<HTMLDetailsElement>(await drawn({still: true}), "details").open).to.equal(false);
  });

  it("reads its options from attributes", () => {
    const element = document.createElement("lk-metric");
    for (const [name, value] of Object.entries({measure: "count", event: "login", goal: "400", compare: "year"}))
      element.setAttribute(name, value);
    expect(element.question).to.deep.equal({
      kind: "metric",
      measure: "count",
      event: "login",
      goal: {target: 400},
      compare: "year",
    });
  });

  it("exports the picture and all rows of the series", async () => {
    const element = await drawn();
    expect((await (await element.exportCSV()).text()).trim().split("\n")).to.have.length(5);
    expect(await (await element.exportSVG()).text()).to.not.contain("var(");
  });

  for (const width of [300, 360, 800, 1400])
    for (const display of ["number", "chart"] as const)
      it(`lets nothing stick out at ${width} px as ${display}`, async () => {
        const element = await drawn({display, result: answer(series, {goal: {target: 123_456}})}, width);
        const frame = element.getBoundingClientRect();
        for (const text of all<SVGTextElement>(element, ".chart text")) {
          const box = text.getBoundingClientRect();
          expect(box.left, text.textContent).to.be.at.least(frame.left - 0.5);
          expect(box.right, text.textContent).to.be.at.most(frame.right + 0.5);
        }
      });

  for (const theme of ["light", "dark"] as const)
    for (const more of [{}, {display: "chart"}, {view: "table"}])
      it(`is accessible ${JSON.stringify(more)}, ${theme}`, async () => {
        await expect(await drawn({theme, ...more})).to.be.accessible();
      });
});
