// Paths against their slow twin, and what must hold for any data (semantics 9, 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {cut, openSlice} from "../../../engine/model/slice.js";
import type {Row} from "../../../engine/model/table.js";
import {askedIn, datasetOfWorld, historyOf, worlds, type RandomWorld} from "../../helpers/activity-worlds.js";
import {ask} from "../../helpers/ask.js";
import {expectNear} from "../../helpers/near.js";
import {tablesOfParts} from "../../helpers/split.js";
import {unitBreakdown} from "../../helpers/unit-breakdown.js";
import {pathsReference, type PathsOptions} from "../../reference/paths.js";

const options: fc.Arbitrary<PathsOptions> = fc
  .record({
    unit: fc.constantFrom("user" as const, "user" as const, "session" as const),
    anchor: fc.constantFrom<PathsOptions["anchor"]>(
      {at: "start"},
      {at: "start", event: "B"},
      {at: "end"},
      {at: "end", event: "A"},
      {at: "around", event: "B"},
    ),
    steps: fc.integer({min: 2, max: 5}),
    top: fc.constantFrom(1, 2, 8),
    collapse: fc.boolean(),
    breakdown: unitBreakdown,
  })
  .map(({breakdown, ...rest}) => ({...rest, ...(breakdown ? {breakdown} : {})}));

const TABLES = ["links", "nodes", "routes", "graph"] as const;
type Answer = Record<(typeof TABLES)[number], Row[]>;
const queryOf = (world: RandomWorld, own: PathsOptions) => ({kind: "paths", ...askedIn(world), ...own});
const answer = (world: RandomWorld, own: PathsOptions, order: readonly number[] = []) =>
  ask(datasetOfWorld(world, order), queryOf(world, own));

describe("paths of any data", () => {
  it("equal the slow twin", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const found = answer(world, own);
        const {notMatched, ...expected} = pathsReference(historyOf(world), own);
        for (const name of TABLES) {
          const flat = (rows: readonly Record<string, unknown>[]) =>
            rows.map((row) => ({...row, ...("route" in row ? {route: JSON.stringify(row["route"])} : {})}));
          expectNear(flat(found.tables[name]!), flat(expected[name]), name);
        }
        expect(found.diagnostics["not_matched"]).to.equal(notMatched);
      }),
      {numRuns: 1000},
    );
  }).timeout(60_000);

  it("do not depend on the order of rows", () => {
    fc.assert(
      fc.property(worlds, options, fc.array(fc.nat(1000), {minLength: 26, maxLength: 26}), (world, own, order) => {
        expect(JSON.stringify(answer(world, own, order).tables)).to.equal(JSON.stringify(answer(world, own).tables));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("are the sum of what slices of the users give", () => {
    fc.assert(
      fc.property(worlds, options, fc.integer({min: 1, max: 3}), (world, own, count) => {
        const whole = datasetOfWorld(world);
        const joined = tablesOfParts(whole, cut(whole, count).map(openSlice), queryOf(world, own));
        expect(JSON.stringify(joined)).to.equal(JSON.stringify(answer(world, own).tables));
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);

  it("flow on: what comes to a node leaves it, exits counted", () => {
    fc.assert(
      fc.property(worlds, options, (world, {breakdown: _, ...own}) => {
        const {links, nodes} = answer(world, own).tables as Answer;
        const sum = (rows: Row[]) => rows.reduce((total, {count}) => total + Number(count), 0);
        const [least, most] = [
          Math.min(...links.map(({position}) => Number(position))),
          Math.max(...links.map(({position}) => Number(position))),
        ];
        for (const {position, name, count} of nodes) {
          const inflow = sum(links.filter((link) => link.position === Number(position) - 1 && link.target === name));
          const outflow = sum(links.filter((link) => link.position === position && link.source === name));
          if (Number(position) > least) expect(inflow).to.equal(count);
          if (Number(position) <= most) expect(outflow).to.equal(count);
        }
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);

  it("list as many units behind a row as the row counts", () => {
    fc.assert(
      fc.property(worlds, options, fc.nat(1000), fc.constantFrom(...TABLES), (world, own, pick, table) => {
        const all = answer(world, own).tables[table]!;
        fc.pre(all.length > 0);
        const row = all[pick % all.length]!;
        const units = ask(datasetOfWorld(world), {
          kind: "units",
          unknownNames: "allow",
          behind: {query: queryOf(world, own), table, row},
        }).tables["units"]!;
        expect(units.length).to.equal(table === "graph" ? row["units"] : row["count"]);
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);
});
