// The tables about units: how long they stay, how many convert, and where each of them is now.
import {parseDuration} from "../../model/duration.js";
import type {StageRules} from "../../model/stage-rules.js";
import {kaplanMeier, survivalMedian} from "../../stats/kaplan-meier.js";
import {median} from "../../stats/quantile.js";
import {rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import {byCodePoint} from "../../model/order.js";
import type {NowFacts, StayFacts} from "./facts.js";
import type {StageConversion} from "./query.js";
import {SMALL, type Rows} from "./tables.js";

/** How long stays last, all stages in the order of the journey. Figures of finished stays alone are too low while others go on. */
export function dwellRows({stages}: StageRules, {stage, ms, ended}: StayFacts): Rows {
  return stages.map(({id, label}, s) => {
    const own = placesOf(stage, s);
    const lengths = Float64Array.from(own, (i) => ms[i]!);
    const events = Uint8Array.from(own, (i) => ended[i]!);
    const finished = lengths.filter((_, i) => events[i] === 1).sort();
    const censored = own.length - finished.length;
    return {
      stage: id,
      stays: own.length,
      censored,
      median_ms: wholeMs(survivalMedian(kaplanMeier(lengths, events))),
      mean_finished_ms: wholeMs(rate(finished.reduce((sum, length) => sum + length, 0), finished.length)),
      median_finished_ms: wholeMs(median(finished)),
      label,
      biased_low: censored > 0,
      small: own.length < SMALL,
    };
  });
}

function placesOf(stage: Uint8Array, wanted: number): Uint32Array {
  let count = 0;
  for (let i = 0; i < stage.length; i++) if (stage[i] === wanted) count++;
  const places = new Uint32Array(count);
  for (let i = 0, at = 0; i < stage.length; i++) if (stage[i] === wanted) places[at++] = i;
  return places;
}

export function conversionRows(conversions: readonly StageConversion[], counts: Float64Array): Rows {
  return conversions.map(({from, to, how, within}, c) => {
    const [entered, reached, pending, mature, reachedMature] = counts.subarray(5 * c, 5 * c + 5) as unknown as Five;
    const interval = wilson(reached, entered);
    return {
      from,
      to,
      how,
      entered,
      reached,
      rate: rate(reached, entered),
      pending,
      mature,
      rate_mature: rate(reachedMature, mature),
      lo: interval?.lo ?? null,
      hi: interval?.hi ?? null,
      within_ms: parseDuration(within),
      small: entered < SMALL,
    };
  });
}
type Five = [number, number, number, number, number];

export function nowRows({stages}: StageRules, {units, stage, since, overridden, flags}: NowFacts): Rows {
  const order = units.map((_, i) => i);
  if (units.some((unit, i) => i > 0 && byCodePoint(units[i - 1]!, unit) > 0)) order.sort((a, b) => byCodePoint(units[a]!, units[b]!));
  return order.map((i) => ({
    unit: units[i]!,
    stage: stages[stage[i]!]!.id,
    since: since[i]!,
    label: stages[stage[i]!]!.label,
    overridden: overridden[i] === 1,
    flags: flags[i] ?? [],
  }));
}

/** Half up, as all durations of an answer. */
function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms + 0.5);
}
