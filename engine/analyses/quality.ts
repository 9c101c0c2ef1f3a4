// Quality: what came in, what was rejected and why, and what each column holds (semantics 1.10).
import * as z from "zod/mini";
import {isDict, type Column, type Scalar} from "../model/column.js";
import type {Conflict} from "../model/dataset.js";
import {storeColumn} from "../model/event-index.js";
import type {EventStore} from "../model/event-store.js";
import type {FileReport} from "../model/ledger.js";
import {occurrences} from "../model/occurrences.js";
import {byCodePoint} from "../model/order.js";
import {ownerless} from "../model/ownerless.js";
import {commonFields, type CommonQuery} from "../model/query.js";
import type {Scope} from "../model/scope.js";
import {tableOf, type Cell} from "../model/table.js";
import type {Analysis, Work} from "./analysis.js";
import {
  addSource,
  coverageRows,
  sourceFacts,
  sourceRows,
  type SourceFacts,
  type SourcesFacts,
} from "./quality/sources.js";

interface QualityQuery extends CommonQuery {
  kind: "quality";
}

const columns = {
  issues: ["source", "file", "reason", "rows", "first_line", "first_row", "first_column", "first_value"],
  columns: ["column", "type", "filled", "missing", "share", "distinct", "min", "max", "examples"],
  sources: ["source", "files", "read", "kept", "rejected", "events", "units", "from", "to"],
  coverage: ["source", "stage", "events", "units"],
  values: ["column", "value", "events"],
  conflicts: ["kind", "key", "between", "file", "row"],
} as const;

/** How often each value of a column occurs, and of what types they are. */
interface ColumnFacts {
  name: string;
  filled: number;
  counts: Map<Scalar, number>;
}
interface QualityFacts {
  files: readonly FileReport[];
  conflicts: readonly Conflict[];
  rows: number;
  columns: ColumnFacts[];
  sources: SourcesFacts;
}

/** Most frequent values shown of each column. */
const EXAMPLES = 5;

export const quality: Analysis<QualityQuery, QualityFacts> = {
  kind: "quality",
  schema: z.strictObject({kind: z.literal("quality"), ...commonFields}),
  tables: columns,
  collect,
  merge,
  tabulate: (facts) => ({
    tables: {
      issues: tableOf(columns.issues, issueRows(facts.files)),
      columns: tableOf(
        columns.columns,
        facts.columns.map((column) => columnRow(column, facts.rows)),
      ),
      sources: tableOf(columns.sources, sourceRows(facts.files, facts.sources)),
      coverage: tableOf(columns.coverage, coverageRows(facts.sources)),
      values: tableOf(columns.values, facts.columns.flatMap(valueRows)),
      conflicts: tableOf(columns.conflicts, conflictRows(facts.conflicts)),
    },
  }),
};

function* collect(scope: Scope): Work<QualityFacts> {
  const {rows, offsets} = rowsOf(scope);
  yield 0.2;
  const names = columnNames(scope.index.store);
  const facts: ColumnFacts[] = [];
  for (const name of names) {
    const column = storeColumn(scope.index.store, name);
    if (column) facts.push(columnFacts(name, column, rows));
    yield 0.2 + (0.6 * facts.length) / names.length;
  }
  const sources = sourceFacts(scope, rows, offsets);
  const {ledger, identity} = scope.dataset;
  return {files: ledger.files, conflicts: identity.conflictList, rows: rows.length, columns: facts, sources};
}

/** The rows that the query sees, unit by unit, and behind them those that belong to no unit. */
function rowsOf(scope: Scope): {rows: Uint32Array; offsets: Uint32Array} {
  const {starts, ends, positions} = occurrences(scope, "*", "quality");
  const nobodys = ownerless(scope, "*", "quality");
  const offsets = new Uint32Array(scope.units + 1);
  for (let u = 0; u < scope.units; u++) offsets[u + 1] = offsets[u]! + ends[u]! - starts[u]!;
  const length = offsets[scope.units]!;
  const rows = new Uint32Array(length + nobodys.length);
  for (let u = 0, at = 0; u < scope.units; u++)
    for (let i = starts[u]!, end = ends[u]!; i < end; i++)
      rows[at++] = scope.index.rowAt(positions === null ? i : positions[i]!);
  rows.set(nobodys, length);
  return {rows, offsets};
}

/** Fields, then properties; a property stands for the field of its name, as everywhere. */
function columnNames({props}: EventStore): string[] {
  const fields = ["name", "account", "session", "amount", "currency"].filter((field) => !props.has(field));
  return [...fields, ...[...props.keys()].sort(byCodePoint)];
}

function columnFacts(name: string, column: Column, rows: Uint32Array): ColumnFacts {
  const counts = new Map<Scalar, number>();
  let filled = 0;
  const count = (value: Scalar | null, n: number) => {
    if (value === null || n === 0) return;
    filled += n;
    counts.set(value, (counts.get(value) ?? 0) + n);
  };
  if (isDict(column)) {
    const byCode = new Uint32Array(column.dictionary.length);
    for (let i = 0; i < rows.length; i++) byCode[column.codes[rows[i]!]!]!++;
    byCode.forEach((n, code) => count(column.dictionary[code] ?? null, n));
  } else {
    countNumbers(column.values, rows, counts);
    for (const n of counts.values()) filled += n;
  }
  return {name, filled, counts};
}

function countNumbers(values: Float64Array, rows: Uint32Array, counts: Map<Scalar, number>): void {
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!;
    if (value === value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
}

function merge(parts: readonly QualityFacts[]): QualityFacts {
  const [first, ...rest] = parts;
  if (!first || rest.length === 0) return first ?? {files: [], conflicts: [], rows: 0, columns: [], sources: new Map()};
  const merged = new Map<string, ColumnFacts>();
  const sources = new Map<string, SourceFacts>();
  for (const part of parts) {
    for (const column of part.columns) addColumn(merged, column);
    for (const [name, facts] of part.sources) addSource(sources, name, facts);
  }
  return {
    files: first.files,
    conflicts: first.conflicts,
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    columns: [...merged.values()],
    sources,
  };
}

function addColumn(merged: Map<string, ColumnFacts>, {name, filled, counts}: ColumnFacts): void {
  const known = merged.get(name);
  if (!known) {
    merged.set(name, {name, filled, counts: new Map(counts)});
    return;
  }
  known.filled += filled;
  for (const [value, n] of counts) known.counts.set(value, (known.counts.get(value) ?? 0) + n);
}

type Rows = Record<string, Cell>[];

const conflictRows = (conflicts: readonly Conflict[]): Rows =>
  conflicts.map(({kind, key, between, file, row}) => ({kind, key, between: [...between], file, row}));

function issueRows(files: readonly FileReport[]): Rows {
  return files.flatMap((file) =>
    [...file.reasons]
      .sort((a, b) => b.rows - a.rows || byCodePoint(a.reason, b.reason))
      .map(({reason, rows, first}) => ({
        source: file.source,
        file: file.path,
        reason,
        rows,
        first_line: first.line,
        first_row: first.row,
        first_column: first.column,
        first_value: first.value,
      })),
  );
}

function columnRow({name, filled, counts}: ColumnFacts, rows: number): Record<string, Cell> {
  const values = [...counts.keys()];
  const types = new Set(values.map((value) => typeof value));
  const numbers = types.size === 1 && types.has("number") ? (values as number[]) : [];
  const type =
    types.size > 1
      ? "mixed"
      : ({string: "text", number: "number", boolean: "boolean"} as Record<string, string>)[[...types][0] ?? ""];
  const frequent = mostFrequent(counts, EXAMPLES);
  return {
    column: name,
    type: type ?? null,
    filled,
    missing: rows - filled,
    share: rows ? filled / rows : null,
    distinct: values.length,
    min: numbers.length ? numbers.reduce((a, b) => Math.min(a, b)) : null,
    max: numbers.length ? numbers.reduce((a, b) => Math.max(a, b)) : null,
    examples: frequent.map(([value]) => String(value)),
  };
}

/** The `most` values with the highest counts, ties by text; a column may have very many, so only these are put into order. */
function mostFrequent(counts: ReadonlyMap<Scalar, number>, most: number): [Scalar, number][] {
  const order = ([a, n]: [Scalar, number], [b, m]: [Scalar, number]) => m - n || byCodePoint(String(a), String(b));
  let kept: [Scalar, number][] = [];
  let least = 0;
  for (const entry of counts) {
    if (entry[1] < least) continue;
    kept.push(entry);
    if (kept.length < 8 * most) continue;
    kept = kept.sort(order).slice(0, most);
    least = kept[most - 1]![1];
  }
  return kept.sort(order).slice(0, most);
}

/** The most frequent values of a column that a reader may want to choose from. */
const VALUES = 50;

function valueRows({name, counts}: ColumnFacts): Rows {
  const frequent = mostFrequent(counts, VALUES);
  return frequent.map(([value, events]) => ({column: name, value, events}));
}
