// Predicates by the letter of semantics 3, over plain rows: slow, obvious, and independent of the engine.
import {parseDuration} from "../../engine/model/duration.js";
import type {Predicate, PropTerm, Where} from "../../engine/model/predicate-schema.js";

export interface PlainEvent {
  id: string;
  user: string;
  account?: string;
  ts: number;
  name: string;
  amount?: number;
  props?: Record<string, unknown>;
}
export interface PlainProfile {
  unit: string;
  prop: string;
  value: unknown;
  validFrom?: number;
}
export interface World {
  unit: "user" | "account";
  events: readonly PlainEvent[];
  profiles: readonly PlainProfile[];
  accountProfiles: readonly PlainProfile[];
  asOf: number;
  cohorts: Readonly<Record<string, {when: Predicate; mode?: "static" | "dynamic" | undefined}>>;
  aliases: Readonly<Record<string, readonly string[]>>;
  stageAt?: (unit: string, t: number) => string | null;
}

/** Does `unit` satisfy `term` at `t`? */
export function holds(world: World, unit: string, term: Predicate, t: number): boolean {
  if ("all" in term) return term.all.every((part) => holds(world, unit, part, t));
  if ("any" in term) return term.any.some((part) => holds(world, unit, part, t));
  if ("not" in term) return !holds(world, unit, term.not, t);
  if ("event" in term) {
    const found = named(world, unit, term.event, t)
      .filter((event) => !term.where || passes(world, unit, event, term.where))
      .filter((event) => term.within === undefined || event.ts > t - parseDuration(term.within))
      .filter(
        (event) => !term.between || (event.ts >= Date.parse(term.between[0]) && event.ts < Date.parse(term.between[1])),
      );
    const [op, n] = term.count ?? ["gte", 1];
    if (!compare(found.length, op, n)) return false;
    if (!term.sum) return true;
    const [prop, sumOp, wanted] = term.sum;
    let sum = 0;
    for (const event of found) {
      const value = valueOf(world, unit, event, prop);
      if (typeof value === "number") sum += value;
    }
    return compare(sum, sumOp, wanted);
  }
  if ("first" in term) return edges(named(world, unit, term.first, t)[0]?.ts, term, t);
  if ("last" in term) return edges(named(world, unit, term.last, t).at(-1)?.ts, term, t);
  if ("resumed" in term) {
    const found = named(world, unit, term.resumed, t);
    return found.some(
      (event, i) =>
        i > 0 && event.ts - found[i - 1]!.ts >= parseDuration(term.gap) && event.ts > t - parseDuration(term.within),
    );
  }
  if ("prop" in term) return compare(unitValue(world, unit, term, t), term.op, term.value);
  if ("stage" in term) return world.stageAt!(unit, t) === term.stage;
  if ("cohort" in term) {
    const cohort = world.cohorts[term.cohort]!;
    return holds(world, unit, cohort.when, cohort.mode === "dynamic" ? t : world.asOf);
  }
  const account = world.unit === "account" ? unit : accountAt(world, unit, t);
  return account !== null && holds({...world, unit: "account"}, account, term.account, t);
}

/** The unit's events up to `t` in order. */
export function history(world: World, unit: string, t: number): PlainEvent[] {
  return lifeOf(world, unit).filter((event) => event.ts <= t);
}

const lives = new WeakMap<readonly PlainEvent[], Map<string, PlainEvent[]>>();

// Only for speed: the same events are sorted once.
function lifeOf({events, unit: kind, asOf}: World, unit: string): PlainEvent[] {
  let known = lives.get(events);
  if (!known) lives.set(events, (known = new Map()));
  const key = `${kind} ${unit} ${asOf}`;
  let own = known.get(key);
  if (!own) {
    own = events.filter((event) => event[kind] === unit && event.ts < asOf);
    own.sort((a, b) => a.ts - b.ts || (a.user < b.user ? -1 : a.user > b.user ? 1 : 0) || (a.id < b.id ? -1 : 1));
    known.set(key, own);
  }
  return own;
}

function named(world: World, unit: string, names: string | string[], t: number): PlainEvent[] {
  const wanted = [names].flat().flatMap((name) => world.aliases[name] ?? [name]);
  return history(world, unit, t).filter(({name}) => wanted.includes("*") || wanted.includes(name));
}

function edges(
  ts: number | undefined,
  term: {olderThan?: string | undefined; within?: string | undefined},
  t: number,
): boolean {
  if (ts === undefined) return false;
  if (term.olderThan !== undefined && !(ts <= t - parseDuration(term.olderThan))) return false;
  return term.within === undefined || ts > t - parseDuration(term.within);
}

export function passes(world: World, unit: string, event: PlainEvent, where: Where): boolean {
  if ("all" in where) return where.all.every((part) => passes(world, unit, event, part));
  if ("any" in where) return where.any.some((part) => passes(world, unit, event, part));
  if ("not" in where) return !passes(world, unit, event, where.not);
  return compare(valueOf(world, unit, event, where.prop), where.op, where.value);
}

// The event's own value, else the profile's at the event.
function valueOf(world: World, unit: string, event: PlainEvent, prop: string): unknown {
  return own(event, prop) ?? profileAt(world, unit, prop, event.ts);
}
function own(event: PlainEvent, prop: string): unknown {
  return event.props?.[prop] ?? (prop === "amount" ? event.amount : null) ?? null;
}

function unitValue(world: World, unit: string, {prop, at = "asOf"}: PropTerm, t: number): unknown {
  const past = history(world, unit, t);
  const carrying = past.filter((event) => own(event, prop) !== null);
  if (at === "first") return carrying.length ? own(carrying[0]!, prop) : profileAt(world, unit, prop, -Infinity);
  if (at === "event") return past.length ? valueOf(world, unit, past.at(-1)!, prop) : null;
  return profileAt(world, unit, prop, t) ?? (carrying.length ? own(carrying.at(-1)!, prop) : null);
}

function profileAt(world: World, unit: string, prop: string, t: number): unknown {
  const rows = world.unit === "user" ? world.profiles : world.accountProfiles;
  const known = rows.filter((row) => row.unit === unit && row.prop === prop);
  known.sort((a, b) => (a.validFrom ?? -Infinity) - (b.validFrom ?? -Infinity) || 0);
  const valid = known.filter(({validFrom = -Infinity}) => validFrom <= t);
  return (valid.at(-1) ?? known[0])?.value ?? null;
}

function accountAt(world: World, user: string, t: number): string | null {
  const visible = world.events.filter(
    (event) => event.user === user && event.account !== undefined && event.ts < world.asOf,
  );
  if (new Set(visible.map(({account}) => account)).size === 1) return visible[0]!.account!;
  return history(world, user, t).findLast((event) => event.account !== undefined)?.account ?? null;
}

function compare(value: unknown, op: string, wanted: unknown): boolean {
  const missing = value === null || value === undefined;
  const ordered = typeof value === typeof wanted && (typeof value === "number" || typeof value === "string");
  switch (op) {
    case "eq":
      return !missing && value === wanted;
    case "neq":
      return !(!missing && value === wanted);
    case "lt":
      return ordered && (value as number) < (wanted as number);
    case "lte":
      return ordered && (value as number) <= (wanted as number);
    case "gt":
      return ordered && (value as number) > (wanted as number);
    case "gte":
      return ordered && (value as number) >= (wanted as number);
    case "in":
      return !missing && (wanted as unknown[]).includes(value);
    case "nin":
      return !(!missing && (wanted as unknown[]).includes(value));
    case "contains":
      return typeof value === "string" && typeof wanted === "string" && value.includes(wanted);
    case "starts":
      return typeof value === "string" && typeof wanted === "string" && value.startsWith(wanted);
    default:
      return !missing === (wanted !== false);
  }
}
