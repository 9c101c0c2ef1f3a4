// Churn risk against its slow twin, and what must hold for any data (semantics 19).
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {
  askedIn,
  datasetOfWorld,
  historyOf,
  shifted,
  which,
  worlds,
  type RandomWorld,
} from "../../helpers/activity-worlds.js";
import {ask} from "../../helpers/ask.js";
import {expectNear} from "../../helpers/near.js";
import {tablesOfParts} from "../../helpers/split.js";
import {unitBreakdown} from "../../helpers/unit-breakdown.js";
import {riskReference, type RiskOptions} from "../../reference/risk.js";

const options: fc.Arbitrary<RiskOptions> = fc
  .record({
    activity: which,
    horizon: fc.constantFrom("P1D", "P3D", "P7D", "P28D"),
    minAtRisk: fc.constantFrom(1, 1, 2, 4, 30),
    breakdown: unitBreakdown,
  })
  .map(({breakdown, ...rest}) => ({...rest, ...(breakdown ? {breakdown} : {})}));

const TABLES = ["bands", "units", "backtest"] as const;
const answer = (world: RandomWorld, own: RiskOptions, order: readonly number[] = []) =>
  ask(datasetOfWorld(world, order), {kind: "risk", ...askedIn(world), ...own}).tables as Record<
    (typeof TABLES)[number],
    Row[]
  >;

describe("churn risk of any data", () => {
  it("equals the slow twin, and meets every band", () => {
    const met = new Set<unknown>();
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const found = answer(world, own);
        const expected = riskReference(historyOf(world), own);
        for (const name of TABLES) expectNear(found[name], expected[name], name);
        for (const {band} of found.units) met.add(band);
        for (const {band, units} of found.backtest) if (units) met.add(`then ${String(band)}`);
      }),
      {numRuns: 1000},
    );
    expect(met.size).to.equal(11);
  }).timeout(120_000);

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(worlds, options, fc.array(fc.nat(1000), {minLength: 32, maxLength: 32}), (world, own, order) => {
        expect(JSON.stringify(answer(world, own, order))).to.equal(JSON.stringify(answer(world, own)));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("is the same from facts of shares of the units", () => {
    fc.assert(
      fc.property(
        worlds,
        options,
        fc.constantFrom<string[]>(["ana"], ["ana", "cy"], ["bo", "anon:e"]),
        (world, own, share) => {
          const query = {kind: "risk", ...askedIn(world), ...own};
          const parts = [true, false].map((inside) =>
            datasetOfWorld({...world, events: world.events.filter(({user}) => share.includes(user) === inside)}),
          );
          const joined = tablesOfParts(datasetOfWorld(world), parts, query);
          expect(JSON.stringify(joined)).to.equal(JSON.stringify(answer(world, own)));
        },
      ),
      {numRuns: 300},
    );
  }).timeout(60_000);

  it("stays the same when all instants move by whole weeks in UTC", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const utc = {...world, tz: "UTC"};
        expect(answer(shifted(utc, 5), own)).to.deep.equal(answer(utc, own));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("lists as many units behind a row as it counts", () => {
    fc.assert(
      fc.property(worlds, options, fc.constantFrom("bands", "backtest"), fc.nat(200), (world, own, table, pick) => {
        const rows = answer(world, own)[table];
        const row = rows[pick % rows.length]!;
        const query = {kind: "risk", ...askedIn(world), ...own};
        const units = ask(datasetOfWorld(world), {kind: "units", unknownNames: "allow", behind: {query, table, row}})
          .tables["units"]!;
        expect(units.length).to.equal(row["units"]);
        if (table === "backtest")
          expect(units.filter(({stayed_silent}) => stayed_silent === true).length).to.equal(row["silent"]);
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);
});
