// The events that one map makes of a generic file's columns.
import type {DictColumn} from "../model/column.js";
import {scalarAt, sizeOf, textAt, type Cells} from "./cells.js";
import {currencyCode, moneyColumn} from "./currencies.js";
import {takeEvents, type EventColumns} from "./event-columns.js";
import type {EventPart, PropPart} from "./event-part.js";
import {recode, type GenericFields} from "./generic-fields.js";
import {joinAddresses, whoIn} from "./generic-keys.js";
import {PROBLEMS} from "./parse-time.js";
import {timeNotes} from "./time-notes.js";
import {readTimes, type Times} from "./times.js";

/** Why records give no event: for each the number of a reason, 0 = it does; and where in the file that shows. */
export interface Refusals {
  readonly count: number;
  readonly reasons: Uint8Array;
  readonly at: (r: number) => {column: string | null; value: string | null};
}

export const REASONS = [...PROBLEMS, "no identity", "no event name"];
const NOBODY = REASONS.indexOf("no identity");
const NAMELESS = REASONS.indexOf("no event name");

export class GenericFile implements Refusals {
  /** The records that gave no event. */
  count = 0;
  readonly reasons: Uint8Array;

  constructor(private readonly fields: GenericFields) {
    this.reasons = new Uint8Array(fields.table.size);
  }

  /** `several`: other maps make events of the same records. */
  *part(several: boolean): Generator<void, EventPart> {
    const {fields} = this;
    const {table} = fields;
    const {book, identity} = fields.context;
    const times = this.#times();
    yield;
    const who = whoIn(fields);
    const {people, anon} = who;
    yield;
    const accounts = fields.texts("account");
    const account = accounts && identity.accounts.column(accounts, "");
    const name = fields.texts("name")!;
    const kept = this.#keptRecords(times, people, anon, account, name);
    joinAddresses(fields, who, (r) => this.reasons[r] === 0);
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
      id: fields.texts("id"),
      session: fields.texts("session"),
      seq: this.#seq(),
      amount,
      currency,
      stage: null,
    };
    return {
      ...(kept ? takeEvents(events, kept) : events),
      book,
      places: table.places,
      idColumn: fields.columnName("id"),
      source: null,
      records: kept,
      sole: several ? new Uint8Array(kept?.length ?? table.size) : null,
      props: this.#props(kept),
    };
  }

  #times(): Times {
    const {book, options} = this.fields.context;
    const column = this.fields.columnName("ts") ?? "ts";
    const zone = options.inputTz ?? "UTC";
    const times = readTimes(this.fields.cells("ts")!, {
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
          : ((["user", "anon", "account"] as const).find((who) => this.fields.origin(who)) ?? "email");
    const column = this.fields.columnName(field);
    return {column, value: column === null ? null : textAt(this.fields.cells(field)!, r)};
  }

  #warn(r: number, what: string, column: string, cells: Cells): void {
    const {table, context} = this.fields;
    const {places} = table;
    context.book.warn(what, places.line(r), places.row(r), column, textAt(cells, r));
  }

  #currency(): DictColumn | null {
    const texts = this.fields.texts("currency");
    return texts && recode(texts, (text) => currencyCode(text) || null);
  }

  #amount(currency: DictColumn | null): Float64Array | null {
    const minor = this.fields.origin("amountMinor") !== undefined;
    const field = minor ? "amountMinor" : "amount";
    const cells = this.fields.cells(field);
    if (!cells) return null;
    const column = this.fields.columnName(field) ?? field;
    const code = (r: number) => (currency ? (currency.dictionary[currency.codes[r]!] as string | null) : null);
    return moneyColumn(cells, code, minor || this.fields.context.minorAmounts, (r) =>
      this.#warn(r, "amount is no number and counts as missing", column, cells),
    );
  }

  #seq(): Float64Array | null {
    const cells = this.fields.cells("seq");
    if (!cells) return null;
    const column = this.fields.columnName("seq") ?? "seq";
    return Float64Array.from({length: sizeOf(cells)}, (_, r) => {
      const value = scalarAt(cells, r);
      const number = value === null || value === "" ? NaN : Number(value);
      if (value !== null && Number.isNaN(number))
        this.#warn(r, "sequence is no number and counts as missing", column, cells);
      return number;
    });
  }

  #props(records: Uint32Array | null): Map<string, PropPart> {
    const {table, roles} = this.fields;
    return new Map(roles.props.map((c) => [table.names[c]!, {kind: "cells", cells: table.cells[c]!, records}]));
  }
}

const UNIT_NAMES = {
  s: "seconds",
  ms: "milliseconds",
  us: "microseconds",
  ns: "nanoseconds",
  excel: "Excel days",
} as const;
