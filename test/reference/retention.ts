// The slow twin of retention: every unit, every cohort, every offset, straight from semantics 5.
import {bucketsByCount, ratio, wilsonLimits, type Happening, type History, type Which} from "./history.js";

export interface RetentionOptions {
  start: Which;
  return: Which;
  period: "hour" | "day" | "week" | "month";
  mode: "calendar" | "rolling" | "rolling_hour";
  criterion: "on" | "on_or_after" | "bracket";
  brackets?: [number, number][];
  cohort: "first" | "first_in_range" | "recurring";
  n: number;
  mean: "pooled" | "simple" | "weighted" | "double_weighted";
  breakdown?: {prop: string; source: "first" | "profile"; top: number};
}

type Row = Record<string, unknown>;
interface Member {
  user: string;
  cohort: number;
  anchor: Happening;
  label: string;
}

const HOUR = 3_600_000;
const LENGTH = {hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR};

export function retentionReference(history: History, options: RetentionOptions): {cells: Row[]; average: Row[]} {
  const members = membersOf(history, options);
  const sizes = new Map<string, number>();
  for (const {label} of members) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const cells: Row[] = [];
  const average: Row[] = [];
  for (const {name, labels} of bucketsByCount(sizes, options.breakdown?.top ?? null)) {
    const own = members.filter(({label}) => labels.has(label));
    const triangle = cellsOf(history, options, own);
    const named = (row: Row) => (options.breakdown ? {breakdown: name, ...row} : row);
    cells.push(...triangle.map(({cohortNumber: _, ...row}) => named(row)));
    average.push(...averageOf(options, triangle).map(named));
  }
  return {cells, average};
}

function membersOf(history: History, {start, period, cohort, breakdown}: RetentionOptions): Member[] {
  const shown = history.shown(period);
  const members: Member[] = [];
  for (const user of history.users) {
    const starts = history.eventsOf(user, start);
    const inRange = starts.filter(({ts}) => shown.includes(history.periodOf(ts, period)));
    let anchors: Happening[];
    if (cohort === "first") anchors = starts.slice(0, 1).filter((event) => inRange.includes(event));
    else if (cohort === "first_in_range") anchors = inRange.slice(0, 1);
    else
      anchors = inRange.filter(
        (event, i) => i === 0 || history.periodOf(event.ts, period) !== history.periodOf(inRange[i - 1]!.ts, period),
      );
    for (const anchor of anchors) {
      const value = breakdown
        ? breakdown.source === "profile"
          ? history.profileValue(user, breakdown.prop, anchor.ts)
          : history.value(anchor, breakdown.prop)
        : "";
      members.push({
        user,
        cohort: history.periodOf(anchor.ts, period),
        anchor,
        label: value === null ? "(none)" : String(value),
      });
    }
  }
  return members;
}

function originOf({mode}: RetentionOptions, {ts}: Happening): number {
  return mode === "rolling_hour" ? ts - (((ts % HOUR) + HOUR) % HOUR) : ts;
}

function offsetsOf(history: History, options: RetentionOptions, {user, cohort, anchor}: Member): number[] {
  const returns = history
    .eventsOf(user, options.return)
    .filter((event) => event.ts >= anchor.ts && event.id !== anchor.id);
  return returns.map((event) =>
    options.mode === "calendar"
      ? history.periodOf(event.ts, options.period) - cohort
      : Math.floor((originOf(options, event) - originOf(options, anchor)) / LENGTH[options.period]),
  );
}

/** The columns: which offsets count, and the last one that must be over. */
function columnsOf({
  criterion,
  brackets = [],
  n,
}: RetentionOptions): {holds: (offset: number) => boolean; until: number; label?: string}[] {
  if (criterion === "bracket") {
    return brackets.map(([x, y]) => ({
      holds: (offset) => offset >= x && offset <= y,
      until: y,
      label: x === y ? String(x) : `${x}–${y}`,
    }));
  }
  return Array.from({length: n + 1}, (_, k) => ({
    holds: (offset: number) => (criterion === "on" ? offset === k : offset >= k),
    until: k,
  }));
}

type CellRow = Row & {
  cohortNumber: number;
  n: number;
  size: number;
  eligible: number;
  retained: number | null;
  status: string;
  rate: number | null;
};

function cellsOf(history: History, options: RetentionOptions, members: Member[]): CellRow[] {
  const {asOf, historyStart} = history.world;
  const length = LENGTH[options.period];
  const cohorts = [...new Set(members.map(({cohort}) => cohort))].sort((a, b) => a - b);
  const columns = columnsOf(options);
  const rows: CellRow[] = [];
  for (const cohort of cohorts) {
    const own = members.filter((member) => member.cohort === cohort);
    const size = own.length;
    const lastOver = (member: Member, offset: number) =>
      originOf(options, member.anchor) + (offset + 1) * length <= asOf;
    const open =
      options.criterion === "on_or_after" &&
      (options.mode === "calendar"
        ? history.calendar.endOf(options.period, cohort + options.n) > asOf
        : own.some((member) => !lastOver(member, options.n)));
    const column = columns.map(({holds, until, label}, n): CellRow => {
      const back = (member: Member) => offsetsOf(history, options, member).some(holds);
      const observed = own.filter((member) => lastOver(member, until));
      let status: string = history.status(options.period, cohort + until);
      let eligible = status === "complete" ? size : 0;
      let retained = status === "complete" ? own.filter(back).length : null;
      const soFar = status === "in_progress" ? own.filter(back).length / size : null;
      if (options.mode !== "calendar") {
        eligible = observed.length;
        status = eligible === size ? "complete" : eligible > 0 ? "partial" : "future";
        retained = eligible > 0 ? observed.filter(back).length : null;
      }
      return {
        cohortNumber: cohort,
        cohort: history.calendar.label(options.period, cohort),
        size,
        n,
        ...(label === undefined ? {} : {label}),
        eligible,
        retained,
        rate: retained === null ? null : retained / eligible,
        ...wilsonLimits(retained, eligible),
        so_far: options.mode === "calendar" ? soFar : null,
        status,
        open,
        churn: options.criterion === "on_or_after" && status === "complete" ? 1 - retained! / eligible : null,
        small: (eligible || size) < 30,
        truncated: options.cohort === "first" && cohort <= history.periodOf(historyStart, options.period),
      };
    });
    rows.push(...column.map((row, n) => ({...row, rate_previous: relative(row, column[n - 1])})));
  }
  return rows;
}

function relative(row: CellRow, before: CellRow | undefined): number | null {
  if (!before || row.status !== "complete" || before.status !== "complete") return null;
  return ratio(row.retained!, before.retained!);
}

function averageOf(options: RetentionOptions, cells: CellRow[]): Row[] {
  return columnsOf(options).map(({label}, n) => {
    const own = cells.filter((cell) => cell.n === n);
    const complete = own.filter(({status}) => status === "complete");
    const counted = options.mean === "pooled" ? own.filter(({retained}) => retained !== null) : complete;
    const sum = (rows: CellRow[], of: (row: CellRow) => number) => rows.reduce((total, row) => total + of(row), 0);
    const eligible = sum(counted, (row) => row.eligible);
    const retained = sum(counted, (row) => row.retained!);
    const rates = {
      pooled: ratio(retained, eligible),
      simple: ratio(
        sum(complete, (row) => row.rate!),
        complete.length,
      ),
      weighted: ratio(
        sum(complete, (row) => row.size * row.rate!),
        sum(complete, (row) => row.size),
      ),
      double_weighted: ratio(
        sum(complete, (row) => row.size * row.retained!),
        sum(complete, (row) => row.size * row.size),
      ),
    };
    const pairs = complete.flatMap((row) => {
      const before = cells.find((cell) => cell.cohortNumber === row.cohortNumber && cell.n === n - 1);
      return before?.status === "complete" ? [[before.retained!, row.retained!] as const] : [];
    });
    const limits = options.mean === "pooled" ? wilsonLimits(retained, eligible) : {lo: null, hi: null};
    const left = sum(complete, (row) => row.eligible - row.retained!);
    return {
      n,
      ...(label === undefined ? {} : {label}),
      eligible,
      retained,
      rate: rates[options.mean],
      ...limits,
      rate_previous: ratio(
        pairs.reduce((total, [, after]) => total + after, 0),
        pairs.reduce((total, [before]) => total + before, 0),
      ),
      churn:
        options.criterion === "on_or_after"
          ? ratio(
              left,
              sum(complete, (row) => row.eligible),
            )
          : null,
      small: eligible < 30,
    };
  });
}
