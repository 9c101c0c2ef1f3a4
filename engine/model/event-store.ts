// All kept events as typed columns, in the one order everything relies on: user, time, sequence, id.
import type {Column, DictColumn} from "./column.js";

/**
 * Rows `offsets[u] … offsets[u + 1] - 1` are the events of user `u`; users are in code-point order of their ids and unlinked
 * anonymous visitors are users named `anon:<id>`. Rows from `offsets[users.length]` on belong to an account only.
 * Inside a user rows are sorted by (ts, seq, id or content hash), so the order never depends on the order of the input.
 */
export interface EventStore {
  readonly size: number;
  readonly users: readonly string[];
  /** 1 where the user is an unlinked anonymous visitor. */
  readonly anonymousUsers: Uint8Array;
  /** `users.length + 1` row numbers. */
  readonly offsets: Uint32Array;
  /** Epoch milliseconds. */
  readonly ts: Float64Array;
  /** Event names; code 0 never occurs. */
  readonly name: DictColumn;
  /** True when the data declares `seq`: then no two events of a user are simultaneous (semantics 2.7). */
  readonly sequenced: boolean;
  readonly account: DictColumn | null;
  /** The session id that the data states; null unless every row of a user has one (semantics 2.6). */
  readonly session: DictColumn | null;
  /** Money in minor units; NaN where there is none. */
  readonly amount: Float64Array | null;
  readonly currency: DictColumn | null;
  /** Further facts about a row that only listings need: `id`, `anon`, `source`, `file`, `row`, `stage`. */
  readonly facts: ReadonlyMap<string, Column>;
  /** Properties by name. */
  readonly props: ReadonlyMap<string, Column>;
}
