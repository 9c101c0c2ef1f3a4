// LTV against its slow twin, and what must hold for any data (semantics 10.2, 19).
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
import {ltvReference, type LtvOptions} from "../../reference/ltv.js";

const options: fc.Arbitrary<LtvOptions> = fc
  .record({
    form: fc.constantFrom("incremental" as const, "fixed" as const),
    mode: fc.constantFrom("calendar" as const, "rolling" as const),
    period: fc.constantFrom("day" as const, "week" as const, "month" as const),
    start: which,
    n: fc.option(fc.nat(5), {nil: undefined}),
    breakdown: unitBreakdown,
    spread: fc.boolean(),
  })
  .map(({n, breakdown, ...rest}) => ({...rest, ...(n === undefined ? {} : {n}), ...(breakdown ? {breakdown} : {})}));

const asked = asking<LtvOptions, "curve" | "cohorts">("ltv");
const answer = asked.tables;

describe("ltv of any data", () => {
  it("equals the slow twin", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const {curve, cohorts} = answer(world, own);
        const expected = ltvReference(historyOf(world), own);
        // The limits follow from the deviation, and that is a root: of nearly nothing it has fewer right digits.
        const bare = curve.map(({lo: _, hi: __, ...row}) => row);
        expectNear(bare, expected.curve, "curve", 1e-6);
        expectNear(cohorts, expected.cohorts, "cohorts");
      }),
      {numRuns: 1000},
    );
  }).timeout(60_000);

  itIgnoresTheOrderOfRows(asked, options);
  itIsTheSumOfShares(asked, options);
  itIsTheSumOfSlices(asked, options);
  itMovesWithTime(asked, options, {
    as: (own) => ({...own, period: own.period === "month" ? "week" : own.period}),
    named: ["cohort"],
  });

  it("never falls with age where nothing is refunded (incremental)", () => {
    fc.assert(
      fc.property(worlds, options, (world, {breakdown: _, ...own}) => {
        const events = world.events.map((event) => ({
          ...event,
          ...(event.amount === undefined ? {} : {amount: Math.abs(event.amount)}),
        }));
        const values = answer({...world, events}, {...own, form: "incremental"}).curve.map(({ltv}) => Number(ltv));
        for (let n = 1; n < values.length; n++) expect(values[n]).to.be.at.least(values[n - 1]!);
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("lists as many units behind an age as were observed at it", () => {
    fc.assert(
      fc.property(worlds, options, fc.nat(1000), (world, own, pick) => {
        for (const [table, count] of [
          ["curve", "eligible"],
          ["cohorts", "size"],
        ] as const) {
          const rows = answer(world, own)[table];
          if (rows.length === 0) continue;
          const row = rows[pick % rows.length]!;
          const units = asked.units(world, own, {table, row});
          expect(units.length).to.equal(row[count]);
        }
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
});
