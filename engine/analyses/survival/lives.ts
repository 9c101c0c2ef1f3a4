// How long each unit lasted from its start, and whether it ended (semantics 12.1, 12.2).
import {parseDuration} from "../../model/duration.js";
import type {Scope} from "../../model/scope.js";
import {select, type Selection} from "../../model/selection.js";
import type {SurvivalQuery} from "./query.js";

/** Position of the start event; milliseconds until the end, or until asOf while it has not ended. */
export interface Life {
  start: number;
  started: number;
  ms: number;
  ended: boolean;
}

const START = 1;
const OTHER = 2;

/** Reads the lives of units that start within the query's range. */
export class LifeReader {
  readonly #selection: Selection;
  readonly #gap: number | null;

  constructor(
    readonly scope: Scope,
    query: SurvivalQuery,
  ) {
    this.#gap = query.end === undefined ? parseDuration(query.gap!, "gap") : null;
    this.#selection = select(
      scope,
      [query.start, query.end ?? query.activity],
      query.end === undefined ? "start, activity" : "start, end",
    );
  }

  /** Null for a unit that never starts, or not in the range. */
  of(unit: number): Life | null {
    const {offsets, ts, bits, positions} = this.#selection;
    const end = offsets[unit + 1]!;
    let first = offsets[unit]!;
    while (first < end && !(bits[first]! & START)) first++;
    if (first === end) return null;
    const started = ts[first]!;
    if (started < this.scope.from || started >= this.scope.to) return null;
    const over = this.#gap === null ? this.#match(offsets[unit]!, first, end) : this.#silence(first, end, this.#gap);
    return {start: positions[first]!, started, ms: (over ?? this.scope.asOf) - started, ended: over !== null};
  }

  // The first match of `end` that is another row than the start. At one instant there is no order, unless the data gives one.
  #match(from: number, first: number, end: number): number | null {
    const {ts, bits} = this.#selection;
    const started = ts[first]!;
    if (!this.scope.index.store.sequenced && this.#endsAtOnce(from, first, end)) return started;
    for (let i = first + 1; i < end; i++) {
      if (bits[i]! & OTHER && (ts[i]! > started || this.scope.index.store.sequenced)) return ts[i]!;
    }
    return null;
  }

  // Are there two rows at the instant of the start, one that starts and another one that ends?
  #endsAtOnce(from: number, first: number, end: number): boolean {
    const {ts, bits} = this.#selection;
    let begin = first;
    while (begin > from && ts[begin - 1] === ts[first]) begin--;
    let [starts, ends, both] = [0, 0, 0];
    for (let i = begin; i < end && ts[i] === ts[first]; i++) {
      if (bits[i]! & START) starts++;
      if (bits[i]! & OTHER) ends++;
      if (bits[i] === (START | OTHER)) both++;
    }
    return starts * ends > both;
  }

  // The first time nothing came for a gap; what happens later does not undo it.
  #silence(first: number, end: number, gap: number): number | null {
    const {ts, bits} = this.#selection;
    let last = ts[first]!;
    for (let i = first + 1; i < end; i++) {
      if (!(bits[i]! & OTHER)) continue;
      if (ts[i]! - last >= gap) break;
      last = ts[i]!;
    }
    return last + gap <= this.scope.asOf ? last + gap : null;
  }
}
