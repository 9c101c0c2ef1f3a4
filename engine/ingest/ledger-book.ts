// Keeps the ledger while data is read: which rows were rejected where and why, and what else is worth knowing.
import type {FileReport, Ledger, LedgerEntry, LedgerReason} from "../model/ledger.js";
import {byCodePoint} from "../model/order.js";

const SHOWN = 200;

/** The account of one file. */
export class FileBook {
  read = 0;
  kept = 0;
  rejected = 0;
  from = Infinity;
  to = -Infinity;
  readonly entries: LedgerEntry[] = [];
  readonly #warnings = new Map<string, {count: number; first: string}>();
  readonly notes: string[] = [];

  constructor(
    readonly path: string,
    public source: string,
    public format: string,
  ) {}

  /** One rejected row. Long values are cut. */
  reject(row: number, line: number, reason: string, column: string | null = null, value: string | null = null): void {
    this.rejected++;
    this.entries.push({file: this.path, row, line, column, value: value !== null && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value, reason});
  }

  /** Something odd that costs no row; counted, and told once with its first place. */
  warn(what: string, line: number, row: number, column: string | null = null, value: string | null = null): void {
    const known = this.#warnings.get(what);
    if (known) known.count++;
    else {
      const place = [line ? `line ${line}` : `row ${row}`, column ? `column "${column}"` : "", value === null ? "" : JSON.stringify(value.slice(0, SHOWN))];
      this.#warnings.set(what, {count: 1, first: place.filter(Boolean).join(", ")});
    }
  }

  /** A sentence about the whole file. */
  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  sentences(): string[] {
    const warnings = [...this.#warnings].map(([what, {count, first}]) => `${this.path}: ${count} × ${what} (first: ${first})`);
    return [...this.notes.map((note) => `${this.path}: ${note}`), ...warnings];
  }

  report(): FileReport {
    return {
      path: this.path,
      source: this.source,
      format: this.format,
      read: this.read,
      kept: this.kept,
      rejected: this.rejected,
      reasons: reasonsOf(this.entries),
      from: this.from <= this.to ? new Date(this.from).toISOString() : null,
      to: this.from <= this.to ? new Date(this.to).toISOString() : null,
    };
  }
}

function reasonsOf(entries: readonly LedgerEntry[]): LedgerReason[] {
  const reasons = new Map<string, {rows: number; first: LedgerReason["first"]}>();
  for (const {reason, line, row, column, value} of entries) {
    const known = reasons.get(reason);
    if (known) known.rows++;
    else reasons.set(reason, {rows: 1, first: {line, row, column, value}});
  }
  return [...reasons].map(([reason, found]) => ({reason, ...found})).sort((a, b) => b.rows - a.rows || byCodePoint(a.reason, b.reason));
}

/** The finished ledger: files in the order given, entries by row inside each. */
export function ledgerOf(books: readonly FileBook[]): Ledger {
  for (const book of books) book.entries.sort((a, b) => a.row - b.row);
  return {
    files: books.map((book) => book.report()),
    entries: books.flatMap((book) => book.entries),
    notes: books.flatMap((book) => book.sentences()),
  };
}
