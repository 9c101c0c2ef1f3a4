// The events to walk: those of each unit, or apart by the values that must not change during an attempt (semantics 4.9).
import {asDict} from "../../model/column.js";
import type {Scope} from "../../model/scope.js";
import {selectSparse, type SparseSelection} from "../../model/selection.js";
import type {Plan} from "./plan.js";
import type {FunnelQuery} from "./query.js";

/**
 * Sequence s owns entries `offsets[s] … offsets[s + 1] - 1`, in time order. What is counted are groups of sequences: group g has
 * sequences `groups[g] … groups[g + 1] - 1`, all of one unit. Null means one sequence a group.
 */
export interface Sequences {
  readonly offsets: Uint32Array;
  readonly ts: Float64Array;
  readonly bits: Uint32Array;
  /** Entry → position in the index. */
  readonly positions: Uint32Array;
  readonly groups: Uint32Array | null;
  /** Unit of each group; null where group g is unit g. */
  readonly units: Uint32Array | null;
}

/** Finds the events of a plan. Throws QueryError for names that the data does not have. */
export function sequencesOf(scope: Scope, query: FunnelQuery, plan: Plan): Sequences {
  const selection = selectSparse(scope, plan.predicates, plan.paths);
  const bits = plan.breaking && plan.optionalBits ? harmless(selection.bits, plan) : selection.bits;
  const found = {...selection, bits};
  return query.hold.length > 0 ? held(scope, query, plan, found) : {...found, groups: null};
}

// Matches of optional steps do not break a strict attempt (semantics 4.4).
function harmless(bits: Uint32Array, {optionalBits, breaking}: Plan): Uint32Array {
  return bits.map((own) => (own & optionalBits ? own & ~breaking : own));
}

function held(scope: Scope, query: FunnelQuery, plan: Plan, selection: SparseSelection): Sequences {
  const keys = heldKeys(scope, query.hold, selection.positions);
  const parts = new Parts(selection, keys, plan.anchors, scope);
  for (let g = 0; g + 1 < selection.offsets.length; g++) parts.add(g, query.countBy);
  return parts.sequences();
}

/** One number for each combination of held values; 0 where any of them is missing. */
function heldKeys(scope: Scope, hold: readonly string[], positions: Uint32Array): Float64Array {
  const keys = new Float64Array(positions.length).fill(1);
  for (const [h, prop] of hold.entries()) {
    const column = scope.property(prop, `hold[${h}]`);
    if (!column) return keys.fill(0);
    const {codes, dictionary} = asDict(column);
    for (let i = 0; i < keys.length; i++) {
      const code = codes[positions[i]!]!;
      keys[i] = code === 0 || keys[i] === 0 ? 0 : keys[i]! * dictionary.length + code;
    }
  }
  return keys;
}

/** Collects the entries of each unit, value by value. */
class Parts {
  readonly #entries: number[] = [];
  readonly #offsets: number[] = [0];
  readonly #groups: number[] = [0];
  readonly #units: number[] = [];

  constructor(
    readonly selection: SparseSelection,
    readonly keys: Float64Array,
    readonly anchors: number,
    readonly range: {readonly from: number; readonly to: number},
  ) {}

  /** Adds the entries of a group of the selection. */
  add(g: number, countBy: FunnelQuery["countBy"]): void {
    const {offsets, units} = this.selection;
    const unit = units ? units[g]! : g;
    const only = countBy === "first_value" ? this.#firstValue(g) : null;
    const byValue = new Map<number, number[]>();
    for (let i = offsets[g]!; i < offsets[g + 1]!; i++) {
      const key = this.keys[i]!;
      if (key === 0 || (only !== null && key !== only)) continue;
      const entries = byValue.get(key);
      if (entries) entries.push(i);
      else byValue.set(key, [i]);
    }
    for (const entries of byValue.values()) {
      for (const entry of entries) this.#entries.push(entry);
      this.#offsets.push(this.#entries.length);
      if (countBy === "pairs") this.#closeGroup(unit);
    }
    if (countBy !== "pairs" && byValue.size > 0) this.#closeGroup(unit);
  }

  // The value of the first anchor that has one; 0, which no kept entry has, without an anchor.
  #firstValue(g: number): number {
    const {offsets, bits, ts} = this.selection;
    for (let i = offsets[g]!; i < offsets[g + 1]!; i++) {
      if ((bits[i]! & this.anchors) !== 0 && this.keys[i]! > 0 && ts[i]! >= this.range.from && ts[i]! < this.range.to)
        return this.keys[i]!;
    }
    return 0;
  }

  #closeGroup(unit: number): void {
    this.#groups.push(this.#offsets.length - 1);
    this.#units.push(unit);
  }

  sequences(): Sequences {
    const {ts, bits, positions} = this.selection;
    const order = Uint32Array.from(this.#entries);
    return {
      offsets: Uint32Array.from(this.#offsets),
      ts: Float64Array.from(order, (entry) => ts[entry]!),
      bits: Uint32Array.from(order, (entry) => bits[entry]!),
      positions: Uint32Array.from(order, (entry) => positions[entry]!),
      groups: Uint32Array.from(this.#groups),
      units: Uint32Array.from(this.#units),
    };
  }
}
