// Timestamps and dates of Arrow as milliseconds, without a BigInt for each.
import {DateUnit, TimeUnit, Type, type Column} from "@uwdata/flechette";
import {eachBatch, isValid} from "./arrow-batches.js";
import {TimeColumn} from "./cell-columns.js";
import {DAY_ONLY, INSTANT, LOCAL, type Cells} from "./cells.js";

/** How many of a unit are a millisecond. */
const PER_MS = new Map<number, number>([
  [TimeUnit.SECOND, 0.001],
  [TimeUnit.MILLISECOND, 1],
  [TimeUnit.MICROSECOND, 1e3],
  [TimeUnit.NANOSECOND, 1e6],
]);

/** The times of a column. Without a zone in the schema a timestamp is a clock reading; a date is a local day. */
export function times(column: Column<unknown>): Cells {
  const cells = new TimeColumn(column.length);
  const {typeId, unit, timezone} = column.type as {typeId: number; unit: number; timezone?: string | null};
  const mark = typeId === Type.Date ? DAY_ONLY : timezone ? INSTANT : LOCAL;
  const inDays = typeId === Type.Date && unit === DateUnit.DAY;
  const perMs = typeId === Type.Date ? 1 : PER_MS.get(unit)!;
  eachBatch(column, (batch, start, validity) => {
    const [value, marks] = [cells.value, cells.mark].map((all) => all.subarray(start, start + batch.length));
    if (inDays) for (let i = 0; i < batch.length; i++) value![i] = Number((batch.values as Int32Array)[i]) * 86_400_000;
    else readMs(batch.values as BigInt64Array, perMs, value as Float64Array);
    marks!.fill(mark);
    for (let i = 0; validity && i < batch.length; i++) if (!isValid(validity, i)) value![i] = marks![i] = 0;
  });
  return cells.finish();
}

/** Reads 64-bit numbers as milliseconds without a BigInt each: exact while they fit 53 bits, nanoseconds by parts. */
function readMs(values: BigInt64Array, perMs: number, out: Float64Array): void {
  const low = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const high = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  if (perMs === 1e6) for (let i = 0; i < out.length; i++) out[i] = Number(floorDivide(values[i]!, 1_000_000n));
  else if (perMs === 1e3)
    for (let i = 0; i < out.length; i++) out[i] = Math.floor((high[2 * i + 1]! * 0x1_0000_0000 + low[2 * i]!) / 1e3);
  else {
    const factor = perMs === 1 ? 1 : 1e3;
    for (let i = 0; i < out.length; i++) out[i] = (high[2 * i + 1]! * 0x1_0000_0000 + low[2 * i]!) * factor;
  }
}

const floorDivide = (a: bigint, b: bigint) => (a < 0n && a % b !== 0n ? a / b - 1n : a / b);
