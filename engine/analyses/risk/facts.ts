// What is counted about silences, as plain data that merges.
import type {ColumnTable} from "../../model/table.js";
import {mergeTallies, type TallyFacts} from "../tally.js";

/** How many gaps between active days have each length, in days: place t holds those of t days. */
export interface GapCounts {
  /** Gaps that ended with another active day. */
  readonly finished: Float64Array;
  /** Gaps still open when looked at, one a unit. */
  readonly open: Float64Array;
}
/** The same questions at an earlier instant, with what came after it. */
export interface PastFacts {
  readonly gaps: GapCounts;
  /** By days of silence then: units scored, and those of them that stayed silent until asOf. */
  readonly scored: Float64Array;
  readonly silent: Float64Array;
}
/** One place a unit. */
export interface SilenceFacts {
  readonly units: readonly string[];
  /** Days of silence. */
  readonly silence: Float64Array;
  /** Median gap of the unit itself in days; NaN before its first gap has ended. */
  readonly ownGap: Float64Array;
  /** Active days in the last 28 and in the 28 before these. */
  readonly recent: Uint8Array;
  readonly before: Uint8Array;
}
export interface RiskFacts {
  readonly gaps: GapCounts;
  /** By bucket and days of silence: units that are scored. */
  readonly scored: TallyFacts;
  readonly past: PastFacts | null;
  readonly units: SilenceFacts | null;
  /** The table of these, once it is made. */
  readonly table?: ColumnTable | null;
}

export function mergeRisk(parts: readonly RiskFacts[]): RiskFacts {
  if (parts.length === 1) return parts[0]!;
  return {
    gaps: mergeGaps(parts.map(({gaps}) => gaps)),
    scored: mergeTallies(parts.map(({scored}) => scored)),
    past: mergePast(parts.flatMap(({past}) => past ?? [])),
    units: mergeSilences(parts.flatMap(({units}) => units ?? [])),
  };
}

function mergeGaps(parts: readonly GapCounts[]): GapCounts {
  return {finished: added(parts.map(({finished}) => finished)), open: added(parts.map(({open}) => open))};
}

function mergePast(parts: readonly PastFacts[]): PastFacts | null {
  if (parts.length === 0) return null;
  return {
    gaps: mergeGaps(parts.map(({gaps}) => gaps)),
    scored: added(parts.map(({scored}) => scored)),
    silent: added(parts.map(({silent}) => silent)),
  };
}

export function mergeSilences(parts: readonly SilenceFacts[]): SilenceFacts | null {
  if (parts.length === 0) return null;
  const size = parts.reduce((sum, {units}) => sum + units.length, 0);
  const merged = {
    units: parts.flatMap(({units}) => units),
    silence: new Float64Array(size),
    ownGap: new Float64Array(size),
    recent: new Uint8Array(size),
    before: new Uint8Array(size),
  };
  let at = 0;
  for (const {units, silence, ownGap, recent, before} of parts) {
    merged.silence.set(silence, at);
    merged.ownGap.set(ownGap, at);
    merged.recent.set(recent, at);
    merged.before.set(before, at);
    at += units.length;
  }
  return merged;
}

// All parts have the same length: it comes from the instants of the whole data.
function added(parts: readonly Float64Array[]): Float64Array {
  const sums = parts[0]!.slice();
  for (const part of parts.slice(1)) for (let i = 0; i < sums.length; i++) sums[i]! += part[i]!;
  return sums;
}
