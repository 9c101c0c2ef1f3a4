import {expect} from "@esm-bundle/chai";
import {tableOf} from "../../../engine/model/table.js";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";

const buy = (user: string, ts: string, amount: number, more: Partial<TestEvent> = {}): TestEvent => ({
  user,
  ts,
  name: amount < 0 ? "refund" : "purchase",
  amount,
  currency: "EUR",
  ...more,
});
const sales: TestEvent[] = [
  buy("ana", "2024-01-03", 1000, {props: {plan: "team"}}),
  buy("ana", "2024-01-20", 500),
  buy("bo", "2024-01-31 23:59", 300, {props: {plan: "solo"}}),
  {user: "cy", ts: "2024-01-10", name: "visit"},
  buy("bo", "2024-02-02", -300),
  buy("ana", "2024-02-03", 700),
];
const shop = datasetOf(sales, {asOf: "2024-02-20"});
const columns = ["period", "revenue", "active", "payers", "orders", "status"];
const EUR = {currency: "EUR"};

describe("revenue", () => {
  it("adds up amounts by period, refunds in the period of the refund", () => {
    expect(rows(shop, {kind: "revenue"}, "periods", columns)).to.deep.equal([
      {period: "2024-01-01", revenue: 1800, active: 3, payers: 2, orders: 3, status: "complete"},
      {period: "2024-02-01", revenue: 400, active: 2, payers: 1, orders: 1, status: "in_progress"},
    ]);
  });
  it("divides by active units, by paying units and by orders", () => {
    expect(rows(shop, {kind: "revenue"}, "periods", ["arpu", "arppu", "aov", "currency"])[0]).to.deep.equal({
      arpu: 600,
      arppu: 900,
      aov: 600,
      ...EUR,
    });
  });
  it("tells how much the revenue of active units varies", () => {
    const sd = Math.sqrt(((1500 - 600) ** 2 + (300 - 600) ** 2 + 600 ** 2) / 2);
    expect(rows(shop, {kind: "revenue"}, "periods", ["arpu_sd"])[0]!.arpu_sd).to.be.closeTo(sd, 1e-9);
  });
  it("shows nothing of a period to come", () => {
    expect(rows(shop, {kind: "revenue", range: ["2024-03-01", "2024-04-01"]}, "periods", columns)).to.deep.equal([
      {period: "2024-03-01", revenue: null, active: null, payers: null, orders: null, status: "future"},
    ]);
  });
  it("puts a unit into one bucket, the total first", () => {
    expect(
      rows(shop, {kind: "revenue", breakdown: {prop: "plan"}, range: ["2024-01-01", "2024-02-01"]}, "periods", [
        "breakdown",
        "revenue",
        "active",
      ]),
    ).to.deep.equal([
      {breakdown: null, revenue: 1800, active: 3},
      {breakdown: "team", revenue: 1500, active: 1},
      {breakdown: "solo", revenue: 300, active: 1},
      {breakdown: "(none)", revenue: 0, active: 1},
    ]);
  });
  it("counts amounts of accounts that nobody brought, and says how much they are", () => {
    const withInvoice = datasetOf(
      [...sales, {account: "acme", ts: "2024-01-05", name: "invoice", amount: 5000, currency: "EUR"}],
      {asOf: "2024-02-20"},
    );
    const result = ask(withInvoice, {kind: "revenue"});
    expect(result.tables.periods![0]).to.include({revenue: 6800, active: 3, payers: 2, orders: 4});
    // Its square, spread over the three who were active, comes to what their own revenue varies by.
    const [own, all] = [ask(shop, {kind: "revenue"}), result].map(({tables}) => Number(tables.periods![0]!.arpu_sd));
    expect(all! ** 2).to.be.closeTo(own! ** 2 + 5000 ** 2 / 3, 1e-6);
    expect(result.diagnostics.revenue_of_nobody).to.deep.equal({rows: 1, amount: 5000});
    expect(ask(withInvoice, {kind: "revenue", where: {prop: "plan", op: "exists"}}).tables.periods![0]).to.include({
      revenue: 1300,
    });
  });
  it("refuses to add different currencies", () => {
    const mixed = datasetOf([...sales, buy("cy", "2024-02-01", 100, {currency: "JPY"})]);
    expect(() => ask(mixed, {kind: "revenue"})).to.throw(
      'amount: amounts in several currencies (EUR, JPY) cannot be added; give a table "rates"',
    );
    expect(
      rows(mixed, {kind: "revenue", where: {prop: "currency", op: "eq", value: "JPY"}}, "periods", [
        "revenue",
        "currency",
      ]).at(-1),
    ).to.deep.equal({revenue: 100, currency: "JPY"});
  });
  it("converts by a table of rates between currencies of different decimals", () => {
    const rates = tableOf(["currency", "to", "rate"], [{currency: "JPY", to: "EUR", rate: 0.006}]);
    const mixed = datasetOf([...sales, buy("cy", "2024-02-01", 1000, {currency: "JPY"})], {
      asOf: "2024-02-20",
      tables: {rates},
    });
    expect(rows(mixed, {kind: "revenue"}, "periods", ["revenue", "currency"])[1]).to.deep.equal({
      revenue: 1000,
      ...EUR,
    });
    expect(() =>
      ask(datasetOf([buy("a", "2024-01-01", 1, {currency: "USD"})], {tables: {rates}}), {kind: "revenue"}),
    ).to.throw("rates: has no rate from USD to EUR");
  });
  it("lists the payers behind a period, or all who were active", () => {
    const list = (row: object) =>
      rows(shop, {kind: "units", behind: {query: {kind: "revenue"}, table: "periods", row}}, "units");
    expect(list({period: "2024-02-01"})).to.deep.equal([{unit: "ana", revenue: 700, orders: 1}]);
    expect(list({period: "2024-02-01", class: "active"})).to.deep.equal([
      {unit: "ana", revenue: 700, orders: 1},
      {unit: "bo", revenue: -300, orders: 0},
    ]);
  });
  it("says what the last whole period brought", () => {
    expect(ask(shop, {kind: "revenue"}).summary).to.equal(
      "€18.00 in January 2024, by 2 of 3 people; €6.00 for each active one.",
    );
    expect(ask(datasetOf([]), {kind: "revenue"}).summary).to.equal("There is no revenue in this time.");
  });
});
