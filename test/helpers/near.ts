// Equal but for the last bits: rows of two ways of counting, whose divisions may round differently.
import {expect} from "@esm-bundle/chai";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The same rows in the same order with the same columns; numbers may differ by `tolerance`. */
export function expectNear(actual: Rows, expected: Rows, message = "", tolerance = 1e-12): void {
  const differs = differenceOf(actual, expected, tolerance);
  if (differs === null) return;
  expect(actual, `${message} ${differs}`).to.deep.equal(expected);
  throw new Error(`${message} ${differs}`);
}

function differenceOf(actual: Rows, expected: Rows, tolerance: number): string | null {
  if (actual.length !== expected.length) return `${actual.length} rows instead of ${expected.length}`;
  for (const [i, row] of expected.entries()) {
    const own = actual[i]!;
    const names = new Set([...Object.keys(row), ...Object.keys(own)]);
    for (const name of names) {
      if (!(name in own) || !(name in row)) return `row ${i}: column ${name} is on one side only`;
      if (!isNear(own[name], row[name], tolerance))
        return `row ${i}, ${name}: ${String(own[name])} instead of ${String(row[name])}`;
    }
  }
  return null;
}

function isNear(a: unknown, b: unknown, tolerance: number): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
  return a === b;
}
