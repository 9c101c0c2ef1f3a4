// When people do things: working hours of their own place, whole seconds, inside the sample.

import type {Person} from "./model.js";
import type {Random} from "./random.js";
import {DAY, HOUR} from "./story.js";

/** The midnight (as if UTC) of the day that `ts` is in at `offsetHours` ahead of UTC. */
export const localDay = (ts: number, offsetHours: number): number => Math.floor((ts + offsetHours * HOUR) / DAY) * DAY;

/** A moment of the local day `day`: mostly late morning and afternoon. */
export function workingMoment(random: Random, day: number, offsetHours: number): number {
  const hour = random.chance(0.6) ? random.normal(10.2, 1.3) : random.normal(14.8, 1.9);
  const within = Math.min(22.5, Math.max(6, hour));
  return wholeSecond(day + (within - offsetHours) * HOUR);
}

/** The working moment of the day around `ts` for this person, but not before `ts`. */
export function momentFrom(random: Random, ts: number, person: Pick<Person, "offsetHours">): number {
  const moment = workingMoment(random, localDay(ts, person.offsetHours), person.offsetHours);
  return moment >= ts ? moment : wholeSecond(ts + random.between(0.05, 2) * HOUR);
}

export const wholeSecond = (ts: number): number => Math.floor(ts / 1000) * 1000;

/** A moment some seconds or minutes later: `mean` in seconds. */
export const shortlyAfter = (random: Random, ts: number, mean: number): number =>
  ts + 1000 * (1 + Math.floor(random.exponential(mean)));
