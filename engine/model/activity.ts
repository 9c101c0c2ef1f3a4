// In which periods each unit was active: what retention, growth and stickiness walk instead of events.
import type {Calendar, Period} from "./calendar.js";
import {firstFrom} from "./first-from.js";
import {Latest} from "./latest.js";
import {mapNumbers} from "./map-numbers.js";
import {cutsOff, endsBefore, everOccurring, type Ever, type Occurrences} from "./occurrences.js";
import type {EventPredicate} from "./predicate-schema.js";
import type {Scope} from "./scope.js";

/** One entry for each unit and period with activity, periods ascending: unit u owns `starts[u] … ends[u] - 1`. */
export interface Activity {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Local period numbers. */
  readonly periods: Int32Array;
  /** Positions in the index of the first and the last matching event of the entry. */
  readonly first: Uint32Array;
  readonly last: Uint32Array;
  /** 1 where the last matching event has the instant of the one before it in the same entry. */
  readonly tied: Uint8Array;
}

/** Events worked off between two tellings of progress. */
const CHUNK = 65_536;
/** Entries kept of earlier questions, as a multiple of the events; small data may keep more. */
const KEPT_PER_EVENT = 2;
const KEPT_AT_LEAST = 1_000_000;

/**
 * The periods in which each unit has at least one event that matches `predicate`. Yields its progress in [0, 1]. Remembered for
 * the latest questions; weeks and longer periods come from the active days, and those up to an instant from those up to the end,
 * so that events are not touched again.
 */
export function* activity(
  scope: Scope,
  predicate: EventPredicate,
  period: Period,
  path: string,
): Generator<number, Activity, void> {
  const ever = everOccurring(scope, predicate, path);
  const {tz, weekStart, fiscalMonth} = scope.calendar;
  const by = period === "hour" || period === "day" ? `${period} ${tz}` : `${period} ${tz} ${weekStart} ${fiscalMonth}`;
  const whole = yield* everActive(scope, ever, period, `${by} ${ever.key}`);
  if (!cutsOff(scope)) return whole;
  const kept = keptOf(scope);
  const key = `${by} ${ever.key} until ${scope.asOf}`;
  return (
    kept.get(key) ??
    keep(
      kept,
      key,
      new Until(whole, ever.found, scope.asOf, scope.index.ts, scope.calendar.periodOf(scope.asOf, period)),
    )
  );
}

function* everActive(scope: Scope, ever: Ever, period: Period, key: string): Generator<number, Activity, void> {
  const kept = keptOf(scope);
  const known = kept.get(key);
  if (known) return known;
  if (period === "hour" || period === "day") return keep(kept, key, yield* entriesOf(scope, ever.found, period));
  const days = yield* everActive(scope, ever, "day", `day ${scope.calendar.tz} ${ever.key}`);
  return keep(kept, key, yield* longer(days, scope.calendar, period));
}

function keptOf({index}: Scope): Latest<Activity> {
  let kept = index.memo.get("activity") as Latest<Activity> | undefined;
  if (!kept) {
    kept = new Latest<Activity>(Math.max(KEPT_AT_LEAST, KEPT_PER_EVENT * index.size));
    index.memo.set("activity", kept);
  }
  return kept;
}

function keep(kept: Latest<Activity>, key: string, found: Activity): Activity {
  kept.set(key, found, found.periods.length + found.starts.length);
  return found;
}

/** The same activity as it was at `asOf`. Shares what does not change; how the last entries end is found when it is asked. */
class Until implements Activity {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly periods: Int32Array;
  readonly first: Uint32Array;
  #edges: Pick<Activity, "last" | "tied"> | null = null;

  /** `found` is what the activity was made of, `instants` those of the index, `period` the one that holds `asOf`. */
  constructor(
    private readonly whole: Activity,
    private readonly found: Occurrences,
    private readonly asOf: number,
    instants: Float64Array,
    period: number,
  ) {
    ({starts: this.starts, periods: this.periods, first: this.first} = whole);
    this.ends = entriesBefore(whole, period, asOf, instants);
  }

  get last(): Uint32Array {
    return (this.#edges ??= this.#findEdges()).last;
  }
  get tied(): Uint8Array {
    return (this.#edges ??= this.#findEdges()).tied;
  }

  #findEdges(): Pick<Activity, "last" | "tied"> {
    const {starts, ends, first} = this;
    const {positions, ts} = this.found;
    const seen = endsBefore(this.found, this.asOf);
    const last = this.whole.last.slice();
    const tied = this.whole.tied.slice();
    for (let u = 0; u < ends.length; u++) {
      const end = seen[u]!;
      const entry = ends[u]! - 1;
      if (entry < starts[u]!) continue;
      const position = positions === null ? end - 1 : positions[end - 1]!;
      if (last[entry] === position) continue;
      const alone = position === first[entry];
      last[entry] = position;
      tied[entry] = !alone && ts[end - 2] === ts[end - 1] ? 1 : 0;
    }
    return {last, tied};
  }
}

/** For each unit the place behind its last entry that begins before `asOf`, which lies in `period`. */
function entriesBefore(
  {starts, ends, periods, first}: Activity,
  period: number,
  asOf: number,
  instants: Float64Array,
): Uint32Array {
  const own = new Uint32Array(ends.length);
  for (let u = 0; u < own.length; u++) {
    const [start, end] = [starts[u]!, ends[u]!];
    const at = end > start && periods[end - 1]! < period ? end : firstFrom(periods, start, end, period);
    own[u] = at < end && periods[at] === period && instants[first[at]!]! < asOf ? at + 1 : at;
  }
  return own;
}

function* entriesOf(scope: Scope, found: Occurrences, period: "hour" | "day"): Generator<number, Activity, void> {
  const {starts: from, ts} = found;
  const units = scope.units;
  const entries = new Entries(units, Math.ceil(ts.length / 4));
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
  append({starts: offsets, positions, ts}: Occurrences, numbers: Int32Array, from: number, to: number): void {
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
      starts: this.#offsets,
      ends: this.#offsets.subarray(1),
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
function* longer(
  days: Activity,
  calendar: Calendar,
  period: "week" | "month" | "quarter" | "year",
): Generator<number, Activity, void> {
  const {starts: from} = days;
  const numbers = new Int32Array(days.periods.length);
  for (let e = 0; e < numbers.length; e += CHUNK) {
    const own = days.periods.subarray(e, e + CHUNK);
    numbers.set(
      mapNumbers(own, (day) => calendar.periodOfDay(day, period)),
      e,
    );
    yield (0.3 * e) / numbers.length;
  }
  const units = from.length - 1;
  const offsets = new Uint32Array(units + 1);
  const opens = new Uint8Array(numbers.length);
  let length = 0;
  for (let u = 0, told = -1; u < units; u++) {
    const [start, end] = [from[u]!, from[u + 1]!];
    if (start > told) {
      yield 0.3 + (0.3 * u) / units;
      told = start + CHUNK;
    }
    for (let e = start; e < end; e++) {
      const own = e === start || numbers[e] !== numbers[e - 1] ? 1 : 0;
      opens[e] = own;
      length += own;
    }
    offsets[u + 1] = length;
  }
  const found = {
    periods: new Int32Array(length),
    first: new Uint32Array(length),
    last: new Uint32Array(length),
    tied: new Uint8Array(length),
  };
  for (let e = 0, at = 0; e < numbers.length; at += fill(found, days, numbers, opens, at, e), e += CHUNK)
    yield 0.6 + (0.4 * e) / numbers.length;
  return {starts: offsets, ends: offsets.subarray(1), ...found};
}

/** Writes what the days `from … from + CHUNK - 1` open or belong to; `at` periods are open before them. Gives how many they open. */
function fill(
  {periods, first, last, tied}: Pick<Activity, "periods" | "first" | "last" | "tied">,
  days: Activity,
  numbers: Int32Array,
  opens: Uint8Array,
  at: number,
  from: number,
): number {
  let open = at - 1;
  for (let e = from, end = Math.min(from + CHUNK, numbers.length); e < end; e++) {
    if (opens[e]) {
      open++;
      periods[open] = numbers[e]!;
      first[open] = days.first[e]!;
    }
    last[open] = days.last[e]!;
    tied[open] = days.tied[e]!;
  }
  return open + 1 - at;
}
