// One comparison of a value with what a predicate asks for, two-valued also where the value is missing (semantics 3.2).
import type {Scalar} from "./column.js";
import {byCodePoint} from "./order.js";

export const OPERATORS = ["eq", "neq", "lt", "lte", "gt", "gte", "in", "nin", "contains", "starts", "exists"] as const;
export type Operator = (typeof OPERATORS)[number];

/** Tests values against `wanted`. Never coerces: text is never less than a number. A missing value fails all but `neq` and `nin`. */
export function comparison(op: Operator, wanted: unknown): (value: Scalar | null) => boolean {
  const equal = (value: Scalar | null) => value !== null && value === wanted;
  const ordered = (holds: (order: number) => boolean) => (value: Scalar | null) => {
    const order = orderOf(value, wanted);
    return order !== null && holds(order);
  };
  const within = (value: Scalar | null) => value !== null && Array.isArray(wanted) && wanted.includes(value);
  const text = (holds: (value: string, part: string) => boolean) => (value: Scalar | null) =>
    typeof value === "string" && typeof wanted === "string" && holds(value, wanted);
  switch (op) {
    case "eq":
      return equal;
    case "neq":
      return (value) => !equal(value);
    case "lt":
      return ordered((order) => order < 0);
    case "lte":
      return ordered((order) => order <= 0);
    case "gt":
      return ordered((order) => order > 0);
    case "gte":
      return ordered((order) => order >= 0);
    case "in":
      return within;
    case "nin":
      return (value) => !within(value);
    case "contains":
      return text((value, part) => value.includes(part));
    case "starts":
      return text((value, part) => value.startsWith(part));
    case "exists":
      return (value) => (value !== null) === (wanted !== false);
  }
}

/** Negative, zero or positive; null where the two cannot be ordered (different types, or a missing value). */
export function orderOf(value: Scalar | null, wanted: unknown): number | null {
  if (typeof value === "number" && typeof wanted === "number") return value - wanted;
  if (typeof value === "string" && typeof wanted === "string") return byCodePoint(value, wanted);
  return null;
}
