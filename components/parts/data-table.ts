// The readable twin of a picture: a real table with sortable columns, a head that stays, and pages of rows when there are many.
import {html, nothing, type TemplateResult} from "lit";
import type {Cell, Table} from "../../engine/model/table.js";
import type {ColumnSpec} from "../format/columns.js";
import type {Format} from "../format/format.js";
import type {Text} from "../format/catalogue.js";

/** Rows on one page. */
export const PAGE_ROWS = 200;

export interface Sort {
  column: string;
  descending: boolean;
}

/** What a reader chose in a table; kept by whoever shows the table. */
export interface TableOrder {
  sort: Sort | null;
  page: number;
}

export interface TableView {
  readonly table: Table;
  readonly columns: readonly ColumnSpec[];
  readonly caption: string;
  readonly text: Text;
  readonly format: Format;
  /** On paper: no buttons, at most this many rows, and a line that says so when rows are left out. */
  readonly stillRows?: number | undefined;
}

/** Draws a table in the order and on the page that `chosen` holds. `changed` is told that a person changed them. */
export class DataTable {
  constructor(
    private readonly owner: {requestUpdate(): void},
    private readonly changed: () => void,
    private readonly chosen: TableOrder = {sort: null, page: 0},
  ) {}

  render(view: TableView): TemplateResult {
    const {table, columns, caption, stillRows} = view;
    const order = this.#order(view);
    const pages = Math.max(1, Math.ceil(order.length / PAGE_ROWS));
    const page = Math.min(this.chosen.page, pages - 1);
    const shown = stillRows ? order.slice(0, stillRows) : order.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
    return html`<div class="table" part="table" role="region" aria-label=${caption} tabindex=${stillRows ? nothing : 0}>
        <table>
          <caption class="hidden">
            ${caption}
          </caption>
          <thead>
            <tr>
              ${columns.map((column) => this.#head(column, view))}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  ${columns.map((column, i) => cell(column, table, row, i === 0))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${stillRows ? cutNote(order.length, stillRows, view) : this.#pager(page, pages, order.length, view)}`;
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

  #pager(page: number, pages: number, n: number, {text}: TableView): TemplateResult | typeof nothing {
    if (pages === 1) return nothing;
    const [from, to] = [page * PAGE_ROWS + 1, Math.min(n, (page + 1) * PAGE_ROWS)];
    return html`<div class="pager" part="pager">
      <button type="button" ?disabled=${page === 0} @click=${() => this.#turn(page - 1)}>
        ${text("table.previous")}
      </button>
      <span aria-live="polite">${text("table.page", {from, to, n})}</span>
      <button type="button" ?disabled=${page === pages - 1} @click=${() => this.#turn(page + 1)}>
        ${text("table.next")}
      </button>
    </div>`;
  }

  // Figures begin with the largest, words with the first; a third press gives the order of the result back.
  #sortBy({name, numeric}: ColumnSpec): void {
    const first = {column: name, descending: numeric};
    if (this.chosen.sort?.column !== name) this.chosen.sort = first;
    else
      this.chosen.sort =
        this.chosen.sort.descending === first.descending ? {column: name, descending: !first.descending} : null;
    this.#turn(0);
  }

  #turn(page: number): void {
    this.chosen.page = page;
    this.owner.requestUpdate();
    this.changed();
  }

  #order({table, format}: TableView): number[] {
    const rows = Array.from({length: table.numRows()}, (_, i) => i);
    const sort = this.chosen.sort;
    if (!sort || !table.columnNames().includes(sort.column)) return rows;
    const values = table.array(sort.column);
    const sign = sort.descending ? -1 : 1;
    return rows.sort((a, b) => byValue(values[a] as Cell, values[b] as Cell, sign, format) || a - b);
  }
}

// What is unknown stands last in either direction.
function byValue(a: Cell, b: Cell, sign: number, format: Format): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * format.compare(String(a), String(b));
}

function cell(column: ColumnSpec, table: Table, row: number, first: boolean): TemplateResult {
  const text = column.write((table.get(column.name, row) ?? null) as Cell, row);
  const kind = column.numeric ? "figure" : text.length <= SHORT ? "short" : "";
  const shown = column.draw ? column.draw(text) : text;
  return first
    ? html`<th scope="row" class="${kind} ${hasLongWord(text) ? "" : "whole"}">${shown}</th>`
    : html`<td class=${kind}>${shown}</td>`;
}

/** Longer texts may take several lines. */
const SHORT = 24;

/** Longer words are ids, which may break anywhere; names stay whole. */
const LONGEST_NAME = 20;
const hasLongWord = (text: string): boolean => text.split(/\s/).some((word) => word.length > LONGEST_NAME);

function cutNote(n: number, shown: number, {text}: TableView): TemplateResult | typeof nothing {
  return n > shown ? html`<p class="note">${text("table.cut", {shown, n})}</p>` : nothing;
}
