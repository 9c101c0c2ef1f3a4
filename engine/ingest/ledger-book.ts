// Keeps the ledger while data is read: which rows were rejected where and why, and what else is worth knowing.
import type {FileReport, Ledger, LedgerEntry, LedgerReason} from "../model/ledger.js";
import {byCodePoint} from "../model/order.js";
import {words} from "./growable.js";

const SHOWN = 200;

/** The account of one file. A rejected row costs a few bytes, for in a bad file it may be every one. */
export class FileBook {
  read = 0;
  kept = 0;
  from = Infinity;
  to = -Infinity;
  readonly #rows = words(16);
  readonly #lines = words(16);
  readonly #reasons = words(16);
  readonly #columns = words(16);
  readonly #values: (string | null)[] = [];
  readonly #texts: (string | null)[] = [null];
  readonly #known = new Map<string, number>();
  readonly #warnings = new Map<string, {count: number; first: string}>();
  readonly #notes: string[] = [];

  constructor(
    readonly path: string,
    public source: string,
    public format: string,
  ) {}

  get rejected(): number {
    return this.#rows.size;
  }

  /** One rejected row. Long values are cut. */
  reject(row: number, line: number, reason: string, column: string | null = null, value: string | null = null): void {
    this.#rows.push(row);
    this.#lines.push(line);
    this.#reasons.push(this.#text(reason));
    this.#columns.push(column === null ? 0 : this.#text(column));
    this.#values.push(value === null ? null : cut(value));
  }

  /** Something odd that costs no row; counted, and told once with its first place. */
  warn(what: string, line: number, row: number, column: string | null = null, value: string | null = null): void {
    const known = this.#warnings.get(what);
    if (known) known.count++;
    else {
      const place = [
        line ? `line ${line}` : `row ${row}`,
        column ? `column "${column}"` : "",
        value === null ? "" : JSON.stringify(cut(value)),
      ];
      this.#warnings.set(what, {count: 1, first: place.filter(Boolean).join(", ")});
    }
  }

  /** A sentence about the whole file. */
  note(sentence: string): void {
    if (!this.#notes.includes(sentence)) this.#notes.push(sentence);
  }

  sentences(): string[] {
    const warnings = [...this.#warnings].map(
      ([what, {count, first}]) => `${this.path}: ${count} × ${what} (first: ${first})`,
    );
    return [...this.#notes.map((note) => `${this.path}: ${note}`), ...warnings];
  }

  /** Rejected rows in the order of the file. */
  entries(): LedgerEntry[] {
    return this.#inOrder().map((i) => ({file: this.path, ...this.#entry(i)}));
  }

  report(): FileReport {
    const {path, source, format, read, kept, rejected} = this;
    const iso = (ts: number) => (this.from <= this.to ? new Date(ts).toISOString() : null);
    return {
      path,
      source,
      format,
      read,
      kept,
      rejected,
      reasons: this.#reasonList(),
      from: iso(this.from),
      to: iso(this.to),
    };
  }

  #reasonList(): LedgerReason[] {
    const found = new Map<number, {rows: number; first: number}>();
    for (const i of this.#inOrder()) {
      const known = found.get(this.#reasons.values[i]!);
      if (known) known.rows++;
      else found.set(this.#reasons.values[i]!, {rows: 1, first: i});
    }
    return [...found.values()]
      .map(({rows, first}) => {
        const {reason, line, row, column, value} = this.#entry(first);
        return {reason, rows, first: {line, row, column, value}};
      })
      .sort((a, b) => b.rows - a.rows || byCodePoint(a.reason, b.reason));
  }

  #entry(i: number): Omit<LedgerEntry, "file"> {
    const text = (code: number) => this.#texts[code] ?? null;
    return {
      row: this.#rows.values[i]!,
      line: this.#lines.values[i]!,
      column: text(this.#columns.values[i]!),
      value: this.#values[i]!,
      reason: text(this.#reasons.values[i]!) ?? "",
    };
  }

  #inOrder(): number[] {
    const rows = this.#rows.values.subarray(0, this.rejected);
    const order = Array.from(rows, (_, i) => i);
    // As a rule they came in order.
    return order.every((i) => i === 0 || rows[i - 1]! <= rows[i]!)
      ? order
      : order.sort((a, b) => rows[a]! - rows[b]! || a - b);
  }

  #text(text: string): number {
    let code = this.#known.get(text);
    if (code === undefined) this.#known.set(text, (code = this.#texts.push(text) - 1));
    return code;
  }
}

const cut = (value: string) => (value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);

/** The finished ledger: files in the order given, entries by row inside each, made when they are asked for. `notes` are of no file. */
export function ledgerOf(books: readonly FileBook[], notes: readonly string[] = []): Ledger {
  let entries: LedgerEntry[] | null = null;
  return {
    files: books.map((book) => book.report()),
    get entries() {
      return (entries ??= books.flatMap((book) => book.entries()));
    },
    notes: [...books.flatMap((book) => book.sentences()), ...notes],
  };
}
