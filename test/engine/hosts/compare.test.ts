// The contracts of comparing two sets of units or two ranges (semantics 3.4, 18.2, 18.3, 18.6).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {cut, openSlice} from "../../../engine/model/slice.js";
import {frozenHost} from "../../../engine/hosts/frozen.js";
import {QueryError} from "../../../engine/model/errors.js";
import {worlds} from "../../helpers/activity-worlds.js";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";
import {tablesOfParts} from "../../helpers/split.js";

/** `n` people of a group of whom the first `paid` pay within the window. */
function group(name: string, n: number, paid: number): TestEvent[] {
  return Array.from({length: n}, (_, i): TestEvent[] => [
    {user: `${name}${i}`, ts: "2024-01-01", name: "visit", props: {group: name}},
    ...(i < paid ? [{user: `${name}${i}`, ts: "2024-01-02", name: "pay", props: {group: name}}] : []),
  ]).flat();
}
const inGroup = (value: string) => ({prop: "group", op: "eq", value, at: "first"});
const funnel = {
  kind: "funnel",
  steps: ["visit", "pay"],
  cohorts: {control: {when: inGroup("c")}, variant: {when: inGroup("v")}},
};
const sides = {a: "control", b: "variant"};
const experiment = datasetOf([...group("c", 1000, 120), ...group("v", 1000, 150)], {asOf: "2024-03-01"});

describe("a comparison of two cohorts", () => {
  it("gives the worked example: difference, Newcombe's interval, z and p", () => {
    const [row] = rows(experiment, {...funnel, compare: sides}, "comparison");
    expect(row).to.include({
      of: "steps",
      measure: "rate_mature",
      step: 2,
      label: "pay",
      a: 0.12,
      b: 0.15,
      n_a: 1000,
      n_b: 1000,
    });
    expect(row!.diff).to.be.closeTo(0.03, 1e-12);
    expect(row!.z).to.be.closeTo(1.963, 5e-5);
    expect(row!.p).to.be.closeTo(0.0496, 5e-5);
    expect(row!.q).to.equal(row!.p);
    expect(row!.lo).to.be.closeTo(0, 5e-5);
    expect(row!.hi).to.be.closeTo(0.06, 5e-5);
  });
  it("carries the tables of both sides, told apart by a column", () => {
    const found = rows(experiment, {...funnel, compare: sides}, "steps", ["side", "step", "reached"]);
    expect(found).to.deep.equal([
      {side: "a", step: 1, reached: 1000},
      {side: "a", step: 2, reached: 120},
      {side: "b", step: 1, reached: 1000},
      {side: "b", step: 2, reached: 150},
    ]);
  });
  it("says the difference and its interval", () => {
    expect(ask(experiment, {...funnel, compare: sides}).summary).to.equal(
      "Got to “pay”: 15% in variant against 12% in control, +3 points (95% interval 0 to +6 points).",
    );
  });
  it("counts who is in which", () => {
    expect(rows(experiment, {...funnel, compare: {a: "control", b: {event: "pay"}}}, "overlap")).to.deep.equal([
      {a_only: 880, b_only: 150, both: 120, neither: 850},
    ]);
  });
  it("counts a dynamic cohort at the end of each period", () => {
    const data = datasetOf(
      [
        {user: "ana", ts: "2024-01-01", name: "visit"},
        {user: "bo", ts: "2024-01-02", name: "visit"},
        {user: "ana", ts: "2024-01-02T12:00", name: "pay"},
      ],
      {asOf: "2024-01-03"},
    );
    const cohorts = {payers: {when: {event: "pay"}, mode: "dynamic"}};
    const found = rows(
      data,
      {kind: "growth", period: "day", cohorts, compare: {a: "payers", b: {event: "visit"}}},
      "overlap",
    );
    expect(found).to.deep.equal([
      {period: "2024-01-01", a_only: 0, b_only: 1, both: 0, neither: 0},
      {period: "2024-01-02", a_only: 0, b_only: 1, both: 1, neither: 0},
    ]);
  });
  it("draws no verdict where the shares are not those planned", () => {
    const uneven = datasetOf([...group("c", 1000, 120), ...group("v", 800, 150)], {asOf: "2024-03-01"});
    const answer = ask(uneven, {...funnel, compare: {...sides, shares: [1, 1]}});
    expect(answer.tables.comparison![0]).to.include({lo: null, hi: null, z: null, p: null, q: null, a: 0.12});
    expect(answer.summary).to.contain("No verdict");
    const even = ask(experiment, {...funnel, compare: {...sides, shares: [1, 1]}});
    expect(even.tables.comparison![0]!.p).to.be.a("number");
  });
  it("compares only those whose window was seen whole", () => {
    const early = rows(experiment, {...funnel, asOf: "2024-01-05", compare: sides}, "comparison");
    expect(early[0]).to.include({a: null, b: null, diff: null, p: null, n_a: 0});
  });
  it("lists the units of one side", () => {
    const behind = {query: {...funnel, compare: sides}, table: "steps", row: {side: "b", step: 2}};
    const found = rows(experiment, {kind: "units", behind}, "units");
    expect(found).to.have.length(150);
    expect(found.every(({unit}) => String(unit).startsWith("v"))).to.equal(true);
  });
  it("lists behind a figure of a funnel those whose window was seen whole, as the figure counts them", () => {
    const late = ["v1", "v2"].flatMap((user) => [
      {user: `${user}late`, ts: "2024-02-25", name: "visit", props: {group: "v"}},
      {user: `${user}late`, ts: "2024-02-26", name: "pay", props: {group: "v"}},
    ]);
    const both = datasetOf([...group("c", 10, 2), ...group("v", 10, 4), ...late], {asOf: "2024-03-01"});
    const query = {...funnel, compare: sides};
    const [figure] = rows(both, query, "comparison");
    expect(figure).to.include({a: 0.2, b: 0.4, n_b: 10});
    const behind = {query, table: "comparison", row: {...figure, side: "b"}};
    expect(rows(both, {kind: "units", behind}, "units").map(({unit}) => unit)).to.deep.equal(["v0", "v1", "v2", "v3"]);
  });
  it("names what cannot be compared, in words of the query", () => {
    const failing = (query: object) => () => ask(experiment, {...funnel, ...query});
    expect(failing({compare: {a: "controll", b: "variant"}})).to.throw(QueryError, /compare\.a.*controll.*control/s);
    expect(failing({compare: "previous"})).to.throw(QueryError, /needs a range/);
    expect(failing({compare: "before"})).to.throw(QueryError, /compare: "before" is no comparison; write .*"previous"/);
    expect(failing({compare: {cohorts: ["control", "variant"]}})).to.throw(QueryError, /compare: .* is no comparison/);
    expect(failing({compare: {a: "control"}})).to.throw(QueryError, /compare\.b: missing/);
    expect(() =>
      ask(experiment, {kind: "survival", start: "visit", end: "pay", compare: sides, cohorts: funnel.cohorts}),
    ).to.throw(QueryError, /a survival answer has no sides/);
    for (const compare of [sides, "previous"])
      expect(() => ask(experiment, {kind: "quality", compare})).to.throw(QueryError, /a quality answer has no sides/);
  });
});

describe("a comparison of revenue", () => {
  const paying = (user: string, amounts: readonly number[]): TestEvent[] =>
    amounts.map((amount) => ({user, ts: "2024-01-10", name: "pay", amount, currency: "EUR", props: {group: user[0]!}}));
  const people = [
    ...["c1", "c2", "c3"].flatMap((user, i) => paying(user, [100 + 100 * i])),
    ...paying("v1", [500]),
    ...paying("v2", [700]),
  ];
  const invoice: TestEvent = {account: "acme", ts: "2024-01-11", name: "pay", amount: 9000, currency: "EUR"};
  const query = {kind: "revenue", period: "month", compare: {a: inGroup("c"), b: {not: inGroup("c")}}};
  const arpuOf = (events: readonly TestEvent[]) =>
    rows(datasetOf(events, {asOf: "2024-02-01"}), query, "comparison").find(({measure}) => measure === "arpu")!;

  it("tells the revenue of each active one with Welch's interval", () => {
    const found = arpuOf(people);
    // Means 200 and 600; variances 10000 / 3 and 20000 / 2, so the standard error is √(10000/3 + 10000) and t = 400 / 115.47.
    expect(found).to.include({a: 200, b: 600, diff: 400, n_a: 3, n_b: 2});
    expect(found.t).to.be.closeTo(3.4641, 5e-5);
    expect(found.lo).to.be.a("number");
  });
  it("leaves what nobody brought on neither side", () => {
    expect(arpuOf([...people, invoice])).to.deep.equal(arpuOf(people));
  });
});

describe("a comparison that is frozen", () => {
  it("is found by the query as asked and as answered, with both sides", async () => {
    const asked = {...funnel, compare: {...sides, shares: [1, 1]}};
    const result = ask(experiment, asked);
    const host = frozenHost([{asked, result}]);
    for (const query of [asked, result.query as never])
      expect(JSON.parse(JSON.stringify(await host.ask(query)))).to.deep.equal(result);
  });
});

describe("a metric of two sides", () => {
  const query = {kind: "metric", measure: "uniques", period: "week", cohorts: funnel.cohorts, compare: sides};
  it("is compared by period, under the name of its measure", () => {
    const {tables, summary} = ask(experiment, query);
    expect(tables.comparison![0]).to.include({measure: "uniques", period: "2024-01-01", a: 1000, b: 1000, diff: 0});
    expect(summary).to.match(/^Active units .*: 0 in variant against 0 in control, 0;/);
  });
  it("of two ranges is not the period before", () => {
    const range = ["2024-01-08", "2024-01-15"];
    const {tables} = ask(experiment, {...query, range, compare: {range: ["2024-01-01", "2024-01-08"]}});
    expect(tables.comparison![0]).to.include({period: "2024-01-08", period_a: "2024-01-01", a: 2000, b: 0});
  });
});

describe("a comparison of stages", () => {
  it("tells a stage of the last period that is over", () => {
    const {summary, diagnostics} = ask(experiment, {
      ...{kind: "stages", period: "week", cohorts: funnel.cohorts, compare: sides},
      ...{range: ["2024-01-01", "2024-02-05"]},
    });
    expect(diagnostics.comparison).to.have.nested.property("headline.period", "2024-01-29");
    expect(summary).to.match(/at the end of the week of Jan 29, 2024/);
  });
});

describe("a comparison of two ranges", () => {
  const visits = (days: readonly string[]) =>
    days.map((day, i): TestEvent => ({user: `u${i % 2}`, ts: day, name: "visit"}));
  const data = datasetOf(visits(["2024-01-01", "2024-01-02", "2024-01-08", "2024-01-09", "2024-01-10", "2024-01-15"]), {
    asOf: "2024-01-17",
  });
  it("sets each period beside the one as many periods earlier", () => {
    const query = {kind: "growth", period: "week", range: ["2024-01-08", "2024-01-15"], compare: "previous"};
    const found = rows(data, query, "comparison", ["measure", "period", "period_a", "a", "b", "diff"]);
    expect(found.find(({measure}) => measure === "active")).to.deep.equal({
      measure: "active",
      period: "2024-01-08",
      period_a: "2024-01-01",
      a: 2,
      b: 2,
      diff: 0,
    });
  });
  it("compares a period under way with as much of the other", () => {
    // By Wednesday of the third week u1 alone was there; by Wednesday 00:00 of the second u0 and u1.
    const query = {kind: "growth", period: "week", range: ["2024-01-15", "2024-01-22"], compare: "previous"};
    const [row] = rows(data, query, "comparison").filter(({measure}) => measure === "active");
    expect(row).to.include({a: 2, b: 1, status: "in_progress"});
    expect(ask(data, query).diagnostics.comparison).to.have.nested.property("sides.a.asOf", "2024-01-10T00:00:00.000Z");
  });
  it("knows nothing of periods before the data", () => {
    const query = {kind: "growth", period: "week", range: ["2024-01-01", "2024-01-08"], compare: "previous"};
    const [row] = rows(data, query, "comparison").filter(({measure}) => measure === "active");
    expect(row).to.include({a: null, b: 2, diff: null});
  });
});

describe("a comparison of money", () => {
  const sales = (group: string, amounts: readonly number[]) =>
    amounts.map((amount, i): TestEvent => ({
      user: `${group}${i}`,
      ts: "2024-01-05",
      name: "order",
      amount,
      currency: "EUR",
      props: {group},
    }));
  const data = datasetOf(
    [
      ...sales("c", [100, 200, 300, 400]),
      ...sales("v", [200, 400, 400, 600]),
      {...sales("x", [50])[0]!, ts: "2024-02-03"},
    ],
    {asOf: "2024-03-01"},
  );
  const compare = {a: inGroup("c"), b: inGroup("v")};

  it("has Welch's interval for the value by age, the same as for revenue by active unit where nobody buys twice", () => {
    const range = ["2024-01-01", "2024-02-01"];
    const [ltv] = rows(data, {kind: "ltv", period: "month", range, compare}, "comparison");
    const [arpu] = rows(data, {kind: "revenue", period: "month", range, compare}, "comparison");
    expect(ltv).to.include({measure: "ltv", n: 0, a: 250, b: 400, diff: 150, n_a: 4, n_b: 4});
    for (const column of ["lo", "hi", "t", "df", "p"]) {
      expect(ltv![column]).to.be.a("number");
      expect(ltv![column]).to.be.closeTo(Number(arpu![column]), 1e-9);
    }
  });
  it("has an interval for ranges too, with amounts of nobody among them", () => {
    const invoice = {account: "acme", ts: "2024-01-06", name: "invoice", amount: 5000, currency: "EUR"};
    const withNobody = datasetOf(
      [
        ...sales("c", [100, 200]),
        {...sales("v", [300, 500])[0]!, ts: "2024-02-03"},
        {...sales("v", [300, 500])[1]!, ts: "2024-02-04"},
        invoice,
      ],
      {asOf: "2024-03-01", historyStart: "2024-01-01"},
    );
    const [row] = rows(
      withNobody,
      {kind: "revenue", period: "month", range: ["2024-02-01", "2024-03-01"], compare: "previous"},
      "comparison",
    );
    expect(row).to.include({measure: "arpu", a: 2650, b: 400});
    expect(Number(row!.lo)).to.be.below(-2250);
    expect(Number(row!.hi)).to.be.above(-2250);
  });
  it("is carried by a page of finished answers", async () => {
    const query = {kind: "revenue", period: "month", range: ["2024-02-01", "2024-03-01"], compare: "year"};
    const result = ask(data, query);
    const answer = await frozenHost([{asked: query, result}]).ask(query);
    expect(JSON.parse(JSON.stringify(answer))).to.deep.equal(result);
  });
});

describe("a comparison on random histories", () => {
  const query = {
    kind: "growth",
    period: "week",
    unknownNames: "allow",
    compare: {a: {event: "A"}, b: {not: {event: "A"}}},
  };
  const told = ({events, asOf}: {events: {user: string; ts: number; name: string}[]; asOf: number}) =>
    datasetOf(
      events.map(({user, ts, name}) => ({user, ts, name})),
      {asOf},
    );

  it("is the query asked for each side by a filter", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const data = told(world);
        const {tables} = ask(data, query);
        for (const side of ["a", "b"] as const) {
          const {compare: sets, ...alone} = query;
          const expected = ask(data, {...alone, where: sets[side]}).tables.periods;
          const own = tables.periods!.filter((row) => row.side === side).map(({side: _, ...row}) => row);
          expect(own).to.deep.equal(expected);
        }
      }),
      {seed: 18, numRuns: 150},
    );
  });
  it("compares the moves between stages where they are what is asked for, each as a share of its origin", () => {
    const states = ["A", "B"].map((event, i) => ({
      id: event.toLowerCase(),
      order: i + 1,
      when: {event, within: "P3D"},
    }));
    const rules = {id: "two", version: 1, states, else: "rest"};
    const stages = {kind: "stages", rules, period: "day", unknownNames: "allow", tables: ["transitions", "comparison"]};
    const {compare: sets} = query;
    fc.assert(
      fc.property(worlds, (world) => {
        const data = told(world);
        const alone = (side: "a" | "b") =>
          new Map(
            ask(data, {...stages, tables: ["transitions"], where: sets[side]}).tables.transitions!.map((row) => [
              `${String(row.from)} ${String(row.to)}`,
              row,
            ]),
          );
        const [a, b] = [alone("a"), alone("b")];
        const moved = [...a.keys()].filter((key) => [a, b].some((side) => Number(side.get(key)!.pairs) > 0));
        const found = ask(data, {...stages, compare: sets}).tables.comparison!;
        expect(found.map(({from, to}) => `${String(from)} ${String(to)}`).sort()).to.deep.equal(moved.sort());
        for (const row of found) {
          const key = `${String(row.from)} ${String(row.to)}`;
          expect([row.of, row.measure]).to.deep.equal(["transitions", "rate"]);
          expect([row.a, row.b]).to.deep.equal([a.get(key)!.rate, b.get(key)!.rate]);
        }
      }),
      {seed: 76, numRuns: 100},
    );
  });
  it("puts every unit into one of four", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const data = told(world);
        const seen = new Set(world.events.filter(({ts}) => ts < world.asOf).map(({user}) => user));
        const withA = new Set(
          world.events.filter(({ts, name}) => ts < world.asOf && name === "A").map(({user}) => user),
        );
        const [row] = ask(data, query).tables.overlap!;
        expect(row).to.deep.equal({a_only: withA.size, b_only: seen.size - withA.size, both: 0, neither: 0});
      }),
      {seed: 34, numRuns: 150},
    );
  });
  it("is the same counted in parts", () => {
    const parts = cut(experiment, 3).map(openSlice);
    const whole = ask(experiment, {...funnel, compare: sides}).tables;
    expect(tablesOfParts(experiment, parts, {...funnel, compare: sides})).to.deep.equal(whole);
  });
});
