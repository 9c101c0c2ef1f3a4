// Reads the figures of a measure from the answers to the questions that it asked.
import type {Tabulated} from "../../analyses/analysis.js";
import {periodStatus, shownPeriods, type Status} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import {rowsOf, type Row} from "../../model/table.js";
import {frameOfPart} from "../composed.js";
import type {Options} from "./measure.js";
import type {Plan, Use} from "./plan.js";
import type {MetricQuery} from "./query.js";
import type {Shown} from "./ranking.js";
import type {Known, Observed} from "./series.js";

/** What is known of each bucket shown (all where that is null), in the order of the answers; nothing where these have no rows. */
export function figuresOf(
  {measure, uses}: Plan,
  answers: readonly Tabulated[],
  frame: Frame,
  query: MetricQuery,
  shown: Shown,
): Known[] {
  const buckets = new Map<string | null, {figures: Map<number, Observed>; elapsed: Map<number, number | null>}>();
  uses.forEach((use, i) => {
    const rows = rowsOf(answers[i]!.tables[measure.table]!);
    const options = use.part.query as unknown as Options;
    for (const [breakdown, own] of grouped(rows, (row) => (row.breakdown ?? null) as string | null)) {
      let known = buckets.get(breakdown);
      if (!known) {
        if (use.for === "elapsed" || (shown && !shown.includes(breakdown))) continue;
        buckets.set(breakdown, (known = {figures: new Map(), elapsed: new Map()}));
      }
      for (const [number, ofPeriod] of byPeriod(use, own, measure.column, query, measure.snapshot ?? false)) {
        const figure = measure.read(ofPeriod, options);
        const of = use.periods === null ? number : use.periods.get(number)!;
        if (use.for === "elapsed") known.elapsed.set(of, figure.value);
        else
          known.figures.set(of, {
            ...figure,
            status: statusOf(ofPeriod, measure.snapshot ?? false, frame, query, of + (measure.offset?.(options) ?? 0)),
          });
      }
    }
  });
  const asked = uses.find((use) => use.for === "figures")?.part.query as unknown as Options;
  const offset = asked ? (measure.offset?.(asked) ?? 0) : 0;
  return [...buckets].map(([breakdown, known]) => ({breakdown, ...known, offset}));
}

function statusOf(
  rows: readonly Row[],
  snapshot: boolean,
  frame: Frame,
  {period}: MetricQuery,
  number: number,
): Status {
  const stated = snapshot ? undefined : rows[0]?.status;
  return typeof stated === "string" && rows.every(({status}) => status === stated)
    ? (stated as Status)
    : periodStatus(frame, period, number);
}

/** Rows by the number of their period, of those that the use is about. */
function byPeriod(
  {part, periods}: Use,
  rows: readonly Row[],
  column: string,
  {period}: MetricQuery,
  snapshot: boolean,
): Map<number, Row[]> {
  if (snapshot) return new Map([...periods!.keys()].map((number) => [number, [...rows]]));
  const frame = frameOfPart(part);
  const {first, last} = shownPeriods(frame, period);
  const numbers = new Map<unknown, number>();
  for (let n = first; n <= last; n++) numbers.set(frame.calendar.label(period, n), n);
  const found = new Map<number, Row[]>();
  for (const [label, own] of grouped(rows, (row) => row[column])) {
    const number = numbers.get(label);
    if (number !== undefined && (periods === null || periods.has(number))) found.set(number, own);
  }
  return found;
}

function grouped<K>(rows: readonly Row[], keyOf: (row: Row) => K): Map<K, Row[]> {
  const groups = new Map<K, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const own = groups.get(key);
    if (own) own.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
