// The tables about units: how long they stay, how many convert, and where each of them is now.
import {parseDuration} from "../../model/duration.js";
import type {StageRules} from "../../model/stage-rules.js";
import {ColumnTable, type Cell} from "../../model/table.js";
import {medianLife, type Lives} from "../../stats/kaplan-meier.js";
import {quantileSorted} from "../../stats/quantile.js";
import {isSmall, rate} from "../../stats/rate.js";
import {sortNumbers} from "../../stats/sort-numbers.js";
import {wilson} from "../../stats/wilson.js";
import {byCodePoint} from "../../model/order.js";
import type {NowFacts, StayFacts} from "./facts.js";
import type {StageConversion} from "./query.js";
import {type Rows} from "./tables.js";
import type {Work} from "../analysis.js";

/** How long stays last, all stages in the order of the journey. Figures of finished stays alone are too low while others go on. */
export function dwellRows({stages}: StageRules, byStage: readonly Lives[]): Rows {
  return stages.map(({id, label}, s) => {
    const {ended, censored} = byStage[s]!;
    const count = ended.length + censored.length;
    return {
      stage: id,
      stays: count,
      censored: censored.length,
      median_ms: wholeMs(medianLife(byStage[s]!)),
      mean_finished_ms: wholeMs(rate(total(ended), ended.length)),
      median_finished_ms: wholeMs(quantileSorted(ended, 0.5)),
      label,
      biased_low: censored.length > 0,
      small: isSmall(count),
    };
  });
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** The stays of each stage, put in order with a breath after each. */
export function* livesByStage({stage, ms, ended}: StayFacts, stages: number): Work<Lives[]> {
  // Place 2 s holds the open stays of stage s, the next one the finished ones.
  const counts = new Uint32Array(2 * stages);
  for (let i = 0; i < stage.length; i++) counts[2 * stage[i]! + ended[i]!]!++;
  const lists = Array.from(counts, (count) => new Float64Array(count));
  for (let i = 0; i < stage.length; i++) {
    const place = 2 * stage[i]! + ended[i]!;
    lists[place]![--counts[place]!] = ms[i]!;
  }
  for (const list of lists) {
    yield 1;
    sortNumbers(list);
  }
  return Array.from({length: stages}, (_, s) => ({censored: lists[2 * s]!, ended: lists[2 * s + 1]!}));
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
      small: isSmall(entered),
    };
  });
}
type Five = [number, number, number, number, number];

const NO_FLAGS: readonly string[] = [];

/** Column by column, with a breath before each: there is a row for each unit. */
export function* nowTable({stages}: StageRules, {units, stage, since, overridden, flags}: NowFacts): Work<ColumnTable> {
  const ascending = units.every((unit, i) => i === 0 || byCodePoint(units[i - 1]!, unit) <= 0);
  const order = ascending ? null : units.map((_, i) => i).sort((a, b) => byCodePoint(units[a]!, units[b]!));
  const cells: Record<string, (i: number) => Cell> = {
    unit: (i) => units[i]!,
    stage: (i) => stages[stage[i]!]!.id,
    since: (i) => since[i]!,
    label: (i) => stages[stage[i]!]!.label,
    overridden: (i) => overridden[i] === 1,
    flags: (i) => flags[i] ?? NO_FLAGS,
  };
  const columns: [string, Cell[]][] = [];
  for (const [name, read] of Object.entries(cells)) {
    yield 1;
    const column = new Array<Cell>(units.length);
    for (let k = 0; k < column.length; k++) column[k] = read(order === null ? k : order[k]!);
    columns.push([name, column]);
  }
  return new ColumnTable(columns);
}

/** Half up, as all durations of an answer. */
function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms + 0.5);
}
