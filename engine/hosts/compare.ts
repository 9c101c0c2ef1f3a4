// Two sets of units, or two ranges, side by side: the query asked for each, and the differences (semantics 3.4, 18.2, 18.3, 18.6).
import type {Analysis, Tabulated, Tables, Work} from "../analyses/analysis.js";
import type {Calendar} from "../model/calendar.js";
import {shownPeriods} from "../model/period-range.js";
import type {CommonQuery, CompareSets} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import {ColumnTable, tableOf, type Cell, type Row} from "../model/table.js";
import {sampleRatio} from "../stats/chi-square.js";
import {differences, type Difference} from "./compare/differences.js";
import {comparableOf, type Comparable} from "./compare/figures.js";
import {OVERLAP, overlapCounts} from "./compare/overlap.js";
import {pairsOf} from "./compare/pairs.js";
import {sidesOf, type Sides} from "./compare/sides.js";
import {
  behindPart,
  collectParts,
  frameOfPart,
  mergeParts,
  tabulateParts,
  type DataExtent,
  type Read,
} from "./composed.js";
import {unitsOnly} from "./scope-of.js";

interface ComparedFacts {
  readonly parts: readonly unknown[];
  /** Four counts for each row of the overlap; empty where ranges are compared. */
  readonly overlap: Float64Array;
}

/** The answer of `kind` for both sides. Throws QueryError for a kind whose figures cannot be compared. */
export function comparing(
  read: Read,
  kind: Analysis,
  query: CommonQuery,
  calendar: Calendar,
  extent: DataExtent,
): Analysis<CommonQuery, ComparedFacts> {
  const comparable = comparableOf(query);
  const sides = sidesOf(read, query, calendar, extent, comparable);
  const parts = [sides.a, sides.b];
  const sets = setsOf(query);
  return {
    kind: query.kind,
    schema: kind.schema,
    tables: {...kind.tables, comparison: [], overlap: OVERLAP},
    whole: kind.whole === true || parts.some(({analysis}) => analysis.whole === true),
    *collect(scope): Work<ComparedFacts> {
      const facts = yield* collectParts(parts, sets ? unitsOnly(scope) : scope);
      return {
        parts: facts,
        overlap: sets ? overlapCounts(scope, sets, momentsOf(scope, query, sides)) : new Float64Array(),
      };
    },
    merge: (all) => ({
      parts: mergeParts(
        parts,
        all.map((facts) => facts.parts),
      ),
      overlap: sum(all.map(({overlap}) => overlap)),
    }),
    tabulate: (facts, frame) => tabulate(sides, comparable, facts, frame, query),
    *behind(_scope: Scope, _query, table, row): Work<Row[]> {
      const {side, ...own} = row;
      const inner = table === "comparison" ? String(own.of) : table;
      const key = table === "comparison" ? {...own, ...comparable.behind} : own;
      return yield* behindPart(side === "a" ? sides.a : sides.b, _scope, inner, key);
    },
  };
}

function setsOf({compare}: CommonQuery): CompareSets | null {
  return typeof compare === "object" && "a" in compare ? compare : null;
}

/** When membership is counted: at asOf, or, with a dynamic cohort, at the end of each period that has begun. */
function momentsOf(frame: Frame, query: CommonQuery, {period}: Sides): number[] {
  return period && isDynamic(query) ? endsOf(frame, period).map(({at}) => at) : [frame.asOf];
}

function isDynamic({cohorts = {}, compare}: CommonQuery): boolean {
  const {a, b} = compare as CompareSets;
  return [a, b].some((side) => typeof side === "string" && cohorts[side]?.mode === "dynamic");
}

function endsOf(frame: Frame, period: NonNullable<Sides["period"]>): {label: string; at: number}[] {
  const {first, count} = shownPeriods(frame, period);
  return Array.from({length: count}, (_, i) => first + i)
    .filter((n) => frame.calendar.startOf(period, n) < frame.asOf)
    .map((n) => ({label: frame.calendar.label(period, n), at: Math.min(frame.calendar.endOf(period, n), frame.asOf)}));
}

function sum(all: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(all[0]?.length ?? 0);
  for (const own of all) own.forEach((count, i) => (total[i]! += count));
  return total;
}

function tabulate(
  sides: Sides,
  comparable: Comparable,
  facts: ComparedFacts,
  frame: Frame,
  query: CommonQuery,
): Tabulated {
  const answers = tabulateParts([sides.a, sides.b], facts.parts) as [Tabulated, Tabulated];
  const sets = setsOf(query);
  const overlap = sets ? overlapRows(facts.overlap, frame, query, sides) : [];
  const ratio = sets?.shares ? assigned(facts.overlap, sets.shares) : null;
  const rows = differences(
    pairsOf(sides, answers, comparable, sets === null && query.kind !== "mrr"),
    !ratio?.mismatch,
  );
  return {
    tables: {
      ...bothSides(answers),
      comparison: tableOf(columnsOf(comparable, query, sets === null && sides.period !== null), rows),
      ...(sets
        ? {overlap: tableOf([...(isDynamic(query) && sides.period ? ["period"] : []), ...OVERLAP], overlap)}
        : {}),
    },
    diagnostics: {
      ...answers[1].diagnostics,
      comparison: {
        sides: {a: aboutSide(sides, "a"), b: aboutSide(sides, "b")},
        headline: headline(rows, comparable),
        sample_ratio: ratio,
        shared: overlap.length ? overlap[overlap.length - 1]!.both! : null,
      },
    },
  };
}

function aboutSide(sides: Sides, side: "a" | "b") {
  const frame = frameOfPart(sides[side]);
  const iso = (ms: number) => new Date(ms).toISOString();
  return {label: sides.labels[side], range: sides[side].query.range, asOf: iso(frame.asOf)};
}

function columnsOf({keys, period}: Comparable, {breakdown}: CommonQuery, ranges: boolean): string[] {
  return [
    ...(breakdown ? ["breakdown"] : []),
    ...["of", "measure"],
    ...keys.flatMap((key) => (ranges && key === period ? [key, `${key}_a`] : [key])),
    ...["a", "b", "n_a", "n_b", "diff", "lo", "hi", "z", "t", "df", "p", "q", "format", "status", "small"],
  ];
}

/** Both answers in one: rows of a, then of b. */
function bothSides([a, b]: readonly [Tabulated, Tabulated]): Tables {
  return Object.fromEntries(Object.entries(b.tables).map(([name, table]) => [name, stacked(a.tables[name], table)]));
}

function stacked(a: ColumnTable | undefined, b: ColumnTable): ColumnTable {
  const rows = a?.numRows() ?? 0;
  const known = new Set(a?.columnNames());
  const sides = Array.from({length: rows + b.numRows()}, (_, i) => (i < rows ? "a" : "b"));
  const of = (name: string): readonly Cell[] => (known.has(name) ? a!.array(name) : Array<Cell>(rows).fill(null));
  return new ColumnTable([
    ["side", sides],
    ...b.columnNames().map((name) => [name, [...of(name), ...b.array(name)]] as const),
  ]);
}

function overlapRows(counts: Float64Array, frame: Frame, query: CommonQuery, {period}: Sides): Row[] {
  const labels = period && isDynamic(query) ? endsOf(frame, period).map(({label}) => label) : [null];
  return labels.map((label, i) => ({
    period: label,
    ...Object.fromEntries(OVERLAP.map((name, k) => [name, counts[4 * i + k] ?? 0])),
  }));
}

/** Whether as many are on each side as was planned (semantics 18.3). */
function assigned(counts: Float64Array, shares: readonly [number, number]) {
  const [a, b, both] = counts.slice(-4) as unknown as [number, number, number];
  return {a: a + both, b: b + both, shares, ...sampleRatio([a + both, b + both], shares)};
}

function headline(rows: readonly Difference[], {headline: which = "last", period}: Comparable): Difference | null {
  const [first] = rows;
  const total = rows.filter(
    (row) => (row.breakdown ?? null) === null && row.of === first!.of && row.measure === first!.measure,
  );
  const told = total.filter(({diff}) => diff !== null);
  const over = told.filter(({status}) => status === null || status === "complete");
  if (which === "clearest") return clearest(period === undefined ? over : lastOf(over.length ? over : told, period));
  const best = over.filter(({small, p}) => !small && p !== null);
  const among = [best, over, told].find((some) => some.length > 0) ?? [];
  return among[among.length - 1] ?? null;
}

/** Those of the last period, so that the period told is not the one that chance favoured. */
function lastOf(rows: readonly Difference[], period: string): Difference[] {
  return rows.filter((row) => row[period] === rows[rows.length - 1]![period]);
}

/** The least likely to be chance; of large sides where there are such. */
function clearest(rows: readonly Difference[]): Difference | null {
  const best = rows.filter(({small, p}) => !small && p !== null);
  return (best.length ? best : rows).reduce<Difference | null>(
    (least, row) => (least === null || Number(row.p ?? 1) < Number(least.p ?? 1) ? row : least),
    null,
  );
}
