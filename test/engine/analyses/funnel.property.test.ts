// Funnels against their slow twin, and what must hold for any data (semantics 19).
import fc from "fast-check";
import type {Row} from "../../../engine/model/table.js";
import {ask} from "../../helpers/ask.js";
import {askedIn, datasetOfWorld, worlds, type FunnelWorld} from "../../helpers/funnel-worlds.js";
import {expectNear} from "../../helpers/near.js";
import {referenceFunnel} from "../../reference/funnel.js";

const answer = (world: FunnelWorld, order: readonly number[] = []) =>
  ask(datasetOfWorld(world, order), askedIn(world)).tables as Record<string, Row[]>;

describe("a funnel of any data", () => {
  it("equals the slow twin", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const found = answer(world);
        const expected = referenceFunnel(world.events, world.query, world.profiles);
        for (const table of ["steps", "trend", "histogram", "curve"])
          expectNear(found[table]!, expected[table]!, table, 1e-9);
      }),
      {numRuns: 1000},
    );
  }).timeout(60_000);
});
