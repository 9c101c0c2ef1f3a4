// From the light table to an Arquero table, for callers who want its verbs.
import {table as arqueroTable, type ColumnTable as ArqueroTable} from "arquero";
import type {Table} from "../model/table.js";

/** An Arquero table with the same columns (copies nothing that is already an array). An Arquero table is returned as it is. */
export function toArquero(table: Table): ArqueroTable {
  if (isArquero(table)) return table;
  return arqueroTable(table.columnNames().map((name) => [name, Array.from(table.array(name))] as [string, unknown[]]));
}

function isArquero(table: Table): table is Table & ArqueroTable {
  return typeof (table as {derive?: unknown}).derive === "function";
}
