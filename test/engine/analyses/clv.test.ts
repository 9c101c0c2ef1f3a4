// Predicted value (semantics 11): what a transaction is, when nothing is fitted, and an answer over drawn customers.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {expectedPurchases} from "../../../engine/stats/bgnbd.js";
import type {Reason} from "../../../engine/model/reason.js";
import type {Row} from "../../../engine/model/table.js";
import {askedIn, datasetOfWorld, historyOf, which, worlds} from "../../helpers/activity-worlds.js";
import {ask, rows} from "../../helpers/ask.js";
import {buyers, eventsOf} from "../../helpers/buyers.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";
import {expectNear} from "../../helpers/near.js";
import {customersTwin} from "../../reference/clv.js";

const order = (user: string, ts: string, amount?: number, name = "order"): TestEvent => ({
  user,
  ts,
  name,
  ...(amount === undefined ? {} : {amount, currency: "EUR"}),
});
const state = (answer: ReturnType<typeof ask>) =>
  answer.diagnostics.clv as Record<string, {status: string; reason?: Reason}>;

describe("clv: customers", () => {
  const shop = datasetOf(
    [
      order("ana", "2024-01-01T10:00", 1000),
      order("ana", "2024-01-08T10:00", 500),
      order("ana", "2024-01-08T20:00", 700),
      order("ana", "2024-01-15T10:00", -300),
      order("ana", "2024-01-20T10:00"),
      order("bo", "2024-01-03T00:00", 0),
      order("bo", "2024-01-04T00:00", 250),
      order("cy", "2024-01-05T00:00", undefined, "visit"),
    ],
    {asOf: "2024-01-22T10:00"},
  );
  const customers = (extra: object = {}) =>
    rows(shop, {kind: "clv", ...extra}, "customers", ["unit", "x", "t_x", "T", "m"]);

  it("are units with a purchase; those of one day are one, refunds and events without an amount are none", () => {
    expectNear(customers(), [
      {unit: "ana", x: 1, t_x: 1, T: 3, m: 12},
      {unit: "bo", x: 1, t_x: 1 / 7, T: (19 + 10 / 24) / 7, m: 2.5},
    ]);
    expect((ask(shop, {kind: "clv"}).diagnostics.clv as Row).refunds_left_out).to.equal(1);
  });
  it("take every event that is called a purchase, with an amount or without", () => {
    expect(customers({purchase: "order"})[0]).to.deep.equal({unit: "ana", x: 2, t_x: 19 / 7, T: 3, m: 12});
    expectNear(customers({purchase: "visit"}), [{unit: "cy", x: 0, t_x: 0, T: (17 + 10 / 24) / 7, m: null}]);
  });
  it("are counted in whole local days when asked to, and in another unit of time", () => {
    expect(customers({whole: true, timeUnit: "P1D"})[0]).to.deep.include({x: 1, t_x: 7, T: 21});
    expect(customers({timeUnit: "P1D"})[1]).to.deep.include({t_x: 1});
  });
  it("are those whose first purchase lies in the range", () => {
    expect(customers({range: ["2024-01-02", "2024-01-09"]}).map(({unit}) => unit)).to.deep.equal(["bo"]);
  });
  it("say why there is no prediction", () => {
    const answer = ask(shop, {kind: "clv"});
    expect(answer.summary).to.equal("No prediction: 2 customers; 50 are needed.");
    expect(state(answer).bgnbd).to.deep.equal({
      status: "not_fitted",
      reason: {text: "2 customers; 50 are needed", key: "few_customers", of: {n: 2, needed: 50}},
    });
    expect(answer.tables.customers![0]).to.include({p_alive: null, expected: null, clv: null});
    expect(answer.tables.model!.every(({value}) => value === null)).to.equal(true);
    expect(answer.tables.holdout).to.deep.equal([]);
    expect(answer.tables.summary).to.deep.equal([
      {customers: 2, repeaters: 2, expected: null, clv: null, total: null, currency: "EUR", small: true},
    ]);
    const metric = ask(shop, {kind: "metric", measure: "clv_predicted"});
    expect(metric.summary).to.equal(
      "Predicted value over 12 × 30 days: not known in January 2024, which is not over (2 customers; 50 are needed).",
    );
  });
  it("of nothing are none", () => {
    expect(ask(datasetOf([]), {kind: "clv"}).tables.customers).to.deep.equal([]);
    expect(ask(shop, {kind: "clv", range: ["2023-01-01", "2023-02-01"]}).tables.summary![0]).to.include({
      customers: 0,
      clv: null,
    });
  });
  it("refuse lengths of nothing and steps of a funnel", () => {
    expect(() => customers({timeUnit: "P0D"})).to.throw("timeUnit: must be longer than nothing");
    expect(() => customers({horizon: {length: "PT0S"}})).to.throw("horizon.length: must be longer than nothing");
    expect(() => customers({purchase: "ordr"})).to.throw('purchase: unknown event "ordr" (did you mean "order"?)');
    expect(() => customers({breakdown: {prop: "plan", source: "step:1"}})).to.throw("breakdown.source");
  });
  it("who bought once, or all at one instant, are not fitted", () => {
    const same = datasetOf(
      Array.from({length: 80}, (_, i) => order(`u${i}`, "2024-01-01T00:00", 100)),
      {asOf: "2024-01-01T00:00"},
    );
    expect(ask(same, {kind: "clv"}).tables.customers).to.deep.equal([]);
    const once = datasetOf(Array.from({length: 80}, (_, i) => order(`u${i}`, "2024-01-01T00:00", 100)));
    expect(state(ask(once, {kind: "clv"})).bgnbd!.reason?.text).to.equal("0 customers bought again; 20 are needed");
  });
});

describe("clv: customers of any data", () => {
  it("equal the slow twin", () => {
    let repeats = 0;
    fc.assert(
      fc.property(worlds, which, fc.boolean(), (world, purchase, whole) => {
        const asked = {kind: "clv", purchase, whole, tables: ["customers"], ...askedIn(world)};
        const found = rows(datasetOfWorld(world), asked, "customers", ["unit", "x", "t_x", "T", "m"]);
        const expected = customersTwin(historyOf(world), purchase, whole);
        found.sort((a, b) => (String(a.unit) < String(b.unit) ? -1 : 1));
        expectNear(found, expected as unknown as Row[], "customers", 1e-9);
        if (expected.some(({x}) => x > 0)) repeats++;
      }),
      {numRuns: 300},
    );
    expect(repeats).to.be.greaterThan(30);
  }).timeout(60_000);
});

describe("clv over drawn customers", () => {
  const all = eventsOf(buyers(600, {r: 0.8, alpha: 5, a: 0.9, b: 3}, {p: 6, q: 4, v: 15}, 40));
  const events = all.map((event, i) => ({...event, props: {plan: i % 2 === 0 ? "free" : "pro"}}));
  const asOf = Date.UTC(2024, 0, 1) + 40 * 7 * 86_400_000;
  const data = datasetOf(events, {asOf});
  const query = {kind: "clv", horizon: {periods: 3, length: "P30D"}, discount: 0.05, margin: 0.5};
  const answer = ask(data, query);
  const model = Object.fromEntries(
    answer.tables.model!.map(({model, parameter, value}) => [`${String(model)} ${String(parameter)}`, Number(value)]),
  );

  it("fits both models and says so", () => {
    expect(state(answer).bgnbd).to.deep.equal({status: "fitted"});
    expect(state(answer).gamma_gamma).to.include({status: "fitted"});
    expect(answer.summary).to.match(
      /^600 people are expected to bring €\d+\.\d\d each over 3 periods of 30 days, with [\d.]+ purchases\.$/,
    );
  });
  it("gives each customer what the printed formula gives", () => {
    const {"bgnbd r": r, "bgnbd alpha": alpha, "bgnbd a": a, "bgnbd b": b} = model;
    const bgnbd = {r: r!, alpha: alpha!, a: a!, b: b!};
    for (const row of answer.tables.customers!.filter((_, i) => i % 37 === 0)) {
      const own = {x: Number(row.x), tx: Number(row.t_x), age: Number(row.T)};
      const upTo = [0, 1, 2, 3].map((k) => expectedPurchases(bgnbd, (k * 30) / 7, own)!);
      const discounted = [1, 2, 3].reduce((sum, k) => sum + (upTo[k]! - upTo[k - 1]!) / 1.05 ** k, 0);
      expect(row.expected).to.be.closeTo(upTo[3]!, 1e-9);
      expect(row.clv).to.be.closeTo(0.5 * Number(row.mean_value) * discounted, 1e-6);
    }
  });
  it("lists the most valuable first, and sums them up", () => {
    const values = answer.tables.customers!.map(({clv}) => Number(clv));
    expect(values).to.deep.equal([...values].sort((a, b) => b - a));
    const [summary] = answer.tables.summary!;
    const total = values.reduce((sum, value) => sum + value, 0);
    expect(summary).to.include({customers: 600, currency: "EUR", small: false});
    expect(Number(summary!.total)).to.be.closeTo(total, 1e-6);
    expect(Number(summary!.clv)).to.be.closeTo(total / 600, 1e-8);
  });
  it("foretells the last third about right, and counts what came", () => {
    const [total, ...byRepeats] = answer.tables.holdout!;
    const {from} = state(answer).holdout as unknown as {from: string};
    const cut = Date.parse(from);
    const before = new Set(events.filter(({ts}) => ts < cut).map(({user}) => user));
    const days = new Set(
      events
        .filter(({ts, user}) => ts >= cut && before.has(user))
        .map(({ts, user}) => `${user} ${Math.floor(ts / 86_400_000)}`),
    );
    expect(total).to.include({repeats: null, customers: before.size, actual: days.size});
    expect(Number(total!.expected) / days.size).to.be.within(0.8, 1.25);
    for (const column of ["customers", "actual"] as const)
      expect(byRepeats.reduce((sum, row) => sum + Number(row[column]), 0)).to.equal(total![column]);
  });
  it("is the same whatever the order of the rows", () => {
    const shuffled = datasetOf([...events].reverse(), {asOf});
    expect(ask(shuffled, query).tables).to.deep.equal(answer.tables);
  });
  it("sums by group, and lists who is behind", () => {
    const byPlan = ask(data, {...query, tables: ["summary"], breakdown: {prop: "plan"}}).tables.summary!;
    expect(byPlan.map(({breakdown}) => breakdown)).to.deep.equal([
      null,
      ...byPlan.slice(1).map(({breakdown}) => breakdown),
    ]);
    expect(byPlan.slice(1).reduce((sum, {customers}) => sum + Number(customers), 0)).to.equal(600);
    const behind = (table: string, row: object) => rows(data, {kind: "units", behind: {query, table, row}}, "units");
    const free = byPlan.find(({breakdown}) => breakdown === "free")!;
    const list = rows(
      data,
      {
        kind: "units",
        behind: {query: {...query, breakdown: {prop: "plan"}}, table: "summary", row: {breakdown: "free"}},
      },
      "units",
    );
    expect(list).to.have.length(Number(free.customers));
    const twice = answer.tables.holdout!.find(({repeats}) => repeats === 2)!;
    expect(behind("holdout", {repeats: 2})).to.have.length(Number(twice.customers));
    expect(behind("holdout", {repeats: 2}).reduce((sum, {bought}) => sum + Number(bought), 0)).to.equal(twice.actual);
    const [best] = answer.tables.customers!;
    expect(behind("customers", {unit: best!.unit})).to.deep.equal([
      {unit: best!.unit, repeats: best!.x, p_alive: best!.p_alive, expected: best!.expected, clv: best!.clv},
    ]);
  });
  it("is a metric by period, in minor units", () => {
    const {series} = ask(data, {
      kind: "metric",
      measure: "clv_predicted",
      period: "quarter",
      anomaly: false,
      options: {horizon: query.horizon, discount: 0.05, margin: 0.5},
    }).tables;
    const last = series!.at(-1)!;
    expect(Number(last.value)).to.be.closeTo(100 * Number(answer.tables.summary![0]!.clv), 1e-6);
    expect(last).to.include({n: 600, status: "in_progress"});
  });
}).timeout(120_000);
