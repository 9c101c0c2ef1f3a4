// What happened to an account's monthly value between two instants, and at which period ends it did (semantics 10.3).
import {firstThat} from "../../model/first-from.js";
import type {Subscription} from "./subscriptions.js";

export const MOVEMENTS = ["new", "reactivation", "expansion", "contraction", "churned"] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** The class of a change from `before` to `after`, with its amount; null without a change. `paid` says whether it was above 0 earlier. */
function movementOf(before: number, after: number, paid: boolean): {movement: Movement; amount: number} | null {
  if (before === after) return null;
  if (before === 0) return {movement: paid ? "reactivation" : "new", amount: after};
  if (after === 0) return {movement: "churned", amount: before};
  return after > before
    ? {movement: "expansion", amount: after - before}
    : {movement: "contraction", amount: before - after};
}

/** A change of an account's monthly value in one period; moves inside the period net out. */
export interface Step {
  /** Which period: it lies between `bounds[step]` and `bounds[step + 1]`. */
  readonly step: number;
  readonly before: number;
  readonly after: number;
  readonly movement: Movement;
  readonly amount: number;
}

/**
 * The value of an account just before `bounds[0]`, and its changes from each bound to the next. Values are those just before a bound,
 * as with stages: what begins with the next period is no part of this one's end. Looks only at bounds next to a start or an end.
 */
export function changesOf(
  subscriptions: readonly Subscription[],
  bounds: readonly number[],
): {initial: number; steps: Step[]} {
  const levels = new Map<number, number>();
  for (const {mrr, from, to} of subscriptions) {
    const [enters, leaves] = [from, to].map((ts) => firstThat(0, bounds.length, (i) => bounds[i]! > ts)) as [
      number,
      number,
    ];
    if (enters >= leaves) continue;
    levels.set(enters, (levels.get(enters) ?? 0) + mrr);
    levels.set(leaves, (levels.get(leaves) ?? 0) - mrr);
  }
  let sum = levels.get(0) ?? 0;
  const initial = Math.max(0, sum);
  const steps: Step[] = [];
  for (const bound of [...levels.keys()].filter((at) => at > 0 && at < bounds.length).sort((a, b) => a - b)) {
    const before = Math.max(0, sum);
    sum += levels.get(bound)!;
    const after = Math.max(0, sum);
    const change = movementOf(
      before,
      after,
      subscriptions.some(({mrr, from, to}) => mrr > 0 && from < to && from < bounds[bound - 1]!),
    );
    if (change) steps.push({step: bound - 1, before, after, ...change});
  }
  return {initial, steps};
}
