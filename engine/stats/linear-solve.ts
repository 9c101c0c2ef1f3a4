// Solves a small dense system of linear equations.

/**
 * The x with A x = b, by Gaussian elimination with partial pivoting; `matrix` holds A row after row. Null when A is
 * singular. Changes neither argument.
 */
export function solve(matrix: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length;
  const a = matrix.slice();
  const x = b.slice();
  const negligible = 1e-14 * a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let column = 0; column < n; column++) {
    const pivot = largestBelow(a, n, column);
    if (!(Math.abs(a[pivot * n + column]!) > negligible)) return null;
    swapRows(a, x, n, pivot, column);
    for (let row = column + 1; row < n; row++) {
      const factor = a[row * n + column]! / a[column * n + column]!;
      if (factor === 0) continue;
      for (let j = column; j < n; j++) a[row * n + j]! -= factor * a[column * n + j]!;
      x[row]! -= factor * x[column]!;
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let j = row + 1; j < n; j++) x[row]! -= a[row * n + j]! * x[j]!;
    x[row]! /= a[row * n + row]!;
  }
  return x.every(Number.isFinite) ? x : null;
}

function largestBelow(a: Float64Array, n: number, column: number): number {
  let largest = column;
  for (let row = column + 1; row < n; row++) {
    if (Math.abs(a[row * n + column]!) > Math.abs(a[largest * n + column]!)) largest = row;
  }
  return largest;
}

function swapRows(a: Float64Array, x: Float64Array, n: number, p: number, q: number): void {
  if (p === q) return;
  for (let j = 0; j < n; j++) [a[p * n + j], a[q * n + j]] = [a[q * n + j]!, a[p * n + j]!];
  [x[p], x[q]] = [x[q]!, x[p]!];
}
