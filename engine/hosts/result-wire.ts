// A result on its way between threads: tables as plain columns, which the other side wraps again.
import {ColumnTable, type Cell, type Table} from "../model/table.js";
import {Result, type Diagnostics} from "../results/result.js";

export interface SentResult {
  readonly kind: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, readonly (readonly [name: string, values: readonly Cell[]])[]>>;
  readonly summary: string;
  readonly diagnostics: Diagnostics;
}

export function sentResult({kind, query, tables, summary, diagnostics}: Result): SentResult {
  const columns = (table: Table) =>
    table.columnNames().map((name) => [name, Array.from(table.array(name)) as Cell[]] as const);
  return {
    kind,
    query,
    tables: Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, columns(table)])),
    summary,
    diagnostics,
  };
}

export function receivedResult({kind, query, tables, summary, diagnostics}: SentResult): Result {
  const light = Object.entries(tables).map(([name, columns]) => [name, new ColumnTable(columns)] as const);
  return new Result(kind, query, Object.fromEntries(light), summary, diagnostics);
}
