import {expect} from "@esm-bundle/chai";
import {tableOf, type Cell} from "../../../engine/model/table.js";
import {ask, rows} from "../../helpers/ask.js";
import {at, datasetOf} from "../../helpers/dataset.js";

// account, amount, interval, from, to
type Line = [
  account: string,
  amount: number,
  interval: string,
  from: string,
  to?: string | undefined,
  more?: Record<string, Cell>,
];
const table = (lines: Line[]) => {
  const all = lines.map(([account, amount, interval, from, to, more]) => ({
    account,
    amount,
    interval,
    from: at(from),
    to: to === undefined ? null : at(to),
    currency: "USD",
    ...more,
  }));
  return tableOf(
    [
      ...new Set([
        "account",
        "amount",
        "interval",
        "from",
        "to",
        "currency",
        ...all.flatMap((row) => Object.keys(row)),
      ]),
    ],
    all,
  );
};
const events = [{user: "u", account: "a", ts: "2024-02-10", name: "login"}];
const company = (lines: Line[], asOf = "2024-03-01") =>
  datasetOf(events, {asOf, tables: {subscriptions: table(lines)}});

// The worked example of semantics 10.3: what six accounts pay at the end of January and of February.
const example = company([
  ["a1", 100, "month", "2024-01-01"],
  ["a2", 100, "month", "2024-01-01", "2024-02-10"],
  ["a2", 150, "month", "2024-02-10"],
  ["a3", 200, "month", "2024-01-01", "2024-02-15"],
  ["a3", 120, "month", "2024-02-15"],
  ["a4", 50, "month", "2024-01-01", "2024-02-20"],
  ["a5", 80, "month", "2024-02-05"],
  ["a6", 40, "month", "2023-11-01", "2023-12-05"],
  ["a6", 60, "month", "2024-02-07"],
]);
const movements = (lines: Line[], query: object = {}, columns?: string[]) =>
  rows(company(lines), {kind: "mrr", ...query}, "movements", columns);

describe("mrr", () => {
  it("sorts what happened to each account into movements", () => {
    const {
      period,
      mrr,
      new: fresh,
      reactivation,
      expansion,
      contraction,
      churned,
      nrr,
      grr,
      logo_churn,
      quick_ratio,
      arpa,
    } = rows(example, {kind: "mrr"}, "movements").at(-1)!;
    expect({period, mrr, fresh, reactivation, expansion, contraction, churned}).to.deep.equal({
      period: "2024-02-01",
      mrr: 510,
      fresh: 80,
      reactivation: 60,
      expansion: 50,
      contraction: 80,
      churned: 50,
    });
    expect([nrr, grr, logo_churn, quick_ratio, arpa]).to.deep.equal([370 / 450, 320 / 450, 0.25, 190 / 130, 102]);
  });
  it("shows all of the subscriptions' time, also before the first event", () => {
    expect(rows(example, {kind: "mrr"}, "movements", ["period", "mrr"])).to.deep.equal([
      {period: "2023-11-01", mrr: 40},
      {period: "2023-12-01", mrr: 0},
      {period: "2024-01-01", mrr: 450},
      {period: "2024-02-01", mrr: 510},
    ]);
    expect(ask(example, {kind: "mrr"}).query.range).to.deep.equal([
      "2023-11-01T00:00:00.000Z",
      "2024-03-01T00:00:00.000Z",
    ]);
  });
  it("shows only the periods of a range, with what was there before", () => {
    expect(
      rows(example, {kind: "mrr", range: ["2024-02-01", "2024-03-01"]}, "movements", ["period", "mrr", "new"]),
    ).to.deep.equal([{period: "2024-02-01", mrr: 510, new: 80}]);
  });
  it("answers the normalised query as it answered the query", () => {
    const first = ask(example, {kind: "mrr"});
    expect(ask(example, first.query as {kind: string}).tables).to.deep.equal(first.tables);
  });
  it("turns intervals into months, rounded half to even for each subscription", () => {
    const monthly = (amount: number, interval: string) =>
      movements([["a", amount, interval, "2024-01-01"]], {}, ["mrr"])[0]!.mrr;
    expect([
      monthly(100, "month"),
      monthly(100, "quarter"),
      monthly(1200, "year"),
      monthly(300, "week"),
      monthly(30, "year"),
      monthly(18, "year"),
    ]).to.deep.equal([100, 33, 100, 1300, 2, 2]);
  });
  it("does not count trials", () => {
    expect(
      movements(
        [
          ["a", 0, "month", "2024-01-01", "2024-01-15"],
          ["a", 90, "month", "2024-01-15"],
        ],
        {},
        ["new", "accounts"],
      ),
    ).to.deep.equal([
      {new: 90, accounts: 1},
      {new: 0, accounts: 1},
    ]);
  });
  it("lets moves inside a period net out", () => {
    const all = movements(
      [
        ["a", 90, "month", "2024-01-02", "2024-02-03"],
        ["a", 90, "month", "2024-02-20"],
      ],
      {},
      ["new", "reactivation", "churned", "mrr"],
    );
    expect(all[1]).to.deep.equal({new: 0, reactivation: 0, churned: 0, mrr: 90});
  });
  it("counts a subscription from the first of a month in that month", () => {
    expect(
      movements(
        [
          ["a", 90, "month", "2024-01-01", "2024-02-01"],
          ["b", 70, "month", "2024-02-01"],
        ],
        {},
        ["period", "mrr", "new", "churned"],
      ),
    ).to.deep.equal([
      {period: "2024-01-01", mrr: 90, new: 90, churned: 0},
      {period: "2024-02-01", mrr: 70, new: 70, churned: 90},
    ]);
  });
  it("takes a period under way as it stands, and nothing from a period to come", () => {
    const query = {kind: "mrr", asOf: "2024-02-15", range: ["2024-01-01", "2024-04-01"]};
    expect(rows(example, query, "movements", ["period", "mrr", "status"])).to.deep.equal([
      {period: "2024-01-01", mrr: 450, status: "complete"},
      {period: "2024-02-01", mrr: 640, status: "in_progress"},
      {period: "2024-03-01", mrr: null, status: "future"},
    ]);
  });
  it("breaks down by a column of the subscriptions", () => {
    const lines: Line[] = [
      ["a", 90, "month", "2024-01-01", undefined, {plan: "team"}],
      ["b", 70, "month", "2024-02-01", undefined, {plan: "solo"}],
    ];
    expect(movements(lines, {breakdown: {prop: "plan"}}, ["breakdown", "period", "mrr"])).to.deep.equal([
      {breakdown: null, period: "2024-01-01", mrr: 90},
      {breakdown: null, period: "2024-02-01", mrr: 160},
      {breakdown: "solo", period: "2024-01-01", mrr: 0},
      {breakdown: "solo", period: "2024-02-01", mrr: 70},
      {breakdown: "team", period: "2024-01-01", mrr: 90},
      {breakdown: "team", period: "2024-02-01", mrr: 90},
    ]);
  });
  it("keeps the subscriptions that pass the filter", () => {
    const lines: Line[] = [
      ["a", 90, "month", "2024-01-01", undefined, {plan: "team"}],
      ["b", 70, "month", "2024-01-01", undefined, {plan: "solo"}],
    ];
    expect(movements(lines, {where: {prop: "plan", op: "eq", value: "solo"}}, ["mrr"])).to.deep.equal([
      {mrr: 70},
      {mrr: 70},
    ]);
  });
  it("lists the accounts behind a movement", () => {
    const behind = {query: {kind: "mrr"}, table: "movements", row: {period: "2024-02-01", class: "contraction"}};
    expect(rows(example, {kind: "units", behind}, "units")).to.deep.equal([
      {unit: "a3", movement: "contraction", mrr_before: 200, mrr: 120, amount: 80},
    ]);
  });
  it("says what it needs when there are no subscriptions", () => {
    expect(() => ask(datasetOf(events), {kind: "mrr"})).to.throw("mrr needs the table `subscriptions`");
    expect(() => movements([["a", 9, "fortnight", "2024-01-01"]])).to.throw(
      'interval "fortnight" of account "a" is not month, quarter, year or week',
    );
  });
  it("says where MRR stands", () => {
    expect(ask(example, {kind: "mrr"}).summary).to.equal(
      "MRR was $5.10 from 5 accounts at the end of February 2024; net revenue retention 82%, 1 of 4 accounts lost.",
    );
    expect(ask(company([]), {kind: "mrr"}).summary).to.equal("There are no paid subscriptions in this time.");
  });
});
