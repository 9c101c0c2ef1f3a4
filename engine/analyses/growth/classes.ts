// Who is new, retained, resurrected and dormant in each period (semantics 6.1).
import type {Activity} from "../../model/activity.js";
import type {Tally} from "../tally.js";
import type {UnitBuckets} from "../unit-buckets.js";
import {UNDATED} from "./created.js";

/**
 * Columns of the tally of units; resurrected and dormant follow from them (semantics 6.2). FIRST counts a unit where it was ever
 * active first, at the latest in the first key.
 */
export const NEW = 0;
export const RETAINED = 1;
export const ACTIVE = 2;
export const FIRST = 3;
export const UNIT_COLUMNS = 4;

/** What decides the classes of units. */
export interface ClassRules {
  readonly activity: Activity;
  /** Period of creation by unit; null where the first of the activity counted decides. */
  readonly created: Int32Array | null;
  readonly shown: {readonly first: number; readonly last: number};
}

type ClassName = "new" | "retained" | "resurrected";

/** The period in which a unit with activity is new. */
function bornIn({activity: {starts, periods}, created}: ClassRules, unit: number): number {
  return created === null || created[unit] === UNDATED ? periods[starts[unit]!]! : created[unit]!;
}

/**
 * The class of an active unit by its entry `e` of the activity. Who was active in the period before is retained whatever the profile
 * says, so that the classes add up.
 */
export function classOf(rules: ClassRules, unit: number, e: number): ClassName {
  const {starts, periods} = rules.activity;
  const period = periods[e]!;
  if (e > starts[unit]! && periods[e - 1] === period - 1) return "retained";
  return bornIn(rules, unit) === period ? "new" : "resurrected";
}

/** Counts units `from … to - 1`. Keys are periods from the one before the first shown. */
export function countClasses(tally: Tally, rules: ClassRules, buckets: UnitBuckets, from: number, to: number): void {
  const {starts, ends, periods} = rules.activity;
  const base = rules.shown.first - 1;
  const {last} = rules.shown;
  for (let u = from; u < to; u++) {
    const start = starts[u]!;
    const end = ends[u]!;
    if (start === end || periods[start]! > last) continue;
    const bucket = buckets.of[u]!;
    const born = bornIn(rules, u);
    const ever = tally.at(bucket, Math.max(periods[start]!, base) - base);
    tally.cells[ever + FIRST]!++;
    let before = base - 2;
    for (let e = start; e < end; e++) {
      const period = periods[e]!;
      if (period > last) break;
      if (period >= base) {
        const row = tally.at(bucket, period - base);
        const {cells} = tally;
        cells[row + ACTIVE]!++;
        if (before === period - 1) cells[row + RETAINED]!++;
        else if (period === born) cells[row + NEW]!++;
      }
      before = period;
    }
  }
}
