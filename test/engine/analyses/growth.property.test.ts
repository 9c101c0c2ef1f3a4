// Growth accounting against its slow twin, and what must hold for any data (semantics 6.2, 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {historyOf, which, worlds, type RandomWorld} from "../../helpers/activity-worlds.js";
import {
  asking,
  itIgnoresTheOrderOfRows,
  itIsTheSumOfShares,
  itIsTheSumOfSlices,
  itMovesWithTime,
} from "../../helpers/contracts.js";
import {expectNear} from "../../helpers/near.js";
import {unitBreakdown} from "../../helpers/unit-breakdown.js";
import {growthReference, type GrowthOptions} from "../../reference/growth.js";

const options: fc.Arbitrary<GrowthOptions> = fc
  .record({
    activity: which,
    period: fc.constantFrom("day" as const, "day" as const, "week" as const, "month" as const),
    newBy: fc.constantFrom("first_activity" as const, "first_event" as const, "profile_created" as const),
    weight: fc.option(fc.constant("amount" as const), {nil: undefined}),
    breakdown: unitBreakdown,
  })
  .map(({weight, breakdown, ...rest}) => ({...rest, ...(weight ? {weight} : {}), ...(breakdown ? {breakdown} : {})}));

const asked = asking<GrowthOptions, "periods">("growth");
const answer = (world: RandomWorld, own: GrowthOptions) => asked.tables(world, own).periods;

describe("growth of any data", () => {
  it("equals the slow twin", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const found = answer(world, own).map(({currency, ...row}) => {
          expect(currency ?? null).to.equal(null);
          return row;
        });
        expectNear(found, growthReference(historyOf(world), own));
      }),
      {numRuns: 1000},
    );
  }).timeout(60_000);

  itIgnoresTheOrderOfRows(asked, options);
  itIsTheSumOfShares(asked, options);
  itIsTheSumOfSlices(asked, options);
  itMovesWithTime(asked, options, {
    as: (own) => ({...own, period: own.period === "day" ? ("day" as const) : ("week" as const)}),
    named: ["period"],
  });

  it("adds up: active units by class, and from one period to the next", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const rows = answer(world, own).filter(
          (row) => (row["breakdown"] ?? null) === null && row["active"] !== null,
        ) as Record<string, number>[];
        rows.forEach((row, i) => {
          expect(row["active"]).to.equal(row["new"]! + row["retained"]! + row["resurrected"]!);
          const before = rows[i - 1];
          if (before)
            expect(row["active"]! - before["active"]!).to.equal(row["new"]! + row["resurrected"]! - row["dormant"]!);
          if (!before || own.weight === undefined) return;
          const gain = row["amount_new"]! + row["amount_resurrected"]! + row["amount_expansion"]!;
          expect(row["amount"]).to.equal(
            before["amount"]! + gain - row["amount_contraction"]! - row["amount_churned"]!,
          );
        });
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);

  it("has buckets that sum to the total", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const rows = answer(world, {...own, weight: "amount", breakdown: {prop: "plan", source: "first", top: 2}});
        const sum = (of: Row[], name: string) => of.reduce((total, row) => total + Number(row[name]), 0);
        for (const name of [
          "new",
          "retained",
          "resurrected",
          "dormant",
          "active",
          "dormant_stock",
          "amount",
          "amount_churned",
        ]) {
          const total = sum(
            rows.filter(({breakdown}) => breakdown === null),
            name,
          );
          const parts = rows.filter(({breakdown}) => breakdown !== null);
          expect(sum(parts, name)).to.equal(total);
        }
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);

  it("lists as many units behind each class as it counts", () => {
    fc.assert(
      fc.property(
        worlds,
        options,
        fc.nat(200),
        fc.constantFrom("new", "retained", "resurrected", "dormant", "active"),
        (world, own, pick, name) => {
          const rows = answer(world, own);
          const row = rows[pick % Math.max(1, rows.length)];
          if (!row || row[name] === null) return;
          const units = asked.units(world, own, {row: {...row, class: name}});
          expect(units.length).to.equal(row[name]);
        },
      ),
      {numRuns: 300},
    );
  }).timeout(60_000);
});
