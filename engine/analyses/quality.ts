// Quality: what came in, what was rejected and why, and what each column holds (semantics 1.10).
import * as z from "zod/mini";
import {isDict, valueAt, type Column, type Scalar} from "../model/column.js";
import type {FileReport} from "../model/ledger.js";
import {byCodePoint} from "../model/order.js";
import {commonFields, type CommonQuery} from "../model/query.js";
import type {Scope} from "../model/scope.js";
import {select} from "../model/selection.js";
import {tableOf, type Cell} from "../model/table.js";
import type {Analysis, Work} from "./analysis.js";

export interface QualityQuery extends CommonQuery {
  kind: "quality";
}

const columns = {
  issues: ["source", "file", "reason", "rows", "first_line", "first_row", "first_column", "first_value"],
  columns: ["column", "type", "filled", "missing", "share", "distinct", "min", "max", "examples"],
  sources: ["source", "files", "read", "kept", "rejected", "events", "units", "from", "to"],
  coverage: ["source", "stage", "events", "units"],
  values: ["column", "value", "events"],
} as const;

/** How often each value of a column occurs, and of what types they are. */
interface ColumnFacts {
  name: string;
  filled: number;
  counts: Map<Scalar, number>;
}
interface SourceFacts {
  events: number;
  units: number;
  from: number;
  to: number;
  stages: Map<string, {events: number; units: number}>;
}
export interface QualityFacts {
  files: readonly FileReport[];
  rows: number;
  columns: ColumnFacts[];
  sources: Map<string, SourceFacts>;
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
      sources: tableOf(columns.sources, sourceRows(facts)),
      coverage: tableOf(columns.coverage, coverageRows(facts)),
      values: tableOf(columns.values, facts.columns.flatMap(valueRows)),
    },
  }),
};

function* collect(scope: Scope): Work<QualityFacts> {
  const {positions, offsets, ts, length} = select(scope, ["*"], "quality");
  yield 0.2;
  const named: [string, Column | null][] = [
    ["name", scope.index.name],
    ...columnNames(scope).map((name): [string, Column | null] => [name, scope.index.column(name)]),
  ];
  const facts: ColumnFacts[] = [];
  for (const [name, column] of named) {
    if (column) facts.push(columnFacts(name, column, positions));
    yield 0.2 + (0.6 * facts.length) / named.length;
  }
  const sources = sourceFacts(scope, positions, offsets, ts);
  return {files: scope.dataset.ledger.files, rows: length, columns: facts, sources};
}

function columnNames(scope: Scope): string[] {
  const {store} = scope.index;
  const fields = ["account", "session", "amount", "currency"].filter((field) => store[field as "account"]);
  return [...fields, ...[...store.props.keys()].sort(byCodePoint)];
}

function columnFacts(name: string, column: Column, positions: Uint32Array): ColumnFacts {
  const counts = new Map<Scalar, number>();
  let filled = 0;
  const count = (value: Scalar | null, n: number) => {
    if (value === null || n === 0) return;
    filled += n;
    counts.set(value, (counts.get(value) ?? 0) + n);
  };
  if (isDict(column)) {
    const byCode = new Uint32Array(column.dictionary.length);
    for (const position of positions) byCode[column.codes[position]!]!++;
    byCode.forEach((n, code) => count(column.dictionary[code] ?? null, n));
  } else {
    for (const position of positions) count(valueAt(column, position), 1);
  }
  return {name, filled, counts};
}

function sourceFacts(
  scope: Scope,
  positions: Uint32Array,
  offsets: Uint32Array,
  ts: Float64Array,
): Map<string, SourceFacts> {
  const {index} = scope;
  const source = index.coded("source");
  const stage = index.store.facts.has("stage") ? index.coded("stage") : null;
  const found = new Map<string, SourceFacts>();
  const only = scope.dataset.ledger.files[0]?.source ?? "generic";
  for (let u = 0; u < index.units; u++) {
    const seen = new Set<string>();
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) {
      const name = source ? String(source.dictionary[source.codes[positions[i]!]!] ?? only) : only;
      let facts = found.get(name);
      if (!facts) found.set(name, (facts = {events: 0, units: 0, from: Infinity, to: -Infinity, stages: new Map()}));
      facts.events++;
      facts.from = Math.min(facts.from, ts[i]!);
      facts.to = Math.max(facts.to, ts[i]!);
      if (!seen.has(name)) facts.units++;
      seen.add(name);
      const at = stage && (stage.dictionary[stage.codes[positions[i]!]!] as string | null);
      if (!at) continue;
      const tally = facts.stages.get(at) ?? {events: 0, units: 0};
      tally.events++;
      if (!seen.has(`${name}\n${at}`)) tally.units++;
      seen.add(`${name}\n${at}`);
      facts.stages.set(at, tally);
    }
  }
  return found;
}

function merge(parts: readonly QualityFacts[]): QualityFacts {
  const [first, ...rest] = parts;
  if (!first || rest.length === 0) return first ?? {files: [], rows: 0, columns: [], sources: new Map()};
  const merged = new Map<string, ColumnFacts>();
  const sources = new Map<string, SourceFacts>();
  for (const part of parts) {
    for (const column of part.columns) addColumn(merged, column);
    for (const [name, facts] of part.sources) addSource(sources, name, facts);
  }
  return {
    files: first.files,
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

function addSource(merged: Map<string, SourceFacts>, name: string, facts: SourceFacts): void {
  const none: SourceFacts = {events: 0, units: 0, from: Infinity, to: -Infinity, stages: new Map()};
  const known = merged.get(name) ?? none;
  const stages = new Map(known.stages);
  for (const [stage, {events, units}] of facts.stages) {
    const tally = stages.get(stage) ?? {events: 0, units: 0};
    stages.set(stage, {events: tally.events + events, units: tally.units + units});
  }
  merged.set(name, {
    events: known.events + facts.events,
    units: known.units + facts.units,
    from: Math.min(known.from, facts.from),
    to: Math.max(known.to, facts.to),
    stages,
  });
}

type Rows = Record<string, Cell>[];

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
  const frequent = [...counts].sort(([a, n], [b, m]) => m - n || byCodePoint(String(a), String(b))).slice(0, EXAMPLES);
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

/** The most frequent values of a column that a reader may want to choose from. */
const VALUES = 50;

function valueRows({name, counts}: ColumnFacts): Rows {
  const frequent = [...counts].sort(([a, n], [b, m]) => m - n || byCodePoint(String(a), String(b))).slice(0, VALUES);
  return frequent.map(([value, events]) => ({column: name, value, events}));
}

function sourceRows({files, sources}: QualityFacts): Rows {
  const names = new Set([...files.map((file) => file.source), ...sources.keys()]);
  const rows = [...names].map((source) => {
    const own = files.filter((file) => file.source === source);
    const total = (field: "read" | "kept" | "rejected") => own.reduce((sum, file) => sum + file[field], 0);
    const facts = sources.get(source);
    return {
      source,
      files: own.length,
      read: total("read"),
      kept: total("kept"),
      rejected: total("rejected"),
      events: facts?.events ?? 0,
      units: facts?.units ?? 0,
      from: facts ? facts.from : null,
      to: facts ? facts.to : null,
    };
  });
  return rows.sort((a, b) => b.events - a.events || byCodePoint(a.source, b.source));
}

function coverageRows({sources}: QualityFacts): Rows {
  const rows = [...sources].flatMap(([source, {stages}]) =>
    [...stages].map(([stage, {events, units}]) => ({source, stage, events, units})),
  );
  return rows.sort((a, b) => byCodePoint(a.source, b.source) || b.events - a.events || byCodePoint(a.stage, b.stage));
}
