// A column of a text file while it is read: both parsers hand over bytes.
import {HASH_START, HASH_STEP} from "./byte-dictionary.js";
import type {Cells} from "./cells.js";
import type {Decoder} from "./encoding.js";

/** Cells of one column, by their bytes: `from … to - 1` of `block`, or of `scratch` from the block's length on. */
export interface CellBatch {
  readonly block: Uint8Array;
  readonly scratch: Uint8Array;
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** `hashBytes` of each cell, as a signed number. */
  readonly hash: Int32Array;
}

export interface CellColumn {
  /** False: the hashes of its cells need not be computed. */
  readonly hashed: boolean;
  pushCells(batch: CellBatch): void;
  /** Makes room for so many cells in all. */
  reserve(size: number): void;
  /** How many bytes of its cells are not valid UTF-8. */
  invalidBytes(): number;
  finish(decoder: Decoder): Cells;
}

let scratch = new Uint8Array(1024);
const [from, to, hash] = [new Int32Array(1), new Int32Array(1), new Int32Array(1)];

/** Hands over one cell whose characters stand for bytes. */
export function pushLatin1(column: CellColumn, cell: string): void {
  const n = cell.length;
  if (scratch.length < n) scratch = new Uint8Array(n * 2);
  let code = HASH_START;
  for (let i = 0; i < n; i++) {
    const byte = cell.charCodeAt(i);
    scratch[i] = byte;
    code = Math.imul(code ^ byte, HASH_STEP);
  }
  to[0] = n;
  hash[0] = code;
  column.pushCells({block: scratch, scratch, count: 1, from, to, hash});
}
