// Funnels against their slow twin, and what must hold for any data (semantics 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
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

  it("equals the slow twin where one pass over a unit's events tells, and where some are simultaneous after all", () => {
    fc.assert(
      fc.property(worlds, fc.boolean(), (world, apart) => {
        const events = world.events.map((event, i) => ({...event, ts: event.ts + (apart || i % 3 ? 1000 * i : 0)}));
        const steps = world.query.steps.map((step) => (typeof step === "object" && "when" in step ? step.when : step));
        const plain = {order: "ordered", entry: "best", exclude: [], hold: [], strictScope: undefined} as const;
        const breakdown = world.query.breakdown && {...world.query.breakdown, source: "first"};
        const own = {...world, events, query: {...world.query, ...plain, exclude: [], hold: [], steps, breakdown}};
        const found = answer(own);
        const expected = referenceFunnel(own.events, own.query, own.profiles);
        for (const table of ["steps", "trend", "histogram", "curve"])
          expectNear(found[table]!, expected[table]!, table, 1e-9);
      }),
      {numRuns: 1000},
    );
  }).timeout(60_000);

  it("equals the slow twin of the events that pass its filter, also when it is asked with one filter after the other", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const dataset = datasetOfWorld(world);
        for (const value of ["x", "y", "x"]) {
          const where = {prop: "k", op: "eq" as const, value};
          const found = ask(dataset, {...askedIn(world), where}).tables as Record<string, Row[]>;
          const seen = world.events.filter(({props}) => props?.["k"] === value);
          const expected = referenceFunnel(seen, world.query, world.profiles);
          for (const table of ["steps", "trend", "histogram", "curve"])
            expectNear(found[table]!, expected[table]!, table, 1e-9);
        }
      }),
      {numRuns: 500},
    );
  }).timeout(60_000);

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.nat(1000), {minLength: 26, maxLength: 26}), (world, order) => {
        expect(JSON.stringify(answer(world, order))).to.equal(JSON.stringify(answer(world)));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("ignores events from asOf on", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        fc.pre(world.events.length > 0);
        const late = {...world.events[0]!, id: "late", ts: world.query.asOf, name: "A"};
        expect(answer({...world, events: [...world.events, late]})).to.deep.equal(answer(world));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("counts strict ≤ ordered ≤ any at every position, and a wider window or range never lowers a count", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const plain = {
          ...world.query,
          steps: world.query.steps.map((step) => (typeof step === "object" && "when" in step ? step.when : step)),
          entry: "best" as const,
          exclude: [],
          hold: [],
          breakdown: undefined,
          strictScope: undefined,
          tieTolerance: "PT0S",
        };
        const reached = (own: Partial<FunnelWorld["query"]>) =>
          answer({...world, query: {...plain, ...own}})["steps"]!.map((row) => Number(row["reached"]));
        const atMost = (few: number[], many: number[]) => few.forEach((n, k) => expect(n).to.be.at.most(many[k]!));
        const ordered = reached({order: "ordered"});
        atMost(reached({order: "strict"}), ordered);
        atMost(ordered, reached({order: "any"}));
        ordered.slice(1).forEach((n, k) => expect(n).to.be.at.most(ordered[k]!));
        atMost(ordered, reached({order: "ordered", window: null}));
        atMost(ordered, reached({order: "ordered", to: plain.to + 86_400_000}));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
});
