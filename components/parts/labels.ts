// Direct labels: moves labels apart that would lie on each other, as little as possible.

interface Placed<T> {
  readonly item: T;
  /** Where the label would like to be (its middle). */
  readonly wanted: number;
  /** Where it is. */
  readonly at: number;
}

/**
 * Spreads labels along one axis so that their middles are at least `gap` apart and stay in `[low, high]`. Keeps the order of `wanted`.
 * Labels that cannot all fit are pressed together evenly; callers show a legend instead when `fits` is false.
 */
export function spread<T>(
  items: readonly T[],
  wanted: (item: T) => number,
  gap: number,
  low: number,
  high: number,
): Placed<T>[] {
  const sorted = items.map((item) => ({item, wanted: wanted(item)})).sort((a, b) => a.wanted - b.wanted);
  const room = high - low;
  const step = sorted.length > 1 ? Math.min(gap, room / (sorted.length - 1)) : gap;
  const at = sorted.map(({wanted: w}) => Math.min(high, Math.max(low, w)));
  for (let i = 1; i < at.length; i++) at[i] = Math.max(at[i]!, at[i - 1]! + step);
  for (let i = at.length - 1; i >= 0; i--) at[i] = Math.min(at[i]!, high - (at.length - 1 - i) * step);
  return sorted.map((label, i) => ({...label, at: at[i]!}));
}

/** The same for boxes that stand in columns: each column's labels are spread beside its boxes. */
export function spreadInColumns<T>(
  boxes: readonly T[],
  column: (box: T) => number,
  middle: (box: T) => number,
  gap: number,
  low: number,
  high: number,
): Placed<T>[] {
  return [...new Set(boxes.map(column))].flatMap((at) =>
    spread(
      boxes.filter((box) => column(box) === at),
      middle,
      gap,
      low,
      high,
    ),
  );
}

/** Whether `count` labels fit `gap` apart into a length. */
export function fits(count: number, gap: number, length: number): boolean {
  return (count - 1) * gap <= length;
}
