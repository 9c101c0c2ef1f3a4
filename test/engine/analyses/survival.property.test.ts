// Survival against its slow twin, and what must hold for any data (semantics 12, 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {askedIn, datasetOfWorld, historyOf, which, worlds, type RandomWorld} from "../../helpers/activity-worlds.js";
import {ask} from "../../helpers/ask.js";
import {journeys} from "../../helpers/dataset.js";
import {expectNear} from "../../helpers/near.js";
import {livesReference, survivalReference, type SurvivalOptions} from "../../reference/survival.js";

const breakdown = fc.option(
  fc.record({
    prop: fc.constant("plan"),
    source: fc.constantFrom("first" as const, "profile" as const),
    top: fc.constantFrom(1, 2, 10),
  }),
  {nil: undefined},
);
const options: fc.Arbitrary<SurvivalOptions> = fc
  .record({
    start: which,
    end: fc.option(which, {nil: undefined}),
    gap: fc.constantFrom(1, 3, 28),
    activity: which,
    breakdown,
  })
  .map(({start, end, gap, activity, breakdown: by}) => ({
    start,
    activity,
    ...(end === undefined ? {gap} : {end}),
    ...(by ? {breakdown: by} : {}),
  }));

function queryOf(world: RandomWorld, {gap, ...own}: SurvivalOptions) {
  return {kind: "survival", ...askedIn(world), ...own, ...(gap === undefined ? {} : {gap: `P${gap}D`})};
}

describe("survival of any data", () => {
  it("equals the slow twin", () => {
    let [ended, groups] = [0, 0];
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const {curve, groups: found} = ask(datasetOfWorld(world), queryOf(world, own)).tables as {
          curve: Row[];
          groups: Row[];
        };
        const expected = survivalReference(historyOf(world), own);
        expectNear(curve, expected.curve, "curve");
        found.forEach(({rmean_ms: mean}, i) => {
          const area = expected.groups[i]?.rmean_ms as number | null;
          if (area === null) expect(mean).to.equal(null);
          else expect(Number(mean)).to.be.closeTo(area, 0.51);
        });
        const others = (rows: readonly Row[]) => rows.map(({rmean_ms: _, ...row}) => row);
        expectNear(others(found), others(expected.groups as Row[]), "groups");
        ended += curve.length;
        groups = Math.max(groups, found.length);
      }),
      {numRuns: 1000},
    );
    expect(ended).to.be.greaterThan(500);
    expect(groups).to.be.greaterThan(3);
  }).timeout(120_000);

  it("lists the lives behind its rows", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const data = datasetOfWorld(world);
        const query = queryOf(world, own);
        const behind = (table: string, row: Row) =>
          ask(data, {kind: "units", behind: {query, table, row}}).tables.units!;
        const lives = livesReference(historyOf(world), own);
        expect(behind("groups", {group: null})).to.deep.equal(
          lives.map(({user, started, ms, ended}) => ({unit: user, started, duration_ms: ms, ended})),
        );
        for (const {group, t_ms: t, events} of ask(data, query).tables.curve!)
          expect(behind("curve", {group: group!, t_ms: t!}).length).to.equal(events);
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
});

describe("survival", () => {
  const data = journeys("ana  signup@0 use@1 use@20 use@60\nbo  signup@0 buy@3\ncy  signup@2 use@5", {
    asOf: "2024-03-21",
  });

  it("without an end asks when units fall silent, and says so", () => {
    const {tables, summary} = ask(data, {kind: "survival"});
    expect(tables.groups![0]).to.include({n: 3, events: 3, median_ms: 31 * 86_400_000});
    expect(summary).to.equal("Half of 3 people fell silent for 28 days within 31 days.");
  });

  it("with an end asks when it comes", () => {
    const {tables, summary} = ask(data, {kind: "survival", start: "signup", end: "buy"});
    expect(tables.curve).to.have.length(1);
    expect(tables.curve![0]).to.include({t_ms: 3 * 86_400_000, at_risk: 3, events: 1});
    expect(summary).to.contain("“buy”");
  });
});
