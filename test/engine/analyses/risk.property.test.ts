// Churn risk against its slow twin, and what must hold for any data (semantics 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {askedIn, datasetOfWorld, historyOf, which, worlds} from "../../helpers/activity-worlds.js";
import {ask} from "../../helpers/ask.js";
import {
  asking,
  itIgnoresTheOrderOfRows,
  itIsTheSumOfShares,
  itIsTheSumOfSlices,
  itMovesWithTime,
} from "../../helpers/contracts.js";
import {expectNear} from "../../helpers/near.js";
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
const asked = asking<RiskOptions, (typeof TABLES)[number]>("risk");
const answer = asked.tables;

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

  itIgnoresTheOrderOfRows(asked, options);
  itIsTheSumOfShares(asked, options);
  itIsTheSumOfSlices(asked, options);
  itMovesWithTime(asked, options);

  it("of many instants at once are what each tells by itself", () => {
    const nextDay = (label: string) => new Date(Date.parse(label) + 86_400_000).toISOString().slice(0, 10);
    const sum = (bands: readonly Row[], ...names: string[]) =>
      bands.reduce((total, {band, units}) => total + (names.includes(String(band)) ? Number(units) : 0), 0);
    let scored = 0;
    fc.assert(
      fc.property(worlds, options, fc.boolean(), (world, {activity, breakdown: _, ...rest}, unitsOfB) => {
        const dataset = datasetOfWorld(world);
        // A filter about units is another one at each instant.
        const shared = {...askedIn(world), ...(unitsOfB ? {where: {event: "B"}} : {})};
        const measure = {kind: "metric", measure: "at_risk", period: "day", event: activity, options: rest};
        for (const {period, status, value, n} of ask(dataset, {...shared, ...measure}).tables["series"]!) {
          if (status === "future") continue;
          const asOf = status === "complete" ? {asOf: nextDay(String(period))} : {};
          const alone = {...shared, kind: "risk", activity, ...rest, ...asOf, range: undefined};
          const {bands} = ask(dataset, alone).tables;
          const counted = sum(bands!, "low", "medium", "high", "critical");
          expect([value, n]).to.deep.equal([counted ? sum(bands!, "high", "critical") : null, counted]);
          scored += counted;
        }
      }),
      {numRuns: 60},
    );
    expect(scored).to.be.above(100);
  }).timeout(60_000);

  it("lists as many units behind a row as it counts", () => {
    fc.assert(
      fc.property(worlds, options, fc.constantFrom("bands", "backtest"), fc.nat(200), (world, own, table, pick) => {
        const rows = answer(world, own)[table];
        const row = rows[pick % rows.length]!;
        const units = asked.units(world, own, {table, row});
        expect(units.length).to.equal(row["units"]);
        if (table === "backtest")
          expect(units.filter(({stayed_silent}) => stayed_silent === true).length).to.equal(row["silent"]);
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);
});
