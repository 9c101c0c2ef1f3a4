// Small random histories with many simultaneous events, and random funnels to ask of them.
import fc from "fast-check";
import type {Dataset} from "../../engine/model/dataset.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Profiles, ReferenceEvent, ReferenceQuery, Step, When} from "../reference/funnel.js";
import {datasetOf} from "./dataset.js";

export interface FunnelWorld {
  events: ReferenceEvent[];
  profiles: Profiles;
  query: ReferenceQuery;
}

/** Time goes in steps of six hours from a Thursday on. */
const SLOT = 6 * 3_600_000;
const START = Date.UTC(2024, 0, 4);
const UNITS = ["ana", "bo", "cy", "di"];
const at = (slot: number) => START + slot * SLOT;
const lasting = (slots: number) => `PT${(slots * SLOT) / 1000}S`;

const events = (slots: number, sequenced: boolean): fc.Arbitrary<ReferenceEvent[]> =>
  fc
    .array(
      fc.record({
        unit: fc.constantFrom(...UNITS),
        slot: fc.nat(slots),
        late: fc.constantFrom(0, 0, 0, 1000),
        name: fc.constantFrom("A", "B", "C", "D", "E"),
        seq: fc.nat(3),
        props: fc.record({
          k: fc.constantFrom("x", "x", "y", null),
          h: fc.constantFrom("1", "2", null),
          plan: fc.constantFrom("free", "pro", "team", null, null),
        }),
      }),
      {maxLength: 26},
    )
    .map((rows) =>
      rows.map(({slot, late, seq, ...rest}, i) => ({
        ...rest,
        ts: at(slot) + late,
        // Ids are in another order than the rows.
        id: `i${String((i * 617) % 1000).padStart(3, "0")}`,
        ...(sequenced ? {seq: seq * 100 + i} : {}),
      })),
    );

const names = (...choices: When[]): fc.Arbitrary<When> => fc.constantFrom(...choices);
const when: fc.Arbitrary<When> = fc.oneof(
  {weight: 6, arbitrary: names("A", "B", "C", "D")},
  {weight: 2, arbitrary: names(["A", "B"], ["B", "C"], ["C", "D", "A"])},
  {weight: 1, arbitrary: names("*")},
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("A", "B")
      .map((event): When => ({event, where: {prop: "k", op: "eq" as const, value: "x"}})),
  },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({weight, arbitrary}, {weight: 2, arbitrary: fc.constant(undefined)});
const step = (order: string, inside: boolean): fc.Arbitrary<Step> =>
  order === "any"
    ? when
    : fc.oneof(
        when,
        fc.record({when, within: maybe(fc.nat(6).map(lasting)), optional: inside ? fc.boolean() : fc.constant(false)}),
      );

const steps = (order: string): fc.Arbitrary<ReferenceQuery["steps"]> =>
  fc
    .tuple(when, fc.array(step(order, true), {maxLength: 3}), step(order, false))
    .map(([first, inner, last]) => [first, ...inner, last]);

const ORDERS = ["ordered", "ordered", "strict", "any"] as const;

const query: fc.Arbitrary<ReferenceQuery> = fc.constantFrom(...ORDERS).chain((order) =>
  fc
    .record({
      steps: steps(order),
      window: fc.oneof({weight: 5, arbitrary: fc.nat(16).map(lasting)}, {weight: 1, arbitrary: fc.constant(null)}),
      entry: fc.constantFrom("best" as const, "best" as const, "first" as const, "all" as const, "newest" as const),
      exclude: fc.array(fc.record({when, after: maybe(fc.constantFrom(1, 1, 2, 3))}), {maxLength: 2}),
      exclusionEffect: fc.constantFrom("truncate" as const, "remove" as const),
      hold: fc.constantFrom<string[][]>([], [], ["h"], ["h", "k"]),
      countBy: fc.constantFrom("users" as const, "pairs" as const, "first_value" as const),
      breakdown: maybe(
        fc.record({
          prop: fc.constantFrom("plan", "h"),
          source: fc.constantFrom("first", "last", "profile", "step:1", "step:2", "step:3"),
          top: fc.constantFrom(1, 2, 10),
        }),
      ),
      trend: fc.record({
        period: fc.constantFrom("day" as const, "week" as const),
        by: fc.constantFrom("by_entry" as const, "per_period" as const),
      }),
      histogram: fc
        .uniqueArray(fc.integer({min: 1, max: 20}), {minLength: 1, maxLength: 4})
        .map((edges) => edges.sort((a, b) => a - b).map(lasting)),
      strictScope: maybe(when),
      tieTolerance: fc.constantFrom("PT0S", "PT0S", "PT0S", "PT1S"),
      from: fc.constantFrom(-1, 0, 3).map(at),
      to: fc.constantFrom(6, 12, 30).map(at),
      asOf: fc.constantFrom(8, 14, 40).map(at),
    })
    .map((own) => possible({...own, order})),
);

// Step numbers that name an optional step or none at all are errors, not questions.
function possible(query: ReferenceQuery): ReferenceQuery {
  const isRequired = (number: number) => {
    const own = query.steps[number - 1];
    return own !== undefined && !(typeof own === "object" && "optional" in own && own.optional);
  };
  const exclude = query.exclude.filter(
    ({after}) => after === undefined || query.order === "any" || (after < query.steps.length && isRequired(after)),
  );
  const breakdown =
    query.breakdown && /^step/.test(query.breakdown.source) && !isRequired(Number(query.breakdown.source.slice(5)))
      ? undefined
      : query.breakdown;
  return {...query, exclude, breakdown};
}

const profiles: fc.Arbitrary<Profiles> = fc
  .array(fc.record({unit: fc.constantFrom(...UNITS), plan: fc.constantFrom("free", "pro")}), {maxLength: 3})
  .map((rows) => Object.fromEntries(rows.map(({unit, plan}) => [unit, {plan}])));

export const worlds: fc.Arbitrary<FunnelWorld> = fc
  .tuple(fc.constantFrom(6, 14, 30), fc.constantFrom(false, false, false, true))
  .chain(([slots, sequenced]) => fc.record({events: events(slots, sequenced), profiles, query}));

/** The world's data; `order` shuffles its rows. */
export function datasetOfWorld({events, profiles}: FunnelWorld, order: readonly number[] = []): Dataset {
  const rows = events.map(({unit, ...event}) => ({...event, user: unit}));
  const shuffled = rows
    .map((row, i) => ({row, key: order[i] ?? 0, i}))
    .sort((a, b) => a.key - b.key || a.i - b.i)
    .map(({row}) => row);
  return datasetOf(shuffled, {
    profiles: Object.entries(profiles).flatMap(([unit, own]) =>
      Object.entries(own).map(([prop, value]) => ({unit, prop, value})),
    ),
  });
}

/** The world's question as the engine takes it. */
export function askedIn({query: {from, to, asOf, ...query}}: FunnelWorld): QueryInput {
  const iso = (ts: number) => new Date(ts).toISOString();
  const known = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  return {kind: "funnel", ...known, range: [iso(from), iso(to)], asOf: iso(asOf), curve: true, unknownNames: "allow"};
}
