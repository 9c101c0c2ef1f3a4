// Makes events of a generic file's columns, a whole column at a time.
import {dictColumn, gather, type DictColumn} from "../model/column.js";
import {asTexts, scalarAt, sizeOf, textAt, type Cells} from "./cells.js";
import {amountsOf, currencyCode} from "./currencies.js";
import type {EventPart, PropPart} from "./event-part.js";
import {normalEmail} from "./email.js";
import type {IdentityBook} from "./identity.js";
import type {FileBook} from "./ledger-book.js";
import type {FileOptions, MapKey, Mapping} from "./options.js";
import type {RecordTable} from "./record-table.js";
import {rolesOf, type Origin, type Roles} from "./roles.js";
import {readTimes, reasonOf, type Times} from "./times.js";

/** What mapping a file needs besides the file. */
export interface MapContext {
  readonly book: FileBook;
  readonly identity: IdentityBook;
  readonly options: FileOptions;
  /** True for columns of typed arrays from code: their amounts are minor units. */
  readonly minorAmounts: boolean;
}

/** The events of a table under one map. Rows without a time, a name or anybody go to the book. */
export function mapGeneric(table: RecordTable, map: Mapping, context: MapContext): EventPart {
  const roles = rolesOf(table.names, map, context.book.path, (c) => isMeasure(table.cells[c]!));
  return new GenericFile(table, roles, context).part();
}

const isMeasure = (cells: Cells) => cells.kind === "decimal" || (cells.kind === "value" && (!("codes" in cells.column) || cells.column.dictionary.some((v) => typeof v === "number")));

class GenericFile {
  constructor(
    private readonly table: RecordTable,
    private readonly roles: Roles,
    private readonly context: MapContext,
  ) {}

  part(): EventPart {
    const {book, identity} = this.context;
    const {table} = this;
    const times = this.#times();
    const people = this.#people();
    const anon = this.#keys("anon", (column) => identity.anons.column(column, "anon"));
    const account = this.#keys("account", (column) => identity.accounts.column(column, ""));
    const name = this.#texts("name")!;
    const kept = this.#keptRecords(times, people, anon, account, name);
    const currency = this.#currency();
    const amount = this.#amount(currency);
    const pick = picker(kept, table.size);
    book.read += table.read;
    book.kept += kept?.length ?? table.size;
    return {
      book,
      places: table.places,
      size: kept?.length ?? table.size,
      person: pick.words(people ?? new Uint32Array(table.size)),
      anon: anon && pick.words(anon),
      account: account && pick.words(account),
      ts: pick.floats(times.ts),
      name: pick.dict(name),
      id: pick.dict(this.#texts("id")),
      idColumn: this.#columnName("id"),
      session: pick.dict(this.#texts("session")),
      seq: this.#seq(pick),
      amount: amount && pick.floats(amount),
      currency: pick.dict(currency),
      stage: null,
      records: kept,
      sole: null,
      props: this.#props(kept),
    };
  }

  #origin(field: Exclude<MapKey, "props">): Origin | undefined {
    return this.roles.fields.get(field);
  }

  #cells(field: Exclude<MapKey, "props">): Cells | null {
    const origin = this.#origin(field);
    if (!origin) return null;
    if ("column" in origin) return this.table.cells[origin.column]!;
    const codes = new Uint32Array(this.table.size).fill(1);
    return {kind: "text", codes, dictionary: [null, origin.constant]};
  }

  #columnName(field: Exclude<MapKey, "props">): string | null {
    const origin = this.#origin(field);
    return origin && "column" in origin ? this.table.names[origin.column]! : null;
  }

  #texts(field: Exclude<MapKey, "props">): DictColumn | null {
    const cells = this.#cells(field);
    return cells && asTexts(cells);
  }

  #keys(field: "user" | "anon" | "account", code: (column: DictColumn) => Uint32Array): Uint32Array | null {
    const texts = this.#texts(field);
    return texts && code(texts);
  }

  // The user's own id, else the e-mail address; both together are a reason to join the two.
  #people(): Uint32Array | null {
    const {identity} = this.context;
    const users = this.#keys("user", (column) => identity.people.column(column, ""));
    const emails = this.#texts("email");
    if (!emails) return users;
    const keys = identity.people.column(recode(emails, (text) => normalEmail(text)), "email");
    if (!users) return keys;
    const seen = new Set<string>();
    for (let r = 0; r < users.length; r++) {
      if (users[r] === 0) users[r] = keys[r]!;
      else if (keys[r] !== 0 && !seen.has(`${users[r]} ${keys[r]}`)) {
        seen.add(`${users[r]} ${keys[r]}`);
        identity.join(users[r]!, keys[r]!, "strong");
      }
    }
    return users;
  }

  #times(): Times {
    const {book, options} = this.context;
    const column = this.#columnName("ts") ?? "ts";
    const zone = options.inputTz ?? "UTC";
    const times = readTimes(this.#cells("ts")!, {
      zone, dateOrder: options.dateOrder ?? null, unit: options.timeUnit ?? null, file: book.path, column,
    });
    if (times.unit !== null && !options.timeUnit) book.note(`the numbers in column "${column}" were read as ${UNIT_NAMES[times.unit]}, the only unit that puts all of them into 1990–2100`);
    if (times.local > 0) book.note(`${times.local} times in column "${column}" state no offset and were read in ${zone}`);
    if (times.inGap > 0) book.note(`${times.inGap} times in column "${column}" do not exist in ${zone} (clock set forward) and were read with the offset before the change`);
    if (times.inFold > 0) book.note(`${times.inFold} times in column "${column}" occur twice in ${zone} (clock set back) and were read as the first`);
    return times;
  }

  /** Records that are usable, or null for all of them. */
  #keptRecords(times: Times, people: Uint32Array | null, anon: Uint32Array | null, account: Uint32Array | null, name: DictColumn): Uint32Array | null {
    const {size} = this.table;
    const bad: number[] = [];
    for (let r = 0; r < size; r++) {
      const somebody = (people !== null && people[r] !== 0) || (anon !== null && anon[r] !== 0) || (account !== null && account[r] !== 0);
      if (times.problem[r] !== 0) this.#reject(r, reasonOf(times, r), "ts");
      else if (!somebody) this.#reject(r, "no identity", this.#origin("user") ? "user" : this.#origin("anon") ? "anon" : "account");
      else if (name.codes[r] === 0) this.#reject(r, "no event name", "name");
      else continue;
      bad.push(r);
    }
    if (bad.length === 0) return null;
    const kept = new Uint32Array(size - bad.length);
    for (let r = 0, k = 0, b = 0; r < size; r++) {
      if (bad[b] === r) b++;
      else kept[k++] = r;
    }
    return kept;
  }

  #reject(r: number, reason: string, field: Exclude<MapKey, "props">): void {
    const cells = this.#cells(field);
    const {places} = this.table;
    this.context.book.reject(places.row(r), places.line(r), reason, this.#columnName(field), cells && textAt(cells, r));
  }

  #warn(r: number, what: string, column: string, cells: Cells): void {
    const {places} = this.table;
    this.context.book.warn(what, places.line(r), places.row(r), column, textAt(cells, r));
  }

  #currency(): DictColumn | null {
    const texts = this.#texts("currency");
    return texts && recode(texts, (text) => currencyCode(text) || null);
  }

  #amount(currency: DictColumn | null): Float64Array | null {
    const minor = this.#origin("amountMinor") !== undefined;
    const field = minor ? "amountMinor" : "amount";
    const cells = this.#cells(field);
    if (!cells) return null;
    const column = this.#columnName(field) ?? field;
    const code = (r: number) => (currency ? (currency.dictionary[currency.codes[r]!] as string | null) : null);
    return amountsOf(cells, code, minor || this.context.minorAmounts, (r) => this.#warn(r, "amount is no number and counts as missing", column, cells));
  }

  #seq(pick: Picker): Float64Array | null {
    const cells = this.#cells("seq");
    if (!cells) return null;
    const column = this.#columnName("seq") ?? "seq";
    const values = Float64Array.from({length: sizeOf(cells)}, (_, r) => {
      const value = scalarAt(cells, r);
      const number = value === null || value === "" ? NaN : Number(value);
      if (value !== null && Number.isNaN(number)) this.#warn(r, "sequence is no number and counts as missing", column, cells);
      return number;
    });
    return pick.floats(values);
  }

  #props(records: Uint32Array | null): Map<string, PropPart> {
    return new Map(this.roles.props.map((c) => [this.table.names[c]!, {kind: "cells", cells: this.table.cells[c]!, records}]));
  }
}

export const UNIT_NAMES = {s: "seconds", ms: "milliseconds", us: "microseconds", ns: "nanoseconds", excel: "Excel days"} as const;

interface Picker {
  words(values: Uint32Array): Uint32Array;
  floats(values: Float64Array): Float64Array;
  dict(column: DictColumn): DictColumn;
  dict(column: DictColumn | null): DictColumn | null;
}

/** Takes the kept records out of columns; with all kept the columns stay as they are. */
function picker(kept: Uint32Array | null, size: number): Picker {
  if (kept === null) return {words: (v) => v, floats: (v) => v, dict: ((c: DictColumn | null) => c) as Picker["dict"]};
  if (kept.length > size) throw new RangeError(`${kept.length} of ${size} records cannot be kept`);
  return {
    words: (values) => kept.map((r) => values[r]!),
    floats: (values) => Float64Array.from(kept, (r) => values[r]!),
    dict: ((column: DictColumn | null) => column && (gather(column, kept) as DictColumn)) as Picker["dict"],
  };
}

/** The same column with every different text changed; null = missing. */
export function recode(column: DictColumn, change: (text: string) => string | null): DictColumn {
  const changed = column.dictionary.map((value) => (value === null ? null : change(String(value))));
  if (changed.every((value, code) => value === column.dictionary[code])) return column;
  return dictColumn(Array.from(column.codes, (code) => changed[code]));
}
