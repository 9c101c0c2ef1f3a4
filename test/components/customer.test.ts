// lk-customer: what its timeline shows, says and leaves out.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/customer/define.js";
import type {LkCustomer} from "../../components/customer/customer.js";
import {layoutCustomer} from "../../components/customer/customer-layout.js";
import {BREAK, timeScale} from "../../components/customer/time-scale.js";
import {traitText} from "../../components/customer/trait-text.js";
import {inOrderOfInterest} from "../../components/customer/traits.js";
import {formatOf} from "../../components/format/format.js";
import {textWidth} from "../../components/parts/text.js";
import {localHostWith} from "../../engine/hosts/local.js";
import {datasetOf} from "../helpers/dataset.js";
import {all, clear, focused, one, place, press, settled} from "./helpers.js";

use(chaiA11yAxe);

const DAY = 86_400_000;
const data = datasetOf(
  [
    ...Array.from({length: 10}, (_, i) => ({
      user: "ana",
      ts: Date.parse("2024-01-01") + i * DAY,
      name: i % 3 ? "login" : "visit",
    })),
    {user: "ana", ts: "2024-01-12", name: "purchase", amount: 1999, currency: "EUR"},
    {user: "ana", ts: "2024-09-01", name: "login"},
    {user: "<b>", ts: "2024-09-01", name: "login"},
  ],
  {asOf: "2024-09-05", profiles: [{unit: "ana", prop: "plan", value: "<i>pro</i>"}]},
);

async function customer(properties: Partial<LkCustomer> = {}, width = 900): Promise<LkCustomer> {
  const host = localHostWith(data, (table) => table);
  const element = await place<LkCustomer>("lk-customer", {host, unit: "ana", ...properties}, width);
  for (let i = 0; i < 500 && element.state === "loading"; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  await settled(element);
  return element;
}

describe("<lk-customer>", () => {
  afterEach(clear);

  it("shows stays, events, money, sessions and the silence between", async () => {
    const element = await customer();
    expect(element.state).to.equal("ready");
    expect(all(element, ".stay").length).to.equal(element.result!.tables["stages"]!.numRows());
    expect(all(element, ".session").length).to.equal(12);
    expect(all(element, ".money").length).to.equal(1);
    expect(all(element, ".gap title").map(({textContent}) => textContent)[0]).to.contain("days without events");
    const named = all(element, ".mark").map((mark) => mark.getAttribute("aria-label")!);
    expect(named.some((name) => name.startsWith("€19.99, purchase"))).to.equal(true);
  });

  it("gives each of thirteen systems a lane of its own, most events first", () => {
    const systems = Array.from({length: 13}, (_, i) => `system${String(i).padStart(2, "0")}`);
    const events = systems.flatMap((source, i) =>
      Array.from({length: 13 - i}, (_, n) => ({ts: n * DAY, name: `e${i}`, source, amount: null})),
    );
    const words = {lane: (key: string | null) => key ?? "others", stage: () => "", day: () => ""};
    const size = {width: 900, height: 400, compact: false, rtl: false, notes: []};
    const lanes = (by: "source" | "name") =>
      layoutCustomer(
        {events, stages: [], sessions: []},
        by,
        14 * DAY,
        size as Parameters<typeof layoutCustomer>[3],
        words,
      ).lanes.map(({label}) => label);
    expect(lanes("source")).to.deep.equal(systems);
    expect(lanes("name")).to.deep.equal(["e0", "e1", "e2", "e3", "e4", "others"]);
  });

  it("writes no date over another, however narrow it is", () => {
    const events = Array.from({length: 40}, (_, n) => ({ts: n * 5 * DAY, name: "e", source: "s", amount: null}));
    let dates = 0;
    // Each date is another one, and all are as wide.
    const words = {lane: () => "", stage: () => "", day: () => `Mar 21, ${2025 + dates++}`};
    for (let width = 240; width <= 900; width += 20) {
      const size = {width, height: 400, compact: width < 480, rtl: false, notes: []};
      const {ticks} = layoutCustomer({events, stages: [], sessions: []}, "source", 200 * DAY, size, words);
      expect(ticks.length, String(width)).to.be.above(1);
      ticks.forEach(({at, label}, i) => {
        if (i > 0) expect(Math.abs(at - ticks[i - 1]!.at), String(width)).to.be.above(textWidth(label, 11));
      });
    }
  });

  it("shows every event in exactly one glyph", async () => {
    const element = await customer({}, 200);
    const counts = all(element, ".mark:has(.glyph)").map((mark) => {
      const [, n] = /^(\d+) events/.exec(mark.getAttribute("aria-label")!) ?? ["", "1"];
      return Number(n);
    });
    expect(counts.reduce((sum, n) => sum + n, 0)).to.equal(12);
  });

  it("tells telling traits first, and each once", () => {
    const trait = (name: string, value: string) => ({trait: name, value});
    const all = [
      trait("AccountId", "0015g"),
      trait("Email", "quinn@reedpoint.example"),
      trait("Email Address", "quinn@reedpoint.example"),
      trait("HasOptedOut", "false"),
      trait("First Name", "Quinn"),
      trait("firstName", "Quinn"),
      trait("favourite", "tea"),
      trait("CreatedDate", "2026-04-22"),
      ...Array.from({length: 30}, (_, i) => trait(`extra${i}`, `value ${i}`)),
    ];
    expect(
      inOrderOfInterest(all)
        .map((row) => row["trait"])
        .slice(0, 4),
    ).to.deep.equal(["First Name", "Email", "favourite", "extra0"]);
    expect(
      inOrderOfInterest(all)
        .slice(-5)
        .map((row) => row["trait"]),
    ).to.deep.equal(["AccountId", "HasOptedOut", "CreatedDate", "firstName", "Email Address"]);
  });
  it("writes traits that are instants as dates of their reader, and no other", () => {
    const said = (trait: string, value: string | number | boolean, locale = "en", tz = "UTC") =>
      traitText(trait, value, formatOf(locale), tz);
    expect(said("created_at", "2025-03-04T00:00:00.000Z")).to.equal("Mar 4, 2025");
    expect(said("created_at", "2025-03-04T09:30:00Z", "de", "Europe/Berlin")).to.equal("04.03.2025, 10:30");
    expect(said("created_at", "2025-03-04 23:30:00+02:00")).to.equal("Mar 4, 2025, 9:30 PM");
    expect(said("signed", "2025-03-04 09:30")).to.equal("Mar 4, 2025, 9:30 AM");
    expect(said("renewal", "2025-03-04", "de", "America/New_York")).to.equal("04.03.2025");
    expect(said("createdAt", 1741080600000)).to.equal("Mar 4, 2025, 9:30 AM");
    expect(said("createdate", "1741080600000")).to.equal("Mar 4, 2025, 9:30 AM");
    for (const [trait, value] of [
      ["phone", 1741080600000],
      ["created_at", "2025-13-45"],
      ["created_at", "2025-02-04T99:00:00Z"],
      ["at", 5],
      ["plan", "2025-03"],
      ["flat", 1741080600000],
      ["active", true],
    ] as const)
      expect(said(trait, value)).to.equal(String(value));
  });

  it("writes traits as text", async () => {
    const element = await customer();
    expect(one(element, ".traits dd").textContent?.trim()).to.equal("<i>pro</i>");
  });

  it("walks all marks by keyboard, and asks for no list behind them", async () => {
    const element = await customer();
    const drills: Event[] = [];
    element.addEventListener("lk-drill", (event) => drills.push(event));
    const chosen: Event[] = [];
    element.addEventListener("lk-select", (event) => chosen.push(event));
    all(element, ".mark")[0]!.focus();
    press(focused(element)!, "ArrowDown");
    expect(focused(element)!.querySelector(".glyph")).not.to.equal(null);
    press(focused(element)!, "Enter");
    expect([chosen.length, drills.length]).to.deep.equal([1, 0]);
  });

  it("has a readable table and exports the one that is asked for", async () => {
    const element = await customer({view: "table"});
    expect(all(element, "tbody tr").length).to.equal(12);
    element.table = "sessions";
    await settled(element);
    expect((await (await element.exportCSV()).text()).split("\n")[0]).to.contain("session,from,to,duration_ms,events");
  });

  it("fails with the nearest id for one that is not there, and is empty where nothing happened", async () => {
    const strange = await customer({unit: "anna"});
    expect(one(strange, "[role=alert]").textContent).to.contain('did you mean "ana"?');
    const before = await customer({range: ["2023-01-01", "2023-02-01"]});
    expect(before.state).to.equal("empty");
  });

  it("is accessible in light, dark and right to left", async () => {
    for (const theme of ["light", "dark"] as const) await expect(await customer({theme})).to.be.accessible();
    document.documentElement.dir = "rtl";
    await expect(await customer()).to.be.accessible();
    document.documentElement.removeAttribute("dir");
  });
});

describe("timeScale(instants, width)", () => {
  it("draws time to scale where there is no long silence", () => {
    const {x, stretches} = timeScale([0, 10, 20, 30], 300);
    expect([stretches.length, x(0), x(15), x(30)]).to.deep.equal([1, 0, 150, 300]);
  });
  it("cuts a silence of weeks to a short break, and keeps order and ends", () => {
    const instants = [0, DAY, 2 * DAY, 100 * DAY, 101 * DAY];
    const {x, stretches} = timeScale(instants, 600);
    const silent = stretches.filter((stretch) => stretch.silent);
    expect(silent.map(({from, to, left, right}) => [from, to, right - left])).to.deep.equal([
      [2 * DAY, 100 * DAY, BREAK],
    ]);
    expect([x(0), x(101 * DAY)]).to.deep.equal([0, 600]);
    const places = instants.map(x);
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
  });
  it("has a place for one instant and for none", () => {
    expect(timeScale([5], 100).x(5)).to.equal(0);
    expect(timeScale([], 100).x(5)).to.be.within(0, 100);
  });
});
