// Counts what the stays of units say about periods: who is where at each snapshot, and who moved.
import type {StageTimeline} from "../../model/stage-timeline.js";
import type {Work} from "../analysis.js";
import {Tally, type TallyFacts} from "../tally.js";
import type {UnitBuckets} from "../unit-buckets.js";
import type {MatrixFacts} from "./facts.js";
import type {Grid} from "./grid.js";

/** Units counted between two tellings of progress. */
const BATCH = 8192;

/**
 * A stay shows at the snapshots in (start, end]; so the stock at a snapshot is what has begun minus what has ceased before it, and
 * entries and exits of a period are what begins and ceases at the snapshot that ends it (semantics 7.4, 7.5).
 */
export function* countStock(
  timeline: StageTimeline,
  stages: number,
  grid: Grid,
  buckets: UnitBuckets,
): Work<TallyFacts> {
  const {offsets, start, stage} = timeline;
  const units = offsets.length - 1;
  const tally = new Tally(buckets.labels, grid.begun + 1, 2 * stages + 1);
  for (let u = 0; u < units; u++) {
    if (u % BATCH === 0) yield u / units;
    const first = offsets[u]!;
    for (let i = first, end = offsets[u + 1]!; i < end; i++) {
      const snapshot = grid.after(start[i]!);
      if (snapshot > grid.begun) break;
      const row = tally.at(buckets.of[u]!, snapshot);
      const {cells} = tally;
      cells[row + stage[i]!]!++;
      if (i > first) cells[row + stages + stage[i - 1]!]!++;
      else cells[row + 2 * stages]!++;
    }
  }
  return tally.facts();
}

/** Units that carry a flag: as above, with one stage that is shown. */
export function* countFlag(timeline: StageTimeline, label: string, grid: Grid): Work<TallyFacts> {
  const {offsets, start, stage} = timeline;
  const units = offsets.length - 1;
  const tally = new Tally([label], grid.begun + 1, 2);
  for (let u = 0; u < units; u++) {
    if (u % BATCH === 0) yield u / units;
    const first = offsets[u]!;
    for (let i = first, end = offsets[u + 1]!; i < end; i++) {
      const snapshot = grid.after(start[i]!);
      if (snapshot > grid.begun) break;
      const row = tally.at(0, snapshot);
      if (stage[i] === 0) tally.cells[row]!++;
      else if (i > first) tally.cells[row + 1]!++;
    }
  }
  return tally.facts();
}

/** Jumps at instants in the periods begun, and pairs of states at the ends of consecutive complete ones (semantics 7.6). */
export function* countMoves({offsets, start, stage}: StageTimeline, stages: number, grid: Grid): Work<MatrixFacts> {
  const jumps = new Float64Array(stages * stages);
  const pairs = new Float64Array((stages + 1) * stages);
  const units = offsets.length - 1;
  for (let u = 0; u < units; u++) {
    if (u % BATCH === 0) yield u / units;
    const [first, end] = [offsets[u]!, offsets[u + 1]!];
    let shows = first < end ? grid.after(start[first]!) : 0;
    let before = stages;
    for (let i = first; i < end; i++) {
      const own = stage[i]!;
      const next = i + 1 < end ? grid.after(start[i + 1]!) : grid.begun + 1;
      if (i > first && shows > 0 && shows <= grid.begun) jumps[stage[i - 1]! * stages + own]!++;
      const last = Math.min(next - 1, grid.complete);
      if (shows <= last) {
        if (shows > 0) pairs[before * stages + own]!++;
        // A stay over several snapshots is a pair with itself for each period between them.
        pairs[own * stages + own]! += last - shows;
        before = own;
      }
      shows = next;
    }
  }
  return {jumps, pairs};
}
