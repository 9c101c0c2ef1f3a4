// Shares and ratios: one division at the end, and nothing out of nothing.

/** `n / d` as a fraction; null when `d` is 0 (semantics 1.4: 0/0 is unknown, not 0) or either is not a finite number. */
export function rate(n: number, d: number): number | null {
  return finite(n / d);
}

/** What is no finite number is unknown. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Whether a figure about `n` units is marked as small (semantics 1.9). */
export function isSmall(n: number): boolean {
  return n < 30;
}
