// A large synthetic event log in typed columns, for the benchmark and the stories with much data: no objects, no story.

import {Random} from "./random.js";
import {DAY, START, dayLoad} from "./story.js";

/** Dictionary-coded text: `dictionary[codes[i]]` is the value of row i; `dictionary[0]` is null and unused. */
export interface CodedColumn<Codes = Uint8Array> {
  readonly codes: Codes;
  readonly dictionary: readonly (string | null)[];
}

/** Columns of equal length, rows by time. Input for `openDataset` as it is. */
export interface EventColumns {
  /** Epoch milliseconds. */
  readonly ts: Float64Array;
  readonly user: CodedColumn<Uint32Array>;
  readonly name: CodedColumn;
  readonly country: CodedColumn;
  /** The plan of the moment; some users change it once. */
  readonly plan: CodedColumn;
}

export interface LogOptions {
  /** Any whole number. Default 1. */
  readonly seed?: number;
  /** Number of rows. */
  readonly events: number;
  /** Number of event names, 1 to 255. Default 20. */
  readonly names?: number;
  /** Length of the log. Default 182. */
  readonly days?: number;
}

const NAMES = (
  "login feature_used visit search comment_added file_opened signup activated purchase report_viewed email_open export_created " +
  "teammate_invited referral_sent ad_click trial_requested lead_created review_posted case_study reference_call"
).split(" ");
const COUNTRIES = ["US", "GB", "DE", "FR", "SE", "BR", "ES", "IN", "JP", "AU"];
const PLANS = ["free", "starter", "team", "business"];

/** Events of one user, on average. */
const EVENTS_A_USER = 25;

/**
 * `events` rows over `days` days from 2025-01-01: busy weekdays, users = events / 25 who come in over time, activity with a
 * heavy tail (the top hundredth of the users has about a tenth of the events), names from common to rare. The same options
 * give the same columns. Time and memory grow linearly with `events`; ten million rows take a few seconds and 150 MB.
 */
export function generateEvents({seed = 1, events, names = 20, days = 182}: LogOptions): EventColumns {
  if (names < 1 || names > 255) throw new RangeError(`names must be 1 to 255; got ${names}`);
  const random = new Random(seed, "log");
  const users = Math.max(1, Math.round(events / EVENTS_A_USER));
  const ts = times(random, events, days);
  const user = actors(random, ts, users, days);
  const countries = drawn(random, users + 1, COUNTRIES.length);
  return {
    ts,
    user: {codes: user, dictionary: dictionary(users, (n) => `u${String(n).padStart(7, "0")}`)},
    name: {codes: drawn(random, events, names), dictionary: dictionary(names, (n) => NAMES[n - 1] ?? `event_${n}`)},
    country: {codes: ofUsers(user, countries), dictionary: [null, ...COUNTRIES]},
    plan: {codes: plans(random, ts, user, users, days), dictionary: [null, ...PLANS]},
  };
}

const dictionary = (count: number, make: (n: number) => string): (string | null)[] =>
  Array.from({length: count + 1}, (_, n) => (n === 0 ? null : make(n)));

/** Instants in order: each day has its share of the rows, spread evenly with some jitter. */
function times(random: Random, events: number, days: number): Float64Array {
  const ts = new Float64Array(events);
  const loads = Array.from({length: days}, (_, d) => dayLoad(START + d * DAY));
  const total = loads.reduce((sum, load) => sum + load, 0);
  let [row, load] = [0, 0];
  loads.forEach((share, d) => {
    const from = row;
    const to = d === days - 1 ? events : Math.round((events * (load += share)) / total);
    for (const step = DAY / (to - from); row < to; row++)
      ts[row] = Math.floor(START + d * DAY + (row - from + random.next()) * step);
  });
  return ts;
}

/** Who did each row, as codes from 1: low ranks often, high ranks seldom, nobody before they have come. */
function actors(random: Random, ts: Float64Array, users: number, days: number): Uint32Array {
  const byRank = shuffledCodes(random, users);
  const codes = new Uint32Array(ts.length);
  for (let i = 0; i < codes.length; i++) {
    const here = users * Math.min(1, 0.15 + (ts[i]! - START) / (days * DAY));
    let code: number;
    do {
      const u = random.next();
      code = byRank[Math.floor(u * u * users)]!;
    } while (code > here && here >= 1);
    codes[i] = code;
  }
  return codes;
}

/** The codes 1 … count in a random order. A user's code says when they come in: low codes early. */
function shuffledCodes(random: Random, count: number): Uint32Array {
  const codes = Uint32Array.from({length: count}, (_, i) => i + 1);
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const code = codes[i]!;
    codes[i] = codes[j]!;
    codes[j] = code;
  }
  return codes;
}

/** `length` codes of 1 … count, code n with a weight of 1 / (n + 1). */
function drawn(random: Random, length: number, count: number): Uint8Array {
  const table = skewed(count);
  const codes = new Uint8Array(length);
  for (let i = 0; i < length; i++) codes[i] = table[random.uint32() >>> 20]!;
  return codes;
}

/** 4096 codes in which code n of 1 … count stands in proportion to 1 / (n + 1); each at least once. */
function skewed(count: number): Uint8Array {
  const weights = Array.from({length: count}, (_, n) => 1 / (n + 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint8Array(4096).fill(1);
  let [from, sum] = [0, 0];
  weights.forEach((weight, n) => {
    const to = Math.round((4096 * (sum += weight)) / total);
    table.fill(n + 1, from, to);
    from = to;
  });
  return table;
}

/** For each row the code that belongs to its user. */
function ofUsers(user: Uint32Array, codes: Uint8Array): Uint8Array {
  const out = new Uint8Array(user.length);
  for (let i = 0; i < out.length; i++) out[i] = codes[user[i]!]!;
  return out;
}

/** The plan of each row: one in six users changes to another plan at some moment. */
function plans(random: Random, ts: Float64Array, user: Uint32Array, users: number, days: number): Uint8Array {
  const before = drawn(random, users + 1, PLANS.length);
  const after = drawn(random, users + 1, PLANS.length);
  const change = new Float64Array(users + 1);
  for (let u = 1; u <= users; u++) change[u] = random.chance(1 / 6) ? START + random.next() * days * DAY : Infinity;
  const codes = new Uint8Array(ts.length);
  for (let i = 0; i < codes.length; i++) {
    const u = user[i]!;
    codes[i] = ts[i]! < change[u]! ? before[u]! : after[u]!;
  }
  return codes;
}
