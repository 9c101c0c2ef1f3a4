// Puts the k-th smallest value in its place without sorting the rest.

/**
 * Reorders so that `values[k]` is what it would be if sorted, with nothing greater before it and nothing smaller after.
 * Linear time on average (quickselect, the pivot being the median of three at fixed places, so nothing is random); no NaN.
 */
export function select(values: Float64Array, k: number): void {
  let left = 0;
  let right = values.length - 1;
  // A run of bad pivots is cut short by sorting what is left.
  for (let turns = 100; left < right; turns--) {
    if (turns === 0) {
      values.subarray(left, right + 1).sort();
      return;
    }
    const pivot = middle(values[left]!, values[(left + right) >>> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return;
  }
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
