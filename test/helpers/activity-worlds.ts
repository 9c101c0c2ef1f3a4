// Random small histories for the analyses of activity: few units and names, many equal instants, a clock change in the middle.
import fc from "fast-check";
import type {Dataset} from "../../engine/model/dataset.js";
import type {QueryInput} from "../../engine/model/query.js";
import {History, type Happening, type ProfileValue, type Which, type World} from "../reference/history.js";
import {datasetOf} from "./dataset.js";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
/** A Monday; New York puts its clocks forward on the Sunday after. */
export const START = Date.UTC(2024, 2, 4);

export interface RandomWorld extends World {
  where?: {prop: string; op: "eq"; value: string};
}

// Half of all instants are one of a few, so that ties are common; gaps of 28 and 29 days are among them.
const instant = fc.oneof(
  {weight: 8, arbitrary: fc.constantFrom(0, 1, 7, 8, 28, 29, 30).map((day) => START + day * DAY + 9 * HOUR)},
  {weight: 5, arbitrary: fc.integer({min: 0, max: 160}).map((n) => START + n * 6 * HOUR)},
  {weight: 2, arbitrary: fc.integer({min: 0, max: 60}).map((n) => START + 5.5 * DAY + n * 20 * 60_000)},
  {weight: 1, arbitrary: fc.integer({min: 0, max: 40 * DAY}).map((ms) => START + ms)},
);

const happening = fc.record({
  user: fc.constantFrom("ana", "bo", "cy", "anon:e"),
  ts: instant,
  name: fc.constantFrom("A", "B", "C"),
  amount: fc.constantFrom(undefined, 0, 100, 250, -150),
  plan: fc.constantFrom<string | number | null>("free", "pro", "team", 7, null),
});

const profile = fc.record({
  unit: fc.constantFrom("ana", "bo", "cy"),
  prop: fc.constantFrom("plan", "size"),
  value: fc.constantFrom("free", "pro", "xl"),
  validFrom: fc.option(instant, {nil: -Infinity}),
});
const birthday = fc.record({
  unit: fc.constantFrom("ana", "bo", "cy"),
  prop: fc.constant("created_at"),
  value: instant,
  validFrom: fc.constant(-Infinity),
});
const profileKey = ({unit, prop, validFrom}: ProfileValue) => `${unit} ${prop} ${String(validFrom)}`;

export const worlds: fc.Arbitrary<RandomWorld> = fc
  .record({
    events: fc.array(happening, {maxLength: 32, size: "max"}),
    profiles: fc.uniqueArray<ProfileValue, string>(fc.oneof(profile, birthday), {maxLength: 6, selector: profileKey}),
    asOf: fc.integer({min: 40, max: 190}).map((n) => START + n * 6 * HOUR),
    late: fc.option(instant),
    range: fc.tuple(instant, instant).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b) + 2 * DAY]),
    tz: fc.constantFrom("UTC", "UTC", "America/New_York", "Asia/Kathmandu"),
    weekStart: fc.constantFrom(1, 1, 7),
    filtered: fc.boolean(),
  })
  .map(({events, late, filtered, ...rest}) => {
    const named = events.map(({plan, amount, ...event}, i): Happening => ({
      ...event,
      id: `e${String(i).padStart(2, "0")}`,
      props: {plan},
      ...(amount === undefined ? {} : {amount}),
    }));
    const historyStart = late ?? named.reduce((least, {ts}) => Math.min(least, ts), START + 40 * DAY);
    return {
      ...rest,
      events: named,
      historyStart,
      ...(filtered ? {where: {prop: "plan", op: "eq" as const, value: "pro"}} : {}),
    };
  });

/** Events that start or return, as a query and the twins both read them. */
export const which: fc.Arbitrary<Which> = fc.constantFrom<Which>("*", "*", "A", "B", ["A", "C"], {
  event: "A",
  where: {prop: "plan", op: "eq", value: "pro"},
});

/** With `order`, the rows come in another order. */
export function datasetOfWorld({events, profiles, asOf, historyStart}: World, order: readonly number[] = []): Dataset {
  const shuffled = [...events.keys()].sort((a, b) => (order[a] ?? a) - (order[b] ?? b) || a - b).map((i) => events[i]!);
  return datasetOf(shuffled, {asOf, historyStart, profiles});
}

/** The fields of a query that the world decides. */
export function askedIn({range, tz, weekStart, where}: RandomWorld): Omit<QueryInput, "kind"> {
  const iso = (ts: number) => new Date(ts).toISOString();
  return {range: [iso(range[0]), iso(range[1])], tz, weekStart, unknownNames: "allow", ...(where ? {where} : {})};
}

export function historyOf(world: RandomWorld): History {
  return new History(world, world.where);
}

/** The same world a whole number of weeks later. */
export function shifted(world: RandomWorld, weeks: number): RandomWorld {
  const by = weeks * 7 * DAY;
  return {
    ...world,
    events: world.events.map((event) => ({...event, ts: event.ts + by})),
    profiles: world.profiles.map((row) => ({
      ...row,
      ...(row.prop === "created_at" ? {value: Number(row.value) + by} : {}),
      ...(row.validFrom === undefined ? {} : {validFrom: row.validFrom + by}),
    })),
    asOf: world.asOf + by,
    historyStart: world.historyStart + by,
    range: [world.range[0] + by, world.range[1] + by],
  };
}
