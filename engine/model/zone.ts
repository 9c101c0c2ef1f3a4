// When a time zone changes its offset: found through Intl once per stretch of years, so that the calendar counts in integers.
import {QueryError} from "./errors.js";
import {didYouMean} from "./nearest.js";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

// Shorter than any spell between two changes in the zone rules: four days in Freetown in 1939, since 1970 a week (Gaza).
const STEP = 3 * DAY;
const STEPS_PER_CHUNK = 512;
const CHUNK = STEPS_PER_CHUNK * STEP;
// No local clock was ever further from UTC (Manila before 1844: −15:56).
const REACH = 16 * HOUR;
const LAST_INSTANT = 8.64e15;

/** A stretch of time with one offset. Everything in milliseconds, `from` inclusive, `to` exclusive. */
export type Segment = {
  readonly from: number;
  readonly to: number;
  /** Local clock minus UTC. */
  readonly offset: number;
  /**
   * The offset's part of an hour, in [−30 min, 30 min): where the hours of this stretch begin. Unlike days, hours counted
   * so were never taken back by any change of any zone.
   */
  readonly phase: number;
  /** The local day reached before `from`: where the clock goes back over midnight, the days do not. */
  readonly minDay: number;
};

type Change = {at: number; offset: number};
type OffsetAt = (ts: number) => number;

/** One IANA zone as segments of constant offset, found when first asked for and kept. */
export class Zone {
  readonly #chunks = new Map<number, Segment[]>();
  readonly #offsetAt: OffsetAt;
  readonly #always: Segment | null;

  constructor(readonly name: string) {
    this.#offsetAt = offsetReader(name);
    this.#always = name === "UTC" ? UTC : null;
  }

  /** The segment that holds the instant. A long stretch may come in several segments. */
  segmentAt(ts: number): Segment {
    if (this.#always !== null) return this.#always;
    const key = Math.floor(ts / CHUNK);
    const segments = this.#chunks.get(key) ?? this.#load(key);
    let i = segments.length - 1;
    while (i > 0 && segments[i]!.from > ts) i--;
    return segments[i]!;
  }

  /** The earliest instant at which the local clock shows `local` (ms as if UTC) or, where that is skipped, more. */
  firstReaching(local: number): number {
    return this.#first(local, "offset");
  }

  /** The first instant of hour `n`, hours being counted by the instants at which the local clock shows a whole hour. */
  startOfHour(n: number): number {
    return this.#first(n * HOUR, "phase");
  }

  /**
   * The instant of a local clock reading (ms as if UTC), as Temporal's "compatible": the first of two, and a skipped
   * reading moved on by the length of the gap. Both mean: the offset in force before the change.
   */
  fromLocal(local: number): number {
    let segment = this.segmentAt(local - REACH);
    let before = segment.offset;
    for (;;) {
      const ts = local - segment.offset;
      if (ts < segment.from) return local - before;
      if (!(ts >= segment.to)) return ts;
      before = segment.offset;
      segment = this.segmentAt(segment.to);
    }
  }

  /** How often the local clock shows `local` (ms as if UTC): 0 in a gap, 1, or 2 where it is set back. */
  occurrences(local: number): number {
    if (this.#always !== null) return 1;
    let count = 0;
    for (let at = this.segmentAt(local - REACH); at.from <= local + REACH; at = this.segmentAt(at.to)) {
      const ts = local - at.offset;
      if (ts >= at.from && ts < at.to) count++;
    }
    return count;
  }

  #first(reading: number, clock: "offset" | "phase"): number {
    let segment = this.segmentAt(reading - REACH);
    for (;;) {
      const ts = Math.max(segment.from, reading - segment[clock]);
      if (!(ts >= segment.to)) return ts;
      segment = this.segmentAt(segment.to);
    }
  }

  #load(key: number): Segment[] {
    const segments = findSegments(this.#offsetAt, key * CHUNK);
    this.#chunks.set(key, segments);
    return segments;
  }
}

const UTC: Segment = {from: -Infinity, to: Infinity, offset: 0, phase: 0, minDay: -Infinity};

const zones = new Map<string, Zone>();

/** The zone of that name, the same object each time. Throws QueryError for a name that is not one. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = new Zone(validZone(name));
  zones.set(name, zone);
  return zone;
}

/** The name itself if it is an IANA time zone; else throws QueryError naming the nearest. Offsets such as +02:00 are not zones. */
export function validZone(name: string, path = "tz"): string {
  if (typeof name === "string" && /^[A-Za-z]/.test(name) && isKnown(name)) return name;
  const hint = didYouMean(String(name), ["UTC", ...Intl.supportedValuesOf("timeZone")]);
  throw new QueryError(
    `unknown time zone ${JSON.stringify(name) ?? String(name)}${hint}; write an IANA name such as Europe/Paris, or UTC`,
    path,
  );
}

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", {timeZone: name});
    return true;
  } catch {
    return false;
  }
}

// The run-up of one step tells the first segments of a chunk about a change shortly before it.
function findSegments(offsetAt: OffsetAt, from: number): Segment[] {
  const end = from + CHUNK;
  const changes = findChanges(offsetAt, from - STEP, STEPS_PER_CHUNK + 1).filter(({at}) => at < end);
  let reached = changes[0]!.at + changes[0]!.offset;
  const segments: Segment[] = [];
  for (const [i, {at, offset}] of changes.entries()) {
    const to = changes[i + 1]?.at ?? end;
    const minDay = Math.floor((reached - 1) / DAY);
    if (to > from) segments.push({from: Math.max(at, from), to, offset, phase: phaseOf(offset), minDay});
    reached = Math.max(reached, to + offset);
  }
  return segments;
}

function findChanges(offsetAt: OffsetAt, start: number, steps: number): Change[] {
  const changes: Change[] = [{at: start, offset: offsetAt(start)}];
  for (let i = 1; i <= steps; i++) {
    const end = start + i * STEP;
    const last = offsetAt(end);
    for (let now = changes.at(-1)!; now.offset !== last; now = changes.at(-1)!) {
      const at = firstChange(offsetAt, Math.max(now.at, end - STEP), end, now.offset);
      changes.push({at, offset: offsetAt(at)});
    }
  }
  return changes;
}

// Bisection to the whole second: zones never change within one.
function firstChange(offsetAt: OffsetAt, from: number, to: number, offset: number): number {
  let same = from / 1000;
  let changed = to / 1000;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetAt(middle * 1000) === offset) same = middle;
    else changed = middle;
  }
  return changed * 1000;
}

function phaseOf(offset: number): number {
  return offset - HOUR * Math.floor((offset + HOUR / 2) / HOUR);
}

function offsetReader(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (ts) => {
    const instant = Math.min(Math.max(ts, -LAST_INSTANT), LAST_INSTANT);
    return wallClock(format.formatToParts(instant)) - instant;
  };
}

// The clock reading as ms, as if it were UTC. `setUTCFullYear` because Date.UTC takes the years 0–99 for 1900–1999.
function wallClock(parts: readonly Intl.DateTimeFormatPart[]): number {
  const field = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  const before = parts.some(({type, value}) => type === "era" && value.startsWith("B"));
  const date = new Date(0);
  date.setUTCFullYear(before ? 1 - field("year") : field("year"), field("month") - 1, field("day"));
  date.setUTCHours(field("hour"), field("minute"), field("second"));
  return date.getTime();
}
