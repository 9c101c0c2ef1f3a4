// Which events a query sees: the same as asking its filter of one event after the other.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {loadEveryPart} from "../../../engine/hosts/every-part.js";
import {questionOf} from "../../../engine/hosts/question.js";
import type {EventPredicate} from "../../../engine/model/predicate-schema.js";
import {select} from "../../../engine/model/selection.js";
import {at, datasetOf} from "../../helpers/dataset.js";

await loadEveryPart();

type Props = Record<string, string | number | null>;
type Term = {all: Term[]} | {any: Term[]} | {not: Term} | {prop: string; op: string; value?: unknown};
interface Event {
  user: string;
  name: string;
  day: number;
  props: Props;
}

const {term} = fc.letrec<{term: Term}>((tie) => ({
  term: fc.oneof(
    {maxDepth: 2},
    fc.record({
      prop: fc.constantFrom("k", "h"),
      op: fc.constantFrom("eq", "neq"),
      value: fc.constantFrom("x", "y", "z"),
    }),
    fc.record({prop: fc.constantFrom("k", "h"), op: fc.constant("in"), value: fc.subarray(["x", "y", "q"])}),
    fc.record({prop: fc.constant("n"), op: fc.constantFrom("eq", "gte"), value: fc.integer({min: 0, max: 3})}),
    fc.record({prop: fc.constantFrom("k", "h"), op: fc.constant("exists"), value: fc.boolean()}),
    fc.record({all: fc.array(tie("term"), {maxLength: 3})}),
    fc.record({any: fc.array(tie("term"), {maxLength: 2})}),
    fc.record({not: tie("term")}),
  ),
}));

function holds(own: Term, props: Props): boolean {
  if ("all" in own) return own.all.every((part) => holds(part, props));
  if ("any" in own) return own.any.some((part) => holds(part, props));
  if ("not" in own) return !holds(own.not, props);
  const value = props[own.prop] ?? null;
  if (own.op === "eq") return value === own.value;
  if (own.op === "neq") return value !== own.value;
  if (own.op === "in") return (own.value as unknown[]).includes(value);
  if (own.op === "gte") return typeof value === "number" && value >= (own.value as number);
  return (value !== null) === own.value;
}

const event: fc.Arbitrary<Event> = fc.record({
  user: fc.constantFrom("ana", "bo", "cy", "anon:1"),
  name: fc.constantFrom("a", "b", "c"),
  day: fc.nat(9),
  props: fc.record({
    k: fc.constantFrom("x", "y", null),
    h: fc.constantFrom("x", "y", "z", null),
    n: fc.constantFrom(0, 1, 2, null),
  }),
});

describe("the events that a query sees", () => {
  it("are those that pass its filter one by one, by name, unit by unit", () => {
    fc.assert(
      fc.property(
        fc.array(event, {minLength: 1, maxLength: 30}),
        term,
        fc.option(term, {nil: undefined}),
        fc.nat(10),
        (events, where, own, until) => {
          const dataset = datasetOf(
            events.map(({user, name, day, props}, i) => ({user, name, ts: at("2024-01-01") + day * 864e5 + i, props})),
          );
          const asOf = new Date(at("2024-01-01") + until * 864e5).toISOString();
          const {scope} = questionOf({kind: "growth", where, asOf, unknownNames: "allow"}, dataset);
          const predicates: EventPredicate[] = ["a", own ? {event: ["a", "b"], where: own as never} : ["a", "b"]];
          // The second time what was found the first time is remembered.
          for (let turn = 0; turn < 2; turn++) {
            const found = select(scope, predicates, "steps");
            const {ids, ts} = scope.index;
            const seen = ids.flatMap((id, u) =>
              Array.from(found.positions.subarray(found.offsets[u], found.offsets[u + 1]), (position, e) => [
                id,
                ts[position]!,
                found.ts[found.offsets[u]! + e]! === ts[position]!,
                found.bits[found.offsets[u]! + e]!,
              ]),
            );
            const expected = events
              .map((one, i) => ({...one, ts: at("2024-01-01") + one.day * 864e5 + i}))
              .map((one) => ({
                ...one,
                bits: (one.name === "a" ? 1 : 0) | (one.name !== "c" && (!own || holds(own, one.props)) ? 2 : 0),
              }))
              .filter((one) => one.bits && one.ts < Date.parse(asOf) && holds(where, one.props))
              .sort((a, b) => (a.user < b.user ? -1 : a.user > b.user ? 1 : a.ts - b.ts))
              .map((one) => [one.user, one.ts, true, one.bits]);
            expect(seen).to.deep.equal(expected);
          }
        },
      ),
      {numRuns: 500},
    );
  }).timeout(60_000);
});
