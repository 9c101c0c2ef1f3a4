// Reads one text as a time: an instant, a local clock reading or a local day. Never guesses between two readings.
import {DAY_ONLY, INSTANT, LOCAL, OTHER} from "./cells.js";

export type DateOrder = "dmy" | "mdy" | "ymd";

/** Why a text is no usable time; 0 is "it is one". */
export const PROBLEMS = [
  "",
  "no time",
  "not a time",
  "impossible date",
  "impossible time",
  "ambiguous date",
  "time out of range",
] as const;
export const NO_TIME = 1;
const NOT_A_TIME = 2;
export const IMPOSSIBLE_DATE = 3;
const IMPOSSIBLE_TIME = 4;
export const AMBIGUOUS = 5;
export const OUT_OF_RANGE = 6;

/** What `parseTime` found: `value` in ms (of a local reading: as if it were UTC), or the problem. */
export interface Parsed {
  mark: number;
  value: number;
  problem: number;
}

const CLOCK = "(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,12}))?)?(?: ?([AaPp])\\.?[Mm]\\.?)?";
const ZONE = "(?: ?(Z|z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?))?";
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:(?:[Tt]|,? +)${CLOCK}${ZONE})?$`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?:(?:[Tt]|,? +)${CLOCK}${ZONE})?$`);
const BASIC = new RegExp(
  `^(\\d{4})()(\\d\\d)(\\d\\d)(?:[Tt](\\d\\d)(\\d\\d)(?:(\\d\\d)(?:[.,](\\d{1,12}))?)?()${ZONE})?$`,
);
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads `text`. `03/04/2024` is read by `order` only; without one it is ambiguous unless one number is above 12. */
export function parseTime(text: string, order: DateOrder | null, out: Parsed): void {
  const trimmed = text.trim();
  if (trimmed === "" || /^0000-00-00/.test(trimmed)) return fail(out, NO_TIME);
  const match = YEAR_FIRST.exec(trimmed) ?? BASIC.exec(trimmed);
  if (match) return finish(out, Number(match[1]), Number(match[3]), Number(match[4]), match);
  const last = YEAR_LAST.exec(trimmed);
  if (!last) return fail(out, NOT_A_TIME);
  const [a, b] = [Number(last[1]), Number(last[3])];
  const dayFirst = order === "dmy" || (order !== "mdy" && a > 12 && b <= 12);
  const monthFirst = order === "mdy" || (order !== "dmy" && b > 12 && a <= 12);
  if (!dayFirst && !monthFirst && a !== b) return fail(out, a > 12 ? IMPOSSIBLE_DATE : AMBIGUOUS);
  finish(out, Number(last[4]), monthFirst ? a : b, monthFirst ? b : a, last);
}

/** The order that a day-month-year text proves by a number above 12: "dmy", "mdy", or null. */
export function orderProvedBy(text: string): DateOrder | null {
  const match = YEAR_LAST.exec(text.trim());
  if (!match) return null;
  const [a, b] = [Number(match[1]), Number(match[3])];
  if (a > 12 && a <= 31 && b >= 1 && b <= 12) return "dmy";
  return b > 12 && b <= 31 && a >= 1 && a <= 12 ? "mdy" : null;
}

/** Day number since 1970-01-01 of a calendar date, or null when there is none. */
export function dayNumber(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > DAYS[month - 1]! + (leap && month === 2 ? 1 : 0)) return null;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function finish(out: Parsed, year: number, month: number, day: number, match: RegExpExecArray): void {
  const number = dayNumber(year, month, day);
  if (number === null) return fail(out, IMPOSSIBLE_DATE);
  if (match[5] === undefined) return done(out, DAY_ONLY, number * 86_400_000);
  const clock = clockOf(match[5], match[6]!, match[7], match[8], match[9]);
  if (clock < 0) return fail(out, IMPOSSIBLE_TIME);
  const offset = offsetOf(match[10]);
  if (offset === null) return done(out, LOCAL, number * 86_400_000 + clock);
  if (Number.isNaN(offset)) return fail(out, IMPOSSIBLE_TIME);
  done(out, INSTANT, number * 86_400_000 + clock - offset);
}

// Milliseconds of the day, or −1. Finer than a millisecond is cut off.
function clockOf(hours: string, minutes: string, seconds = "0", fraction = "", half = ""): number {
  let hour = Number(hours);
  if (half !== "") {
    if (hour < 1 || hour > 12) return -1;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return -1;
  return (
    hour * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3))
  );
}

// Milliseconds ahead of UTC; null when none is written, NaN when it cannot be.
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (/^[A-Za-z]/.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(":", "") || "0");
  if (hours > 23 || minutes > 59) return NaN;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 3_600_000 + minutes * 60_000);
}

function done(out: Parsed, mark: number, value: number): void {
  out.mark = mark;
  out.value = value;
  out.problem = 0;
}

function fail(out: Parsed, problem: number): void {
  out.mark = OTHER;
  out.value = NaN;
  out.problem = problem;
}
