// Stickiness against its slow twin, and what must hold for any data (semantics 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {historyOf, which, worlds} from "../../helpers/activity-worlds.js";
import {
  asking,
  itIgnoresTheOrderOfRows,
  itIsTheSumOfShares,
  itIsTheSumOfSlices,
  itMovesWithTime,
} from "../../helpers/contracts.js";
import {expectNear} from "../../helpers/near.js";
import {unitBreakdown} from "../../helpers/unit-breakdown.js";
import {stickinessReference, type StickinessOptions} from "../../reference/stickiness.js";

const lengths = [
  ["day", "hour"],
  ["week", "hour"],
  ["week", "day"],
  ["month", "day"],
  ["month", "day"],
  ["month", "week"],
  ["quarter", "week"],
  ["quarter", "month"],
  ["year", "month"],
  ["year", "quarter"],
] as const;
const options: fc.Arbitrary<StickinessOptions> = fc
  .record({
    activity: which,
    lengths: fc.constantFrom(...lengths),
    rolling: fc.boolean(),
    breakdown: unitBreakdown,
  })
  .map(({breakdown, lengths: [interval, subPeriod], ...rest}) => ({
    ...rest,
    interval,
    subPeriod,
    ...(breakdown ? {breakdown} : {}),
  }));

const TABLES = ["exact", "cumulative", "ratio", "rolling"] as const;
const asked = asking<StickinessOptions, (typeof TABLES)[number]>("stickiness");
const answer = asked.tables;

describe("stickiness of any data", () => {
  it("equals the slow twin", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const found = answer(world, own);
        const expected = stickinessReference(historyOf(world), own);
        for (const name of TABLES) expectNear(found[name], expected[name], name);
      }),
      {numRuns: 1000},
    );
  }).timeout(120_000);

  itIgnoresTheOrderOfRows(asked, options);
  itIsTheSumOfShares(asked, options);
  itIsTheSumOfSlices(asked, options);
  itMovesWithTime(asked, options, {
    as: (own) => ({...own, interval: "week" as const, subPeriod: "day" as const}),
    named: ["period"],
  });

  it("has exact shares that sum to 1 and cumulative counts that never rise", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const {exact, cumulative} = answer(world, own);
        const sums = new Map<string, number>();
        for (const {period, breakdown, share} of exact) {
          const key = `${String(period)} ${String(breakdown)}`;
          sums.set(key, (sums.get(key) ?? 0) + Number(share));
        }
        for (const sum of sums.values()) expect(sum).to.be.closeTo(1, 1e-9);
        cumulative.forEach((row, i) => {
          if (row["k"] === 1) expect(row["units"]).to.equal(row["active"]);
          else expect(row["units"]).to.be.at.most(Number(cumulative[i - 1]!["units"]));
        });
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("lists as many units behind a row as it counts", () => {
    const counts = {exact: "units", cumulative: "units", ratio: "active", rolling: "window_active"};
    fc.assert(
      fc.property(worlds, options, fc.constantFrom(...TABLES), fc.nat(200), (world, own, table, pick) => {
        const rows = answer(world, own)[table];
        const row = rows[pick % Math.max(1, rows.length)];
        if (!row || row[counts[table]] === null) return;
        const units = asked.units(world, own, {table, row});
        expect(units.length).to.equal(row[counts[table]]);
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);
});
