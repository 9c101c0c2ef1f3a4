// lk-dashboard: what is laid out, what filters what, what is kept.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/dashboard/define.js";
import {choiceOf, rangeOf, readChoices, toggled, whereOf} from "../../components/dashboard/cross-filter.js";
import type {LkDashboard} from "../../components/dashboard/dashboard.js";
import {layoutProblems, type DashboardLayout} from "../../components/dashboard/layout.js";
import type {LkFunnel} from "../../components/funnel/funnel.js";
import {funnelBy} from "./funnel.fixture.js";
import {all, clear, hostOf, listen, one, place, press, settled} from "./helpers.js";

use(chaiA11yAxe);

const byCountry = {...funnelBy, query: {...funnelBy.query, breakdown: {prop: "country"}}};
const layout: DashboardLayout = {
  columns: 2,
  items: [
    {widget: "funnel", heading: "One", query: {steps: ["visit", "signup"]}},
    {widget: "funnel", heading: "Two", query: {steps: ["visit", "pay"]}, props: {view: "table"}},
  ],
  query: {tz: "Europe/Paris"},
};

async function dashboard(properties: Partial<LkDashboard> = {}, width = 1000): Promise<LkDashboard> {
  const element = await place<LkDashboard>("lk-dashboard", {layout, host: hostOf(byCountry), ...properties}, width);
  for (let i = 0; i < 400 && element.state === "loading"; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all(element.widgets.map((widget) => widget.updateComplete));
  await settled(element);
  return element;
}
const questions = (element: LkDashboard) => element.widgets.map((widget) => widget.question);
const chooseGroup = (element: LkDashboard) => press(all(element.widgets[0]!, ".mark")[1]!, "Enter");
const german = {prop: "country", op: "eq", value: "de"};

describe("<lk-dashboard>", () => {
  afterEach(clear);

  it("makes the widgets of its layout and registers them", async () => {
    const element = await dashboard();
    expect(element.widgets.map(({localName, heading, view}) => [localName, heading, view])).to.deep.equal([
      ["lk-funnel", "One", "chart"],
      ["lk-funnel", "Two", "table"],
    ]);
    expect([element.state, element.getAttribute("state")]).to.deep.equal(["ready", "ready"]);
  });

  it("gives every question the fields of the layout", async () => {
    expect(questions(await dashboard()).map(({tz}) => tz)).to.deep.equal(["Europe/Paris", "Europe/Paris"]);
  });

  it("stands in columns where there is room, and in one where there is not", async () => {
    const tops = (element: LkDashboard) =>
      element.widgets.map((widget) => Math.round(widget.getBoundingClientRect().top));
    const [a, b] = tops(await dashboard());
    expect(a).to.equal(b);
    const [c, d] = tops(await dashboard({}, 400));
    expect(c).to.be.lessThan(d!);
  });

  it("filters all by a group chosen in one, tells the page, and takes it back", async () => {
    const filters = listen("lk-filter-change");
    const element = await dashboard();
    chooseGroup(element);
    await settled(element);
    expect(questions(element).map(({where}) => where)).to.deep.equal([german, german]);
    expect(one(element, ".filters").textContent).to.contain("country is de");
    one(element, ".filters button").click();
    await settled(element);
    expect(questions(element).every(({where}) => where === undefined)).to.equal(true);
    expect(filters.details).to.deep.equal([{where: german}, {where: undefined}]);
    filters.stop();
  });

  it("leaves filtering to the page when told", async () => {
    const element = await dashboard({crossFilter: "none"});
    chooseGroup(element);
    await settled(element);
    expect(questions(element).every(({where}) => where === undefined)).to.equal(true);
  });

  it("keeps its state as plain JSON and takes it again in silence", async () => {
    const changes = listen("lk-state-change");
    const first = await dashboard();
    first.setState({filters: [{prop: "country", value: "de"}], widgets: {0: {view: "table"}}});
    await settled(first);
    const state = JSON.parse(JSON.stringify(first.getState())) as Record<string, unknown>;
    const second = await dashboard();
    second.setState(state);
    await settled(second);
    expect(second.getState()).to.deep.equal(first.getState());
    expect((second.widgets[0] as LkFunnel).view).to.equal("table");
    expect(changes.details).to.deep.equal([]);
    changes.stop();
  });

  it("writes its state into the address only when asked, and reads it from there", async () => {
    const before = location.href;
    const silent = await dashboard();
    chooseGroup(silent);
    expect(location.href).to.equal(before);
    const element = await dashboard({urlState: "board"});
    chooseGroup(element);
    expect(new URL(location.href).searchParams.get("board")).to.contain('"country"');
    const again = await dashboard({urlState: "board"});
    expect(questions(again).map(({where}) => where)).to.deep.equal([german, german]);
    history.replaceState(null, "", before);
  });

  it("says what is wrong with a layout instead of showing nothing", async () => {
    const element = await dashboard({layout: {items: [{widget: "funel"}]}});
    expect(one(element, "[role=alert]").textContent).to.contain('there is no widget "funel" (did you mean "funnel"?)');
  });

  it("is accessible", async () => {
    await expect(await dashboard({heading: "All"})).to.be.accessible();
  });
});

describe("cross-filtering", () => {
  it("takes a bucket, not the total and not the rest", () => {
    const query = {breakdown: {prop: "plan"}};
    expect(choiceOf(query, "steps", {breakdown: "pro"})).to.deep.equal({prop: "plan", value: "pro"});
    expect(choiceOf(query, "steps", {breakdown: "(none)"})).to.deep.equal({prop: "plan", value: null});
    expect([
      choiceOf(query, "steps", {breakdown: null}),
      choiceOf(query, "steps", {breakdown: "(other)"}),
      choiceOf(query, "steps", {breakdown: "(not reached)"}),
      choiceOf({}, "steps", {breakdown: "pro"}),
    ]).to.deep.equal([null, null, null, null]);
  });
  it("takes a period as its days, but no hour, no cohort and no single number", () => {
    const days = (period: string, label: string, more: object = {}, table = "periods") =>
      choiceOf({period}, table, {breakdown: null, period: label, ...more});
    expect(days("day", "2024-02-28")).to.deep.equal({range: ["2024-02-28", "2024-02-29"]});
    expect(days("week", "2024-12-30")).to.deep.equal({range: ["2024-12-30", "2025-01-06"]});
    expect(days("month", "2024-12-01")).to.deep.equal({range: ["2024-12-01", "2025-01-01"]});
    expect(days("quarter", "2024-11-01")).to.deep.equal({range: ["2024-11-01", "2025-02-01"]});
    expect(days("year", "2024-04-01")).to.deep.equal({range: ["2024-04-01", "2025-04-01"]});
    expect([
      days("hour", "2024-11-03T01:00-05:00"),
      days("month", "2024-11-01", {cohort: "2024-10-01"}),
      days("month", "2024-11-01", {}, "value"),
    ]).to.deep.equal([null, null, null]);
  });
  it("takes a stage where it is that of now and one that all widgets know", () => {
    const asOf = "2024-03-01T00:00:00.000Z";
    const row = {breakdown: null, period: "2024-02-01", stage: "inactive", at: Date.parse(asOf)};
    expect(choiceOf({asOf, period: "month"}, "distribution", row)).to.deep.equal({stage: "inactive"});
    expect([
      choiceOf({asOf, period: "month"}, "distribution", {...row, at: row.at - 1}),
      choiceOf({asOf, period: "month", rules: {id: "mine"}}, "distribution", row),
    ]).to.deep.equal([null, null]);
  });
  it("reads choices from anywhere and leaves out what is none", () => {
    const good = [{prop: "a", value: null}, {stage: "inactive"}, {range: ["2024-01-01", "2024-02-01"]}];
    const bad = [null, 1, {prop: "a", value: {}}, {stage: 1}, {range: ["2024", "2025"]}, {range: "P7D"}];
    expect(readChoices([...good, ...bad])).to.deep.equal(good);
    expect(readChoices("x")).to.deep.equal([]);
    expect([whereOf(readChoices(good)), rangeOf(readChoices(good))]).to.deep.equal([
      {all: [{not: {prop: "a", op: "exists"}}, {stage: "inactive"}]},
      ["2024-01-01", "2024-02-01"],
    ]);
  });
  it("replaces another value of the property, and takes the same one back", () => {
    const pro = {prop: "plan", value: "pro"};
    expect(toggled([pro], {prop: "plan", value: "free"})).to.deep.equal([{prop: "plan", value: "free"}]);
    expect(toggled([pro], pro)).to.deep.equal([]);
  });
  it("joins choices by all", () => {
    expect(whereOf([])).to.equal(undefined);
    expect(
      whereOf([
        {prop: "a", value: 1},
        {prop: "b", value: null},
      ]),
    ).to.deep.equal({all: [{prop: "a", op: "eq", value: 1}, {not: {prop: "b", op: "exists"}}]});
  });
});

describe("layoutProblems(layout, names)", () => {
  it("finds none in a good layout", () => expect(layoutProblems(layout, ["funnel"])).to.deep.equal([]));
  it("names what it got", () => {
    expect(layoutProblems({columns: 0, items: [{}]}, ["funnel"])).to.deep.equal([
      'items[0].widget must be a name like "funnel"; got undefined',
      "columns must be a whole number from 1 to 12; got 0",
    ]);
    expect(layoutProblems("x", [])[0]).to.contain('got "x"');
  });
});
