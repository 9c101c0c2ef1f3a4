// The contract of lk-paths: pointing at a link keeps the most frequent whole route through it in colour.
import {expect} from "@esm-bundle/chai";
import {resetMouse, sendMouse} from "@web/test-runner-commands";
import "../../components/define.js";
import type {WidgetElement} from "../../components/base/widget-element.js";
import {tracesOf, type RouteRow} from "../../components/paths/trace.js";
import type {LinkRow} from "../../components/paths/paths-layout.js";
import {rowsOf} from "../../engine/model/table.js";
import {localHost, openDataset} from "../../engine/index.js";

const sessions = ["home>docs>pricing", "home>docs>pricing", "home>docs", "home>pricing>signup"];
const log = sessions.flatMap((names, u) =>
  names.split(">").map((event, i) => ({user: `u${u}`, event, timestamp: new Date(1.7e12 + i * 60_000).toISOString()})),
);
const host = async () => localHost(await openDataset(log));
afterEach(() => document.body.replaceChildren());

describe("lk-paths", () => {
  it("keeps one route in colour while a link is pointed at, and says which", async () => {
    const element = document.createElement("lk-paths") as WidgetElement;
    element.host = await host();
    document.body.append(element);
    await element.refresh();
    await element.updateComplete;
    const {renderRoot} = element;
    const classed = (name: string) =>
      [...renderRoot.querySelectorAll(`.mark:has(.${name})`)].map((mark) => mark.getAttribute("aria-label")!);
    expect(classed("traced")).to.deep.equal([]);
    const mark = [...renderRoot.querySelectorAll(".mark")].find((one) =>
      one.getAttribute("aria-label")!.includes("docs to pricing"),
    )!;
    mark.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, composed: true}));
    await element.updateComplete;
    expect(
      classed("traced")
        .map((label) => /step \d, (.*?):/.exec(label)![1])
        .sort(),
    ).to.deep.equal(["docs to pricing", "home to docs", "pricing to ends"]);
    expect(classed("faint")).to.have.length(renderRoot.querySelectorAll(".ribbon").length - 3);
    expect(renderRoot.querySelector(".tip")!.textContent).to.contain("home → docs → pricing (2)");
    renderRoot.querySelector(".marks")!.dispatchEvent(new PointerEvent("pointerleave"));
    await element.updateComplete;
    expect(classed("traced")).to.deep.equal([]);
  });
  it("shows the whole route under the pointer, not the pointed link alone", async () => {
    const element = document.createElement("lk-paths") as WidgetElement;
    element.host = await host();
    document.body.append(element);
    await element.refresh();
    await element.updateComplete;
    const mark = element.renderRoot.querySelector('.mark[aria-label*="docs to pricing"]')!;
    const {left, width, top, height} = mark.getBoundingClientRect();
    await sendMouse({type: "move", position: [Math.round(left + width / 2), Math.round(top + height / 2)]});
    await element.updateComplete;
    const traced = [...element.renderRoot.querySelectorAll(".mark:has(.traced)")];
    await Promise.all(traced.flatMap((one) => one.getAnimations({subtree: true})).map(({finished}) => finished));
    const strength = (one: Element) =>
      Number(getComputedStyle(one).opacity) * Number(getComputedStyle(one.querySelector(".ribbon")!).strokeOpacity);
    expect(traced).to.have.length(3);
    traced.forEach((one) => expect(strength(one)).to.be.at.least(0.6));
    await resetMouse();
  });
  it("traces through (other) and around an event", async () => {
    const traced = async (query: object, key: string) => {
      const {tables} = await (await host()).ask({kind: "paths", ...query});
      const links = rowsOf(tables["links"]!) as LinkRow[];
      const routes = rowsOf(tables["routes"]!) as never as RouteRow[];
      return [...(tracesOf(links, routes).get(key)?.keys ?? [])];
    };
    expect(await traced({top: 1, steps: 3}, "1/home>(other)")).to.deep.equal(["1/home>(other)", "2/(other)>(other)"]);
    expect(await traced({anchor: {at: "around", event: "docs"}, steps: 2}, "0/home>docs")).to.deep.equal([
      "0/home>docs",
      "1/docs>pricing",
    ]);
  });
});
