// Fixed lengths of time: ISO 8601 text such as P14D or PT30M to milliseconds and back.
import {QueryError} from "./errors.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const number = String.raw`(\d+(?:[.,]\d+)?)`;
const SHAPE = new RegExp(
  `^P(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?(?:T(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`,
);
const UNITS = [365 * DAY, 30 * DAY, WEEK, DAY, HOUR, MINUTE, SECOND] as const;

/**
 * Milliseconds of an ISO 8601 duration of fixed length: weeks, days, hours, minutes, seconds. Only the last number may
 * have decimals, and the sum must be whole milliseconds. Months and years differ in length and are refused (semantics 2.5).
 * Throws QueryError, under `path` if given, with what to write instead.
 */
export function parseDuration(text: string, path = ""): number {
  const parts = typeof text === "string" ? SHAPE.exec(text)?.slice(1) : undefined;
  const given = parts?.filter((part) => part !== undefined) ?? [];
  if (!parts || given.length === 0 || text.endsWith("T") || given.slice(0, -1).some(hasDecimals)) {
    throw new QueryError(malformed(text), path);
  }
  const ms = nearWhole(parts.reduce((sum, part, i) => sum + toNumber(part) * UNITS[i]!, 0));
  if (parts[0] !== undefined || parts[1] !== undefined) throw new QueryError(notFixed(text, ms), path);
  if (!Number.isSafeInteger(ms))
    throw new QueryError(`duration "${text}" must be whole milliseconds, below 2^53`, path);
  return ms;
}

function hasDecimals(part: string): boolean {
  return /[.,]/.test(part);
}

function toNumber(part: string | undefined): number {
  return part === undefined ? 0 : Number(part.replace(",", "."));
}

// 4.35 s are 4350 ms although 4.35 × 1000 is not, in binary.
function nearWhole(ms: number): number {
  return Math.abs(ms - Math.round(ms)) < 1e-6 ? Math.round(ms) : ms;
}

function malformed(text: unknown): string {
  const value = JSON.stringify(text) ?? String(text);
  if (typeof text === "string" && /^\s*[-−]/.test(text)) return `duration ${value} must not be negative`;
  return `duration ${value} is not ISO 8601; write for example P14D (14 days), PT30M (30 minutes) or PT0.5S`;
}

function notFixed(text: string, ms: number): string {
  const days = Math.round(ms / DAY);
  return `duration "${text}" has months or years, whose length differs; write it in days, for example P${days}D`;
}
