// Times as the systems spell them. Two zones are worked out by their rules, so that the files do not depend on a machine's tables.

import {HOUR} from "../story.js";

const pad = (n: number): string => String(n).padStart(2, "0");

/** `2026-03-04T09:15:00.000Z`. */
export const isoMs = (ts: number): string => new Date(ts).toISOString();
/** `2026-03-04T09:15:00Z`. */
export const isoSeconds = (ts: number): string => `${isoMs(ts).slice(0, 19)}Z`;
/** `2026-03-04T09:15Z`. */
export const isoMinutes = (ts: number): string => `${isoMs(ts).slice(0, 16)}Z`;
/** `2026-03-04 09:15:00`, UTC unless `ts` was moved. */
export const blank = (ts: number): string => isoMs(ts).slice(0, 19).replace("T", " ");
/** `2026-03-04`. */
export const date = (ts: number): string => isoMs(ts).slice(0, 10);
/** `20260304`. */
export const compactDate = (ts: number): string => date(ts).replaceAll("-", "");

/** `03/24/2026 02:05:09 PM`. */
export function american(ts: number): string {
  const at = new Date(ts);
  const hours = at.getUTCHours();
  const clock = `${pad(hours % 12 || 12)}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
  return `${pad(at.getUTCMonth() + 1)}/${pad(at.getUTCDate())}/${at.getUTCFullYear()} ${clock} ${hours < 12 ? "AM" : "PM"}`;
}

/** What a clock in Berlin shows at `ts`, as if it were UTC: summer time from the last Sunday of March to that of October, at 01:00 UTC. */
export function berlin(ts: number): number {
  const year = new Date(ts).getUTCFullYear();
  const summer = sunday(year, 2, -1) + HOUR <= ts && ts < sunday(year, 9, -1) + HOUR;
  return ts + (summer ? 2 : 1) * HOUR;
}

/** What a clock in Denver shows: summer time from the second Sunday of March to the first of November, at 02:00 there. */
export function denver(ts: number): number {
  const year = new Date(ts).getUTCFullYear();
  const summer = sunday(year, 2, 2) + 9 * HOUR <= ts && ts < sunday(year, 10, 1) + 8 * HOUR;
  return ts - (summer ? 6 : 7) * HOUR;
}

/** Midnight of the `n`-th Sunday of a month (0 = January), or of the last one when `n` is −1. */
function sunday(year: number, month: number, n: number): number {
  if (n < 0) {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return last.getTime() - last.getUTCDay() * 24 * HOUR;
  }
  const first = new Date(Date.UTC(year, month, 1));
  return first.getTime() + (((7 - first.getUTCDay()) % 7) + 7 * (n - 1)) * 24 * HOUR;
}
