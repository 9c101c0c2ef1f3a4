// The basic measures against their slow twin, and what must hold for any data (semantics 19).
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {tInterval} from "../../../engine/stats/t-interval.js";
import {askedIn, datasetOfWorld, historyOf, which, worlds, type RandomWorld} from "../../helpers/activity-worlds.js";
import {ask} from "../../helpers/ask.js";
import {expectNear} from "../../helpers/near.js";
import {unitBreakdown} from "../../helpers/unit-breakdown.js";
import {metricReference, type MetricOptions} from "../../reference/metric.js";

const scored = worlds.map((world): RandomWorld => ({
  ...world,
  // A number on some events, with decimals, so that sums meet rounding.
  events: world.events.map((event, i) => ({
    ...event,
    props: {...event.props, score: i % 4 === 0 ? null : i % 3 === 0 ? i : (event.ts % 977) / 10 - 40},
  })),
}));
const options: fc.Arbitrary<MetricOptions> = fc
  .record({
    asked: fc.constantFrom<Pick<MetricOptions, "measure" | "prop">>(
      {measure: "count"},
      {measure: "uniques"},
      {measure: "sum", prop: "score"},
      {measure: "mean", prop: "score"},
      {measure: "sum", prop: "amount"},
      {measure: "mean", prop: "amount"},
    ),
    event: which,
    period: fc.constantFrom("hour" as const, "day" as const, "week" as const, "month" as const, "quarter" as const),
    breakdown: unitBreakdown,
  })
  .map(({asked, breakdown, ...rest}) => ({...asked, ...rest, ...(breakdown ? {breakdown} : {})}));

const SHOWN = ["breakdown", "period", "value", "n", "status"] as const;
const series = (world: RandomWorld, own: MetricOptions, order: readonly number[] = []) =>
  ask(datasetOfWorld(world, order), {kind: "metric", anomaly: false, ...askedIn(world), ...own}).tables["series"]!;
const only = (rows: readonly object[], names: readonly string[]) =>
  rows.map((row) => Object.fromEntries(names.map((name) => [name, (row as Row)[name] ?? null])));
// The interval of a mean has tests of its own (stats); here it matters what it is made from.
const limits =
  ({measure}: MetricOptions) =>
  ({n, value, sd}: Row) => {
    const interval =
      measure === "mean" ? tInterval({n: Number(n), mean: value as number | null, sd: sd as number | null}) : null;
    return {lo: interval?.lo ?? null, hi: interval?.hi ?? null};
  };

describe("basic measures of any data", () => {
  it("equal the slow twin", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(scored, options, (world, own) => {
        const expected = metricReference(historyOf(world), own);
        const found = series(world, own);
        expectNear(only(found, SHOWN), only(expected, SHOWN), own.measure, 1e-9);
        expectNear(only(found, ["lo", "hi"]), expected.map(limits(own)), `${own.measure} limits`, 1e-9);
        if (expected.some(({value}) => value !== 0 && value !== null)) met.add(`${own.measure} ${own.prop ?? ""}`);
      }),
      {numRuns: 1000},
    );
    expect(met.size).to.equal(6);
  }).timeout(120_000);

  it("do not depend on the order of rows", () => {
    fc.assert(
      fc.property(scored, options, fc.array(fc.nat(1000), {minLength: 32, maxLength: 32}), (world, own, order) => {
        expect(JSON.stringify(series(world, own, order))).to.equal(JSON.stringify(series(world, own)));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
});
