// Walks the units of a scope and keeps the attempts that count.
import {NONE} from "../../model/buckets.js";
import {shownPeriods} from "../../model/period-range.js";
import type {Scope} from "../../model/scope.js";
import type {Work} from "../analysis.js";
import {AnyWalk, anyKinds} from "./any-walk.js";
import {AttemptLog, type Attempts} from "./attempts.js";
import {BucketReader} from "./bucket-reader.js";
import {Chooser, type Taker} from "./choose.js";
import {placeOf, type FunnelFacts} from "./facts.js";
import {Journey} from "./journey.js";
import {OrderedWalk, orderedKinds} from "./ordered-walk.js";
import {planOf} from "./plan.js";
import {wants, type FunnelQuery} from "./query.js";
import {sequencesOf, type Sequences} from "./sequences.js";

/** Groups between two tellings of progress. */
const BATCH = 4096;

export function* collect(scope: Scope, query: FunnelQuery): Work<FunnelFacts> {
  const plan = planOf(query);
  const sequences = sequencesOf(scope, query, plan);
  yield 0.3;
  const sequenced = scope.index.store.sequenced && scope.options.tieTolerance === 0;
  const tolerance = sequenced ? -1 : scope.options.tieTolerance;
  const journey = new Journey(sequences, plan.order === "any" ? anyKinds(plan) : orderedKinds(plan), tolerance);
  const walk = plan.order === "any" ? new AnyWalk(journey, plan) : new OrderedWalk(journey, plan);
  const chooser = new Chooser(plan, sequences, journey, walk, tolerance);
  const buckets = query.breakdown ? new BucketReader(scope, query.breakdown, plan, sequences.positions) : null;
  const recorder = new Recorder(sequences, walk, plan.optional.length > 0, buckets);
  const groups = (sequences.groups ?? sequences.offsets).length - 1;
  const shape = {
    steps: plan.required.length,
    marks: plan.order === "any" || plan.optional.length > 0,
    carried: buckets !== null,
    period: false,
  };
  const usual = groupsWithEntries(sequences, groups);
  const whole = new AttemptLog(shape, usual);
  const periods = wants(query, "trend") && query.trend?.by === "per_period" ? periodStarts(scope, query) : null;
  const each = periods && new AttemptLog({...shape, period: true}, usual);
  // Read once: reading a number with a fraction from an object makes a copy of it on the heap.
  const {from, to} = scope;
  for (let g = 0; g < groups; g += BATCH) {
    const end = Math.min(g + BATCH, groups);
    recorder.log = whole;
    for (let group = g; group < end; group++) chooser.choose(group, from, to, recorder);
    if (periods && each) {
      recorder.log = each;
      for (let group = g; group < end; group++) choosePeriods(chooser, group, periods, recorder);
    }
    yield 0.3 + (0.7 * end) / groups;
  }
  const labels = new Map<string, number>();
  const finish = (log: AttemptLog): Attempts => withLabels(log.attempts(), buckets, labels);
  return {
    steps: plan.required.length,
    units: scope.units,
    attempts: finish(whole),
    perPeriod: each && finish(each),
    labels: [...labels.keys()],
  };
}

/** As many attempts as there are unless some group has several. */
function groupsWithEntries({offsets, groups: own, units}: Sequences, groups: number): number {
  if (own !== null || units !== null) return groups;
  let count = 0;
  for (let g = 0; g < groups; g++) if (offsets[g] !== offsets[g + 1]) count++;
  return count;
}

/** Writes attempts into a log, right after they were walked. */
class Recorder implements Taker {
  log!: AttemptLog;
  /** Goes into the column `period`. */
  period = 0;
  readonly #ts: Float64Array;
  readonly #units: Uint32Array | null;

  constructor(
    sequences: Sequences,
    readonly walk: OrderedWalk | AnyWalk,
    readonly hasOptional: boolean,
    readonly buckets: BucketReader | null,
  ) {
    this.#ts = sequences.ts;
    this.#units = sequences.units;
  }

  take(group: number, anchor: number): void {
    const {walk, log} = this;
    const unit = this.#units === null ? group : this.#units[group]!;
    const i = log.add();
    const {columns} = log;
    columns.unit[i] = unit;
    columns.anchor[i] = this.#ts[anchor]!;
    columns.depth[i] = walk.depth;
    columns.end[i] = walk.end;
    if (log.shape.period) columns.period[i] = this.period;
    if (walk instanceof AnyWalk) columns.marks[i] = walk.did();
    else if (this.hasOptional) columns.marks[i] = walk.done();
    if (this.buckets) {
      // Codes are −1 or more; they become places in the labels at the end.
      columns.bucket[i] = this.buckets.read(unit, walk) + 1;
      columns.carried[i] = this.buckets.carried(unit, walk);
    }
    this.#writeTimes(columns.times, i, this.#ts[anchor]!);
  }

  // Where a tolerance makes a later step earlier by the clock, no time has passed.
  #writeTimes(times: readonly Float64Array[], i: number, start: number): void {
    const {entries, depth} = this.walk;
    let latest = start;
    for (let k = 1; k < depth; k++) {
      const t = this.#ts[entries[k]!]!;
      if (t > latest) latest = t;
      times[k - 1]![i] = latest - start;
    }
  }
}

/** Starts of the periods of the trend, cut to the query's range, and the end of the last. */
function periodStarts(scope: Scope, {trend}: FunnelQuery): Float64Array {
  const {first, last} = shownPeriods(scope, trend!.period);
  const starts = Float64Array.from({length: Math.max(0, last - first + 2)}, (_, p) =>
    scope.calendar.startOf(trend!.period, first + p),
  );
  return starts.map((start) => Math.min(Math.max(start, scope.from), scope.to));
}

function choosePeriods(chooser: Chooser, group: number, starts: Float64Array, recorder: Recorder): void {
  const to = starts[starts.length - 1]!;
  let start = chooser.nextStart(group, starts[0]!, to);
  while (start < to) {
    recorder.period = periodAt(starts, start);
    const end = starts[recorder.period + 1]!;
    chooser.choose(group, starts[recorder.period]!, end, recorder);
    start = chooser.nextStart(group, end, to);
  }
}

/** The last period that starts at or before an instant. */
function periodAt(starts: Float64Array, ts: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= ts) low = middle;
    else high = middle;
  }
  return low;
}

// Replaces codes of the breakdown by places in `labels`, which holds only those that occur.
function withLabels(attempts: Attempts, buckets: BucketReader | null, labels: Map<string, number>): Attempts {
  const {bucket} = attempts;
  if (!buckets) {
    placeOf(labels, NONE);
    return attempts;
  }
  // Place of each code, plus one; 0 where the code has not come up yet.
  const places = new Uint32Array(bucket.reduce((most, code) => Math.max(most, code), 0) + 1);
  for (let i = 0; i < bucket.length; i++) {
    const code = bucket[i]!;
    if (places[code] === 0) places[code] = placeOf(labels, buckets.label(code - 1)) + 1;
    bucket[i] = places[code]! - 1;
  }
  return attempts;
}
