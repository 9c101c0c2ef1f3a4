// In which periods each unit was active: what retention, growth and stickiness walk instead of events.
import type {Calendar, Period} from "./calendar.js";
import {canonicalJson} from "./hash.js";
import {Latest} from "./latest.js";
import {mapNumbers} from "./map-numbers.js";
import {occurrences, type Occurrences} from "./occurrences.js";
import type {EventPredicate} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {whereOf} from "./selection.js";

/** One entry for each unit and period with activity, periods ascending: unit u owns `offsets[u] … offsets[u + 1] - 1`. */
export interface Activity {
  readonly offsets: Uint32Array;
  /** Local period numbers. */
  readonly periods: Int32Array;
  /** Positions in the index of the first and the last matching event of the entry. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  /** 1 where the last matching event has the instant of the one before it in the same entry. */
  readonly tied: Uint8Array;
}

interface Known {
  readonly activity: Activity;
  /** Names the data does not have, to be told again with every answer. */
  readonly unknown: readonly string[];
}

/** Events worked off between two tellings of progress. */
const CHUNK = 65_536;
/** Entries kept of earlier questions, as a multiple of the events; small data may keep more. */
const KEPT_PER_EVENT = 2;
const KEPT_AT_LEAST = 1_000_000;

/**
 * The periods in which each unit has at least one event that matches `predicate`. Yields its progress in [0, 1]. Remembered for
 * the latest questions; weeks and longer periods come from the active days, so that events are not touched again.
 */
export function* activity(
  scope: Scope,
  predicate: EventPredicate,
  period: Period,
  path: string,
): Generator<number, Activity, void> {
  const kept = keptOf(scope);
  const {tz, weekStart, fiscalMonth} = scope.calendar;
  const seen = `${tz} ${seenBy(scope, predicate)}`;
  const key =
    period === "hour" || period === "day" ? `${period} ${seen}` : `${period} ${weekStart} ${fiscalMonth} ${seen}`;
  const known = kept.get(key);
  if (known) return again(scope, known);
  if (period !== "hour" && period !== "day") {
    const days = yield* activity(scope, predicate, "day", path);
    const {unknown} = kept.get(`day ${seen}`)!;
    return keep(kept, key, {activity: longer(days, scope.calendar, period), unknown});
  }
  const [found, unknown] = noting(scope, () => occurrences(scope, predicate, path));
  return keep(kept, key, {activity: yield* entriesOf(scope, found, period), unknown});
}

function keptOf({index}: Scope): Latest<Known> {
  let kept = index.memo.get("activity") as Latest<Known> | undefined;
  if (!kept) {
    kept = new Latest<Known>(Math.max(KEPT_AT_LEAST, KEPT_PER_EVENT * index.size));
    index.memo.set("activity", kept);
  }
  return kept;
}

function keep(kept: Latest<Known>, key: string, known: Known): Activity {
  kept.set(key, known, known.activity.periods.length + known.activity.offsets.length);
  return known.activity;
}

function again(scope: Scope, {activity: found, unknown}: Known): Activity {
  for (const name of unknown) scope.unknown.add(name);
  return found;
}

// Everything that decides which events are seen. `asOf` matters where it cuts events off or unit terms are evaluated at it.
function seenBy({dataset, asOf, options}: Scope, predicate: EventPredicate): string {
  const {where, anonymous, unknownNames, cohorts} = options;
  const timed = where !== null || whereOf(predicate) !== undefined || !(dataset.lastTs < asOf);
  return canonicalJson([predicate, where, anonymous, unknownNames, where ? cohorts : null, timed ? asOf : null]);
}

/** What `find` finds, and the unknown names that it met, whether or not an earlier part of the question met them too. */
function noting<T>({unknown}: Scope, find: () => T): [found: T, names: string[]] {
  const before = [...unknown];
  unknown.clear();
  const found = find();
  const names = [...unknown];
  for (const name of before) unknown.add(name);
  return [found, names];
}

function* entriesOf(scope: Scope, found: Occurrences, period: "hour" | "day"): Generator<number, Activity, void> {
  const {offsets: from, ts} = found;
  const units = scope.units;
  const entries = new Entries(units, Math.ceil((from[units] ?? 0) / 4));
  let numbers = new Int32Array(CHUNK);
  for (let u = 0; u < units;) {
    const start = from[u]!;
    let end = u + 1;
    while (end < units && from[end + 1]! - start <= CHUNK) end++;
    const events = from[end]! - start;
    if (events > numbers.length) numbers = new Int32Array(events);
    scope.calendar.periodNumbers(ts, period, numbers, start, start + events);
    entries.append(found, numbers, u, end);
    u = end;
    yield u / units;
  }
  return entries.done();
}

/** Entries as they are found, in arrays that grow. */
class Entries {
  readonly #offsets: Uint32Array;
  #periods: Int32Array;
  #first: Uint32Array;
  #last: Uint32Array;
  #tied: Uint8Array;
  #length = 0;

  constructor(units: number, guess: number) {
    this.#offsets = new Uint32Array(units + 1);
    this.#periods = new Int32Array(guess);
    this.#first = new Uint32Array(guess);
    this.#last = new Uint32Array(guess);
    this.#tied = new Uint8Array(guess);
  }

  /** Adds units `from … to - 1`; `numbers[0]` is the period of the first event of unit `from`. */
  append({offsets, positions, ts}: Occurrences, numbers: Int32Array, from: number, to: number): void {
    const base = offsets[from]!;
    this.#reserve(this.#length + offsets[to]! - base);
    const [periods, first, last, tied] = [this.#periods, this.#first, this.#last, this.#tied];
    let at = this.#length;
    for (let u = from; u < to; u++) {
      const start = at;
      for (let i = offsets[u]!, end = offsets[u + 1]!; i < end; i++) {
        const number = numbers[i - base]!;
        const position = positions === null ? i : positions[i]!;
        if (at > start && periods[at - 1] === number) {
          last[at - 1] = position;
          tied[at - 1] = ts[i] === ts[i - 1] ? 1 : 0;
          continue;
        }
        periods[at] = number;
        first[at] = position;
        last[at] = position;
        tied[at++] = 0;
      }
      this.#offsets[u + 1] = at;
    }
    this.#length = at;
  }

  done(): Activity {
    const n = this.#length;
    return {
      offsets: this.#offsets,
      periods: this.#periods.slice(0, n),
      first: this.#first.slice(0, n),
      last: this.#last.slice(0, n),
      tied: this.#tied.slice(0, n),
    };
  }

  #reserve(needed: number): void {
    if (needed <= this.#periods.length) return;
    const length = Math.max(needed, Math.ceil(this.#periods.length * 1.5));
    this.#periods = grown(this.#periods, new Int32Array(length));
    this.#first = grown(this.#first, new Uint32Array(length));
    this.#last = grown(this.#last, new Uint32Array(length));
    this.#tied = grown(this.#tied, new Uint8Array(length));
  }
}

function grown<A extends Int32Array | Uint32Array | Uint8Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}

/** The same activity by a longer period: days of one period fall together. */
function longer(days: Activity, calendar: Calendar, period: "week" | "month" | "quarter" | "year"): Activity {
  const {offsets: from} = days;
  const numbers = mapNumbers(days.periods, (day) => calendar.periodOfDay(day, period));
  const units = from.length - 1;
  const offsets = new Uint32Array(units + 1);
  const opens = new Uint8Array(numbers.length);
  let length = 0;
  for (let u = 0; u < units; u++) {
    for (let e = from[u]!, end = from[u + 1]!; e < end; e++) {
      if (e > from[u]! && numbers[e] === numbers[e - 1]) continue;
      opens[e] = 1;
      length++;
    }
    offsets[u + 1] = length;
  }
  const [periods, first] = [new Int32Array(length), new Uint32Array(length)];
  const [last, tied] = [new Uint32Array(length), new Uint8Array(length)];
  for (let e = 0, at = -1; e < numbers.length; e++) {
    if (opens[e]) {
      at++;
      periods[at] = numbers[e]!;
      first[at] = days.first[e]!;
    }
    last[at] = days.last[e]!;
    tied[at] = days.tied[e]!;
  }
  return {offsets, periods, first, last, tied};
}
