// Paths against their slow twin, and what must hold for any data (semantics 9, 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {historyOf, worlds} from "../../helpers/activity-worlds.js";
import {asking, itIgnoresTheOrderOfRows, itIsTheSumOfSlices} from "../../helpers/contracts.js";
import {expectNear} from "../../helpers/near.js";
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
const asked = asking<PathsOptions, (typeof TABLES)[number]>("paths");

describe("paths of any data", () => {
  it("equal the slow twin", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const found = asked.answer(world, own);
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

  itIgnoresTheOrderOfRows(asked, options);
  itIsTheSumOfSlices(asked, options);

  it("flow on: what comes to a node leaves it, exits counted", () => {
    fc.assert(
      fc.property(worlds, options, (world, {breakdown: _, ...own}) => {
        const {links, nodes} = asked.tables(world, own);
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
        const all = asked.tables(world, own)[table];
        fc.pre(all.length > 0);
        const row = all[pick % all.length]!;
        const units = asked.units(world, own, {table, row});
        expect(units.length).to.equal(table === "graph" ? row["units"] : row["count"]);
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);
});
