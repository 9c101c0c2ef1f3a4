import {expect} from "@esm-bundle/chai";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf} from "../../helpers/dataset.js";

// The worked example of semantics 10.2: days, asOf 01-03; u3's day 1 is not over.
const customers = datasetOf(
  [
    {user: "u1", ts: "2024-01-01 09:00", name: "order", amount: 10, currency: "EUR"},
    {user: "u1", ts: "2024-01-02 09:00", name: "order", amount: 5, currency: "EUR"},
    {user: "u2", ts: "2024-01-01 10:00", name: "visit", props: {plan: "pro"}},
    {user: "u2", ts: "2024-01-02 10:00", name: "order", amount: 20, currency: "EUR"},
    {user: "u3", ts: "2024-01-02 11:00", name: "order", amount: 30, currency: "EUR"},
  ],
  {asOf: "2024-01-03"},
);
const curve = (query: object) =>
  rows(customers, {kind: "ltv", period: "day", ...query}, "curve", ["n", "eligible", "revenue", "ltv"]);

describe("ltv", () => {
  it("adds up revenue per unit observed at each age (incremental)", () => {
    expect(curve({})).to.deep.equal([
      {n: 0, eligible: 3, revenue: 40, ltv: 40 / 3},
      {n: 1, eligible: 2, revenue: 25, ltv: 40 / 3 + 25 / 2},
    ]);
  });
  it("divides the revenue up to n of those observed at n (fixed)", () => {
    expect(curve({form: "fixed"})).to.deep.equal([
      {n: 0, eligible: 3, revenue: 40, ltv: 40 / 3},
      {n: 1, eligible: 2, revenue: 35, ltv: 17.5},
    ]);
  });
  it("counts age from each start in blocks of 24 hours (rolling)", () => {
    expect(curve({mode: "rolling"})).to.deep.equal([{n: 0, eligible: 2, revenue: 10, ltv: 5}]);
  });
  it("takes only customers whose first start lies in the range", () => {
    expect(curve({range: ["2024-01-02", "2024-01-03"]})).to.deep.equal([{n: 0, eligible: 1, revenue: 30, ltv: 30}]);
  });
  it("stops at the largest age asked for", () => {
    expect(curve({n: 0})).to.have.length(1);
  });
  it("shows each cohort with its revenue by age and by what it brought at first", () => {
    expect(rows(customers, {kind: "ltv", period: "day"}, "cohorts")).to.deep.equal([
      {cohort: "2024-01-01", size: 2, n: 0, revenue: 10, ltv: 5, revenue_retention: 1, currency: "EUR"},
      {cohort: "2024-01-01", size: 2, n: 1, revenue: 25, ltv: 17.5, revenue_retention: 2.5, currency: "EUR"},
      {cohort: "2024-01-02", size: 1, n: 0, revenue: 30, ltv: 30, revenue_retention: 1, currency: "EUR"},
    ]);
  });
  it("breaks down by a value of the customer, the total first", () => {
    const all = rows(customers, {kind: "ltv", period: "day", breakdown: {prop: "plan"}}, "curve", [
      "breakdown",
      "n",
      "ltv",
    ]);
    expect(
      all.map(({breakdown, n, ltv}) => `${String(breakdown)} ${String(n)} ${Number(ltv).toFixed(2)}`),
    ).to.deep.equal(["null 0 13.33", "null 1 25.83", "pro 0 0.00", "pro 1 20.00", "(none) 0 20.00", "(none) 1 25.00"]);
  });
  it("lists the customers behind an age", () => {
    const behind = {query: {kind: "ltv", period: "day"}, table: "curve", row: {n: 1}};
    expect(rows(customers, {kind: "units", behind}, "units", ["unit", "revenue"])).to.deep.equal([
      {unit: "u1", revenue: 15},
      {unit: "u2", revenue: 20},
    ]);
  });
  it("refuses periods of no fixed length in rolling mode", () => {
    expect(() => curve({mode: "rolling", period: "year"})).to.throw("period: a year has no fixed length");
  });
  it("says what a customer has brought", () => {
    expect(ask(customers, {kind: "ltv", period: "day"}).summary).to.equal(
      "By day 1 after the start a person has brought €0.26 (incremental, 2 people observed that long).",
    );
  });
  it("answers an empty dataset without rows", () => {
    const result = ask(datasetOf([]), {kind: "ltv"});
    expect(result.tables).to.deep.equal({curve: [], cohorts: []});
    expect(result.summary).to.equal("Nobody has been observed long enough.");
  });
});
