import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/data/define.js";
import "../../components/filter-bar/define.js";
import "../../components/funnel/define.js";
import type {LkData} from "../../components/data/data.js";
import type {LkFilterBar} from "../../components/filter-bar/filter-bar.js";
import type {LkFunnel} from "../../components/funnel/funnel.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {journeys} from "../helpers/dataset.js";
import {all, clear, listen, one, place, settled} from "./helpers.js";
import {fieldsOf, NOTHING, readFilters, toggleValue} from "../../components/filter-bar/filters.js";

use(chaiA11yAxe);

const data = journeys("ana visit@0 signup@1 pay@2\nben visit@0 signup@9\ncleo visit@3", {
  asOf: "2024-02-01",
  profiles: [
    {unit: "ana", prop: "plan", value: "pro"},
    {unit: "ben", prop: "plan", value: "free"},
  ],
});
const cohorts = {payers: {when: {event: "pay"}}};

async function page(): Promise<{bar: LkFilterBar; funnel: LkFunnel}> {
  const around = await place<LkData>("lk-data", {host: localHostWith(data, (table) => table)});
  const bar = document.createElement("lk-filter-bar");
  Object.assign(bar, {stages: true, cohorts});
  const funnel = document.createElement("lk-funnel");
  funnel.query = {steps: ["visit", "signup"]};
  around.append(bar, funnel);
  await until(() => funnel.state === "ready");
  await settled(bar);
  return {bar, funnel};
}
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).to.equal(true);
}
const reached = (funnel: LkFunnel) => Number(funnel.result!.tables["steps"]!.get("reached", 0));

describe("<lk-filter-bar>", () => {
  afterEach(clear);

  it("keeps the units of a cohort, tells the page once, and takes it back by its chip", async () => {
    const told = listen("lk-filter-change");
    const {bar, funnel} = await page();
    expect(reached(funnel)).to.equal(3);
    const box = all<HTMLInputElement>(bar, "input[type=checkbox]").at(-1)!;
    box.click();
    await until(() => funnel.state === "ready" && reached(funnel) === 1);
    expect(told.details).to.deep.equal([{where: {cohort: "payers"}, range: undefined, cohorts}]);
    one(bar, "[part=chips] button").click();
    await until(() => funnel.state === "ready" && reached(funnel) === 3);
    told.stop();
  });

  it("filters in silence by a state set from code, and gives it back as plain JSON", async () => {
    const told = listen("lk-state-change");
    const {bar, funnel} = await page();
    const state = {range: "P12W", values: {"(cohort)": ["payers"]}};
    bar.setState(state);
    await until(() => funnel.result?.query["where"] !== undefined && funnel.state === "ready");
    expect(JSON.parse(JSON.stringify(bar.getState()))).to.deep.equal(state);
    await settled(bar);
    expect(all(bar, "[part=chips] li").length).to.equal(3);
    expect(told.details).to.deep.equal([]);
    told.stop();
  });

  it("is accessible, open and with chips", async () => {
    const {bar} = await page();
    bar.setState({range: "P30D", values: {"(stage)": ["retention"]}});
    await settled(bar);
    one<HTMLDetailsElement>(bar, "details").open = true;
    await expect(bar).to.be.accessible();
  });
});

describe("fieldsOf(state)", () => {
  it("gives no fields where nothing is chosen", () => {
    expect(fieldsOf(NOTHING)).to.deep.equal({where: undefined, range: undefined});
  });
  it("asks for one value by eq and for several by in", () => {
    expect(fieldsOf({range: null, values: {plan: ["pro"]}}).where).to.deep.equal({
      prop: "plan",
      op: "eq",
      value: "pro",
    });
    expect(fieldsOf({range: null, values: {plan: ["pro", "free"]}}).where).to.deep.equal({
      prop: "plan",
      op: "in",
      value: ["pro", "free"],
    });
  });
  it("asks for stages and cohorts by their own terms", () => {
    expect(fieldsOf({range: null, values: {"(stage)": ["retention"]}}).where).to.deep.equal({stage: "retention"});
    expect(fieldsOf({range: null, values: {"(cohort)": ["a", "b"]}}).where).to.deep.equal({
      any: [{cohort: "a"}, {cohort: "b"}],
    });
  });
  it("joins properties by all", () => {
    expect(fieldsOf({range: null, values: {plan: ["pro"], country: ["DE"]}}).where)
      .to.have.property("all")
      .with.length(2);
  });
  it("gives whole periods before asOf, or a pair of dates", () => {
    expect(fieldsOf({range: "P12W", values: {}}).range).to.deep.equal({last: "P12W"});
    expect(fieldsOf({range: ["2026-01-01", "2026-02-01"], values: {}}).range).to.deep.equal([
      "2026-01-01",
      "2026-02-01",
    ]);
  });
});

describe("toggleValue(state, prop, value)", () => {
  it("turns a value on, and off again", () => {
    const on = toggleValue(NOTHING, "plan", "pro");
    expect(on.values).to.deep.equal({plan: ["pro"]});
    expect(toggleValue(on, "plan", "pro")).to.deep.equal(NOTHING);
  });
});

describe("readFilters(json)", () => {
  it("takes back what a state was, and leaves out what does not fit", () => {
    const state = {range: "P30D", values: {plan: ["pro"]}};
    expect(readFilters(JSON.parse(JSON.stringify(state)))).to.deep.equal(state);
    expect(readFilters({range: "soon", values: {plan: "pro", country: [{}]}})).to.deep.equal(NOTHING);
    expect(readFilters(null)).to.deep.equal(NOTHING);
  });
});
