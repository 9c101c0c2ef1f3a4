// Churn risk by the model of purchases (semantics 13.2): against its slow twin, the model of kind clv, and where nothing is fitted.
import {expect} from "@esm-bundle/chai";
import {cut, openSlice} from "../../../engine/model/slice.js";
import {ask, rows} from "../../helpers/ask.js";
import {buyers, eventsOf} from "../../helpers/buyers.js";
import {datasetOf, journeys} from "../../helpers/dataset.js";
import {expectNear} from "../../helpers/near.js";
import {tablesOfParts} from "../../helpers/split.js";
import {backtestTwin, buyersTwin, type Parameters} from "../../reference/risk-of-buyers.js";

const DAY = 86_400_000;
const query = {kind: "risk", score: "bgnbd"};
const all = eventsOf(buyers(600, {r: 0.8, alpha: 5, a: 0.9, b: 3}, {p: 6, q: 4, v: 15}, 40));
const events = all.map((event, i) => ({...event, props: {plan: i % 2 === 0 ? "free" : "pro"}}));
const asOf = Date.UTC(2024, 0, 1) + 40 * 7 * DAY;
const data = datasetOf(events, {asOf});
const answer = ask(data, query);
interface State {
  readonly model: Parameters & {readonly status: string; readonly ll: number};
  readonly backtest: Parameters & {readonly status: string};
  readonly bought_once: number;
}
const {model, backtest, bought_once: once} = answer.diagnostics.risk as State;
const horizon = 28 * DAY;

describe("churn risk of buyers", () => {
  it("has the model that kind clv fits", () => {
    const fitted = ask(data, {kind: "clv", tables: ["model"]}).tables.model!.filter(({model: of}) => of === "bgnbd");
    expect(model.status).to.equal("fitted");
    for (const {parameter, value} of fitted) expect(model[parameter as "r"]).to.equal(value);
  });
  it("is 1 − P(alive) of each customer, the highest first", () => {
    const twin = buyersTwin(events, model, asOf).sort((p, q) => q.risk - p.risk || (p.unit < q.unit ? -1 : 1));
    expectNear(
      answer.tables.units!.map(({unit, risk, band}) => ({unit, risk, band})),
      twin.map(({unit, risk, band}) => ({unit, risk, band})),
      "units",
    );
    for (const {band, units} of answer.tables.bands!)
      expect(units).to.equal(twin.filter((own) => own.band === band).length);
    expect(new Set(twin.map(({band}) => band)).size).to.equal(4);
    expect(once).to.equal(twin.filter(({risk}) => risk === 0).length);
  });
  it("is tested with what was known a horizon ago, by a model fitted then", () => {
    const early = datasetOf(
      events.filter(({ts}) => ts < asOf - horizon),
      {asOf: asOf - horizon},
    );
    const then = ask(early, {kind: "clv", tables: ["model"]}).tables.model!.find(({parameter}) => parameter === "r")!;
    expect(backtest.r).to.equal(then.value);
    expect(backtest.r).not.to.equal(model.r);
    const twin = backtestTwin(buyersTwin(events, backtest, asOf - horizon));
    // Nothing is unknown where the model is fitted.
    const noData = {brier: null, expected: null};
    expectNear(
      answer.tables.backtest!,
      twin.map((row) => (row.band === "no_data" ? {...row, ...noData} : row)),
      "backtest",
    );
    expect(answer.diagnostics.risk).to.have.property("ordered");
  });
  it("says so in a sentence", () => {
    expect(answer.summary).to.match(
      /^Of 600 people, \d+ \(\d+%\) are more likely than not to have stopped buying, \d+ of them critically; \d+ with one purchase only count as still there by the model/,
    );
    expect(ask(data, {...query, tables: ["units"]}).summary).to.equal(
      "The tables show who has probably stopped buying.",
    );
  });
  it("is the same from slices, and whatever the order of rows", () => {
    const broken = {...query, breakdown: {prop: "plan"}};
    const whole = ask(data, broken).tables;
    expect(tablesOfParts(data, cut(data, 3).map(openSlice), broken)).to.deep.equal(whole);
    expect(ask(datasetOf([...events].reverse(), {asOf}), broken).tables).to.deep.equal(whole);
    expect(whole.bands!.filter(({breakdown}) => breakdown !== null).length).to.equal(10);
  });
  it("scores those who last bought in the range, by the model of all", () => {
    const late = ask(data, {...query, range: ["2024-08-01", null]});
    expect((late.diagnostics.risk as State).model).to.deep.equal(model);
    const known = new Map(answer.tables.units!.map(({unit, risk}) => [unit, risk]));
    expect(late.tables.units!.length).to.be.within(1, 599);
    for (const {unit, risk} of late.tables.units!) expect(risk).to.equal(known.get(unit));
  });
  it("lists as many units behind a row as it counts", () => {
    const behind = (table: string, row: object) => rows(data, {kind: "units", behind: {query, table, row}}, "units");
    for (const {band, units} of answer.tables.bands!) expect(behind("bands", {band})).to.have.length(Number(units));
    for (const {band, units, silent} of answer.tables.backtest!) {
      const list = behind("backtest", {band});
      expect(list).to.have.length(Number(units));
      expect(list.filter(({stayed_silent}) => stayed_silent === true)).to.have.length(Number(silent));
    }
  });
  it("is the measure at_risk, at the end of each period", () => {
    const asked = {kind: "metric", measure: "at_risk", period: "quarter", anomaly: false, options: {score: "bgnbd"}};
    const {tables, diagnostics} = ask(data, asked);
    expect(diagnostics.measure).to.include({label: "At risk (BG/NBD score)"});
    const counted = answer.tables.bands!.filter(({band}) => band === "high" || band === "critical");
    expect(tables.series!.at(-1)).to.include({
      value: counted.reduce((sum, {units}) => sum + Number(units), 0),
      n: 600,
    });
  });
}).timeout(120_000);

describe("churn risk of buyers that cannot be told", () => {
  const few = datasetOf(
    ["ana", "ana", "bo"].map((user, i) => ({
      user,
      name: "order",
      ts: `2024-01-0${i + 1}`,
      amount: 100,
      currency: "EUR",
    })),
    {asOf: "2024-03-01"},
  );
  it("is no data with the reason, now and then", () => {
    const {tables, diagnostics, summary} = ask(few, query);
    const reason = {text: "2 customers; 50 are needed", key: "few_customers", of: {n: 2, needed: 50}};
    expect(summary).to.equal("Of 2 people, nobody can be scored: 2 customers; 50 are needed.");
    expect(tables.units!.map(({unit, risk, band}) => [unit, risk, band])).to.deep.equal([
      ["ana", null, "no_data"],
      ["bo", null, "no_data"],
    ]);
    expect(tables.bands!.find(({band}) => band === "no_data")).to.include({units: 2, share: 1});
    expect(tables.backtest![0]).to.include({units: 0, share: null, brier: null});
    expect(diagnostics.risk).to.deep.include({
      model: {status: "not_fitted", reason},
      backtest: {status: "not_fitted", reason},
      ordered: null,
    });
    const metric = ask(few, {kind: "metric", measure: "at_risk", options: {score: "bgnbd"}});
    expect(metric.summary).to.contain("2 customers; 50 are needed");
  });
  it("is of purchases: refunds and events without an amount are none", () => {
    const order = (user: string, day: number, amount?: number) => ({
      ...{user, name: "order", ts: Date.UTC(2024, 0, day)},
      ...(amount === undefined ? {} : {amount, currency: "EUR"}),
    });
    const shop = datasetOf([order("ana", 1, 100), order("ana", 5, -100), order("ana", 9), order("cy", 3)], {
      asOf: "2024-01-11",
    });
    const silent = (extra: object = {}) =>
      rows(shop, {...query, ...extra}, "units", ["unit", "silent_ms"]).map(({unit, silent_ms}) => [
        unit,
        Number(silent_ms) / DAY,
      ]);
    expect(silent()).to.deep.equal([["ana", 10]]);
    expect(silent({activity: "order"})).to.deep.equal([
      ["ana", 2],
      ["cy", 8],
    ]);
    const filtered = {activity: {event: "order", where: {prop: "amount", op: "gt", value: 0}}};
    expect(silent(filtered)).to.deep.equal([["ana", 10]]);
  });
  it("is nobody's where nothing was bought", () => {
    expect(ask(journeys("a x@0"), query).summary).to.equal("Nobody was active in this time.");
    expect(rows(datasetOf([]), query, "bands", ["units", "share"])[0]).to.deep.equal({units: 0, share: null});
  });
  it("refuses what belongs to the other score", () => {
    expect(() => ask(few, {...query, minAtRisk: 5})).to.throw("minAtRisk: is about the gaps");
    expect(() => ask(few, {...query, horizon: "PT12H"})).to.throw('horizon: "PT12H" is not a whole number of days');
    expect(() => ask(few, {...query, activity: "ordr"})).to.throw("activity");
  });
});
