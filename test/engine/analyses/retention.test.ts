// Retention: the worked example of semantics 5, the edges of its rules, and what must not throw.
import {expect} from "@esm-bundle/chai";
import {QueryError} from "../../../engine/model/errors.js";
import type {Row} from "../../../engine/model/table.js";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, journeys, type TestEvent, type TestOptions} from "../../helpers/dataset.js";

const happened = (user: string, name: string, ts: string, props: TestEvent["props"] = {}): TestEvent => ({
  user,
  name,
  ts,
  props,
});

// Semantics 5: UTC, start S, return R.
const example = datasetOf(
  [
    happened("u1", "S", "2024-01-01T10:00"),
    happened("u1", "R", "2024-01-02T09:00"),
    happened("u1", "R", "2024-01-04T12:00"),
    happened("u2", "S", "2024-01-01T23:50"),
    happened("u2", "R", "2024-01-02T00:05"),
    happened("u3", "S", "2024-01-02T12:00"),
    happened("u3", "R", "2024-01-03T13:00"),
    happened("u4", "S", "2024-01-02T08:00"),
    happened("u5", "S", "2024-01-03T09:00"),
    happened("u5", "R", "2024-01-04T08:00"),
  ],
  {asOf: "2024-01-05T00:00"},
);
const query = {kind: "retention", start: "S", return: "R", period: "day", n: 3};

/** `cohort n → text` of one column, "-" for null. */
function triangle(cells: readonly Row[], column = "retained"): Record<string, string> {
  const lines: Record<string, string> = {};
  for (const row of cells)
    lines[String(row["cohort"])] = `${lines[String(row["cohort"])] ?? ""} ${String(row[column] ?? "-")}`.trim();
  return lines;
}
const pooled = (average: readonly Row[]) =>
  average.map(({retained, eligible}) => `${String(retained)}/${String(eligible)}`);

describe("retention, the worked example", () => {
  it("by calendar day, on: real returns on the same day at n = 0", () => {
    const {tables} = ask(example, query);
    expect(triangle(tables["cells"]!)).to.deep.equal({
      "2024-01-01": "0 2 0 1",
      "2024-01-02": "0 1 0 -",
      "2024-01-03": "0 1 - -",
    });
    expect(triangle(tables["cells"]!, "size")).to.deep.equal({
      "2024-01-01": "2 2 2 2",
      "2024-01-02": "2 2 2 2",
      "2024-01-03": "1 1 1 1",
    });
    expect(triangle(tables["cells"]!, "status")["2024-01-03"]).to.equal("complete complete future future");
    expect(tables["average"]!.map(({rate}) => rate)).to.deep.equal([0, 0.8, 0, 0.5]);
    expect(pooled(tables["average"]!)).to.deep.equal(["0/5", "4/5", "0/4", "1/2"]);
  });

  it("by calendar day, on or after", () => {
    const {tables} = ask(example, {...query, criterion: "on_or_after"});
    expect(pooled(tables["average"]!)).to.deep.equal(["4/5", "4/5", "1/4", "1/2"]);
    expect(triangle(tables["cells"]!, "open")).to.deep.equal({
      "2024-01-01": "false false false false",
      "2024-01-02": "true true true true",
      "2024-01-03": "true true true true",
    });
  });

  it("rolling, on: what has not been observed to its end does not count", () => {
    const {tables} = ask(example, {...query, mode: "rolling"});
    expect(pooled(tables["average"]!)).to.deep.equal(["3/5", "1/4", "0/2", "0/0"]);
    expect(tables["average"]!.map(({rate}) => rate)).to.deep.equal([0.6, 0.25, 0, null]);
    expect(triangle(tables["cells"]!, "status")["2024-01-01"]).to.equal("complete complete complete future");
  });

  it("says so in a sentence", () => {
    expect(ask(example, query).summary).to.equal("Of 5 people who did “S”, 80% came back on day 1 and 50% on day 3.");
  });
});

describe("retention, completeness", () => {
  const world = (asOf: string): TestOptions => ({asOf});
  const lives = "ana  S@0.1 R@1.2\nbo  S@0.5\ncy  S@1.4 R@2.1\ndi  S@1.5 R@2.9";

  it("puts a period under way into so_far and out of every average", () => {
    const dataset = journeys(lives, world("2024-01-03T12:00"));
    const cells = rows(dataset, query, "cells", ["cohort", "n", "eligible", "retained", "rate", "so_far", "status"]);
    expect(cells.filter(({n}) => n === 1)).to.deep.equal([
      {cohort: "2024-01-01", n: 1, eligible: 2, retained: 1, rate: 0.5, so_far: null, status: "complete"},
      {cohort: "2024-01-02", n: 1, eligible: 0, retained: null, rate: null, so_far: 0.5, status: "in_progress"},
    ]);
    expect(rows(dataset, query, "average", ["n", "eligible", "retained"])[1]).to.deep.equal({
      n: 1,
      eligible: 2,
      retained: 1,
    });
  });

  it("counts the observed units of a partial rolling cell, on the last millisecond", () => {
    const dataset = journeys("ana  S@0.25 R@0.5\nbo  S@0.5 R@0.75", world("2024-01-02T06:00"));
    const cell = rows(dataset, {...query, mode: "rolling", n: 0}, "cells", ["size", "eligible", "retained", "status"]);
    expect(cell).to.deep.equal([{size: 2, eligible: 1, retained: 1, status: "partial"}]);
    expect(
      rows(dataset, {...query, mode: "rolling", n: 0, asOf: "2024-01-02T05:59:59.999Z"}, "cells", [
        "eligible",
        "status",
      ]),
    ).to.deep.equal([{eligible: 0, status: "future"}]);
  });

  it("marks the first cohort as truncated only where it is about the first ever", () => {
    const truncated = (cohort: string) =>
      rows(journeys(lives, world("2024-01-09")), {...query, cohort, n: 0}, "cells", ["truncated"]);
    expect(truncated("first")).to.deep.equal([{truncated: true}, {truncated: false}]);
    expect(
      truncated("first_in_range")
        .concat(truncated("recurring"))
        .some((row) => row["truncated"]),
    ).to.equal(false);
  });

  it("shows the whole periods that meet the range, and leaves out cohorts without units", () => {
    const dataset = journeys("ana  S@0.1 R@9\nbo  S@9.9\ncy  S@30", world("2024-03-01"));
    const cohorts = rows(dataset, {...query, period: "week", n: 0, range: ["2024-01-03", "2024-01-09"]}, "cells", [
      "cohort",
    ]);
    expect(cohorts).to.deep.equal([{cohort: "2024-01-01"}, {cohort: "2024-01-08"}]);
  });
});

describe("retention, who starts and what is a return", () => {
  const cells = (dataset: Parameters<typeof ask>[0], own: Record<string, unknown>) =>
    triangle(ask(dataset, {...query, ...own}).tables["cells"]!);

  it("keeps units out whose first start ever lies before the range, unless only the range counts", () => {
    const dataset = journeys("ana  S@0 S@10 R@11\nbo  S@10.5", {asOf: "2024-02-01"});
    const own = {range: ["2024-01-11", "2024-01-12"], n: 1};
    expect(cells(dataset, {...own, cohort: "first"})).to.deep.equal({"2024-01-11": "0 0"});
    expect(cells(dataset, {...own, cohort: "first_in_range"})).to.deep.equal({"2024-01-11": "0 1"});
  });

  it("lets a unit join a cohort in each period, when recurring", () => {
    const dataset = journeys("ana  S@0.1 S@0.2 S@2.1 R@2.2 S@3.1", {asOf: "2024-02-01"});
    expect(cells(dataset, {cohort: "recurring"})).to.deep.equal({
      "2024-01-01": "0 0 1 0",
      "2024-01-03": "1 0 0 0",
      "2024-01-04": "0 0 0 0",
    });
  });

  it("does not take the start event itself for a return, but another one at the same instant", () => {
    const one = datasetOf([happened("ana", "S", "2024-01-01T10:00")], {asOf: "2024-02-01"});
    const two = datasetOf(
      [
        {...happened("ana", "S", "2024-01-01T10:00"), id: "a"},
        {...happened("ana", "S", "2024-01-01T10:00"), id: "b"},
      ],
      {asOf: "2024-02-01"},
    );
    for (const mode of ["calendar", "rolling"]) {
      expect(cells(one, {mode, return: "S", n: 0})).to.deep.equal({"2024-01-01": "0"});
      expect(cells(two, {mode, return: "S", n: 0})).to.deep.equal({"2024-01-01": "1"});
    }
  });

  it("counts a return that is sorted before its start at the same instant", () => {
    const dataset = datasetOf(
      [
        {...happened("ana", "R", "2024-01-01T10:00"), id: "a"},
        {...happened("ana", "S", "2024-01-01T10:00"), id: "b"},
      ],
      {asOf: "2024-02-01"},
    );
    expect(cells(dataset, {n: 0})).to.deep.equal({"2024-01-01": "1"});
    expect(cells(dataset, {n: 0, criterion: "on_or_after"})).to.deep.equal({"2024-01-01": "1"});
  });

  it("tells New York's short day apart from 24 hours", () => {
    // Semantics 2.5: 23 h 15 min later, on the next date.
    const dataset = datasetOf(
      [happened("ana", "S", "2024-03-09T23:30-05:00"), happened("ana", "R", "2024-03-10T23:45-04:00")],
      {asOf: "2024-04-01"},
    );
    expect(cells(dataset, {tz: "America/New_York", n: 1})).to.deep.equal({"2024-03-09": "0 1"});
    expect(cells(dataset, {tz: "America/New_York", n: 1, mode: "rolling"})).to.deep.equal({"2024-03-09": "1 0"});
  });

  it("moves the anchor down to the hour in mode rolling_hour", () => {
    const dataset = datasetOf([happened("ana", "S", "2024-01-01T10:50"), happened("ana", "R", "2024-01-02T10:10")], {
      asOf: "2024-02-01",
    });
    expect(cells(dataset, {mode: "rolling", n: 1})).to.deep.equal({"2024-01-01": "1 0"});
    expect(cells(dataset, {mode: "rolling_hour", n: 1})).to.deep.equal({"2024-01-01": "0 1"});
  });

  it("counts a bracket once, by any offset in it, complete when its last one is", () => {
    const dataset = journeys("ana  S@0 R@1 R@3\nbo  S@0 R@4\ncy  S@0", {asOf: "2024-01-06T12:00"});
    const brackets = rows(
      dataset,
      {
        ...query,
        criterion: "bracket",
        brackets: [
          [1, 3],
          [4, 4],
          [3, 5],
          [5, 6],
        ],
      },
      "cells",
      ["n", "label", "retained", "status"],
    );
    expect(brackets).to.deep.equal([
      {n: 0, label: "1–3", retained: 1, status: "complete"},
      {n: 1, label: "4", retained: 1, status: "complete"},
      {n: 2, label: "3–5", retained: null, status: "in_progress"},
      {n: 3, label: "5–6", retained: null, status: "future"},
    ]);
  });
});

describe("retention, averages", () => {
  // Semantics 5.5: 1000 → 500 and 500 → 400, scaled to 10 → 5 and 5 → 4; the third cohort is not complete.
  const users = (prefix: string, n: number, back: number, day: number) =>
    Array.from({length: n}, (_, i) => `${prefix}${i}  S@${day}${i < back ? ` R@${day + 1}` : ""}`);
  const dataset = journeys([...users("a", 10, 5, 0), ...users("b", 5, 4, 1), ...users("c", 9, 0, 2)].join("\n"), {
    asOf: "2024-01-04",
  });
  const mean = (name: string) => rows(dataset, {...query, n: 1, mean: name}, "average", ["rate", "lo"])[1]!;

  it("pools, means, and weights twice like Mixpanel's formula", () => {
    expect(mean("pooled")["rate"]).to.equal(0.6);
    expect(mean("simple")["rate"]).to.equal(0.65);
    expect(mean("weighted")["rate"]).to.equal(0.6);
    expect(mean("double_weighted")["rate"]).to.equal(0.56);
  });

  it("has an interval only where it is a share of units", () => {
    expect(mean("pooled")["lo"]).to.be.closeTo(0.3575, 1e-4);
    expect(mean("simple")["lo"]).to.equal(null);
  });

  it("relates to the previous column within the cohorts that are complete in this one", () => {
    const lives = journeys("ana  S@0 R@1 R@2\nbo  S@0 R@1\ncy  S@1 R@2", {asOf: "2024-01-04"});
    expect(rows(lives, {...query, n: 2}, "average", ["retained", "rate_previous"])).to.deep.equal([
      {retained: 0, rate_previous: null},
      {retained: 3, rate_previous: null},
      {retained: 1, rate_previous: 0.5},
    ]);
  });

  it("calls 1 − on or after churn, and nothing else", () => {
    const churn = (criterion: string) =>
      rows(example, {...query, criterion}, "average", ["churn"]).map((row) => row["churn"]);
    expect(churn("on_or_after")).to.deep.equal([0.2, 0.2, 0.75, 0.5]);
    expect(churn("on")).to.deep.equal([null, null, null, null]);
  });
});

describe("retention, broken down", () => {
  const dataset = datasetOf(
    [
      happened("ana", "S", "2024-01-01", {plan: "pro"}),
      happened("ana", "R", "2024-01-02"),
      happened("bo", "S", "2024-01-01", {plan: "free"}),
      happened("cy", "S", "2024-01-01", {plan: "free"}),
      happened("cy", "R", "2024-01-02", {plan: "pro"}),
      happened("di", "S", "2024-01-01"),
      happened("ed", "S", "2024-01-01", {plan: "team"}),
    ],
    {asOf: "2024-01-10", profiles: [{unit: "di", prop: "size", value: "xl"}]},
  );
  const sizes = (breakdown: Record<string, unknown>) =>
    rows(dataset, {...query, n: 1, breakdown}, "cells", ["breakdown", "n", "size", "retained"])
      .filter(({n}) => n === 1)
      .map((row) => [row["breakdown"], row["size"], row["retained"]]);

  it("reads the start event: total, values by size, the rest, those without", () => {
    expect(sizes({prop: "plan"})).to.deep.equal([
      [null, 5, 2],
      ["free", 2, 1],
      ["pro", 1, 1],
      ["team", 1, 0],
      ["(none)", 1, 0],
    ]);
    expect(sizes({prop: "plan", top: 1})).to.deep.equal([
      [null, 5, 2],
      ["free", 2, 1],
      ["(other)", 2, 1],
      ["(none)", 1, 0],
    ]);
  });

  it("reads the profile", () => {
    expect(sizes({prop: "size", source: "profile"})).to.deep.equal([
      [null, 5, 2],
      ["xl", 1, 0],
      ["(none)", 4, 2],
    ]);
  });

  it("has averages by bucket too", () => {
    const average = rows(dataset, {...query, n: 1, breakdown: {prop: "plan", top: 1}}, "average", [
      "breakdown",
      "n",
      "rate",
    ]);
    expect(average.filter(({n}) => n === 1).map(({rate}) => rate)).to.deep.equal([0.4, 0.5, 0.5, 0]);
  });

  it("lists the units behind a cell of a bucket, those of the rest included", () => {
    const behind = {
      query: {...query, n: 1, breakdown: {prop: "plan", top: 1}},
      row: {cohort: "2024-01-01", n: 1, breakdown: "(other)"},
    };
    expect(rows(dataset, {kind: "units", behind}, "units", ["unit", "retained"])).to.deep.equal([
      {unit: "ana", retained: true},
      {unit: "ed", retained: false},
    ]);
  });

  it("lists only those who came back, when asked", () => {
    const behind = {query: {...query, n: 1}, row: {cohort: "2024-01-01", n: 1, retained: true}};
    expect(rows(dataset, {kind: "units", behind}, "units", ["unit"])).to.deep.equal([{unit: "ana"}, {unit: "cy"}]);
  });
});

describe("retention of hardly anything", () => {
  it("of no data has no cells, and no rates", () => {
    const {tables, summary} = ask(datasetOf([]), {kind: "retention", n: 2});
    expect(tables["cells"]).to.deep.equal([]);
    expect(tables["average"]!.map(({rate, lo, hi}) => [rate, lo, hi])).to.deep.equal([
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(summary).to.equal("Nobody was active in this time.");
  });

  it("of one event, in an empty range, of nothing but one instant", () => {
    const one = datasetOf([happened("ana", "S", "2024-01-01")]);
    expect(ask(one, {kind: "retention", n: 0}).tables["cells"]).to.have.length(1);
    expect(ask(one, {kind: "retention", range: ["2024-01-01", "2024-01-01"]}).tables["cells"]).to.deep.equal([]);
    const same = datasetOf(Array.from({length: 4}, (_, i) => happened(`u${i % 2}`, "S", "2024-01-01")));
    for (const mode of ["calendar", "rolling"])
      expect(JSON.stringify(ask(same, {kind: "retention", mode}))).not.to.include("NaN");
  });

  it("says that it is too early to tell", () => {
    const dataset = journeys("ana  S@0 R@0.1", {asOf: "2024-01-02"});
    expect(ask(dataset, query).summary).to.equal(
      "Of 1 person who did “S”, none has been observed long enough to tell who came back.",
    );
  });
});

describe("a retention query", () => {
  const refused = (own: Record<string, unknown>, text: RegExp) =>
    expect(() => ask(example, {...query, ...own})).to.throw(QueryError, text);

  it("names what is wrong with it", () => {
    refused({start: "s"}, /start: unknown event "s"/);
    refused({mode: "rolling", period: "quarter"}, /period: a quarter has no fixed length/);
    refused({criterion: "bracket"}, /brackets: missing/);
    refused({brackets: [[1, 2]]}, /brackets: is for criterion "bracket" only/);
    refused({criterion: "bracket", brackets: [[3, 1]]}, /brackets\[0\]: ends before it starts: \[3, 1\]/);
    refused({breakdown: {prop: "plan", source: "step:2"}}, /breakdown.source/);
    refused({period: "hour", range: ["1900-01-01", "2100-01-01"]}, /range: holds \d+ periods of one hour/);
    refused({retrun: "R"}, /return/);
  });

  it("takes the defaults of a preset", () => {
    const {query: full} = ask(example, {kind: "retention", preset: "mixpanel"});
    expect([full["mode"], full["criterion"], full["mean"]]).to.deep.equal([
      "rolling",
      "on_or_after",
      "double_weighted",
    ]);
    expect(ask(example, {kind: "retention", preset: "amplitude"}).query["mode"]).to.equal("rolling_hour");
  });
});
