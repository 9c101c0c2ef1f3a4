// Who has bought so far, each with a history in three numbers (semantics 11.1), as plain data that merges.
import type {Activity} from "../../model/activity.js";
import {NONE} from "../../model/buckets.js";
import type {EventPredicate} from "../../model/predicate-schema.js";
import type {Scope} from "../../model/scope.js";
import {namesOf, whereOf} from "../../model/selection.js";
import type {Work} from "../analysis.js";
import {DAY} from "./query.js";
import type {Look, Seen} from "./silences.js";

/** One place a customer. */
export interface Buyers {
  /** Repeat purchases; weeks from the first to the last purchase and to the instant. */
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly age: Float64Array;
  /** 1 where the customer is scored. */
  readonly asked: Uint8Array;
  /** 1 where nothing was bought from the instant until asOf. */
  readonly silent: Uint8Array;
  /** Bucket of each. */
  readonly labels: readonly string[];
}

/** Units between two tellings of progress. */
const BATCH = 4096;
/** The model counts time in weeks, as kind `clv` does by default. */
const WEEK = 7 * DAY;

/** The events that are purchases, as kind `clv` takes them: `"*"` stands for an amount of 0 or more, and refunds are none. */
export function purchasesOf({index}: Scope, activity: EventPredicate): EventPredicate {
  const [event, own] = [namesOf(activity), whereOf(activity)];
  const anything = event === "*" && !own;
  if (!index.store.amount) return anything ? [] : activity;
  if (anything) return {event, where: {prop: "amount", op: "gte", value: 0}};
  const noRefund = {not: {prop: "amount", op: "lt" as const, value: 0}};
  return {event, where: own ? {all: [own, noRefund]} : noRefund};
}

export function* buyersAt(
  look: Look,
  days: Activity,
  {units, index}: Scope,
  labelOf: ((unit: number) => string) | null,
): Work<Buyers> {
  const columns = {x: [] as number[], tx: [] as number[], age: [] as number[]};
  const [asked, silent, labels] = [[] as number[], [] as number[], [] as string[]];
  const boughtAt = (entry: number) => index.ts[days.first[entry]!]!;
  for (let u = 0; u < units; u++) {
    if (u % BATCH === 0) yield u / units;
    const seen: Seen | null = look.of(u);
    if (!seen) continue;
    const first = boughtAt(seen.from);
    columns.x.push(seen.end - seen.from - 1);
    columns.tx.push((boughtAt(seen.end - 1) - first) / WEEK);
    columns.age.push((look.at - first) / WEEK);
    asked.push(look.isAsked(seen) ? 1 : 0);
    silent.push(look.staysSilent(u, seen) ? 1 : 0);
    labels.push(labelOf ? labelOf(u) : NONE);
  }
  const [x, tx, age] = [columns.x, columns.tx, columns.age].map((list) => Float64Array.from(list));
  return {x: x!, tx: tx!, age: age!, asked: Uint8Array.from(asked), silent: Uint8Array.from(silent), labels};
}

export function mergeBuyers(parts: readonly Buyers[]): Buyers {
  const numbers = (name: "x" | "tx" | "age") => Float64Array.from(parts.flatMap((part) => [...part[name]]));
  const marks = (name: "asked" | "silent") => Uint8Array.from(parts.flatMap((part) => [...part[name]]));
  return {
    x: numbers("x"),
    tx: numbers("tx"),
    age: numbers("age"),
    asked: marks("asked"),
    silent: marks("silent"),
    labels: parts.flatMap(({labels}) => labels),
  };
}
