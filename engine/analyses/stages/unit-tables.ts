// The tables about units: how long they stay, how many convert, and where each of them is now.
import {parseDuration} from "../../model/duration.js";
import type {StageRules} from "../../model/stage-rules.js";
import type {Cell} from "../../model/table.js";
import {kaplanMeier, survivalMedian} from "../../stats/kaplan-meier.js";
import {quantileInPlace} from "../../stats/quantile.js";
import {rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import {byCodePoint} from "../../model/order.js";
import type {NowFacts, StayFacts} from "./facts.js";
import type {StageConversion} from "./query.js";
import {SMALL, type Rows} from "./tables.js";

/** How long stays last, all stages in the order of the journey. Figures of finished stays alone are too low while others go on. */
export function dwellRows({stages}: StageRules, stays: StayFacts): Rows {
  const byStage = staysByStage(stays, stages.length);
  return stages.map(({id, label}, s) => {
    const {ms, ended, finished} = byStage[s]!;
    const censored = ms.length - finished.length;
    return {
      stage: id,
      stays: ms.length,
      censored,
      median_ms: wholeMs(survivalMedian(kaplanMeier(ms, ended))),
      mean_finished_ms: wholeMs(
        rate(
          finished.reduce((sum, length) => sum + length, 0),
          finished.length,
        ),
      ),
      median_finished_ms: wholeMs(quantileInPlace(finished, 0.5)),
      label,
      biased_low: censored > 0,
      small: ms.length < SMALL,
    };
  });
}

interface StageStays {
  readonly ms: Float64Array;
  readonly ended: Uint8Array;
  /** Lengths of those that ended. */
  readonly finished: Float64Array;
}

function staysByStage({stage, ms, ended}: StayFacts, stages: number): StageStays[] {
  const [counts, done] = [new Uint32Array(stages), new Uint32Array(stages)];
  for (let i = 0; i < stage.length; i++) {
    counts[stage[i]!]!++;
    done[stage[i]!]! += ended[i]!;
  }
  const groups = Array.from(counts, (count, s): StageStays => ({
    ms: new Float64Array(count),
    ended: new Uint8Array(count),
    finished: new Float64Array(done[s]!),
  }));
  for (let i = stage.length - 1; i >= 0; i--) {
    const s = stage[i]!;
    const group = groups[s]!;
    const at = --counts[s]!;
    group.ms[at] = ms[i]!;
    group.ended[at] = ended[i]!;
    if (ended[i]) group.finished[--done[s]!] = ms[i]!;
  }
  return groups;
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

/** Column by column: there is a row for each unit. */
export function nowColumns(
  {stages}: StageRules,
  {units, stage, since, overridden, flags}: NowFacts,
): Record<string, Cell[]> {
  const order = units.map((_, i) => i);
  if (units.some((unit, i) => i > 0 && byCodePoint(units[i - 1]!, unit) > 0))
    order.sort((a, b) => byCodePoint(units[a]!, units[b]!));
  const column = (read: (i: number) => Cell) => order.map(read);
  return {
    unit: column((i) => units[i]!),
    stage: column((i) => stages[stage[i]!]!.id),
    since: column((i) => since[i]!),
    label: column((i) => stages[stage[i]!]!.label),
    overridden: column((i) => overridden[i] === 1),
    flags: column((i) => flags[i] ?? []),
  };
}

/** Half up, as all durations of an answer. */
function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms + 0.5);
}
