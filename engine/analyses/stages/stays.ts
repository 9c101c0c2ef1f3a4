// Stays and conversions: how long units stay in a stage and how many go from one to another in time (semantics 7.7).
import {parseDuration} from "../../model/duration.js";
import type {Frame} from "../../model/scope.js";
import {stageCode, type StageRules} from "../../model/stage-rules.js";
import type {StageTimeline} from "../../model/stage-timeline.js";
import type {StayFacts} from "./facts.js";
import type {StageConversion} from "./query.js";

/** The stays that began in the query's range. */
export function collectStays({offsets, start, stage}: StageTimeline, {from, to, asOf}: Frame): StayFacts {
  let count = 0;
  for (let i = 0; i < start.length; i++) if (start[i]! >= from && start[i]! < to) count++;
  const stays = {stage: new Uint8Array(count), ms: new Float64Array(count), ended: new Uint8Array(count)};
  let at = 0;
  for (let u = 0; u + 1 < offsets.length; u++) {
    for (let i = offsets[u]!, end = offsets[u + 1]!; i < end; i++) {
      const since = start[i]!;
      if (since < from || since >= to) continue;
      const ended = i + 1 < end;
      stays.stage[at] = stage[i]!;
      stays.ms[at] = (ended ? start[i + 1]! : asOf) - since;
      stays.ended[at++] = ended ? 1 : 0;
    }
  }
  return stays;
}

/** What became of a unit that entered the first stage of a conversion. */
interface Outcome {
  /** Start of the stay it is counted from. */
  entered: number;
  reached: boolean;
  /** Not reached, but for one of its entries there is still time. */
  pending: boolean;
  /** Was the whole time observed? */
  mature: boolean;
}

/** Reads one conversion off a timeline. */
export class ConversionReader {
  readonly #from: number;
  readonly #to: number;
  readonly #within: number;
  readonly #direct: boolean;

  constructor(
    rules: StageRules,
    {from, to, within, how}: StageConversion,
    readonly frame: Frame,
  ) {
    this.#from = stageCode(rules, from, "conversion.from");
    this.#to = stageCode(rules, to, "conversion.to");
    this.#within = parseDuration(within, "conversion.within");
    this.#direct = how === "direct";
  }

  /** The first entry that converts counts, else the last one; null when the unit never enters in the range. */
  of({offsets, start, stage}: StageTimeline, unit: number): Outcome | null {
    const {from, to, asOf} = this.frame;
    const end = offsets[unit + 1]!;
    let last = -1;
    for (let i = offsets[unit]!; i < end && start[i]! < to; i++) {
      if (stage[i] !== this.#from || start[i]! < from) continue;
      last = i;
      if (!this.#reaches(start, stage, i, end)) continue;
      return {entered: start[i]!, reached: true, pending: false, mature: start[i]! + this.#within < asOf};
    }
    if (last < 0) return null;
    const mature = start[last]! + this.#within < asOf;
    return {entered: start[last]!, reached: false, pending: !mature, mature};
  }

  #reaches(start: Float64Array, stage: Uint8Array, entry: number, end: number): boolean {
    const until = start[entry]! + this.#within;
    const stop = this.#direct ? Math.min(end, entry + 2) : end;
    for (let i = entry + 1; i < stop && start[i]! <= until; i++) if (stage[i] === this.#to) return true;
    return false;
  }
}

/** Entered, reached, pending, mature and reached among the mature, for each conversion in turn. */
export function countConversions(
  timeline: StageTimeline,
  rules: StageRules,
  conversions: readonly StageConversion[],
  frame: Frame,
): Float64Array {
  const counts = new Float64Array(5 * conversions.length);
  conversions.forEach((conversion, c) => {
    const reader = new ConversionReader(rules, conversion, frame);
    for (let u = 0; u + 1 < timeline.offsets.length; u++) {
      const outcome = reader.of(timeline, u);
      if (!outcome) continue;
      const {reached, pending, mature} = outcome;
      [true, reached, pending, mature, mature && reached].forEach(
        (counts_, i) => (counts[5 * c + i]! += counts_ ? 1 : 0),
      );
    }
  });
  return counts;
}
