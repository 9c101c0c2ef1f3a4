// How a goal stands period by period (semantics 18.4).
import type {Frame} from "../../model/scope.js";
import type {Goal, MetricQuery} from "./query.js";
import type {Observed} from "./series.js";

export type GoalStatus = "met" | "missed" | "on_track" | "off_track";
export interface GoalCells {
  /** Null where nothing is judged: without a goal, in a period that is not over, without a value. */
  readonly goal: GoalStatus | null;
  /** What the value should be at the end of the period: on the straight way from the start to the target. */
  readonly goal_value: number | null;
}

type Numbered = {readonly number: number; readonly figure: Observed | undefined};

/**
 * The goal at each of these periods. Met as soon as the value is there. Before `by` it is on track while the value keeps up with the
 * straight way from the start value (at the end of the first complete period, or `start` at the beginning of the range) to the target;
 * the period that reaches `by` decides, and later ones keep its word. Periods that are not over are not judged.
 */
export function goalTrack(periods: readonly Numbered[], frame: Frame, {goal, period}: MetricQuery): GoalCells[] {
  const nothing: GoalCells = {goal: null, goal_value: null};
  if (!goal) return periods.map(() => nothing);
  const end = (number: number) => frame.calendar.endOf(period, number);
  const by = goal.by === undefined ? -Infinity : frame.calendar.parseLocal(goal.by, "goal.by");
  const way = wayTo(goal, by, periods, frame, end);
  let decided: GoalStatus | null = null;
  return periods.map(({number, figure}) => {
    const expected = way(end(number));
    if (figure?.status !== "complete" || figure.value === null) return {goal: null, goal_value: expected};
    if (decided !== null) return {goal: decided, goal_value: expected};
    const status = statusOf(goal, figure.value, expected, end(number) >= by);
    if (goal.by !== undefined && end(number) >= by) decided = status;
    return {goal: status, goal_value: expected};
  });
}

function statusOf(goal: Goal, value: number, expected: number, due: boolean): GoalStatus {
  if (holds(goal.op, value, goal.target)) return "met";
  if (due) return "missed";
  return holds(goal.op, value, expected) ? "on_track" : "off_track";
}

function wayTo(
  goal: Goal,
  by: number,
  periods: readonly Numbered[],
  frame: Frame,
  end: (number: number) => number,
): (t: number) => number {
  const first = periods.find(({figure}) => figure?.status === "complete" && figure.value !== null);
  const [from, value] =
    goal.start !== undefined
      ? [frame.from, goal.start]
      : first
        ? [end(first.number), first.figure!.value!]
        : [by, goal.target];
  return (t) =>
    t >= by || from >= by ? goal.target : value + (goal.target - value) * Math.max(0, (t - from) / (by - from));
}

function holds(op: Goal["op"], value: number, target: number): boolean {
  if (op === "gte") return value >= target;
  if (op === "gt") return value > target;
  return op === "lte" ? value <= target : value < target;
}
