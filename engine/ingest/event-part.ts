// The events of one file as columns, before identities are settled and everything is put in order.
import type {Column, DictColumn} from "../model/column.js";
import type {Cells} from "./cells.js";
import type {EventColumns} from "./event-columns.js";
import type {FileBook} from "./ledger-book.js";
import type {Places} from "./places.js";

/** A property of some events: cells of the file's records (typed later, together with other files), or finished values. */
export type PropPart =
  | {
      readonly kind: "cells";
      readonly cells: Cells;
      readonly records: Uint32Array | null;
      /** 1 = this event goes without. */ readonly bare?: Uint8Array | null;
    }
  | {readonly kind: "column"; readonly column: Column};

export interface EventPart extends EventColumns {
  readonly book: FileBook;
  readonly places: Places;
  /** What the file calls the column of ids. */
  readonly idColumn: string | null;
  /** The source of each event; null = the file's. */
  readonly source: DictColumn | null;
  /** Record of the file behind each event; null when they are the same. */
  readonly records: Uint32Array | null;
  /** 1 where the event is all that its record gave; null = everywhere. */
  readonly sole: Uint8Array | null;
  readonly props: ReadonlyMap<string, PropPart>;
}
