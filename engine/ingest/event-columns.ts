// The columns that events have while they are read: those of one file, and those of all files together.
import {gather, type DictColumn} from "../model/column.js";

export interface EventColumns {
  readonly size: number;
  /** Keys of the person, the visitor and the account; 0 = none. */
  readonly person: Uint32Array;
  readonly anon: Uint32Array | null;
  readonly account: Uint32Array | null;
  readonly ts: Float64Array;
  readonly name: DictColumn;
  readonly id: DictColumn | null;
  readonly session: DictColumn | null;
  readonly seq: Float64Array | null;
  /** Minor units; NaN = none. */
  readonly amount: Float64Array | null;
  readonly currency: DictColumn | null;
  readonly stage: DictColumn | null;
}

/** The columns of these rows alone. */
export function takeEvents(events: EventColumns, rows: Uint32Array): EventColumns {
  return {
    size: rows.length,
    person: takeWords(events.person, rows),
    anon: events.anon && takeWords(events.anon, rows),
    account: events.account && takeWords(events.account, rows),
    ts: takeFloats(events.ts, rows),
    name: takeDict(events.name, rows),
    id: events.id && takeDict(events.id, rows),
    session: events.session && takeDict(events.session, rows),
    seq: events.seq && takeFloats(events.seq, rows),
    amount: events.amount && takeFloats(events.amount, rows),
    currency: events.currency && takeDict(events.currency, rows),
    stage: events.stage && takeDict(events.stage, rows),
  };
}

const takeWords = (values: Uint32Array, rows: Uint32Array) => rows.map((row) => values[row]!);
export const takeFloats = (values: Float64Array, rows: Uint32Array) => Float64Array.from(rows, (row) => values[row]!);
export const takeDict = (column: DictColumn, rows: Uint32Array) => gather(column, rows) as DictColumn;
