// Mean and standard deviation.

/** `sd` divides by n − 1. `mean` is null of no values, `sd` of fewer than two. */
export type MeanSd = {n: number; mean: number | null; sd: number | null};

/** The arithmetic mean, summed in the order given; null of none. */
export function mean(values: Float64Array): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Count, mean and standard deviation, in two passes (one pass loses digits where the mean is large). */
export function meanSd(values: Float64Array): MeanSd {
  const n = values.length;
  const centre = mean(values);
  if (centre === null || n < 2) return {n, mean: centre, sd: null};
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const away = values[i]! - centre;
    squares += away * away;
  }
  return {n, mean: centre, sd: Math.sqrt(squares / (n - 1))};
}
