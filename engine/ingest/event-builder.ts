// Collects the events that an adapter makes, field by field, into columns.
import {gather, isDict, valueAt, type Column, type DictColumn, type Scalar} from "../model/column.js";
import {trimmedTexts, type Cells} from "./cells.js";
import type {EventPart, PropPart} from "./event-part.js";
import {bytes, floats, words} from "./growable.js";
import type {FileBook} from "./ledger-book.js";
import type {ColumnMembers} from "./members.js";
import {scalarOf} from "./object-table.js";
import type {Places} from "./places.js";
import {ValueColumn} from "./value-column.js";

/** The fields of one event, every one present. */
export interface BuiltEvent {
  readonly ts: number;
  readonly name: string;
  readonly person: number;
  readonly visitor: number;
  readonly account: number;
  readonly id: string | null;
  readonly session: string | null;
  readonly seq: number;
  /** Minor units; NaN = none. */
  readonly amount: number;
  readonly currency: string | null;
  readonly stage: string | null;
  /** Null = the file's own; then that of all events is. */
  readonly source: string | null;
  readonly record: number;
}

/** Columns of the file that its events share: carried as they are, the ids of events that state none, members of records. */
export interface FromColumns {
  readonly cells: ReadonlyMap<string, Cells>;
  readonly ids: Cells | null;
  /** The column that they stand in. */
  readonly idColumn: string | null;
  readonly members: ColumnMembers | null;
}

export class EventBuilder {
  size = 0;
  readonly #ts = floats();
  readonly #person = words();
  readonly #anon = words();
  readonly #account = words();
  readonly #record = words();
  readonly #sole = bytes();
  readonly #bare = bytes();
  #anyBare = false;
  readonly #seq = floats();
  readonly #amount = floats();
  readonly #name = new TextCodes();
  readonly #id = new TextCodes();
  readonly #session = new TextCodes();
  readonly #currency = new TextCodes();
  readonly #stage = new TextCodes();
  readonly #source = new TextCodes();
  readonly #props = new Map<string, ValueColumn>();
  #hasSeq = false;
  #hasAmount = false;

  add(event: BuiltEvent): void {
    this.#ts.push(event.ts);
    this.#person.push(event.person);
    this.#anon.push(event.visitor);
    this.#account.push(event.account);
    this.#record.push(event.record);
    this.#sole.push(1);
    this.#bare.push(0);
    this.#seq.push(event.seq);
    this.#amount.push(event.amount);
    this.#name.push(event.name);
    this.#id.push(event.id);
    this.#session.push(event.session);
    this.#currency.push(event.currency);
    this.#stage.push(event.stage);
    if (event.source !== null) this.#source.push(event.source);
    this.#hasSeq ||= event.seq === event.seq;
    this.#hasAmount ||= event.amount === event.amount;
    this.size++;
  }

  /** A property of the event added last. */
  prop(name: string, value: Scalar | null): void {
    if (value === null) return;
    let column = this.#props.get(name);
    if (!column) this.#props.set(name, (column = new ValueColumn()));
    column.set(this.size - 1, value);
  }

  /** Properties of the event added last, whatever they are; later ones of a name win. */
  props(values: Readonly<Record<string, unknown>> | null): void {
    if (values) for (const name of Object.keys(values)) this.prop(name, scalarOf(values[name]));
  }

  /** The event added last gets no carried columns. */
  withoutCarried(): void {
    this.#bare.values[this.size - 1] = 1;
    this.#anyBare = true;
  }

  /** The last `count` events are not all that their record gave. */
  notSole(count: number): void {
    this.#sole.values.fill(0, this.size - count, this.size);
  }

  /** The part, with what its events get from the columns of the file. */
  finish(book: FileBook, places: Places, {cells: carried, ids, idColumn, members}: FromColumns): EventPart | null {
    if (this.size === 0) return null;
    const records = this.#record.finish();
    const props = new Map<string, PropPart>();
    for (const [name, cells] of carried)
      props.set(name, {kind: "cells", cells, records, bare: this.#anyBare ? this.#bare.finish() : null});
    for (const [name, column] of members?.columns(records) ?? []) props.set(name, {kind: "column", column});
    for (const [name, column] of this.#props) {
      const cells = column.finish(this.size);
      if (cells.kind !== "value") continue;
      const under = props.get(name);
      props.set(name, {
        kind: "column",
        column: under?.kind === "column" ? over(cells.column, under.column) : cells.column,
      });
    }
    const used = (codes: TextCodes) => (codes.distinct === 0 ? null : codes.finish());
    const some = (values: Uint32Array) => (values.some((value) => value !== 0) ? values : null);
    return {
      book,
      places,
      size: this.size,
      records,
      props,
      person: this.#person.finish(),
      anon: some(this.#anon.finish()),
      account: some(this.#account.finish()),
      ts: this.#ts.finish(),
      name: this.#name.finish(),
      id: ids ? withOwn(used(this.#id), trimmedTexts(ids), records) : used(this.#id),
      idColumn,
      session: used(this.#session),
      seq: this.#hasSeq ? this.#seq.finish() : null,
      amount: this.#hasAmount ? this.#amount.finish() : null,
      currency: used(this.#currency),
      stage: used(this.#stage),
      source: used(this.#source),
      sole: this.#sole.finish(),
    };
  }
}

// The values of one column where it has them, else of another.
function over(own: Column, under: Column): Column {
  const values = new ValueColumn();
  const size = isDict(own) ? own.codes.length : own.values.length;
  for (let i = 0; i < size; i++) values.set(i, valueAt(own, i) ?? valueAt(under, i));
  const cells = values.finish(size);
  return cells.kind === "value" ? cells.column : own;
}

/** The ids of the events' records; an event's own id goes before. Codes of own ids follow those of the column. */
function withOwn(own: DictColumn | null, column: DictColumn, records: Uint32Array): DictColumn {
  if (!own) return gather(column, records) as DictColumn;
  const known = new Map(column.dictionary.map((text, code) => [text, code]));
  const dictionary = [...column.dictionary];
  const to = own.dictionary.map((text) => known.get(text) ?? dictionary.push(text) - 1);
  const codes = Uint32Array.from(records, (record, i) => to[own.codes[i]!] || column.codes[record]!);
  return {codes, dictionary};
}

/** Texts as codes of a dictionary. */
class TextCodes {
  readonly #codes = words();
  readonly #dictionary: (string | null)[] = [null];
  readonly #known = new Map<string, number>();
  #lastText: string | null = null;
  #lastCode = 0;

  get distinct(): number {
    return this.#dictionary.length - 1;
  }

  push(text: string | null): void {
    if (text !== this.#lastText) {
      this.#lastText = text;
      this.#lastCode = text === null || text === "" ? 0 : this.#code(text);
    }
    this.#codes.push(this.#lastCode);
  }

  finish(): DictColumn {
    return {codes: this.#codes.finish(), dictionary: this.#dictionary};
  }

  #code(text: string): number {
    let code = this.#known.get(text);
    if (code === undefined) this.#known.set(text, (code = this.#dictionary.push(text) - 1));
    return code;
  }
}
