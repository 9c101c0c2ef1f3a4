// The worked example of semantics 4 and what it says of every output column.
import {expect} from "@esm-bundle/chai";
import type {QueryInput} from "../../../engine/model/query.js";
import type {Row} from "../../../engine/model/table.js";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";

const HOUR = 3_600_000;
const LIVES: Record<string, string> = {
  u1: "A 01T10:00, B 01T12:00, C 03T10:00",
  u2: "A 02T09:00, A 06T09:00, B 10T09:00, C 12T09:00",
  u3: "B 03T08:00, A 03T08:00, C 04T08:00",
  u4: "A 05T00:00, X 05T06:00, B 05T12:00",
  u5: "A 14T00:00, B 15T00:00",
  u6: "B 02T00:00, C 03T00:00",
  u7: "A 15T00:00",
  u8: "A 08T00:00, C 09T00:00, B 10T00:00, C 15T00:00",
};
const events = Object.entries(LIVES).flatMap(([user, life]) =>
  life.split(", ").map((mark): TestEvent => {
    const [name, day] = mark.split(" ");
    return {user, name: name!, ts: `2024-01-${day!}`};
  }),
);
const data = datasetOf(events);
const base = {
  kind: "funnel",
  steps: ["A", "B", "C"],
  window: "P7D",
  range: ["2024-01-01", "2024-01-15"],
  asOf: "2024-01-20",
};
const asked = (own: object): QueryInput => ({...base, ...own});
const steps = (own: object = {}): Row[] => rows(data, asked(own), "steps");
const reached = (own: object) => steps(own).map((row) => row["reached"]);
/** Hours from entry to the last step, one a unit, ascending. */
const hours = (own: object) =>
  rows(data, asked({...own, curve: true}), "curve").flatMap(({t_ms, events: n}) =>
    Array.from({length: Number(n)}, () => Number(t_ms) / HOUR),
  );

describe("the worked funnel", () => {
  const table: readonly (readonly [string, object, number[], number[] | null])[] = [
    ["ordered, best", {}, [6, 6, 4], [24, 48, 144, 168]],
    ["ordered, first", {entry: "first"}, [6, 5, 3], [24, 48, 168]],
    ["ordered, all", {entry: "all"}, [6, 5, 3], [24, 48, 168]],
    ["best, exclude X after A, truncate", {exclude: [{when: "X", after: 1}]}, [6, 5, 4], [24, 48, 144, 168]],
    [
      "best, exclude X after A, remove",
      {exclude: [{when: "X", after: 1}], exclusionEffect: "remove"},
      [5, 5, 4],
      [24, 48, 144, 168],
    ],
    ["strict, best", {order: "strict"}, [6, 4, 3], [24, 48, 144]],
    ["any order", {order: "any"}, [7, 7, 4], null],
    ["the newest of equally deep entries", {entry: "newest"}, [6, 6, 4], [24, 48, 144, 168]],
  ];
  for (const [name, own, counts, times] of table) {
    it(name, () => {
      expect(reached(own)).to.deep.equal(counts);
      if (times) expect(hours(own)).to.deep.equal(times);
    });
  }

  it("has bounds, mature units and times at its last step", () => {
    const last = steps()[2]!;
    expect(last).to.include({step: 3, label: "C", reached: 4, dropped: 2, pending: 1, mature: 5, small: true});
    expect(last["rate_total"]).to.equal(4 / 6);
    expect(last["rate_step"]).to.equal(4 / 6);
    expect(last["rate_mature"]).to.equal(4 / 5);
    expect([last["rate_low"], last["rate_high"]]).to.deep.equal([4 / 6, 5 / 6]);
    expect(last["total_median_ms"]).to.equal(96 * HOUR);
    expect(last["total_mean_ms"]).to.equal(96 * HOUR);
    expect(last["lo"]).to.be.closeTo(0.3, 1e-3);
    expect(last["hi"]).to.be.closeTo(0.9032, 1e-3);
  });

  it("has the conversion curve: 1 − S at each time", () => {
    const curve = rows(data, asked({curve: true}), "curve", ["t_ms", "at_risk", "events", "converted"]);
    const expected = [
      [24, 6, 1 / 6],
      [48, 5, 1 / 3],
      [144, 4, 1 / 2],
      [168, 2, 3 / 4],
    ] as const;
    expect(curve.map(({t_ms, at_risk}) => [Number(t_ms) / HOUR, at_risk])).to.deep.equal(
      expected.map(([t, n]) => [t, n]),
    );
    curve.forEach(({converted}, i) => expect(converted).to.be.closeTo(expected[i]![2], 1e-12));
  });

  it("says it in one sentence, with its columns in the order of the contract", () => {
    const {summary, tables} = ask(data, asked({}));
    expect(summary).to.equal("67% of 6 people who did “A” got to “C” within 7 days; 1 still has time.");
    expect(Object.keys(tables)).to.deep.equal(["steps"]);
    expect(Object.keys(tables["steps"]![0]!)).to.deep.equal(
      (
        "step label reached rate_total rate_step dropped pending mature rate_mature rate_low rate_high lo hi " +
        "p25_ms median_ms p75_ms p90_ms mean_ms total_median_ms total_mean_ms small"
      ).split(" "),
    );
  });

  it("adds columns that its options ask for", () => {
    const columns = (own: object) => Object.keys(steps(own)[0]!);
    expect(columns({order: "any"})).to.include("did");
    expect(columns({entry: "all"})).to.include("units");
    expect(steps({order: "any"}).map(({did}) => did)).to.deep.equal([6, 7, 5]);
    const optional = steps({steps: ["A", {when: "X", optional: true}, "B"]})[1]!;
    expect(optional).to.include({step: 2, done: 1, rate_next_with: 1, rate_next_without: 1});
  });

  it("puts units into the period of their entry, and the sums equal the total", () => {
    const trend = rows(data, asked({trend: {period: "week"}}), "trend");
    expect(
      trend.map(({period, entered, reached: to, pending, status}) => [period, entered, to, pending, status]),
    ).to.deep.equal([
      ["2024-01-01", 4, 3, 0, "complete"],
      ["2024-01-08", 2, 1, 1, "in_progress"],
    ]);
  });
});

describe("a funnel of next to nothing", () => {
  const at = "2024-01-01T00:00:00Z";
  const nothing = {rate_total: null, rate_mature: null, lo: null, hi: null};
  it("has nulls, not zeros, without events", () => {
    const found = rows(datasetOf([]), {kind: "funnel", steps: ["A", "B"]}, "steps");
    expect(found.map((row) => row["reached"])).to.deep.equal([0, 0]);
    expect(found[1]).to.include({...nothing, rate_step: null, median_ms: null, mean_ms: null});
  });
  it("has one unit with one event", () => {
    const found = rows(
      datasetOf([{user: "a", name: "A", ts: at}]),
      {kind: "funnel", steps: ["A", "B"], unknownNames: "allow"},
      "steps",
    );
    expect(found.map((row) => row["reached"])).to.deep.equal([1, 0]);
    expect(found[1]).to.include({rate_total: 0, pending: 1, mature: 0, rate_mature: null, median_ms: null});
  });
  it("takes simultaneous events in whichever order helps, each once", () => {
    const same = (names: string) => datasetOf([...names].map((name) => ({user: "a", name, ts: at})));
    const count = (names: string, list: string[]) =>
      rows(same(names), {kind: "funnel", steps: list}, "steps").map((row) => row["reached"]);
    expect(count("BCA", ["A", "B", "C"])).to.deep.equal([1, 1, 1]);
    expect(count("A", ["A", "A"])).to.deep.equal([1, 0]);
    expect(count("AA", ["A", "A"])).to.deep.equal([1, 1]);
  });
});

describe("presets of a funnel", () => {
  it("change defaults only, and are written out in the query", () => {
    const query = (own: object) => ask(data, {kind: "funnel", steps: ["A", "B"], ...own}).query;
    expect(query({preset: "posthog"})).to.include({entry: "newest", exclusionEffect: "remove", window: "P14D"});
    expect(query({preset: "mixpanel"})).to.include({
      entry: "first",
      window: "P7D",
      countBy: "first_value",
      tieTolerance: "PT2S",
    });
    expect(query({preset: "amplitude"})).to.include({entry: "best", countBy: "pairs", tieTolerance: "PT1S"});
    expect(query({preset: "mixpanel", window: "P30D"})).to.include({window: "P30D", entry: "first"});
  });
});
