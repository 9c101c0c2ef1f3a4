// The light column table: what analyses return and answers carry. It has the four methods it shares with an Arquero table.

/** A cell of a result table: a list only in columns that are lists by definition (a path's `route`). */
export type Cell = string | number | boolean | null | readonly string[];
export type Row = Record<string, Cell>;

/** What a reader of tables may rely on; an Arquero table fits as it is. */
export interface Table {
  numRows(): number;
  columnNames(): string[];
  get(name: string, row?: number): unknown;
  array(name: string): ArrayLike<unknown>;
}

/** Columns of equal length under their names. Holds the arrays given, copies nothing. */
export class ColumnTable implements Table {
  readonly #columns: ReadonlyMap<string, readonly Cell[]>;
  constructor(columns: Iterable<readonly [string, readonly Cell[]]>) {
    this.#columns = new Map(columns);
  }
  numRows(): number {
    for (const column of this.#columns.values()) return column.length;
    return 0;
  }
  columnNames(): string[] {
    return [...this.#columns.keys()];
  }
  get(name: string, row = 0): Cell {
    return this.array(name)[row] ?? null;
  }
  array(name: string): readonly Cell[] {
    const column = this.#columns.get(name);
    if (!column) throw new RangeError(`unknown column "${name}"; the table has ${this.columnNames().join(", ")}`);
    return column;
  }
}

/** A table of `rows` with exactly these columns, in this order; a key that a row lacks is null. */
export function tableOf(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Cell | undefined>>[],
): ColumnTable {
  return new ColumnTable(columns.map((name) => [name, rows.map((row) => row[name] ?? null)] as const));
}

/** Row `i` as a plain object. */
export function rowOf(table: Table, i: number): Row {
  const row: Row = {};
  for (const name of table.columnNames()) row[name] = (table.get(name, i) ?? null) as Cell;
  return row;
}

/** All rows as plain objects: the wire form of a table. */
export function rowsOf(table: Table): Row[] {
  return Array.from({length: table.numRows()}, (_, i) => rowOf(table, i));
}
