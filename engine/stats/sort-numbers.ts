// Sorts numbers, digit by digit where they are whole: counts and durations mostly are.

/** Fewer than these are sorted by comparing. */
const FEW = 512;
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const WORD = 2 ** 32;
/** Three digits hold the low 32 bits, the last what is above. */
const LAST = 3;

/** Ascending, in place; no NaN. Linear for whole numbers from 0 to 2^43. */
export function sortNumbers<A extends ArrayBufferLike>(values: Float64Array<A>): Float64Array<A> {
  if (values.length < FEW) return values.sort();
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // Zero may have a sign, which digits do not show.
    if (!(value >= 0) || value !== Math.floor(value) || Object.is(value, -0)) return values.sort();
    if (value > most) most = value;
  }
  if (most >= DIGITS * WORD) return values.sort();
  return byDigits(values, most);
}

function byDigits<A extends ArrayBufferLike>(values: Float64Array<A>, most: number): Float64Array<A> {
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  const starts = new Uint32Array(DIGITS + 1);
  const last = most >= WORD ? LAST : most >= DIGITS * DIGITS ? 2 : most >= DIGITS ? 1 : 0;
  for (let pass = 0; pass <= last; pass++) {
    starts.fill(0);
    for (let i = 0; i < from.length; i++) starts[digitOf(from[i]!, pass) + 1]!++;
    for (let d = 1; d < DIGITS; d++) starts[d]! += starts[d - 1]!;
    for (let i = 0; i < from.length; i++) to[starts[digitOf(from[i]!, pass)]!++] = from[i]!;
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return values;
}

function digitOf(value: number, pass: number): number {
  return pass === LAST ? Math.floor(value / WORD) : (value >>> (DIGIT_BITS * pass)) & (DIGITS - 1);
}
