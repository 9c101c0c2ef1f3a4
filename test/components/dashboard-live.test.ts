// lk-dashboard over an engine: what a press on a mark does to the other widgets, and what a deep link keeps.
import {expect} from "@esm-bundle/chai";
import "../../components/dashboard/define.js";
import "../../components/filter-bar/define.js";
import type {LkDashboard} from "../../components/dashboard/dashboard.js";
import type {LkFilterBar} from "../../components/filter-bar/filter-bar.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {journeys} from "../helpers/dataset.js";
import {all, clear, listen, one, place, press, settled, until} from "./helpers.js";

const data = journeys("ana visit@0 signup@1 activated@3 login@25\nben visit@8 signup@9\ncleo visit@16", {
  asOf: "2024-02-01",
  historyStart: "2023-12-01",
  profiles: [
    {unit: "ana", prop: "plan", value: "pro"},
    {unit: "ben", prop: "plan", value: "free"},
  ],
});
const steps = ["visit", "signup"];
const layout = {
  columns: 2,
  items: [
    {widget: "stages", query: {period: "week"}},
    {widget: "growth", query: {period: "week", activity: "*"}},
    {widget: "funnel", query: {steps}},
    {widget: "funnel", query: {steps, breakdown: {prop: "plan", source: "profile"}}},
  ],
};

async function board(properties: Partial<LkDashboard> = {}): Promise<LkDashboard> {
  const host = localHostWith(data, (table) => table);
  const element = await place<LkDashboard>("lk-dashboard", {layout, host, ...properties}, 1200);
  await until(() => element.widgets.length === 4 && element.widgets.every(({state}) => state === "ready"));
  await until(() => all(element.widgets[0]!, ".mark").length > 0 && all(element.widgets[1]!, ".mark").length > 0);
  return element;
}
async function withBar(properties: Partial<LkDashboard> = {}): Promise<{element: LkDashboard; bar: LkFilterBar}> {
  const element = await board(properties);
  const bar = document.createElement("lk-filter-bar");
  bar.stages = true;
  element.append(bar);
  await settled(bar);
  return {element, bar};
}
/** Who reached the first step of the funnel without groups: three people in all. */
const visitors = ({widgets}: LkDashboard) =>
  widgets[2]!.state === "empty"
    ? 0
    : widgets[2]!.state === "ready" && Number(widgets[2]!.result!.tables["steps"]!.get("reached", 0));
const markOf = (element: LkDashboard, widget: number, name: RegExp) =>
  all(element.widgets[widget]!, ".mark")
    .filter((mark) => name.test(mark.getAttribute("aria-label")!))
    .at(-1)!;
const chips = (element: LkDashboard) => all(element, ".filters button").map((chip) => chip.textContent.trim());

describe("<lk-dashboard> over an engine", () => {
  afterEach(clear);

  for (const [what, widget, name, chip] of [
    ["group", 3, /free/, "plan is free ×"],
    ["stage of now", 0, /Jan 29.*Onboarding/, "Stage now: Onboarding ×"],
    ["period", 1, /Jan 8/, "Jan 8 – 14, 2024 ×"],
  ] as const) {
    it(`filters the other widgets by the ${what} of a mark, shows it, and takes it back by its chip`, async () => {
      const element = await board();
      expect(visitors(element)).to.equal(3);
      press(markOf(element, widget, name), "Enter");
      await until(() => visitors(element) === 1);
      expect(chips(element).map((text) => text.replaceAll(/[\u2009\u202f]/g, " "))).to.deep.equal([chip]);
      expect(element.widgets.every(({shadowRoot}) => shadowRoot!.querySelector("dialog") === null)).to.equal(true);
      one(element, ".filters button").click();
      await until(() => visitors(element) === 3);
      expect(chips(element)).to.deep.equal([]);
    });
  }

  it("opens the list on Shift+Enter, and where a mark stands for no filter", async () => {
    const element = await board();
    const list = (widget: number) =>
      until(() => {
        const heads = element.widgets[widget]!.shadowRoot!.querySelectorAll("dialog tbody th");
        return heads.length > 0 && Array.from(heads, (head) => head.textContent);
      });
    press(markOf(element, 1, /Jan 8.*new/i), "Enter", {shiftKey: true});
    expect(await list(1)).to.include("ben");
    press(markOf(element, 0, /Jan 15.*Awareness/), "Enter");
    expect(await list(0)).to.deep.equal(["cleo"]);
    expect(chips(element)).to.deep.equal([]);
  });

  it("keeps what is chosen in it and in a filter bar inside, as plain JSON and in the address", async () => {
    const before = location.href;
    const changes = listen("lk-state-change");
    const {element, bar} = await withBar({urlState: "live"});
    expect(location.href).to.equal(before);
    all<HTMLInputElement>(bar, "input[type=checkbox]")
      .find((box) => box.parentElement!.textContent.includes("Onboarding"))!
      .click();
    await until(() => visitors(element) === 1);
    press(markOf(element, 1, /Jan 8/), "Enter");
    const state = element.getState();
    expect(state["slotted"]).to.deep.equal({0: bar.getState()});
    expect(state["filters"]).to.deep.equal([{range: ["2024-01-08", "2024-01-15"]}]);
    expect(changes.details.at(-1)).to.deep.equal(state);
    expect(JSON.parse(new URL(location.href).searchParams.get("live")!)).to.deep.equal(state);
    const told = changes.details.length;
    const {element: again, bar: other} = await withBar({urlState: "live"});
    await until(() => visitors(again) === 1);
    expect([other.getState(), again.getState()]).to.deep.equal([bar.getState(), state]);
    expect(changes.details.length).to.equal(told);
    const {element: third} = await withBar();
    expect(visitors(third)).to.equal(3);
    third.setState(JSON.parse(JSON.stringify(state)) as typeof state);
    await until(() => visitors(third) === 1);
    expect(third.getState()).to.deep.equal(state);
    changes.stop();
    history.replaceState(null, "", before);
  });

  it("joins the condition of its layout to that of a reader", async () => {
    const where = {prop: "plan", op: "exists"};
    const element = await board({layout: {...layout, query: {where}}});
    expect(element.widgets[2]!.question["where"]).to.deep.equal(where);
    element.setState({filters: [{stage: "onboarding"}]});
    expect(element.widgets[2]!.question["where"]).to.deep.equal({all: [where, {stage: "onboarding"}]});
  });
});
