// Who is asked what at a size. Loads are repeated in turns, so that a slow moment of the machine meets all of them.
import {cpus} from "node:os";

const SMALL = 1e6;
const threads = Math.min(cpus().length, 4);

/** Tasks in order: a name for the table, and a script of this folder or a page engine with its details. */
export function tasksOf(size, {runs, agree}) {
  const small = size <= SMALL;
  const ask = [
    {
      name: "kit, Chromium, workers",
      page: "kit",
      details: {what: "ask", host: "worker", workers: threads, format: "arrow"},
    },
    {
      name: "kit, Chromium, one worker",
      page: "kit",
      details: {what: "ask", host: "worker", workers: 1, format: "arrow"},
    },
    {name: "kit, Chromium, page's thread", page: "kit", details: {what: "ask", host: "local", format: "arrow"}},
    {name: "kit, Node, local", script: "engines/kit.mjs", details: {what: "ask"}},
    {name: "DuckDB native, 2 threads", script: "engines/duckdb.mjs", details: {what: "ask", threads: 2}},
    {name: "DuckDB native, 1 thread", script: "engines/duckdb.mjs", details: {what: "ask", threads: 1}},
    {name: "DuckDB-WASM, Chromium", page: "duckdb", details: {what: "ask", format: "arrow"}},
    ...(small
      ? [
          {name: "Arquero, Chromium", page: "arquero", details: {what: "ask", format: "arrow"}},
          {name: "row objects, Chromium", page: "rows", details: {what: "ask", format: "arrow"}},
        ]
      : []),
  ];
  const kit = (format) => [
    {name: "kit, Node, local", script: "engines/kit.mjs", details: {what: "load", format}},
    {name: "kit, Chromium, one worker", page: "kit", details: {what: "load", host: "worker", workers: 1, format}},
  ];
  const duckdb = (format) => ({
    name: "DuckDB native, 2 threads",
    script: "engines/duckdb.mjs",
    details: {what: "load", threads: 2, format},
  });
  const load = [
    ...kit("csv"),
    duckdb("csv"),
    ...(small
      ? [{name: "arquero.fromCSV, Node", script: "engines/readers.mjs", details: {reader: "arquero", format: "csv"}}]
      : []),
    ...kit("arrow"),
    {name: "DuckDB-WASM, Chromium", page: "duckdb", details: {what: "load", format: "arrow"}},
    ...kit("parquet"),
    duckdb("parquet"),
    {name: "hyparquet alone, Node", script: "engines/readers.mjs", details: {reader: "hyparquet", format: "parquet"}},
  ];
  const times = agree ? 1 : runs || (small ? 3 : 2);
  return [
    ...ask,
    ...Array.from({length: times}, () => load).flat(),
    ...(agree ? [] : [...kindTasks(), ...(small ? dashboardTasks() : [])]),
  ];
}

/** What each kind takes. It makes its own data, in the page. */
export function kindTasks() {
  return [{name: "kit, Chromium, one worker", page: "kit", details: {what: "kinds", host: "worker", workers: 1}}];
}

/** What the widgets of a dashboard take. It makes its own data too. */
export function dashboardTasks() {
  return [{name: "lk-dashboard, Chromium, one worker", page: "dashboard", details: {what: "dashboard"}}];
}
