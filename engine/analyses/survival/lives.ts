// How long each unit lasted from its start, and whether it ended (semantics 12.1, 12.2).
import {parseDuration} from "../../model/duration.js";
import {firstFrom} from "../../model/first-from.js";
import {occurrences, type Occurrences} from "../../model/occurrences.js";
import type {Scope} from "../../model/scope.js";
import type {SurvivalQuery} from "./query.js";

/** Position of the start event; milliseconds until the end, or until asOf while it has not ended. */
export interface Life {
  start: number;
  started: number;
  ms: number;
  ended: boolean;
}

/** Reads the lives of units that start within the query's range. */
export class LifeReader {
  readonly #starts: Occurrences;
  /** What ends a life, or breaks the silence that does. */
  readonly #others: Occurrences;
  readonly #gap: number | null;

  constructor(
    readonly scope: Scope,
    {start, end, gap, activity}: SurvivalQuery,
  ) {
    this.#gap = end === undefined ? parseDuration(gap!, "gap") : null;
    this.#starts = occurrences(scope, start, "start");
    this.#others = occurrences(scope, end ?? activity, end === undefined ? "activity" : "end");
  }

  /** Null for a unit that never starts, or not in the range. */
  of(unit: number): Life | null {
    const {starts, ends, ts} = this.#starts;
    const first = starts[unit]!;
    if (first === ends[unit]!) return null;
    const started = ts[first]!;
    if (started < this.scope.from || started >= this.scope.to) return null;
    const start = positionOf(this.#starts, first);
    const over =
      this.#gap === null ? this.#match(unit, start, started) : this.#silence(unit, start, started, this.#gap);
    return {start, started, ms: (over ?? this.scope.asOf) - started, ended: over !== null};
  }

  // The first match of `end` that is another row than the start. At one instant there is no order, unless the data gives one.
  #match(unit: number, start: number, started: number): number | null {
    const {ends, ts} = this.#others;
    const ordered = this.scope.index.store.sequenced;
    if (!ordered && this.#endsAtOnce(unit, started)) return started;
    for (let i = this.#firstAfter(unit, start); i < ends[unit]!; i++) if (ordered || ts[i]! > started) return ts[i]!;
    return null;
  }

  // Are there two rows at the instant of the start, one that starts and another one that ends?
  #endsAtOnce(unit: number, started: number): boolean {
    const {starts, ends, ts} = this.#others;
    const over = firstFrom(ts, starts[unit]!, ends[unit]!, started);
    const isAt = (found: Occurrences, entry: number) => entry < found.ends[unit]! && found.ts[entry] === started;
    if (!isAt(this.#others, over)) return false;
    const begun = this.#starts.starts[unit]!;
    if (isAt(this.#others, over + 1) || isAt(this.#starts, begun + 1)) return true;
    return positionOf(this.#others, over) !== positionOf(this.#starts, begun);
  }

  // The first time nothing came for a gap; what happens later does not undo it.
  #silence(unit: number, start: number, started: number, gap: number): number | null {
    const {ends, ts} = this.#others;
    let last = started;
    for (let i = this.#firstAfter(unit, start); i < ends[unit]! && ts[i]! - last < gap; i++) last = ts[i]!;
    return last + gap <= this.scope.asOf ? last + gap : null;
  }

  /** Place of the unit's first row of the others that comes after position `start`. */
  #firstAfter(unit: number, start: number): number {
    const {starts, ends, positions} = this.#others;
    return positions === null ? start + 1 : firstFrom(positions, starts[unit]!, ends[unit]!, start + 1);
  }
}

function positionOf({positions}: Occurrences, entry: number): number {
  return positions === null ? entry : positions[entry]!;
}
