// A column of a text file while it is read: both parsers hand over bytes.
import type {Cells} from "./cells.js";
import type {Decoder} from "./encoding.js";

/** Cells of one column, by their bytes: `from … to - 1` of `block`, or of `scratch` from the block's length on. */
export interface CellBatch {
  readonly block: Uint8Array;
  readonly scratch: Uint8Array;
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface CellColumn {
  pushCells(batch: CellBatch): void;
  /** Makes room for so many cells in all. */
  reserve(size: number): void;
  /** How many bytes of its cells are not valid UTF-8. */
  invalidBytes(): number;
  finish(decoder: Decoder): Cells;
}

let scratch = new Uint8Array(1024);
const [from, to] = [new Int32Array(1), new Int32Array(1)];

/** Hands over one cell whose characters stand for bytes. */
export function pushLatin1(column: CellColumn, cell: string): void {
  const n = cell.length;
  if (scratch.length < n) scratch = new Uint8Array(n * 2);
  for (let i = 0; i < n; i++) scratch[i] = cell.charCodeAt(i);
  to[0] = n;
  column.pushCells({block: scratch, scratch, count: 1, from, to});
}
