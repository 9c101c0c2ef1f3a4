// From the figures of single periods to the series: what each is compared with, whether it stands out, how the goal stands.
import type {Period} from "../../model/calendar.js";
import {periodStatus, shownPeriods, type Status} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {anomaly} from "../../stats/mad.js";
import {wilson} from "../../stats/wilson.js";
import {earlierPeriod, type Against} from "../earlier.js";
import {goalTrack} from "./goal.js";
import type {Figure, Format} from "./measure.js";
import {isSmall} from "../../stats/rate.js";
import type {MetricQuery} from "./query.js";

/** Periods of one phase: a day is judged by the same weekday, an hour by the same hour. */
const PHASES: Partial<Record<Period, number>> = {day: 7, hour: 24};
/** Fewer earlier values say nothing about what is usual. */
const FEWEST = 3;

/** A figure with how far its period has been observed. */
export interface Observed extends Figure {
  readonly status: Status;
}
/** What is known of one bucket. */
export interface Known {
  readonly breakdown: string | null;
  /** By period number, from some periods before the first one shown. */
  readonly figures: ReadonlyMap<number, Observed>;
  /** Values of earlier periods as they stood after the time that has passed of a later one, by the number of the later one. */
  readonly elapsed: ReadonlyMap<number, number | null>;
  /** How many periods after its own each is read at. */
  readonly offset: number;
}

export const SERIES = [
  ...["breakdown", "period", "value", "n", "lo", "hi", "previous", "change", "goal", "anomaly", "status"],
  ...["goal_value", "z", "small"],
] as const;

/** How many periods before the first one shown are needed to compare and judge it. */
export function leadOf({period, anomaly: judged}: MetricQuery, wayBack: number): number {
  return Math.max(wayBack, judged ? judged.k * (PHASES[period] ?? 1) : 0);
}

/** One row for each period shown. */
export function seriesRows(known: Known, frame: Frame, query: MetricQuery, format: Format): Record<string, Cell>[] {
  const {first, count} = shownPeriods(frame, query.period);
  const numbers = Array.from({length: count}, (_, i) => first + i);
  const against: Against = query.compare === "year" ? "year" : "previous";
  const goals = goalTrack(
    numbers.map((n) => ({number: n, figure: known.figures.get(n)})),
    frame,
    query,
  );
  return numbers.map((n, i) => {
    const figure = known.figures.get(n) ?? {
      value: null,
      n: null,
      status: periodStatus(frame, query.period, n + known.offset),
    };
    const previous = previousOf(known, frame, query.period, n, figure, against);
    const judged = judgement(known, query, n, figure);
    return {
      breakdown: known.breakdown,
      period: frame.calendar.label(query.period, n),
      value: figure.value,
      n: figure.n,
      ...limits(figure, format),
      previous,
      change: changeOf(previous, figure.value),
      ...goals[i]!,
      ...judged,
      status: figure.status,
      small: format === "share" && isSmall(figure.n ?? 0),
    };
  });
}

function limits({hits, n, lo, hi}: Figure, format: Format): {lo: number | null; hi: number | null} {
  const interval = format === "share" && typeof hits === "number" && n ? wilson(hits, n) : null;
  return {lo: interval?.lo ?? lo ?? null, hi: interval?.hi ?? hi ?? null};
}

// A period under way is compared with as much of the other one as has passed of it (semantics 18.6).
function previousOf(
  known: Known,
  {calendar}: Frame,
  period: Period,
  n: number,
  figure: Observed,
  against: Against,
): number | null {
  if (figure.status === "complete") {
    const other = known.figures.get(earlierPeriod(calendar, period, n, against));
    return other?.status === "complete" ? other.value : null;
  }
  return known.elapsed.get(n) ?? null;
}

/** Relative to what it is compared with: 0.12 for 12 % more; null where that is 0 or unknown. */
function changeOf(previous: number | null, value: number | null): number | null {
  if (previous === null || value === null || previous === 0) return null;
  return (value - previous) / Math.abs(previous);
}

function judgement(
  {figures}: Known,
  {period, anomaly: judged}: MetricQuery,
  n: number,
  {status, value}: Observed,
): {anomaly: boolean | null; z: number | null} {
  if (!judged || status !== "complete" || value === null) return {anomaly: null, z: null};
  const phase = PHASES[period] ?? 1;
  const reference: number[] = [];
  for (let k = 1; k <= judged.k; k++) {
    const other = figures.get(n - k * phase);
    if (other?.status === "complete" && other.value !== null) reference.push(other.value);
  }
  if (reference.length < FEWEST) return {anomaly: null, z: null};
  const {flagged, z} = anomaly(value, Float64Array.from(reference));
  return {anomaly: flagged, z};
}
