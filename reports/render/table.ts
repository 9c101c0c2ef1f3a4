// Tables as plain markup: of results that no widget draws, and of what is known about the data.
import {rowOf, type Cell, type Table} from "../../engine/model/table.js";
import {figures} from "../../engine/results/figures.js";
import {markup, type Markup} from "./html.js";
import type {PageWords} from "./words.js";

export interface Head {
  readonly label: string;
  /** Figures stand at the end of their column. */
  readonly kind: "figure" | "text";
}

/** A table of text that is ready to read; the first cell of a row is its heading. */
export function table(heads: readonly Head[], rows: readonly (readonly string[])[]): Markup {
  const cell = (text: string, c: number) =>
    c === 0
      ? markup`<th scope="row" class="${heads[c]!.kind}">${text}</th>`
      : markup`<td class="${heads[c]!.kind}">${text}</td>`;
  return markup`<div class="plain"><table>
<thead><tr>${heads.map(({label, kind}) => markup`<th scope="col" class="${kind}">${label}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div>
`;
}

/** The first `maxRows` rows of a result's table; a line says so when rows are left out. Columns without any value are left out. */
export function resultTable(result: Table, tz: string, words: PageWords, maxRows: number): Markup {
  const {text} = words;
  const n = result.numRows();
  if (n === 0) return markup`<p class="cut">${text("empty")}</p>\n`;
  const columns = result
    .columnNames()
    .filter((name) => hasValues(result, name))
    .map((name) => columnOf(result, name, tz, words));
  const shown = Array.from({length: Math.min(n, maxRows)}, (_, i) => rowOf(result, i));
  const rows = shown.map((row) => columns.map(({name, write}) => write(row[name] ?? null)));
  return markup`${table(columns, rows)}${n > shown.length ? markup`<p class="cut">${text("cut", {shown: shown.length, n})}</p>\n` : null}`;
}

interface Column extends Head {
  readonly name: string;
  write(value: Cell): string;
}

function columnOf(result: Table, name: string, tz: string, words: PageWords): Column {
  const cells = Array.from(result.array(name)) as Cell[];
  const number = INSTANTS.test(name) ? instantWriter(cells, tz, words) : numberWriter(name, cells, words.locale);
  return {
    name,
    label: name.replace(/_(ms|ts)$/, "").replaceAll("_", " "),
    kind: cells.some((cell) => typeof cell === "number") ? "figure" : "text",
    write: (value) => {
      if (value === null) return "–";
      if (typeof value === "number") return number(value);
      return typeof value === "object" ? value.join(" → ") : String(value);
    },
  };
}

const INSTANTS = /^(at|since|ts|from|to|entered|started)$|_ts$/;
const SHARES = /(^|_)(rate|share|lo|hi)(_|$)/;

function numberWriter(name: string, cells: readonly Cell[], locale: string): (value: number) => string {
  const {count, share, duration, number} = figures(locale);
  if (name.endsWith("_ms")) return duration;
  if (SHARES.test(name)) return share;
  return cells.every((cell) => typeof cell !== "number" || Number.isInteger(cell)) ? count : number;
}

// Instants that all begin a day are days.
function instantWriter(cells: readonly Cell[], tz: string, {day, startsDay, instant}: PageWords) {
  const timed = cells.some((cell) => typeof cell === "number" && !startsDay(cell, tz));
  return (value: number) => (timed ? instant : day)(value, tz);
}

function hasValues(result: Table, name: string): boolean {
  return Array.from(result.array(name)).some((cell) => cell !== null);
}
