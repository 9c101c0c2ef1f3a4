// The readable twin of a picture: a real table with sortable columns and a head that stays. Of a long one only what is in sight is drawn.
import {html, nothing, type TemplateResult} from "lit";
import type {Cell, Table} from "../../engine/model/table.js";
import type {ColumnSpec} from "../format/columns.js";
import type {Format} from "../format/format.js";
import type {Text} from "../format/catalogue.js";
import {LONG, scrolledRows} from "./scrolled-rows.js";

/** Rows that a table of a live page has on paper. */
export const PAPER_ROWS = 1000;

export interface Sort {
  column: string;
  descending: boolean;
}

/** What a reader chose in a table; kept by whoever shows the table. */
export interface TableOrder {
  sort: Sort | null;
}

interface TableView {
  readonly table: Table;
  readonly columns: readonly ColumnSpec[];
  readonly caption: string;
  /** The caption is seen: one of several tables. Else it is for screen readers. */
  readonly titled?: boolean;
  readonly text: Text;
  readonly format: Format;
  /** On paper: no buttons, at most this many rows, and a line that says so when rows are left out. */
  readonly stillRows?: number | undefined;
}

/** Draws a table in the order that `chosen` holds. `changed` is told that a person changed it. */
export class DataTable {
  #ordered: {table: Table; sort: Sort | null; format: Format; rows: number[]} | null = null;

  constructor(
    private readonly owner: {requestUpdate(): void},
    private readonly changed: () => void,
    private readonly chosen: TableOrder = {sort: null},
  ) {}

  render(view: TableView): TemplateResult {
    const {columns, caption, titled, stillRows} = view;
    const order = this.#order(view);
    const long = !stillRows && order.length > LONG;
    const draw = (place: number) => tableRow(view, order[place]!, place);
    return html`<div
        class="table ${long ? "long" : ""}"
        part="table"
        role="region"
        aria-label=${caption}
        tabindex=${stillRows ? nothing : 0}
      >
        <table aria-rowcount=${long ? order.length + 1 : nothing}>
          <caption class=${titled ? "title" : "hidden"}>
            ${caption}
          </caption>
          <thead>
            <tr aria-rowindex=${stillRows ? nothing : 1}>
              ${columns.map((column) => this.#head(column, view))}
            </tr>
            ${long ? widths(view, order) : nothing}
          </thead>
          <tbody ${stillRows ? nothing : scrolledRows({rows: order.length, paperRows: PAPER_ROWS, draw})}>
            ${stillRows ? order.slice(0, stillRows).map((_, place) => draw(place)) : nothing}
          </tbody>
        </table>
      </div>
      ${cutNote(order.length, stillRows ?? PAPER_ROWS, view)}`;
  }

  #head(column: ColumnSpec, {text, stillRows}: TableView): TemplateResult {
    const sorted = this.chosen.sort?.column === column.name ? this.chosen.sort : null;
    const order = sorted ? (sorted.descending ? "descending" : "ascending") : "none";
    if (stillRows) return html`<th scope="col" class=${column.numeric ? "figure" : ""}>${column.label}</th>`;
    return html`<th scope="col" class=${column.numeric ? "figure" : ""} aria-sort=${order}>
      <button type="button" title=${text("table.sort", {column: column.label})} @click=${() => this.#sortBy(column)}>
        ${column.label}<span class="sort" aria-hidden="true">${sorted ? (sorted.descending ? "▾" : "▴") : ""}</span>
      </button>
    </th>`;
  }

  // Figures begin with the largest, words with the first; a third press gives the order of the result back.
  #sortBy({name, numeric}: ColumnSpec): void {
    const first = {column: name, descending: numeric};
    if (this.chosen.sort?.column !== name) this.chosen.sort = first;
    else
      this.chosen.sort =
        this.chosen.sort.descending === first.descending ? {column: name, descending: !first.descending} : null;
    this.owner.requestUpdate();
    this.changed();
  }

  #order({table, format}: TableView): readonly number[] {
    const {sort} = this.chosen;
    const known = this.#ordered;
    if (known?.table === table && known.sort === sort && known.format === format) return known.rows;
    const rows = rowsInOrder(table, sort, format);
    this.#ordered = {table, sort, format, rows};
    return rows;
  }
}

function rowsInOrder(table: Table, sort: Sort | null, format: Format): number[] {
  const rows = Array.from({length: table.numRows()}, (_, i) => i);
  if (!sort || !table.columnNames().includes(sort.column)) return rows;
  const values = table.array(sort.column);
  const sign = sort.descending ? -1 : 1;
  return rows.sort((a, b) => byValue(values[a] as Cell, values[b] as Cell, sign, format) || a - b);
}

// What is unknown stands last in either direction.
function byValue(a: Cell, b: Cell, sign: number, format: Format): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * format.compare(String(a), String(b));
}

const textAt = ({table}: TableView, column: ColumnSpec, row: number): string =>
  column.write((table.get(column.name, row) ?? null) as Cell, row);

function tableRow(view: TableView, row: number, place: number): TemplateResult {
  return html`<tr aria-rowindex=${view.stillRows ? nothing : place + 2}>
    ${view.columns.map((column, i) => cell(column, textAt(view, column, row), i === 0))}
  </tr>`;
}

function cell(column: ColumnSpec, text: string, first: boolean): TemplateResult {
  const kind = column.numeric ? "figure" : text.length <= SHORT ? "short" : "";
  const shown = column.draw ? column.draw(text) : text;
  return first
    ? html`<th scope="row" class="${kind} ${hasLongWord(text) ? "" : "whole"}">${shown}</th>`
    : html`<td class=${kind}>${shown}</td>`;
}

/** Rows whose texts say how wide the columns of a long table are, and how many of the longest are tried. */
const PROBES = 200;
const TRIED = 20;

// A row without height that keeps the columns as wide whichever rows are in sight.
function widths(view: TableView, order: readonly number[]): TemplateResult {
  const step = Math.max(1, Math.floor(order.length / PROBES));
  const probes = Array.from({length: Math.ceil(order.length / step)}, (_, i) => order[i * step]!);
  const longest = (column: ColumnSpec) =>
    [...new Set(probes.map((row) => textAt(view, column, row)))]
      .sort((a, b) => b.length - a.length)
      .slice(0, TRIED)
      .join("\n");
  return html`<tr class="widths" aria-hidden="true">
    ${view.columns.map((column) => html`<td class=${column.numeric ? "figure" : ""} data-longest=${longest(column)}></td>`)}
  </tr>`;
}

/** Longer texts may take several lines. */
const SHORT = 24;

/** Longer words are ids, which may break anywhere; names stay whole. */
const LONGEST_NAME = 20;
const hasLongWord = (text: string): boolean => text.split(/\s/).some((word) => word.length > LONGEST_NAME);

// A page that is printed says there how many rows it has.
function cutNote(n: number, shown: number, {text, stillRows}: TableView): TemplateResult | typeof nothing {
  return n > shown ? html`<p class="note ${stillRows ? "" : "paper"}">${text("table.cut", {shown, n})}</p>` : nothing;
}
