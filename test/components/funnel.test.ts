// lk-funnel as its users meet it.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/funnel/define.js";
import type {LkFunnel} from "../../components/funnel/funnel.js";
import {funnel, funnelBy, noFunnel} from "./funnel.fixture.js";
import {all, clear, focused, HandHost, listen, one, place, press, settled} from "./helpers.js";

use(chaiA11yAxe);

describe("<lk-funnel>", () => {
  afterEach(clear);
  const drawn = (properties: Partial<LkFunnel> = {}, width = 800) =>
    place<LkFunnel>("lk-funnel", {heading: "To the money", result: funnel as never, ...properties}, width);

  it("draws a bar for each step, as long as its share", async () => {
    const element = await drawn();
    const widths = all<SVGRectElement>(element, ".bar").map((bar) => bar.width.baseVal.value);
    expect(widths.map((width) => (width / widths[0]!).toFixed(3))).to.deep.equal(["1.000", "0.600", "0.250"]);
  });

  it("hatches those who still have time, beyond the bar", async () => {
    const element = await drawn();
    const [bar] = all<SVGRectElement>(element, ".bar").slice(1);
    const hatched = all<SVGRectElement>(element, "rect[fill^='url(#']");
    expect(hatched).to.have.length(2);
    expect(hatched[0]!.x.baseVal.value).to.be.closeTo(bar!.x.baseVal.value + bar!.width.baseVal.value, 0.01);
    expect(element.shadowRoot!.querySelector(hatched[0]!.getAttribute("fill")!.slice(4, -1))).to.not.equal(null);
  });

  it("names each mark by label, value, interval and status", async () => {
    const [, second] = all(await drawn(), ".mark").map((mark) => mark.getAttribute("aria-label"));
    expect(second).to.equal(
      "signup: 120, 60% of 200; 95% interval 30% to 70%; 60% of the step before; 10 still have time",
    );
  });

  it("is one tab stop whose arrows walk the steps", async () => {
    const element = await drawn();
    const marks = all(element, ".mark");
    expect(marks.map((mark) => mark.getAttribute("tabindex"))).to.deep.equal(["0", "-1", "-1"]);
    marks[0]!.focus();
    press(marks[0]!, "ArrowDown");
    expect(focused(element)).to.equal(marks[1]);
    press(marks[1]!, "End");
    expect(focused(element)).to.equal(marks[2]);
    press(marks[2]!, "Home");
    expect(focused(element)).to.equal(marks[0]);
    await settled(element);
    press(marks[0]!, "Escape");
    expect(focused(element)).to.equal(null);
  });

  it("fires one lk-select with the row for Enter, and lk-drill for Shift+Enter", async () => {
    const [select, drill] = [listen("lk-select"), listen("lk-drill")];
    const element = await drawn();
    const mark = all(element, ".mark")[1]!;
    press(mark, "Enter");
    press(mark, "Enter", {shiftKey: true});
    expect(select.details).to.deep.equal([{table: "steps", row: funnel.tables["steps"]![1]}]);
    expect((drill.details[0] as {query: {behind: {table: string}}}).query.behind.table).to.equal("steps");
    select.stop();
    drill.stop();
  });

  it("is empty when nobody entered", async () => {
    const element = await place<LkFunnel>("lk-funnel", {result: noFunnel});
    expect(element.state).to.equal("empty");
    expect(one(element, "[part=empty]").textContent).to.contain("No data");
  });

  it("asks for its plain options over its query", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {
      host,
      query: {steps: ["a", "b"], window: "P1D"},
      window: "P7D",
      breakdown: {prop: "country"},
    });
    expect(host.asked.map(({query}) => query)).to.deep.equal([
      {kind: "funnel", steps: ["a", "b"], window: "P7D", breakdown: {prop: "country"}},
    ]);
    expect(element.getAttribute("window")).to.equal("P7D");
    expect(element.getAttribute("breakdown")).to.equal("country");
  });

  it("reads its options from attributes", async () => {
    const element = document.createElement("lk-funnel");
    for (const [name, value] of Object.entries({
      "steps": "visit, signup",
      "window": "none",
      "range": "P26W",
      "as-of": "2026-01-01",
    }))
      element.setAttribute(name, value);
    expect(element.question).to.deep.equal({
      kind: "funnel",
      steps: ["visit", "signup"],
      window: null,
      range: {last: "P26W"},
      asOf: "2026-01-01",
    });
  });

  it("draws groups of a breakdown as thin bars and marks small ones", async () => {
    const element = await drawn({result: funnelBy as never});
    expect(all(element, ".mark")).to.have.length(6);
    expect(all(element, ".count.few").map((text) => text.textContent)).to.deep.equal(["◦20", "◦10", "◦5"]);
  });

  it("keeps its height from loading to ready", async () => {
    const host = new HandHost();
    const element = await place<LkFunnel>("lk-funnel", {heading: "A", host, steps: ["visit", "signup", "pay"]});
    const before = element.getBoundingClientRect().height;
    host.asked[0]!.answer(funnel);
    await settled(element);
    expect(element.state).to.equal("ready");
    expect(element.getBoundingClientRect().height).to.be.closeTo(before, 1);
  });

  for (const width of [300, 360, 800, 1400]) {
    it(`lets nothing stick out at ${width} px`, async () => {
      const element = await drawn({}, width);
      const frame = element.getBoundingClientRect();
      for (const text of all<SVGTextElement>(element, ".chart text")) {
        const box = text.getBoundingClientRect();
        expect(box.left, text.textContent).to.be.at.least(frame.left - 0.5);
        expect(box.right, text.textContent).to.be.at.most(frame.right + 0.5);
      }
    });
  }

  for (const view of ["chart", "table", "both"] as const) {
    for (const theme of ["light", "dark"] as const) {
      it(`is accessible as ${view}, ${theme}`, async () => {
        const element = await drawn({view, theme});
        await expect(element).to.be.accessible();
      });
    }
  }
});
