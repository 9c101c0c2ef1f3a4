// lk-data and what is inside it.
import {expect} from "@esm-bundle/chai";
import "../../components/data/define.js";
import "../../components/funnel/define.js";
import type {LkData} from "../../components/data/data.js";
import type {LkFunnel} from "../../components/funnel/funnel.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {journeys} from "../helpers/dataset.js";
import {funnel} from "./funnel.fixture.js";
import {clear, hostOf, HandHost, listen, one, place, settled} from "./helpers.js";

const dataset = journeys("ana visit@0 signup@1\nben visit@0");
const rows = [
  {user: "ana", event: "visit", timestamp: "2026-01-01T10:00:00Z"},
  {user: "ana", event: "signup", timestamp: "2026-01-02T10:00:00Z"},
  {user: "ben", event: "visit", timestamp: "2026-01-03T10:00:00Z"},
];

async function ready(element: {state: string; updateComplete: Promise<unknown>}): Promise<void> {
  for (let i = 0; i < 400 && element.state === "loading"; i++) await new Promise((resolve) => setTimeout(resolve, 25));
  await element.updateComplete;
}

async function dataWith(properties: Partial<LkData>, ...children: Element[]): Promise<LkData> {
  const data = document.createElement("lk-data");
  Object.assign(data, properties);
  data.append(...children);
  const room = await place<HTMLDivElement>("div");
  room.append(data);
  await settled(data);
  return data;
}

const funnelElement = (): LkFunnel => Object.assign(document.createElement("lk-funnel"), {steps: ["visit", "signup"]});
const reached = (element: LkFunnel) => element.result?.toJSON().tables["steps"]?.map((row) => row["reached"]);

describe("<lk-data>", () => {
  afterEach(clear);

  it("shares one host with all widgets inside", async () => {
    const host = hostOf(funnel);
    const [a, b] = [funnelElement(), funnelElement()];
    await dataWith({host}, a, b);
    await ready(b);
    expect([a.state, b.state, host.asked]).to.deep.equal(["ready", "ready", 2]);
  });

  it("reaches widgets in shadow roots, and those added later", async () => {
    const holder = document.createElement("div");
    const inside = funnelElement();
    holder.attachShadow({mode: "open"}).append(inside);
    const data = await dataWith({host: hostOf(funnel)}, holder);
    const later = funnelElement();
    data.append(later);
    await ready(inside);
    await ready(later);
    expect([inside.state, later.state]).to.deep.equal(["ready", "ready"]);
  });

  it("answers over a Dataset", async () => {
    const element = funnelElement();
    await dataWith({data: dataset}, element);
    await ready(element);
    expect(reached(element)).to.deep.equal([2, 1]);
  });

  it("answers over rows, and over the same rows in a script", async () => {
    const [a, b] = [funnelElement(), funnelElement()];
    await dataWith({data: rows}, a);
    const script = Object.assign(document.createElement("script"), {
      type: "application/json",
      textContent: JSON.stringify(rows),
    });
    await dataWith({}, script, b);
    await ready(a);
    await ready(b);
    expect([reached(a), reached(b)]).to.deep.equal([
      [2, 1],
      [2, 1],
    ]);
    expect(a.result!.diagnostics.dataset).to.equal(b.result!.diagnostics.dataset);
  });

  it("loads an address relative to the page", async () => {
    const element = funnelElement();
    const csv = `user,event,timestamp\n${rows.map((row) => Object.values(row).join()).join("\n")}`;
    const src = URL.createObjectURL(new Blob([csv]));
    const data = await dataWith({src}, element);
    await ready(element);
    expect(reached(element)).to.deep.equal([2, 1]);
    expect([data.state, data.getAttribute("state")]).to.deep.equal(["ready", "ready"]);
    URL.revokeObjectURL(src);
  });

  it("loads once for many changes in one tick", async () => {
    const loads = listen("lk-load");
    const data = await dataWith({data: dataset});
    await ready(data);
    data.options = {inputTz: "UTC"};
    data.tables = {};
    data.source = "generic";
    await settled(data);
    await ready(data);
    expect(loads.details.filter((detail) => (detail as {kind: string}).kind === "data")).to.have.length(2);
    loads.stop();
  });

  it("makes every widget inside fail with a way out, and heals all by one press", async () => {
    const errors = listen("lk-error");
    const [a, b] = [funnelElement(), funnelElement()];
    const data = await dataWith({src: "no-such-file.csv"}, a, b);
    await ready(a);
    await ready(b);
    expect([data.state, a.state, b.state]).to.deep.equal(["failed", "failed", "failed"]);
    expect(one(a, "[role=alert]").textContent.length).to.be.greaterThan(40);
    data.src = undefined;
    data.data = dataset;
    await settled(data);
    await ready(a);
    await ready(b);
    expect([data.state, a.state, b.state]).to.deep.equal(["ready", "ready", "ready"]);
    expect(errors.details.length).to.be.at.least(3);
    errors.stop();
  });

  it("tries again by a widget's button", async () => {
    const element = funnelElement();
    const data = await dataWith({src: "no-such-file.csv"}, element);
    await ready(element);
    let tries = 0;
    data.addEventListener("lk-error", (event) => event.target === data && tries++);
    one(element, "[part=retry]").click();
    await settled(data);
    await ready(data);
    await ready(element);
    expect(tries).to.equal(1);
  });

  it("fails with a way out when the worker dies while it answers, and one press starts another", async () => {
    const RealWorker = globalThis.Worker;
    let dying = false;
    globalThis.Worker = class extends RealWorker {
      override postMessage(message: {body?: {what?: string}}, transfer: never): void {
        super.postMessage(message, transfer);
        if (!dying || message.body?.what !== "ask") return;
        this.terminate();
        this.dispatchEvent(new ErrorEvent("error", {message: "out of memory", cancelable: true}));
      }
    };
    try {
      const element = funnelElement();
      const data = await dataWith({data: rows, worker: ""});
      await ready(data);
      dying = true;
      data.append(element);
      await ready(element);
      expect(element.state).to.equal("failed");
      expect(one(element, "[role=alert]").textContent).to.contain("out of memory");
      dying = false;
      one(element, "[part=retry]").click();
      await settled(element);
      await ready(element);
      expect([element.state, reached(element)]).to.deep.equal(["ready", [2, 1]]);
    } finally {
      globalThis.Worker = RealWorker;
    }
  });

  it("is empty, not failed, over data without events", async () => {
    const element = funnelElement();
    await dataWith({data: {user: [], event: [], timestamp: []}}, element);
    await ready(element);
    expect(element.state).to.equal("empty");
  });

  it("keeps its host when it is moved", async () => {
    const element = funnelElement();
    const data = await dataWith({data: dataset}, element);
    await ready(element);
    const loads = listen("lk-load");
    document.body.append(data);
    await settled(data);
    await ready(element);
    expect(loads.details.filter((detail) => (detail as {kind: string}).kind === "data")).to.deep.equal([]);
    expect(element.state).to.equal("ready");
    data.remove();
    loads.stop();
  });

  it("does not close a host it was given", async () => {
    const host = new HandHost();
    const data = await dataWith({host});
    data.remove();
    await settled(data);
    expect(host.closed).to.equal(false);
  });

  it("hands down defaults and what a filter shares", async () => {
    const element = funnelElement();
    const data = await dataWith(
      {host: localHostWith(dataset, (table) => table), defaults: {tz: "Asia/Tokyo"}},
      element,
    );
    await ready(element);
    data.share({where: {prop: "country", op: "eq", value: "DE"}});
    expect(element.question).to.deep.include({tz: "Asia/Tokyo", where: {prop: "country", op: "eq", value: "DE"}});
    data.share({where: undefined});
    expect(element.question).to.not.have.property("where");
  });
});
