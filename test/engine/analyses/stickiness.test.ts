// Stickiness: the worked example of semantics 8, the edges of its rules, and what must not throw.
import {expect} from "@esm-bundle/chai";
import {QueryError} from "../../../engine/model/errors.js";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, journeys, type TestEvent} from "../../helpers/dataset.js";

// Semantics 8, one week: a 5 days, b 1, c 3, d 3.
const example = journeys("a  x@0 x@1 x@2 x@3 x@4\nb  x@3 x@3.5\nc  x@0 x@2 x@4\nd  x@1 x@2 x@6", {asOf: "2024-01-08"});
const query = {kind: "stickiness", interval: "week"};

describe("stickiness, the worked example", () => {
  it("counts units by active days, exactly and at least", () => {
    const units = (table: string) => rows(example, query, table, ["period", "k", "units", "share"]);
    expect(units("exact")).to.deep.equal([
      {period: "2024-01-01", k: 1, units: 1, share: 0.25},
      {period: "2024-01-01", k: 3, units: 2, share: 0.5},
      {period: "2024-01-01", k: 5, units: 1, share: 0.25},
    ]);
    expect(units("cumulative").map(({k, units}) => [k, units])).to.deep.equal([
      [1, 4],
      [2, 3],
      [3, 3],
      [4, 1],
      [5, 1],
    ]);
  });

  it("relates the mean day to the week", () => {
    const [row] = rows(example, query, "ratio", ["mean_active", "active", "ratio", "status"]);
    expect(row).to.deep.equal({mean_active: 12 / 7, active: 4, ratio: 12 / 28, status: "complete"});
  });

  it("knows the longest run of active days", () => {
    // Runs: a 5, b 1, c 1, d 2.
    expect(rows(example, query, "exact", ["k", "mean_streak"])).to.deep.equal([
      {k: 1, mean_streak: 1},
      {k: 3, mean_streak: 1.5},
      {k: 5, mean_streak: 5},
    ]);
    expect(rows(example, query, "cumulative", ["mean_streak"]).map((row) => row["mean_streak"])).to.deep.equal([
      2.25,
      8 / 3,
      8 / 3,
      5,
      5,
    ]);
    expect(rows(example, query, "ratio", ["mean_streak"])).to.deep.equal([{mean_streak: 2.25}]);
  });

  it("says so in a sentence", () => {
    expect(ask(example, query).summary).to.equal(
      "In the week of Jan 1, 2024, 4 people were active, 1.7 of them in an average day (43%).",
    );
  });
});

describe("stickiness, at the edges", () => {
  it("has no ratio for an interval under way, and no numbers for one to come", () => {
    const asked = {...query, asOf: "2024-01-05", range: ["2024-01-01", "2024-01-15"]};
    expect(rows(example, asked, "ratio", ["active", "mean_active", "ratio", "status"])).to.deep.equal([
      {active: 4, mean_active: null, ratio: null, status: "in_progress"},
      {active: null, mean_active: null, ratio: null, status: "future"},
    ]);
    expect(ask(example, asked).summary).to.equal(
      "In the week of Jan 1, 2024, which is not over yet, 4 people were active so far.",
    );
  });

  it("marks an interval in which the data begins", () => {
    const dataset = journeys("a  x@2 x@9", {asOf: "2024-02-01"});
    expect(rows(dataset, {...query, range: [null, "2024-01-15"]}, "ratio", ["truncated"])).to.deep.equal([
      {truncated: true},
      {truncated: false},
    ]);
  });

  it("counts hours of a day, 23 of them where the clocks go forward", () => {
    const event = (ts: string): TestEvent => ({user: "a", name: "x", ts});
    const dataset = datasetOf(
      [event("2024-03-10T01:30-05:00"), event("2024-03-10T03:10-04:00"), event("2024-03-10T03:50-04:00")],
      {asOf: "2024-03-12"},
    );
    const asked = {kind: "stickiness", interval: "day", subPeriod: "hour", tz: "America/New_York"};
    expect(rows(dataset, asked, "exact", ["period", "k", "units", "mean_streak"])).to.deep.equal([
      {period: "2024-03-10", k: 2, units: 1, mean_streak: 2},
    ]);
    expect(rows(dataset, asked, "ratio", ["mean_active"])[0]).to.deep.equal({mean_active: 2 / 23});
  });

  it("counts a week that crosses the month in both months", () => {
    const dataset = journeys("a  x@29 x@31", {asOf: "2024-03-15"});
    const asked = {kind: "stickiness", interval: "month", subPeriod: "week"};
    expect(rows(dataset, asked, "exact", ["period", "k", "units"])).to.deep.equal([
      {period: "2024-01-01", k: 1, units: 1},
      {period: "2024-02-01", k: 1, units: 1},
    ]);
    // January 2024 meets five weeks, February five.
    expect(rows(dataset, asked, "ratio", ["mean_active"]).slice(0, 2)).to.deep.equal([
      {mean_active: 0.2},
      {mean_active: 0.2},
    ]);
  });
});

describe("stickiness, rolling", () => {
  const dataset = journeys("a  x@0 x@27 x@28 x@40\nb  x@0.5", {asOf: "2024-02-12"});
  const rolling = rows(dataset, {...query, rolling: true}, "rolling", [
    "period",
    "active",
    "window_active",
    "ratio",
    "truncated",
  ]);
  const on = (period: string) => rolling.find((row) => row["period"] === period);

  it("relates a day to the 28 days that end with it", () => {
    expect(on("2024-01-28")).to.deep.equal({
      period: "2024-01-28",
      active: 1,
      window_active: 2,
      ratio: 0.5,
      truncated: false,
    });
    expect(on("2024-01-29")).to.deep.equal({
      period: "2024-01-29",
      active: 1,
      window_active: 1,
      ratio: 1,
      truncated: false,
    });
    expect(on("2024-02-11")).to.deep.equal({
      period: "2024-02-11",
      active: 0,
      window_active: 1,
      ratio: 0,
      truncated: false,
    });
  });

  it("lets a unit go on the 28th day after its last", () => {
    const gap = journeys("a  x@0 x@40\nb  x@27 x@56", {asOf: "2024-03-01"});
    const found = rows(gap, {...query, rolling: true}, "rolling", ["period", "window_active"]);
    const inWindow = (period: string) => found.find((row) => row["period"] === period)?.["window_active"];
    expect([inWindow("2024-01-28"), inWindow("2024-01-29"), inWindow("2024-02-10")]).to.deep.equal([2, 1, 2]);
    expect([inWindow("2024-02-24"), inWindow("2024-02-25"), inWindow("2024-02-26")]).to.deep.equal([2, 1, 2]);
  });

  it("needs 28 days of data", () => {
    expect(on("2024-01-27")).to.deep.equal({
      period: "2024-01-27",
      active: 0,
      window_active: 2,
      ratio: null,
      truncated: true,
    });
  });

  it("is empty unless asked for", () => {
    expect(ask(dataset, query).tables["rolling"]).to.deep.equal([]);
  });
});

describe("stickiness, broken down and behind", () => {
  const event = (user: string, day: number, plan: string): TestEvent => ({
    user,
    name: "x",
    ts: `2024-01-0${day}`,
    props: {plan},
  });
  const dataset = datasetOf(
    [event("a", 1, "pro"), event("a", 2, "free"), event("b", 1, "free"), event("c", 3, "free")],
    {asOf: "2024-01-08"},
  );

  it("keeps each unit in one bucket", () => {
    const found = rows(dataset, {...query, breakdown: {prop: "plan"}}, "exact", ["breakdown", "k", "units"]).map(
      (row) => Object.values(row),
    );
    expect(found).to.deep.equal([
      [null, 1, 2],
      [null, 2, 1],
      ["free", 1, 2],
      ["pro", 2, 1],
    ]);
  });

  it("lists the units of a row with what they did", () => {
    const units = (table: string, row: Record<string, unknown>) =>
      rows(dataset, {kind: "units", behind: {query, table, row}}, "units");
    expect(units("exact", {period: "2024-01-01", k: 2})).to.deep.equal([{unit: "a", active: 2, streak: 2}]);
    expect(units("cumulative", {period: "2024-01-01", k: 1}).map((row) => row["unit"])).to.deep.equal(["a", "b", "c"]);
    expect(units("rolling", {period: "2024-01-02"})).to.deep.equal([
      {unit: "a", active: 2, on_day: true},
      {unit: "b", active: 1, on_day: false},
    ]);
  });
});

describe("stickiness of hardly anything", () => {
  it("of no data, one event, an empty range", () => {
    const none = ask(datasetOf([]), {kind: "stickiness", rolling: true});
    expect(none.tables).to.deep.equal({exact: [], cumulative: [], ratio: [], rolling: []});
    expect(none.summary).to.equal("Nobody was active in this time.");
    const one = datasetOf([{user: "a", name: "x", ts: "2024-01-01"}]);
    expect(rows(one, {kind: "stickiness"}, "exact", ["k", "units"])).to.deep.equal([{k: 1, units: 1}]);
    expect(ask(one, {kind: "stickiness", range: ["2024-01-01", "2024-01-01"]}).tables["ratio"]).to.deep.equal([]);
    const empty = rows(one, {kind: "stickiness", range: ["2023-01-01", "2023-02-01"]}, "ratio", [
      "active",
      "mean_active",
      "ratio",
      "mean_streak",
    ]);
    expect(empty).to.deep.equal([{active: 0, mean_active: 0, ratio: null, mean_streak: null}]);
  });

  it("refuses what it cannot mean", () => {
    const refused = (own: Record<string, unknown>, text: RegExp) =>
      expect(() => ask(example, {...query, ...own})).to.throw(QueryError, text);
    refused({interval: "day", subPeriod: "day"}, /subPeriod: a day is not shorter than a day; write hour/);
    refused({interval: "hour"}, /interval/);
    refused({activity: "y"}, /activity: unknown event "y"/);
  });
});
