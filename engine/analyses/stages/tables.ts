// The tables about periods: distribution, flows, flags, transitions and the projection.
import {periodStatus} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {StageRules} from "../../model/stage-rules.js";
import type {Cell} from "../../model/table.js";
import {finite, isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import type {ShownBucket} from "../buckets.js";
import type {TallyFacts} from "../tally.js";
import type {MatrixFacts} from "./facts.js";
import type {Grid} from "./grid.js";
import type {StagesQuery} from "./query.js";

export type Rows = Record<string, Cell>[];

/** Units that had no stage when a period began. */
export const ENTERING = "(entering)";

/** What the rows of all tables are written from. */
export interface TableFrame {
  readonly frame: Frame;
  readonly query: StagesQuery;
  readonly rules: StageRules;
  readonly grid: Grid;
}

/** Stock at the snapshots 0 … begun, a column a stage, and what began and ceased to show at each. */
interface Levels {
  readonly stock: Float64Array[];
  readonly entries: Float64Array[];
  readonly exits: Float64Array[];
}

function levels({byKey}: ShownBucket, width: number, snapshots: number): Levels {
  const level = new Float64Array(width);
  const none = new Float64Array(width);
  const result: Levels = {stock: [], entries: [], exits: []};
  for (let k = 0; k < snapshots; k++) {
    const sums = byKey.get(k);
    const [entries, exits] = sums ? [sums.subarray(0, width), sums.subarray(width, 2 * width)] : [none, none];
    for (let s = 0; s < width; s++) level[s]! += entries[s]! - exits[s]!;
    result.stock.push(level.slice());
    result.entries.push(entries);
    result.exits.push(exits);
  }
  return result;
}

/** Who is where at the end of each period; all stages in the order of the journey, also those nobody is in. */
export function distributionRows(table: TableFrame, buckets: readonly ShownBucket[]): Rows {
  const {rules, grid} = table;
  return buckets.flatMap((bucket) => {
    const {stock} = levels(bucket, rules.stages.length, grid.begun + 1);
    return eachPeriod(table, (period, k) => {
      const level = k < grid.begun ? stock[k + 1]! : null;
      const population = level ? sum(level) : 0;
      return rules.stages.map(({id, label}, s) => ({
        breakdown: bucket.breakdown,
        period: period.period,
        at: period.at,
        stage: id,
        units: level && level[s]!,
        share: level && rate(level[s]!, population),
        label,
        status: period.status,
        small: isSmall(population),
      }));
    });
  });
}

/** How many come into and leave each stage in each period; `stock` is that at its end. */
export function flowRows(table: TableFrame, buckets: readonly ShownBucket[]): Rows {
  const {rules, grid} = table;
  return buckets.flatMap((bucket) => {
    const {stock, entries, exits} = levels(bucket, rules.stages.length, grid.begun + 1);
    return eachPeriod(table, ({period, status}, k) =>
      rules.stages.map(({id, label}, s) => ({
        breakdown: bucket.breakdown,
        period,
        stage: id,
        ...(k < grid.begun ? {stock: stock[k + 1]![s]!, entries: entries[k + 1]![s]!, exits: exits[k + 1]![s]!} : {}),
        label,
        status,
      })),
    );
  });
}

/** How many units carry each flag at the end of each period, and which share of all. */
export function flagRows(table: TableFrame, flags: TallyFacts, total: ShownBucket): Rows {
  const {rules, grid} = table;
  const all = levels(total, rules.stages.length, grid.begun + 1).stock.map(sum);
  const carried = rules.flags.map((flag) => flagLevels(flags, flag.id, grid.begun + 1));
  return eachPeriod(table, (period, k) =>
    rules.flags.map(({id, label}, f) => {
      const units = k < grid.begun ? carried[f]![k + 1]! : null;
      const population = k < grid.begun ? all[k + 1]! : 0;
      return {
        ...period,
        flag: id,
        units,
        share: units === null ? null : rate(units, population),
        label,
        small: isSmall(population),
      };
    }),
  );
}

function flagLevels({buckets, keys, cells}: TallyFacts, flag: string, snapshots: number): Float64Array {
  const level = new Float64Array(snapshots);
  buckets.forEach((label, r) => {
    if (label === flag) level[keys[r]!]! += cells[2 * r]! - cells[2 * r + 1]!;
  });
  for (let k = 1; k < snapshots; k++) level[k]! += level[k - 1]!;
  return level;
}

function eachPeriod(
  {frame, query, grid}: TableFrame,
  rows: (period: {period: string; at: number; status: string}, k: number) => Rows,
): Rows {
  const all: Rows = [];
  for (let n = grid.first; n <= grid.last; n++) {
    const k = n - grid.first;
    const at = k < grid.begun ? grid.instants[k + 1]! : frame.calendar.endOf(query.period, n);
    const status = periodStatus(frame, query.period, n);
    // One by one: a spread of very many rows would overflow the stack.
    for (const row of rows({period: frame.calendar.label(query.period, n), at, status}, k)) all.push(row);
  }
  return all;
}

/** All pairs of stages, `(entering)` first. Jumps are changes; pairs are states at the ends of complete periods. */
export function transitionRows({rules}: TableFrame, {jumps, pairs}: MatrixFacts): Rows {
  const {stages} = rules;
  const size = stages.length;
  const origins = [{id: ENTERING, label: "Entering", row: size}, ...stages.map((stage, row) => ({...stage, row}))];
  return origins.flatMap((from) => {
    const own = pairs.subarray(from.row * size, (from.row + 1) * size);
    const n = sum(own);
    const moved = from.row < size ? jumps.subarray(from.row * size, (from.row + 1) * size) : null;
    return stages.map((to, s) => {
      const interval = wilson(own[s]!, n);
      return {
        from: from.id,
        to: to.id,
        jumps: moved && moved[s]!,
        jump_rate: moved && s !== from.row ? rate(moved[s]!, sum(moved)) : null,
        pairs: own[s]!,
        rate: rate(own[s]!, n),
        lo: interval?.lo ?? null,
        hi: interval?.hi ?? null,
        from_label: from.label,
        to_label: to.label,
        small: isSmall(n),
      };
    });
  });
}

/**
 * The distribution at the end of the last complete period, carried on by the period matrix (semantics 7.6): today's units only, nobody
 * joins. Unknown from where units come into a stage that nobody was seen to leave or stay in. Empty with fewer than two complete periods.
 */
export function projectionRows(table: TableFrame, total: ShownBucket, {pairs}: MatrixFacts): Rows {
  const {frame, query, rules, grid} = table;
  const size = rules.stages.length;
  if (!query.projection || grid.complete < 2) return [];
  let level = levels(total, size, grid.complete + 1).stock[grid.complete]!;
  const rows: Rows = [];
  for (let ahead = 1; ahead <= query.projection; ahead++) {
    const n = grid.first + grid.complete - 1 + ahead;
    level = step(level, pairs, size);
    rules.stages.forEach(({id, label}, s) =>
      rows.push({
        period: frame.calendar.label(query.period, n),
        at: frame.calendar.endOf(query.period, n),
        stage: id,
        units: finite(level[s]!),
        share: finite(level[s]! / sum(level)),
        label,
        ahead,
        projected: true,
      }),
    );
  }
  return rows;
}

function step(level: Float64Array, pairs: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(size);
  for (let from = 0; from < size; from++) {
    if (level[from] === 0) continue;
    const row = pairs.subarray(from * size, (from + 1) * size);
    const n = sum(row);
    for (let to = 0; to < size; to++) next[to]! += (level[from]! * row[to]!) / n;
  }
  return next;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
