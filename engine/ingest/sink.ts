// Takes in what an adapter makes of records, and keeps the account of every one of them.
import type {Scalar} from "../model/column.js";
import type {AccountKey, EventDraft, Field, Key, Members, Out} from "./adapter.js";
import {currencyCode, exponentOf, minorUnits} from "./currencies.js";
import type {EventPart} from "./event-part.js";
import {EventBuilder} from "./event-builder.js";
import {ColumnField, PathField} from "./fields.js";
import {KeySink} from "./key-sink.js";
import {ColumnMembers, RecordMembers} from "./members.js";
import {scalarOf} from "./object-table.js";
import type {SideRow} from "./side-tables.js";
import {kindOf, type CellKind, type SideTable} from "./table-shapes.js";
import type {TraitBook} from "./traits.js";

type Named = Pick<Field, "name" | "text">;
interface Refusal {
  readonly reason: string;
  readonly column: string | null;
  readonly value: string | null;
}

/** The `Out` of one file. The driver calls `begin` and `end` around every record. */
export class Sink extends KeySink implements Out {
  readonly #builder = new EventBuilder();
  readonly #carried: {readonly name: string; readonly field: Field}[] = [];
  #ids: Field | null = null;
  #idColumn: string | null = null;
  #spread: Members | null = null;
  #events = 0;
  #refusal: Refusal | null = null;
  #leftOut: string | null = null;

  begin(record: number): void {
    this.record = record;
    this.#events = 0;
    this.gaveOther = false;
    this.#refusal = null;
    this.#leftOut = null;
  }

  end(): void {
    const refusal = this.#refusal;
    const isKept = this.#events > 0 || this.gaveOther;
    this.settleKeys(isKept);
    if (isKept) {
      this.book.kept++;
      if (this.gaveOther && this.#events > 0) this.#builder.notSole(this.#events);
      if (refusal) this.book.warn(refusal.reason, this.lineNumber, this.rowNumber, refusal.column, refusal.value);
    } else {
      const {reason, column, value} = refusal ?? {reason: "nothing usable in the record", column: null, value: null};
      this.book.reject(this.rowNumber, this.lineNumber, reason, column, value);
    }
  }

  finish(): EventPart | null {
    const cells = new Map(
      this.#carried.flatMap(({name, field}) => (field instanceof ColumnField ? [[name, field.cells] as const] : [])),
    );
    const ids = this.#ids instanceof ColumnField ? this.#ids.cells : null;
    const members = this.#spread instanceof ColumnMembers ? this.#spread : null;
    return this.#builder.finish(this.book, this.places, {cells, ids, idColumn: this.#idColumn, members});
  }

  event(draft: EventDraft): void {
    const {ts, name} = draft;
    const [person, visitor, account] = [draft.person ?? 0, draft.visitor ?? 0, draft.account ?? 0];
    if (ts !== ts) return this.reject("no time");
    if (name === "") return this.reject("no event name");
    if (person === 0 && visitor === 0 && account === 0) return this.reject("no identity");
    const record = this.record;
    const currency = draft.currency ? currencyCode(draft.currency) : null;
    this.#builder.add({
      ts,
      name,
      record,
      person: person > 0 ? person : 0,
      visitor: visitor < 0 ? -visitor : person < 0 ? -person : 0,
      account,
      id: draft.id ?? this.#idOf(record),
      session: draft.session ?? null,
      seq: draft.seq ?? NaN,
      amount: this.#amount(draft, currency),
      currency,
      stage: draft.stage ?? null,
      source: this.source,
    });
    this.#events++;
    this.#addProps(draft, record);
  }

  // A column's ids are taken whole at the end.
  #idOf(record: number): string | null {
    return this.#ids && !(this.#ids instanceof ColumnField) ? this.#ids.text(record) : null;
  }

  #amount({amount, amountMinor}: EventDraft, currency: string | null): number {
    if (amountMinor !== null && amountMinor !== undefined) return Math.round(amountMinor);
    if (amount === null || amount === undefined || amount === "") return NaN;
    const minor = minorUnits(String(amount), exponentOf(currency), true);
    if (Number.isNaN(minor))
      this.book.warn(
        "amount is no number and counts as missing",
        this.lineNumber,
        this.rowNumber,
        null,
        String(amount),
      );
    return minor;
  }

  #addProps({props, dayOnly, carry}: EventDraft, record: number): void {
    if (this.#spread instanceof RecordMembers) this.#builder.props(this.#spread.record(record));
    if (props) this.#builder.props(props);
    if (dayOnly) this.#builder.prop("timestamp_precision", "day");
    if (this.#leftOut !== null) this.#builder.prop("left_out", this.#leftOut);
    if (carry === false) return this.#builder.withoutCarried();
    for (const {name, field} of this.#carried)
      if (!(field instanceof ColumnField)) this.#builder.prop(name, scalarOf(field.raw(record)));
  }

  traits(who: Key, traits: Readonly<Record<string, unknown>>, since?: number): void {
    this.usePerson(who);
    this.#tell(this.stores.traits, who, traits, since);
  }
  accountTraits(account: AccountKey, traits: Readonly<Record<string, unknown>>, since?: number): void {
    this.useAccount(account);
    this.#tell(this.stores.accountTraits, account, traits, since);
  }
  #tell(book: TraitBook, of: number, traits: Readonly<Record<string, unknown>>, since = NaN): void {
    this.gaveOther = true;
    const from = since === since ? since : -Infinity;
    for (const name of Object.keys(traits)) book.add(of, name, scalarOf(traits[name]), from, this.rank);
  }

  row(table: SideTable, values: Readonly<Record<string, Scalar | null | undefined>>): void {
    const row: SideRow = Object.create(null) as SideRow;
    const currency = typeof values.currency === "string" ? currencyCode(values.currency) : null;
    for (const [name, value] of Object.entries(values))
      row[name] = name === "currency" ? currency : this.#cell(value ?? null, kindOf(table, name), currency);
    this.stores.rowsOf(table).push(row);
    this.gaveOther = true;
  }
  #cell(value: Scalar | null, kind: CellKind | undefined, currency: string | null): Scalar | null {
    if (value === null) return null;
    if (kind === "money") return nanToNull(minorUnits(String(value), exponentOf(currency), true));
    if (typeof value !== "number") return value;
    if (kind === "unit" || kind === "anon") {
      this.usePerson(value);
      return value === 0 ? null : this.textOf(value);
    }
    if (kind !== "account") return value;
    this.useAccount(value);
    return value === 0 ? null : this.stores.identity.accounts.text(value);
  }

  keep(): void {
    this.gaveOther = true;
  }

  leaveOut(reason: string, field?: Named): boolean {
    if (this.stores.keepLeftOut) {
      this.#leftOut ??= reason;
      return false;
    }
    this.reject(reason, field);
    return true;
  }
  reject(reason: string, field?: Named): void {
    this.#refusal ??= {reason, column: field?.name ?? null, value: field ? field.text(this.record) : null};
  }
  warn(what: string, field?: Named): void {
    this.book.warn(
      what,
      this.lineNumber,
      this.rowNumber,
      field?.name ?? null,
      field && this.record >= 0 ? field.text(this.record) : null,
    );
  }
  note(sentence: string): void {
    this.book.note(sentence);
  }
  spread(members: Members): void {
    this.#spread = members;
  }
  ids(field: Field): void {
    this.#ids = field;
    this.idColumns([field]);
  }
  idColumns(fields: readonly Pick<Field, "name">[]): void {
    this.#idColumn = fields.map(({name}) => name).join(", ");
  }
  carry(fields: readonly (Field | {readonly field: Field; readonly as: string})[]): void {
    for (const entry of fields) {
      const {name, field} = "as" in entry ? {name: entry.as, field: entry.field} : {name: entry.name, field: entry};
      // A path that the first records lack may come later.
      if (field.present || field instanceof PathField) this.#carried.push({name, field});
    }
  }
}

const nanToNull = (value: number) => (Number.isNaN(value) ? null : value);
