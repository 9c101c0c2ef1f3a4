// Predicates of units against the slow reference, on random lives and random predicates.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {loadEveryPart} from "../../../engine/hosts/every-part.js";
import {questionOf} from "../../../engine/hosts/question.js";
import type {Predicate} from "../../../engine/model/predicate-schema.js";
import {Scope} from "../../../engine/model/scope.js";
import {unitTruth} from "../../../engine/model/unit-predicate.js";
import {DAY, START, datasetOfLives, livesArbitrary} from "../../helpers/lives.js";
import {predicateArbitrary} from "../../helpers/predicates.js";
import {holds, type World} from "../../reference/predicate.js";

await loadEveryPart();

const aliases = {ab: ["A", "B", "not in the data"]};
const rules = {id: "test", aliases, states: [{id: "s", when: {event: "*"}}], else: "e"};

const inner = predicateArbitrary();
const term = predicateArbitrary({
  also: [
    inner.map((account) => ({account})),
    fc.constantFrom<Predicate>({cohort: "still"}, {cohort: "moving"}, {cohort: "nested"}),
  ],
});
const cohorts = fc.record({still: inner, moving: inner}).map(({still, moving}) => ({
  still: {when: still},
  moving: {when: moving, mode: "dynamic" as const},
  nested: {when: {not: {cohort: "moving"}}, mode: "dynamic" as const},
}));

describe("predicates of units, on random lives", function () {
  this.timeout(120_000);
  for (const unit of ["user", "account"] as const) {
    it(`hold for each ${unit} exactly where the reference says so`, () => {
      fc.assert(
        fc.property(
          livesArbitrary({accounts: true}),
          term,
          cohorts,
          fc.integer({min: -2, max: 190}),
          (lives, when, cohorts, half) => {
            const at = START + (half * DAY) / 2;
            const asked = questionOf(
              {kind: "quality", unit, cohorts, asOf: new Date(lives.asOf).toISOString()},
              datasetOfLives(lives),
            ).scope;
            const scope = new Scope(asked.dataset, asked.index, {...asked.options, rules});
            const world: World = {...lives, unit, cohorts, aliases};
            const expected = scope.index.ids.map((id) => (holds(world, id, when, at) ? 1 : 0));
            expect([...unitTruth(scope, when, at, "where")]).to.deep.equal(expected);
          },
        ),
        {numRuns: 500},
      );
    });
  }
});
