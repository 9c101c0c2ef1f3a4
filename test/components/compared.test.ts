// The contracts of a widget that shows a comparison: paired marks, differences with intervals, the same as a table, the banner.
import {expect} from "@esm-bundle/chai";
import "../../components/define.js";
import {localHost, openDataset} from "../../engine/index.js";
import type {WidgetElement} from "../../components/base/widget-element.js";

const people = (group: string, n: number, paid: number) =>
  Array.from({length: n}, (_, i) => [
    {user: `${group}${i}`, event: "visit", timestamp: "2024-01-01", group},
    ...(i < paid ? [{user: `${group}${i}`, event: "pay", timestamp: "2024-01-02", group}] : []),
  ]).flat();
const cohort = (value: string) => ({when: {prop: "group", op: "eq", value, at: "first"}});
const query = {
  steps: ["visit", "pay"],
  cohorts: {control: cohort("c"), variant: cohort("v")},
  compare: {a: "control", b: "variant", shares: [1, 1]},
};

async function shown(rows: object[], tag = "lk-funnel", asked: object = query): Promise<WidgetElement> {
  const element = document.createElement(tag) as WidgetElement;
  element.host = localHost(await openDataset(rows, {asOf: "2024-03-01"}));
  element.query = asked;
  document.body.append(element);
  await element.refresh();
  await element.updateComplete;
  return element;
}
afterEach(() => document.body.replaceChildren());

describe("a widget that compares", () => {
  it("draws A and B as a ring and a dot, and names figures, difference and interval", async () => {
    const {renderRoot, state, summary} = (await shown([
      ...people("c", 1000, 120),
      ...people("v", 1000, 150),
    ])) as never as {
      renderRoot: ShadowRoot;
      state: string;
      summary: string;
    };
    expect(state).to.equal("ready");
    expect(summary).to.contain("+3 points");
    const marks = [...renderRoot.querySelectorAll(".mark")];
    expect(marks).to.have.length(1);
    expect(marks[0]!.querySelectorAll(".ring")).to.have.length(1);
    expect(marks[0]!.getAttribute("aria-label")).to.match(
      /pay: control 12%.*variant 15%.*Difference \+3 points.*95% interval/,
    );
    expect(renderRoot.querySelector(".banner")).to.equal(null);
  });
  it("names ranges by their days as the reader writes them, and a single point as one", async () => {
    const asked = {
      steps: ["visit", "pay"],
      window: "P1D",
      range: ["2024-01-01", "2024-01-02"],
      compare: {range: ["2024-01-01", "2024-01-02"]},
    };
    const element = await shown(people("c", 100, 12), "lk-funnel", asked);
    const legend = [...element.renderRoot.querySelectorAll(".legend li")].map((item) => item.textContent.trim());
    expect(legend).to.deep.equal(["Jan 1, 2024", "Jan 1, 2024"]);
    expect((await shown([...people("c", 100, 12), ...people("v", 100, 13)])).renderRoot.textContent).to.contain(
      "+1 point ",
    );
  });
  it("has the differences as table and CSV", async () => {
    const element = await shown([...people("c", 100, 12), ...people("v", 100, 15)]);
    element.view = "table";
    await element.updateComplete;
    const heads = [...element.renderRoot.querySelectorAll("thead th")].map((th) => th.textContent.trim());
    expect(heads).to.include.members(["control", "variant", "Difference", "p", "q"]);
    expect(await (await element.exportCSV()).text()).to.match(/^of,measure,step,label,a,b,n_a,n_b,diff,lo,hi/);
  });
  it("says that the sample ratio is off", async () => {
    const {renderRoot} = await shown([...people("c", 1000, 120), ...people("v", 700, 150)]);
    expect(renderRoot.querySelector(".banner")!.textContent).to.contain("No verdict");
  });
  it("lk-stage-flow compares the moves, each by the names of its stages", async () => {
    const {steps: _, ...rest} = query;
    const element = await shown([...people("c", 100, 40), ...people("v", 100, 50)], "lk-stage-flow", {
      ...rest,
      period: "day",
    });
    const names = [...element.renderRoot.querySelectorAll(".mark")].map((mark) => mark.getAttribute("aria-label")!);
    expect(
      names.some((name) => /^\(entering\) → Awareness: control 100%.*variant 100%.*Difference 0 points/.test(name)),
    ).to.equal(true);
  });
  for (const tag of ["lk-quality", "lk-customer"]) {
    it(`${tag} says that there is nothing to compare`, async () => {
      const {steps: _, ...rest} = query;
      const element = await shown(people("c", 3, 2), tag, {...rest, id: tag === "lk-customer" ? "c0" : undefined});
      expect(element.state).to.equal("failed");
      const said = element.renderRoot.querySelector("[role=alert]")!.textContent;
      expect(said).to.contain(`a ${tag.slice(3)} answer has no sides that can be compared`);
    });
  }
  for (const [tag, more] of [
    ["lk-retention", {period: "day", n: 3}],
    ["lk-retention-curve", {period: "day", n: 3}],
    ["lk-growth", {period: "day"}],
    ["lk-metric", {measure: "uniques", period: "day"}],
    ["lk-stages", {period: "week"}],
    ["lk-stickiness", {}],
    ["lk-paths", {unit: "user"}],
  ] as const) {
    it(`${tag} shows it too`, async () => {
      const {steps: _, ...rest} = query;
      const element = await shown([...people("c", 100, 40), ...people("v", 100, 50)], tag, {...rest, ...more});
      expect(element.error).to.equal(null);
      expect(element.renderRoot.querySelectorAll(".pair.ring").length).to.be.greaterThan(0);
    });
  }
});
