// Makes events of a generic file's columns, a whole column at a time.
import {dictColumn, type DictColumn} from "../model/column.js";
import {asTexts, scalarAt, sizeOf, textAt, type Cells} from "./cells.js";
import {currencyCode, moneyColumn} from "./currencies.js";
import {takeEvents, type EventColumns} from "./event-columns.js";
import type {EventPart, PropPart} from "./event-part.js";
import {normalEmail, ROLE_MAILBOX} from "./email.js";
import type {IdentityBook} from "./identity.js";
import type {FileBook} from "./ledger-book.js";
import type {FileOptions, MapKey, Mapping} from "./options.js";
import type {RecordTable} from "./record-table.js";
import {rolesOf, type Origin, type Roles, type UsualNames} from "./roles.js";
import {NO_TIME, PROBLEMS} from "./parse-time.js";
import {timeNotes} from "./time-notes.js";
import {readTimes, type Times} from "./times.js";

/** What mapping a file needs besides the file. */
export interface MapContext {
  readonly book: FileBook;
  readonly identity: IdentityBook;
  readonly options: FileOptions;
  readonly usualNames: UsualNames;
  /** True for columns of typed arrays from code: their amounts are minor units. */
  readonly minorAmounts: boolean;
}

/**
 * The events of a table; yields between its columns. Rows without a time, a name or anybody go to the book. With several maps
 * a row gives one event for each map that finds a time in it, and is rejected when none does.
 */
export function* mapGeneric(
  table: RecordTable,
  maps: readonly Mapping[],
  context: MapContext,
): Generator<void, EventPart[]> {
  const {book} = context;
  const parts: EventPart[] = [];
  const refusals: Refusals[] = [];
  for (const map of maps) {
    const roles = rolesOf(table.names, map, context.usualNames, book.path, (c) => isMeasure(table.cells[c]!));
    const file = new GenericFile(table, maps.length > 1 ? withoutId(roles) : roles, context);
    parts.push(yield* file.part(maps.length > 1));
    refusals.push(file);
  }
  book.read += table.read;
  reportRefused(table, refusals, book);
  book.kept = book.read - book.rejected;
  return parts.filter(({size}) => size > 0);
}

/** Why records give no event: for each the number of a reason, 0 = it does; and where in the file that shows. */
interface Refusals {
  readonly count: number;
  readonly reasons: Uint8Array;
  readonly at: (r: number) => {column: string | null; value: string | null};
}

const REASONS = [...PROBLEMS, "no identity", "no event name"];
const NOBODY = REASONS.indexOf("no identity");
const NAMELESS = REASONS.indexOf("no event name");

// A record is rejected when no map makes an event of it; the first reason that is more than an empty time is told.
function reportRefused({size, places}: RecordTable, refusals: readonly Refusals[], book: FileBook): void {
  if (refusals.some(({count}) => count === 0)) return;
  for (let r = 0; r < size; r++) {
    if (refusals.some(({reasons}) => reasons[r] === 0)) continue;
    const told = refusals.find(({reasons}) => reasons[r] !== NO_TIME) ?? refusals[0]!;
    const {column, value} = told.at(r);
    book.reject(places.row(r), places.line(r), REASONS[told.reasons[r]!]!, column, value);
  }
}

// Several events of one row cannot share its id, unless a map says so.
function withoutId(roles: Roles): Roles {
  if (roles.stated.has("id")) return roles;
  return {...roles, fields: new Map([...roles.fields].filter(([field]) => field !== "id"))};
}

// Rows from code often come from a text parser, so their figures may be text.
const isMeasure = (cells: Cells) =>
  cells.kind === "decimal" ||
  (cells.kind === "value" && (!("codes" in cells.column) || isFigures(cells.column.dictionary)));
const isFigures = (dictionary: readonly unknown[]) =>
  dictionary.some((value) => typeof value === "number") ||
  dictionary.every((value) => value === null || /^-?\d+(\.\d+)?$/.test(typeof value === "string" ? value : ""));

class GenericFile implements Refusals {
  /** The records that gave no event. */
  count = 0;
  readonly reasons: Uint8Array;
  readonly #read = new Map<MapKey, DictColumn | null>();

  constructor(
    private readonly table: RecordTable,
    private readonly roles: Roles,
    private readonly context: MapContext,
  ) {
    this.reasons = new Uint8Array(table.size);
  }

  /** `several`: other maps make events of the same records. */
  *part(several: boolean): Generator<void, EventPart> {
    const {book, identity} = this.context;
    const {table} = this;
    const times = this.#times();
    yield;
    const {people, anon} = this.#who();
    yield;
    const account = this.#keys("account", (column) => identity.accounts.column(column, ""));
    const name = this.#texts("name")!;
    const kept = this.#keptRecords(times, people, anon, account, name);
    yield;
    const currency = this.#currency();
    const amount = this.#amount(currency);
    yield;
    const events: EventColumns = {
      size: table.size,
      person: people ?? new Uint32Array(table.size),
      anon,
      account,
      ts: times.ts,
      name,
      id: this.#texts("id"),
      session: this.#texts("session"),
      seq: this.#seq(),
      amount,
      currency,
      stage: null,
    };
    return {
      ...(kept ? takeEvents(events, kept) : events),
      book,
      places: table.places,
      idColumn: this.#columnName("id"),
      source: null,
      records: kept,
      sole: several ? new Uint8Array(kept?.length ?? table.size) : null,
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
    let texts = this.#read.get(field);
    if (texts === undefined) {
      const cells = this.#cells(field);
      this.#read.set(field, (texts = cells && asTexts(cells)));
    }
    return texts;
  }

  #keys(field: "user" | "anon" | "account", code: (column: DictColumn) => Uint32Array): Uint32Array | null {
    const texts = this.#texts(field);
    return texts && code(texts);
  }

  // Users and visitors. A user called `anon:…`, as the kit spells visitors, is one.
  #who(): {people: Uint32Array | null; anon: Uint32Array | null} {
    const {identity} = this.context;
    const people = this.#people();
    const anon = this.#keys("anon", (column) => identity.anons.column(column, "anon"));
    const users = this.#texts("user");
    if (!people || !users?.dictionary.some(isVisitor)) return {people, anon};
    const visitors = identity.anons.column(
      recode(users, (text) => (isVisitor(text) ? text.slice(VISITOR.length) : null)),
      "anon",
    );
    for (let r = 0; anon && r < visitors.length; r++) visitors[r] ||= anon[r]!;
    return {people, anon: visitors};
  }

  // The user's own id, else the e-mail address; both together are a reason to join the two.
  #people(): Uint32Array | null {
    const {identity} = this.context;
    const users = this.#keys("user", (column) =>
      identity.people.column(
        column.dictionary.some(isVisitor) ? recode(column, (text) => (isVisitor(text) ? null : text)) : column,
        "",
      ),
    );
    const emails = this.#texts("email");
    if (!emails) return users;
    const keys = this.#emailKeys(emails);
    if (!users) return keys;
    const seen = new Set<string>();
    for (let r = 0; r < users.length; r++) {
      if (users[r] === 0) users[r] = keys[r]!;
      else if (keys[r] !== 0 && !seen.has(`${users[r]} ${keys[r]}`)) {
        seen.add(`${users[r]} ${keys[r]}`);
        const [file, row] = [this.context.book.path, this.table.places.row(r)];
        identity.join({a: users[r]!, b: keys[r]!, strength: "strong", rank: 0, ts: -Infinity, file, row});
      }
    }
    return users;
  }

  #emailKeys(emails: DictColumn): Uint32Array {
    const {identity, book} = this.context;
    const {places} = this.table;
    const roles = new Map<string, string>();
    const addresses = recode(emails, (text) => {
      const address = normalEmail(text);
      if (address === null || !identity.isRole(address)) return address;
      roles.set(text, address);
      return null;
    });
    for (const [text, address] of roles) {
      const r = emails.codes.indexOf(emails.dictionary.indexOf(text));
      if (r >= 0) book.warn(ROLE_MAILBOX, places.line(r), places.row(r), this.#columnName("email"), address);
    }
    return identity.people.column(addresses, "email");
  }

  #times(): Times {
    const {book, options} = this.context;
    const column = this.#columnName("ts") ?? "ts";
    const zone = options.inputTz ?? "UTC";
    const times = readTimes(this.#cells("ts")!, {
      zone,
      dateOrder: options.dateOrder ?? null,
      unit: options.timeUnit ?? null,
      file: book.path,
      column,
    });
    if (times.unit !== null && !options.timeUnit)
      book.note(
        `the numbers in column "${column}" were read as ${UNIT_NAMES[times.unit]}, the only unit that puts all of them into 1990–2100`,
      );
    for (const note of timeNotes(times, column, zone)) book.note(note);
    return times;
  }

  /** Records that are usable, or null for all of them. */
  #keptRecords(
    times: Times,
    people: Uint32Array | null,
    anon: Uint32Array | null,
    account: Uint32Array | null,
    name: DictColumn,
  ): Uint32Array | null {
    const {reasons} = this;
    let count = 0;
    for (let r = 0; r < reasons.length; r++) {
      const somebody =
        (people !== null && people[r] !== 0) ||
        (anon !== null && anon[r] !== 0) ||
        (account !== null && account[r] !== 0);
      const reason =
        times.problem[r] !== 0 ? times.problem[r]! : !somebody ? NOBODY : name.codes[r] === 0 ? NAMELESS : 0;
      if (reason === 0) continue;
      reasons[r] = reason;
      count++;
    }
    this.count = count;
    if (count === 0) return null;
    const kept = new Uint32Array(reasons.length - count);
    for (let r = 0, k = 0; r < reasons.length; r++) if (reasons[r] === 0) kept[k++] = r;
    return kept;
  }

  /** The column that a record's reason is about, and what it holds. */
  at(r: number): {column: string | null; value: string | null} {
    const field =
      this.reasons[r] === NAMELESS
        ? "name"
        : this.reasons[r] !== NOBODY
          ? "ts"
          : ((["user", "anon", "account"] as const).find((who) => this.#origin(who)) ?? "email");
    const origin = this.#origin(field);
    if (!origin || !("column" in origin)) return {column: null, value: null};
    return {column: this.table.names[origin.column]!, value: textAt(this.table.cells[origin.column]!, r)};
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
    return moneyColumn(cells, code, minor || this.context.minorAmounts, (r) =>
      this.#warn(r, "amount is no number and counts as missing", column, cells),
    );
  }

  #seq(): Float64Array | null {
    const cells = this.#cells("seq");
    if (!cells) return null;
    const column = this.#columnName("seq") ?? "seq";
    return Float64Array.from({length: sizeOf(cells)}, (_, r) => {
      const value = scalarAt(cells, r);
      const number = value === null || value === "" ? NaN : Number(value);
      if (value !== null && Number.isNaN(number))
        this.#warn(r, "sequence is no number and counts as missing", column, cells);
      return number;
    });
  }

  #props(records: Uint32Array | null): Map<string, PropPart> {
    return new Map(
      this.roles.props.map((c) => [this.table.names[c]!, {kind: "cells", cells: this.table.cells[c]!, records}]),
    );
  }
}

const VISITOR = "anon:";
const isVisitor = (text: unknown) => typeof text === "string" && text.startsWith(VISITOR);

const UNIT_NAMES = {
  s: "seconds",
  ms: "milliseconds",
  us: "microseconds",
  ns: "nanoseconds",
  excel: "Excel days",
} as const;

/** The same column with every different text changed; null = missing. */
function recode(column: DictColumn, change: (text: string) => string | null): DictColumn {
  const changed = column.dictionary.map((value) => (value === null ? null : change(String(value))));
  if (changed.every((value, code) => value === column.dictionary[code])) return column;
  return dictColumn(Array.from(column.codes, (code) => changed[code]));
}
