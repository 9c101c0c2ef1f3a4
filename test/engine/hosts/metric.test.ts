import {expect} from "@esm-bundle/chai";
import {tableOf, type Row} from "../../../engine/model/table.js";
import {ask, rows} from "../../helpers/ask.js";
import {at, datasetOf, journeys, type TestEvent} from "../../helpers/dataset.js";

const DAY = 86_400_000;
// So many events on each day from Monday 1 January 2024, each by a person of its own.
const days = (counts: readonly number[], options: object = {}) =>
  datasetOf(
    counts.flatMap((n, day) =>
      Array.from({length: n}, (_, i): TestEvent => ({
        user: `u${i}`,
        ts: at("2024-01-01") + day * DAY + i,
        name: "visit",
      })),
    ),
    {asOf: at("2024-01-01") + counts.length * DAY, ...options},
  );
const pick = (all: readonly Row[], ...columns: string[]) =>
  all.map((row) => columns.map((column) => row[column] ?? null));

describe("metric: basic measures", () => {
  const sales = datasetOf(
    [
      {
        user: "ana",
        ts: "2024-01-01",
        name: "purchase",
        amount: 1000,
        currency: "EUR",
        props: {score: 0.1, plan: "pro"},
      },
      {user: "ana", ts: "2024-01-02", name: "visit", props: {score: 0.2}},
      {user: "bo", ts: "2024-01-03", name: "purchase", amount: 500, currency: "EUR", props: {score: 0.3}},
      {account: "acme", ts: "2024-01-04", name: "invoice", amount: 9000, currency: "EUR"},
      {user: "bo", ts: "2024-01-09", name: "visit"},
    ],
    {asOf: "2024-01-15"},
  );
  const series = (query: object, ...columns: string[]) =>
    pick(rows(sales, {kind: "metric", ...query}, "series"), "period", "value", ...columns);

  it("counts all kept events, those of an account only too", () => {
    expect(series({measure: "count"}, "n")).to.deep.equal([
      ["2024-01-01", 4, 4],
      ["2024-01-08", 1, 1],
    ]);
  });
  it("counts the events of a name", () => {
    expect(series({measure: "count", event: "purchase"})).to.deep.equal([
      ["2024-01-01", 2],
      ["2024-01-08", 0],
    ]);
    expect(series({measure: "count", event: "invoice"})).to.deep.equal([
      ["2024-01-01", 1],
      ["2024-01-08", 0],
    ]);
    expect(
      series({measure: "count", event: {event: "*", where: {prop: "plan", op: "eq", value: "pro"}}}),
    ).to.deep.equal([
      ["2024-01-01", 1],
      ["2024-01-08", 0],
    ]);
  });
  it("counts units once a period", () => {
    expect(series({measure: "uniques"})).to.deep.equal([
      ["2024-01-01", 2],
      ["2024-01-08", 1],
    ]);
    expect(series({measure: "uniques", unit: "account"})).to.deep.equal([
      ["2024-01-01", 1],
      ["2024-01-08", 0],
    ]);
  });
  it("adds and averages a property, null where nothing carries it", () => {
    expect(series({measure: "sum", prop: "score"}, "n")).to.deep.equal([
      ["2024-01-01", 0.6, 3],
      ["2024-01-08", 0, 0],
    ]);
    expect(series({measure: "mean", prop: "score"})[1]).to.deep.equal(["2024-01-08", null]);
  });
  it("gives a mean its t interval", () => {
    const [first] = rows(sales, {kind: "metric", measure: "mean", prop: "score"}, "series");
    expect([first!.value, first!.lo, first!.hi].map((value) => Number(value).toFixed(4))).to.deep.equal([
      "0.2000",
      "-0.0484",
      "0.4484",
    ]);
  });
  it("adds money in minor units and says so", () => {
    const result = ask(sales, {kind: "metric", measure: "sum", prop: "amount"});
    expect(result.tables.series![0]!.value).to.equal(10_500);
    expect(result.diagnostics.measure).to.include({format: "money", currency: "EUR", label: "Sum of amount"});
  });
  it("draws a line for each value of a breakdown, the total first", () => {
    const all = rows(
      sales,
      {kind: "metric", measure: "count", breakdown: {prop: "plan"}, range: ["2024-01-01", "2024-01-08"]},
      "series",
    );
    expect(pick(all, "breakdown", "value")).to.deep.equal([
      [null, 4],
      ["pro", 2],
      ["(none)", 2],
    ]);
  });
  it("ranks the values of a breakdown by what is shown, not by what it is compared with", () => {
    // Plan "old" is the largest by far, in the weeks before; what is left of it later comes behind the others.
    const visits = (plan: string, day: string, n: number) =>
      Array.from({length: n}, (_, i): TestEvent => ({user: `${plan}${i}`, ts: day, name: "visit", props: {plan}}));
    const data = datasetOf(
      [
        ...visits("old", "2024-01-02", 9),
        ...visits("gone", "2024-01-03", 5),
        ...visits("old", "2024-01-09", 1),
        ...visits("new", "2024-01-10", 3),
        ...visits("pro", "2024-01-11", 2),
      ],
      {asOf: "2024-01-15"},
    );
    for (const measure of ["count", "uniques", "quick_ratio"]) {
      const query = {kind: "metric", measure, range: ["2024-01-08", "2024-01-15"], breakdown: {prop: "plan", top: 1}};
      const found = ask(data, query);
      expect(found.tables.series!.map(({breakdown}) => breakdown)).to.deep.equal([null, "new", "(other)"]);
      const behind = {query, table: "series", row: {period: "2024-01-08", breakdown: "(other)"}};
      const units = rows(data, {kind: "units", behind}, "units").map(({unit}) => unit);
      expect(units).to.deep.equal(["old0", "pro0", "pro1"]);
    }
    const both = {kind: "metric", measure: "count", range: ["2024-01-08", "2024-01-15"], breakdown: {prop: "plan"}};
    expect(pick(rows(data, both, "series"), "breakdown", "value", "previous")).to.deep.equal([
      [null, 6, 14],
      ["new", 3, 0],
      ["pro", 2, 0],
      ["old", 1, 9],
    ]);
    const asked = {...both, breakdown: {prop: "plan", values: ["pro", "old"]}};
    expect(pick(rows(data, asked, "series"), "breakdown", "value")).to.deep.equal([
      [null, 6],
      ["pro", 2],
      ["old", 1],
      ["(other)", 3],
    ]);
  });
  it("says what a measure needs and what it does not take", () => {
    expect(() => series({measure: "sum"})).to.throw(
      'prop: missing; name the property whose sum is asked for, like "amount"',
    );
    expect(() => series({measure: "count", prop: "score"})).to.throw("prop: is for sum and mean only");
    expect(() => series({measure: "sum", prop: "plan"})).to.throw(
      'prop: "plan" also holds "pro"; name a property of numbers',
    );
    expect(() => series({measure: "sum", prop: "scroe"})).to.throw(
      'prop: unknown property "scroe" (did you mean "score"?)',
    );
    expect(() => series({measure: "count", event: "purchse"})).to.throw(
      'event: unknown event "purchse" (did you mean "purchase"?)',
    );
    expect(() => series({measure: "conut"})).to.throw('measure: "conut" is not allowed (did you mean "count"?)');
  });
  it("lists the units behind a period", () => {
    const behind = {
      query: {kind: "metric", measure: "sum", prop: "score"},
      table: "series",
      row: {period: "2024-01-01"},
    };
    expect(pick(rows(sales, {kind: "units", behind}, "units"), "unit", "events")).to.deep.equal([
      ["ana", 2],
      ["bo", 1],
    ]);
  });
  it("answers an empty dataset without rows", () => {
    expect(ask(datasetOf([]), {kind: "metric", measure: "count"}).tables).to.deep.equal({series: [], value: []});
    expect(ask(datasetOf([]), {kind: "metric", measure: "churn_rate"}).tables).to.deep.equal({series: [], value: []});
  });
});

describe("metric: comparison", () => {
  it("compares with the period before, relative to it", () => {
    expect(
      pick(
        rows(days([4, 6, 3]), {kind: "metric", measure: "count", period: "day"}, "series"),
        "value",
        "previous",
        "change",
      ),
    ).to.deep.equal([
      [4, null, null],
      [6, 4, 0.5],
      [3, 6, -0.5],
    ]);
  });
  it("knows the period before the first one shown", () => {
    const query = {kind: "metric", measure: "count", period: "day", range: ["2024-01-02", "2024-01-03"]};
    expect(pick(rows(days([4, 6, 3]), query, "series"), "period", "previous")).to.deep.equal([["2024-01-02", 4]]);
  });
  it("compares a period under way with as much of the one before", () => {
    // Two weeks of one event a day at midnight; asOf is the second Thursday, noon.
    const data = days([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], {asOf: "2024-01-11 12:00"});
    expect(pick(rows(data, {kind: "metric", measure: "count"}, "series"), "value", "previous", "status")).to.deep.equal(
      [
        [7, null, "complete"],
        [4, 4, "in_progress"],
      ],
    );
  });
  it("compares with the same period a year earlier, 29 February with the 28th", () => {
    const events = ["2023-02-28", "2023-02-28 10:00", "2024-02-29"].map((ts): TestEvent => ({
      user: "u",
      ts,
      name: "visit",
    }));
    const query = {
      kind: "metric",
      measure: "count",
      period: "day",
      compare: "year",
      range: ["2024-02-29", "2024-03-01"],
    };
    expect(
      pick(rows(datasetOf(events, {asOf: "2024-03-01"}), query, "series"), "value", "previous", "change"),
    ).to.deep.equal([[1, 2, -0.5]]);
  });
  it("gives the last complete period as the value", () => {
    expect(
      pick(
        rows(days([4, 6, 3], {asOf: "2024-01-03 12:00"}), {kind: "metric", measure: "count", period: "day"}, "value"),
        "period",
        "value",
      ),
    ).to.deep.equal([["2024-01-02", 6]]);
  });
});

describe("metric: anomaly", () => {
  // One value each Monday, nothing else in between, judged among Mondays.
  const mondays = (values: number[]) => days(values.flatMap((value) => [value, 0, 0, 0, 0, 0, 0]));
  it("flags a day far from the same weekday before (18.5)", () => {
    const all = rows(mondays([100, 102, 98, 101, 99, 90]), {kind: "metric", measure: "count", period: "day"}, "series");
    const last = all.at(-7)!;
    expect(Number(last.z).toFixed(3)).to.equal("-6.745");
    expect(last.anomaly).to.equal(true);
    expect(all.at(-14)!.anomaly).to.equal(false);
  });
  it("says nothing with fewer than three earlier periods, or when told not to", () => {
    const query = {kind: "metric", measure: "count", period: "day"};
    expect(pick(rows(days([5, 5, 5]), query, "series"), "anomaly")).to.deep.equal([[null], [null], [null]]);
    expect(
      rows(mondays([100, 102, 98, 101, 99, 90]), {...query, anomaly: false}, "series").every(
        ({anomaly}) => anomaly === null,
      ),
    ).to.equal(true);
  });
  it("needs a real step where all before were alike", () => {
    expect(
      rows(mondays([20, 20, 20, 20, 21]), {kind: "metric", measure: "count", period: "day"}, "series").at(-7),
    ).to.include({anomaly: true, z: null});
    expect(
      rows(mondays([40, 40, 40, 40, 41]), {kind: "metric", measure: "count", period: "day"}, "series").at(-7),
    ).to.include({anomaly: false});
  });
});

describe("metric: goal", () => {
  const goals = (counts: number[], goal: object, options: object = {}) =>
    pick(
      rows(days(counts, options), {kind: "metric", measure: "count", period: "day", goal}, "series"),
      "goal",
      "goal_value",
    );
  it("is on track while the value keeps up with the straight way to the target", () => {
    // From 10 at the end of the 1st to 30 at the end of the 5th: 5 a day.
    expect(goals([10, 15, 19, 25, 28], {op: "gte", target: 30, by: "2024-01-06"})).to.deep.equal([
      ["on_track", 10],
      ["on_track", 15],
      ["off_track", 20],
      ["on_track", 25],
      ["missed", 30],
    ]);
  });
  it("is met once the value is there, and stays decided after its date", () => {
    expect(goals([10, 31, 29, 32, 5], {target: 30, by: "2024-01-05"}).map(([goal]) => goal)).to.deep.equal([
      "on_track",
      "met",
      "on_track",
      "met",
      "met",
    ]);
  });
  it("starts from a value given, at the beginning of the range", () => {
    expect(goals([1, 2], {target: 10, by: "2024-01-11", start: 0})).to.deep.equal([
      ["on_track", 1],
      ["on_track", 2],
    ]);
  });
  it("takes values below a target", () => {
    expect(goals([5, 3], {op: "lte", target: 4}).map(([goal]) => goal)).to.deep.equal(["missed", "met"]);
  });
  it("does not judge a period under way", () => {
    expect(goals([10, 40], {target: 30, by: "2024-02-01"}, {asOf: "2024-01-02 12:00"})[1]![0]).to.equal(null);
  });
  it("must be for the measure of the query", () => {
    expect(() => goals([1], {metric: "mrr", target: 1})).to.throw(
      'goal.metric: is "mrr", but the query asks for count',
    );
  });
});

describe("metric: names of semantics 20", () => {
  const people = journeys(
    `
    ana  login@0 login@8 login@16
    bo   login@1 login@15
    cy   login@2
  `,
    {asOf: "2024-01-22"},
  );
  const series = (query: object) => pick(rows(people, {kind: "metric", ...query}, "series"), "value", "n");

  it("churn rate without contract is dormant by active before", () => {
    expect(series({measure: "churn_rate"})).to.deep.equal([
      [null, 0],
      [2 / 3, 3],
      [0, 1],
    ]);
    expect(series({measure: "churn_rate_no_contract", event: "login"})).to.deep.equal(series({measure: "churn_rate"}));
  });
  it("win-back rate is resurrected by the dormant stock before", () => {
    expect(series({measure: "win_back_rate"})).to.deep.equal([
      [null, 0],
      [null, 0],
      [1 / 2, 2],
    ]);
  });
  it("retention rate names its period and criterion", () => {
    const result = ask(people, {kind: "metric", measure: "retention_rate", options: {n: 2, criterion: "on_or_after"}});
    expect(pick(result.tables.series!, "period", "value", "status")).to.deep.equal([
      ["2024-01-01", 2 / 3, "complete"],
      ["2024-01-08", null, "future"],
      ["2024-01-15", null, "future"],
    ]);
    expect((result.diagnostics.measure as Row).label).to.equal("Retention rate, week 2, on or after");
  });
  it("gives rates their interval and marks small ones", () => {
    const row = rows(people, {kind: "metric", measure: "churn_rate"}, "series")[1]!;
    expect([Number(row.lo).toFixed(3), Number(row.hi).toFixed(3), row.small]).to.deep.equal(["0.208", "0.939", true]);
  });
  it("engagement is the mean of daily active units by the active units of a month", () => {
    expect(
      pick(rows(people, {kind: "metric", measure: "engagement", asOf: "2024-02-01"}, "series"), "period", "value")[0],
    ).to.deep.equal(["2024-01-01", 6 / 31 / 3]);
  });
  it("reads contract measures from subscriptions, over all of their time", () => {
    const from = at("2023-12-01");
    const subscriptions = tableOf(
      ["account", "amount", "interval", "from", "to", "currency"],
      [
        {account: "a", amount: 100, interval: "month", from, to: null, currency: "EUR"},
        {account: "b", amount: 100, interval: "month", from, to: at("2024-01-10"), currency: "EUR"},
      ],
    );
    const data = datasetOf([{user: "u", ts: "2024-01-05", name: "login"}], {
      asOf: "2024-02-01",
      tables: {subscriptions},
    });
    const value = (measure: string) => pick(rows(data, {kind: "metric", measure}, "series"), "period", "value");
    expect(value("mrr")).to.deep.equal([
      ["2023-12-01", 200],
      ["2024-01-01", 100],
    ]);
    expect(value("churn_rate_contract")).to.deep.equal([
      ["2023-12-01", null],
      ["2024-01-01", 0.5],
    ]);
    expect(value("revenue_churn")[1]).to.deep.equal(["2024-01-01", 0.5]);
    expect(value("nrr")[1]).to.deep.equal(["2024-01-01", 0.5]);
    expect(ask(data, {kind: "metric", measure: "mrr"}).diagnostics.measure).to.include({
      format: "money",
      currency: "EUR",
    });
  });
  it("activation rate is of those with the whole window behind them; time to value from the curve", () => {
    const signups = journeys(
      `
      ana  signup@0 activated@1
      bo   signup@1 activated@4
      cy   signup@2
      dee  signup@7 activated@8
    `,
      {asOf: "2024-01-23"},
    );
    const of = (measure: string) =>
      pick(rows(signups, {kind: "metric", measure}, "series"), "period", "value", "n", "status").slice(0, 2);
    expect(of("activation_rate")).to.deep.equal([
      ["2024-01-01", 2 / 3, 3, "complete"],
      ["2024-01-08", 1, 1, "in_progress"],
    ]);
    expect(of("time_to_value")).to.deep.equal([
      ["2024-01-01", 3 * DAY, 3, "complete"],
      ["2024-01-08", DAY, 1, "in_progress"],
    ]);
  });
  it("at risk counts the bands high and critical at the end of each period, and names score and date", () => {
    // Gaps of 1, 3, 7 and 10 days; the second week ends with silences of 1, 5 and 13.
    const data = journeys(
      `
      ana  login@0 login@1 login@2 login@9
      bo   login@0 login@1
      cy   login@0 login@3 login@13
    `,
      {asOf: "2024-01-15"},
    );
    const query = {kind: "metric", measure: "at_risk", options: {horizon: "P7D", minAtRisk: 1}};
    const bands = (asOf: string) => {
      const all = rows(data, {kind: "risk", horizon: "P7D", minAtRisk: 1, asOf}, "bands", ["band", "units"]);
      const sum = (...names: string[]) =>
        all.reduce((total, {band, units}) => total + (names.includes(String(band)) ? Number(units) : 0), 0);
      return [sum("high", "critical"), sum("low", "medium", "high", "critical")];
    };
    const found = ask(data, query);
    expect(pick(found.tables.series!, "period", "value", "n", "status")).to.deep.equal([
      ["2024-01-01", ...bands("2024-01-08"), "complete"],
      ["2024-01-08", ...bands("2024-01-15"), "complete"],
    ]);
    expect(found.tables.series!.map(({value}) => value)).to.deep.equal([3, 2]);
    expect(found.diagnostics.measure).to.deep.include({
      label: "At risk (gap score, 7 days ahead)",
      at: "2024-01-15T00:00:00.000Z",
    });
    const behind = {query, table: "value", row: {period: "2024-01-08"}};
    expect(rows(data, {kind: "units", behind}, "units")).to.have.length(2);
  });
  it("says in a sentence what the last complete period says", () => {
    const {summary} = ask(days([4, 6, 3], {asOf: "2024-01-03 12:00"}), {
      kind: "metric",
      measure: "count",
      event: "visit",
      period: "day",
      goal: {target: 5},
    });
    expect(summary).to.equal("Events “visit”: 6 on Jan 2, 2024, up 50% from 4 the day before; the goal of 5 is met.");
  });
  it("asks a composed measure's kind with options of that kind only", () => {
    expect(() => series({measure: "churn_rate", options: {where: {}}})).to.throw(
      "options.where: belongs beside the options",
    );
    expect(() => series({measure: "retention_rate", options: {criterion: "never"}})).to.throw("options.criterion");
    expect(() => series({measure: "activation_rate"})).to.throw('options.steps[0]: unknown event "signup"');
    expect(() => series({measure: "mrr", event: "login"})).to.throw("event: mrr is not about one kind of event");
  });
  it("lists the units behind a rate's period", () => {
    const behind = {query: {kind: "metric", measure: "churn_rate"}, table: "value", row: {period: "2024-01-08"}};
    expect(pick(rows(people, {kind: "units", behind}, "units"), "unit")).to.deep.equal([["bo"], ["cy"]]);
  });
  it("lists the units behind an activation rate without those who still have time", () => {
    const dataset = journeys("dee signup@7 activated@8\neve signup@9 activated@10", {asOf: "2024-01-23"});
    const query = {kind: "metric", measure: "activation_rate"};
    expect(pick(rows(dataset, query, "series"), "period", "n").at(0)).to.deep.equal(["2024-01-08", 1]);
    const behind = {query, table: "series", row: {period: "2024-01-08"}};
    expect(pick(rows(dataset, {kind: "units", behind}, "units"), "unit")).to.deep.equal([["dee"]]);
  });
});
