// A column of Arrow as it lies: batch after batch, with a bit for each value that is there.
import type {Batch, Column} from "@uwdata/flechette";

export type AnyBatch = Batch<unknown> & {
  validity?: Uint8Array;
  values?: unknown;
  offsets?: unknown;
  cache?: unknown[];
  key?: (i: number) => number;
};

export const isValid = (validity: Uint8Array | undefined, i: number) =>
  validity === undefined || validity.length === 0 || (validity[i >> 3]! & (1 << (i & 7))) !== 0;

/** Calls `visit` for each batch with the row it starts at, and with its bits where a value is missing. */
export function eachBatch(
  column: Column<unknown>,
  visit: (batch: AnyBatch, start: number, validity: Uint8Array | undefined) => void,
): void {
  let start = 0;
  for (const batch of column.data as readonly AnyBatch[]) {
    visit(batch, start, batch.nullCount > 0 ? batch.validity : undefined);
    start += batch.length;
  }
}
