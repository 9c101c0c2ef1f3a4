// Growth accounting: the worked example of semantics 6, the edges of its rules, and what must not throw.
import {expect} from "@esm-bundle/chai";
import {QueryError} from "../../../engine/model/errors.js";
import {tableOf} from "../../../engine/model/table.js";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, journeys, type TestEvent} from "../../helpers/dataset.js";

// Semantics 6: P1 {a,b,c}, P2 {a,b,d}, P3 {a,c,e}, P4 {a,d}.
const text = "a  x@0.5 x@1.5 x@2.5 x@3.5\nb  x@0.5 x@1.5\nc  x@0.6 x@2.5\nd  x@1.5 x@3.5\ne  x@2.5";
const example = journeys(text, {asOf: "2024-01-05"});
const query = {kind: "growth", period: "day"};
const classes = ["new", "retained", "resurrected", "dormant", "active"];

describe("growth, the worked example", () => {
  it("tells the classes of each period", () => {
    const found = rows(example, query, "periods", classes).map((row) => Object.values(row));
    expect(found).to.deep.equal([
      [3, 0, 0, 0, 3],
      [1, 2, 0, 1, 3],
      [1, 1, 1, 2, 3],
      [0, 1, 1, 2, 2],
    ]);
  });

  it("tells the ratios, null where nothing went before", () => {
    const found = rows(example, query, "periods", ["quick_ratio", "retention", "dormant_stock", "win_back"]).map(
      (row) => Object.values(row),
    );
    expect(found).to.deep.equal([
      [null, null, 0, null],
      [1, 2 / 3, 1, null],
      [1, 1 / 3, 2, 1],
      [0.5, 1 / 3, 3, 0.5],
    ]);
  });

  it("marks the first period, in which nobody can be told from a returning unit", () => {
    expect(rows(example, query, "periods", ["truncated", "status"])).to.deep.equal([
      {truncated: true, status: "complete"},
      {truncated: false, status: "complete"},
      {truncated: false, status: "complete"},
      {truncated: false, status: "complete"},
    ]);
  });

  it("says the last complete period in a sentence", () => {
    expect(ask(example, query).summary).to.equal(
      "On Jan 4, 2024, 2 people were active: 0 new, 1 retained and 1 back after a break; 2 went dormant.",
    );
  });
});

describe("growth, at the edges", () => {
  it("knows the history before the range", () => {
    const found = rows(example, {...query, range: ["2024-01-03", "2024-01-05"]}, "periods", [
      "period",
      ...classes,
      "dormant_stock",
      "win_back",
      "truncated",
    ]);
    expect(found).to.deep.equal([
      {
        period: "2024-01-03",
        new: 1,
        retained: 1,
        resurrected: 1,
        dormant: 2,
        active: 3,
        dormant_stock: 2,
        win_back: 1,
        truncated: false,
      },
      {
        period: "2024-01-04",
        new: 0,
        retained: 1,
        resurrected: 1,
        dormant: 2,
        active: 2,
        dormant_stock: 3,
        win_back: 0.5,
        truncated: false,
      },
    ]);
  });

  it("keeps empty periods, and shows periods to come without numbers", () => {
    const found = rows(
      journeys("a  x@0 x@3", {asOf: "2024-01-04T06:00"}),
      {...query, range: ["2024-01-01", "2024-01-06"]},
      "periods",
      ["active", "dormant", "dormant_stock", "status"],
    );
    expect(found).to.deep.equal([
      {active: 1, dormant: 0, dormant_stock: 0, status: "complete"},
      {active: 0, dormant: 1, dormant_stock: 1, status: "complete"},
      {active: 0, dormant: 0, dormant_stock: 1, status: "complete"},
      {active: 1, dormant: 0, dormant_stock: 0, status: "in_progress"},
      {active: null, dormant: null, dormant_stock: null, status: "future"},
    ]);
  });

  it("counts days on the local calendar, 23 hours long or none at all", () => {
    const event = (ts: string): TestEvent => ({user: "a", name: "x", ts});
    const dataset = datasetOf([event("2024-03-10T05:00Z"), event("2024-03-11T04:00Z")], {asOf: "2024-03-13"});
    expect(
      rows(dataset, {...query, tz: "America/New_York"}, "periods", ["period", "active"]).slice(0, 2),
    ).to.deep.equal([
      {period: "2024-03-10", active: 1},
      {period: "2024-03-11", active: 1},
    ]);
    // Apia had no 30 December 2011: the 29th and the 31st are two apart.
    const apia = datasetOf([event("2011-12-29T20:00Z"), event("2011-12-30T20:00Z")], {asOf: "2012-01-02"});
    expect(
      rows(apia, {...query, tz: "Pacific/Apia"}, "periods", ["period", "active", "resurrected", "status"]).slice(0, 3),
    ).to.deep.equal([
      {period: "2011-12-29", active: 1, resurrected: 0, status: "complete"},
      {period: "2011-12-30", active: 0, resurrected: 0, status: "complete"},
      {period: "2011-12-31", active: 1, resurrected: 1, status: "complete"},
    ]);
  });

  it("takes weeks from the day asked for, and months as they are", () => {
    const weeks = (weekStart: number) =>
      rows(example, {...query, period: "week", weekStart}, "periods", ["period", "active"]);
    expect(weeks(1)).to.deep.equal([{period: "2024-01-01", active: 5}]);
    expect(weeks(3)).to.deep.equal([
      {period: "2023-12-27", active: 4},
      {period: "2024-01-03", active: 4},
    ]);
    expect(rows(example, {...query, period: "month"}, "periods", ["period", "new"])).to.deep.equal([
      {period: "2024-01-01", new: 5},
    ]);
  });

  it("starts history where the data is said to be complete", () => {
    const dataset = journeys(text, {asOf: "2024-01-05", historyStart: "2024-01-02T12:00"});
    expect(rows(dataset, query, "periods", ["truncated"]).map((row) => row["truncated"])).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("growth, new by the date of the profile", () => {
  const born = (unit: string, value: string | number) => ({unit, prop: "Created At", value});
  const dataset = journeys(text, {
    asOf: "2024-01-05",
    profiles: [born("a", "2023-11-01"), born("c", "2024-01-03"), born("d", Date.UTC(2024, 0, 4))],
  });
  const asked = {...query, newBy: "profile_created"};

  it("makes a unit new in that period, unless it was active in the one before", () => {
    const found = rows(dataset, asked, "periods", classes).map((row) => Object.values(row));
    // a was created before all, c in P3, d in P4; b and e go by their first activity.
    expect(found).to.deep.equal([
      [1, 0, 2, 0, 3],
      [0, 2, 1, 1, 3],
      [2, 1, 0, 2, 3],
      [1, 1, 0, 2, 2],
    ]);
  });

  it("says how many profiles have no such date", () => {
    expect(ask(dataset, asked).diagnostics["without_creation_date"]).to.equal(2);
    expect(ask(example, asked).diagnostics["without_creation_date"]).to.equal(5);
  });

  it("is what the preset of one vendor does", () => {
    expect(ask(dataset, {...query, preset: "posthog"}).query["newBy"]).to.equal("profile_created");
  });
});

describe("growth, new by the first event of any name", () => {
  const seen = (user: string, day: number, name: string): TestEvent => ({user, name, ts: `2024-01-0${day}`});
  const dataset = datasetOf([seen("a", 1, "visit"), seen("a", 3, "use"), seen("b", 3, "use")]);
  const counts = (newBy: string) =>
    rows(dataset, {kind: "growth", activity: "use", newBy}, "periods", ["new", "resurrected"])
      .map((row) => Object.values(row))
      .at(-1);

  it("is back in the period of its first activity if it had come before", () => {
    expect(counts("first_activity")).to.deep.equal([2, 0]);
    expect(counts("first_event")).to.deep.equal([1, 1]);
  });
});

describe("growth, on amounts", () => {
  const paid = (user: string, day: number, amount: number, currency = "EUR"): TestEvent => ({
    user,
    name: "pay",
    ts: `2024-01-0${day}T10:00`,
    amount,
    currency,
  });
  const events = [
    paid("a", 1, 1000),
    paid("a", 2, 1500),
    paid("a", 3, 900),
    paid("b", 1, 500),
    paid("b", 3, 700),
    paid("c", 2, 300),
    paid("c", 2, -100),
    paid("c", 3, 50),
    paid("c", 3, -80),
  ];
  const amounts = [
    "amount_new",
    "amount_retained",
    "amount_expansion",
    "amount_contraction",
    "amount_resurrected",
    "amount_churned",
    "amount",
  ];

  it("moves new, kept, grown, shrunk, returned and lost money, and adds up", () => {
    const found = rows(datasetOf(events, {asOf: "2024-01-04"}), {...query, weight: "amount"}, "periods", [
      ...amounts,
      "currency",
    ]).map((row) => Object.values(row));
    expect(found).to.deep.equal([
      [1500, 0, 0, 0, 0, 0, 1500, "EUR"],
      [200, 1000, 500, 0, 0, 500, 1700, "EUR"],
      [0, 900, 0, 600, 700, 200, 1600, "EUR"],
    ]);
  });

  it("refuses to add currencies, and converts them by the rates given", () => {
    const mixed = [...events, paid("d", 2, 100, "USD")];
    expect(() => ask(datasetOf(mixed), {...query, weight: "amount"})).to.throw(QueryError, /EUR, USD/);
    const rates = tableOf(["currency", "to", "rate"], [{currency: "USD", to: "EUR", rate: 0.9}]);
    const found = rows(
      datasetOf(mixed, {asOf: "2024-01-04", tables: {rates}}),
      {...query, weight: "amount"},
      "periods",
      ["amount_new"],
    );
    expect(found[1]).to.deep.equal({amount_new: 290});
  });

  it("weighs by any property of numbers, held to a millionth", () => {
    const used = (day: number, seconds: number): TestEvent => ({
      user: "a",
      name: "use",
      ts: `2024-01-0${day}`,
      props: {seconds, plan: "pro"},
    });
    const dataset = datasetOf([used(1, 0.1), used(1, 0.2), used(2, 0.5)], {asOf: "2024-01-03"});
    expect(
      rows(dataset, {...query, weight: "seconds"}, "periods", ["amount", "amount_expansion", "currency"]),
    ).to.deep.equal([
      {amount: 0.3, amount_expansion: 0, currency: null},
      {amount: 0.5, amount_expansion: 0.2, currency: null},
    ]);
    expect(() => ask(dataset, {...query, weight: "plan"})).to.throw(QueryError, /weight: "plan" also holds "pro"/);
    expect(() => ask(dataset, {...query, weight: "second"})).to.throw(
      QueryError,
      /weight: unknown property "second" \(did you mean "seconds"/,
    );
  });
});

describe("growth, broken down", () => {
  const event = (user: string, day: number, plan: string | null): TestEvent => ({
    user,
    name: "x",
    ts: `2024-01-0${day}`,
    props: {plan},
  });
  const dataset = datasetOf(
    [
      event("a", 1, "pro"),
      event("a", 2, "free"),
      event("b", 1, "free"),
      event("b", 2, "free"),
      event("c", 2, null),
      event("d", 1, "free"),
    ],
    {asOf: "2024-01-03"},
  );
  const active = (breakdown: Record<string, unknown>) =>
    rows(dataset, {...query, breakdown}, "periods", ["breakdown", "active", "dormant"]).map((row) =>
      Object.values(row),
    );

  it("keeps each unit in one bucket: that of its first, or of its last value", () => {
    expect(active({prop: "plan"})).to.deep.equal([
      [null, 3, 0],
      [null, 3, 1],
      ["free", 2, 0],
      ["free", 1, 1],
      ["pro", 1, 0],
      ["pro", 1, 0],
      ["(none)", 0, 0],
      ["(none)", 1, 0],
    ]);
    expect(active({prop: "plan", source: "last"})).to.deep.equal([
      [null, 3, 0],
      [null, 3, 1],
      ["free", 3, 0],
      ["free", 2, 1],
      ["(none)", 0, 0],
      ["(none)", 1, 0],
    ]);
  });

  it("lists the units behind a class", () => {
    const units = (row: Record<string, unknown>, own = {}) =>
      rows(dataset, {kind: "units", behind: {query: {...query, ...own}, row}}, "units");
    expect(units({period: "2024-01-02", class: "dormant"})).to.deep.equal([
      {unit: "d", class: "dormant", first: "2024-01-01", previous: "2024-01-01"},
    ]);
    expect(units({period: "2024-01-02"}).map((row) => `${String(row["unit"])} ${String(row["class"])}`)).to.deep.equal([
      "a retained",
      "b retained",
      "c new",
      "d dormant",
    ]);
    expect(
      units({period: "2024-01-02", class: "active", breakdown: "pro"}, {breakdown: {prop: "plan"}}).map(
        (row) => row["unit"],
      ),
    ).to.deep.equal(["a"]);
    expect(units({period: "2031-01-01"})).to.deep.equal([]);
  });
});

describe("growth of other units", () => {
  const event = (user: string, account: string, ts: string): TestEvent => ({user, account, name: "x", ts});
  const dataset = datasetOf(
    [
      event("a", "acme", "2024-01-01T10:00"),
      event("b", "acme", "2024-01-02T10:00"),
      event("b", "zeta", "2024-01-02T23:50"),
      event("b", "zeta", "2024-01-03T00:10"),
    ],
    {asOf: "2024-01-04"},
  );
  const found = (unit: string) => rows(dataset, {...query, unit}, "periods", classes).map((row) => Object.values(row));

  it("unites the people of an account", () => {
    expect(found("account")).to.deep.equal([
      [1, 0, 0, 0, 1],
      [1, 1, 0, 0, 2],
      [0, 1, 0, 1, 1],
    ]);
  });

  it("counts a session in each day that it touches", () => {
    expect(found("session")).to.deep.equal([
      [1, 0, 0, 0, 1],
      [2, 0, 0, 1, 2],
      [0, 1, 0, 1, 1],
    ]);
    expect(ask(dataset, {...query, unit: "session"}).summary).to.include("1 session was active");
  });
});

describe("growth of hardly anything", () => {
  it("of no data has no periods, and in a range of its own no units", () => {
    expect(ask(datasetOf([]), query).tables["periods"]).to.deep.equal([]);
    expect(ask(datasetOf([]), query).summary).to.equal("There is no period to show.");
    const asked = {...query, range: ["2024-01-01", "2024-01-02"], asOf: "2024-02-01"};
    expect(
      rows(datasetOf([]), asked, "periods", ["active", "quick_ratio", "retention", "win_back", "lo"]),
    ).to.deep.equal([{active: 0, quick_ratio: null, retention: null, win_back: null, lo: null}]);
    expect(ask(datasetOf([]), asked).summary).to.equal("Nobody was active in this time.");
  });

  it("of one event and of an empty range", () => {
    const one = datasetOf([{user: "a", name: "x", ts: "2024-01-01"}]);
    expect(rows(one, query, "periods", ["new", "status"])).to.deep.equal([{new: 1, status: "in_progress"}]);
    expect(ask(one, query).summary).to.equal(
      "On Jan 1, 2024 so far, 1 person was active: 1 new, 0 retained and 0 back after a break; 0 went dormant.",
    );
    expect(ask(one, {...query, range: ["2024-01-01", "2024-01-01"]}).tables["periods"]).to.deep.equal([]);
  });

  it("refuses what it cannot mean", () => {
    expect(() => ask(example, {...query, activity: "y"})).to.throw(QueryError, /activity: unknown event "y"/);
    expect(() => ask(example, {...query, breakdown: {prop: "plan", source: "step:1"}})).to.throw(
      QueryError,
      /breakdown.source/,
    );
  });
});
