// Puts everything that was read together: drops repeats, settles who is who, orders the events, builds the dataset.
import {buildStore, type RawEvents} from "../model/build-store.js";
import {codesFor, dictColumn, gather, narrow, type Codes, type Column, type DictColumn} from "../model/column.js";
import {Dataset, type TableName} from "../model/dataset.js";
import {byCodePoint} from "../model/order.js";
import {ColumnTable, type Cell, type Table} from "../model/table.js";
import {fillAccounts, fillByDomain} from "./accounts.js";
import {textAt, type TypeName} from "./cells.js";
import {concatDicts, concatFloats, concatProps, concatWords} from "./concat.js";
import {contentHashOf} from "./content-hash.js";
import {duplicateContent, duplicateIds, remaining} from "./dedupe.js";
import type {EventPart} from "./event-part.js";
import type {Identities, IdentityBook} from "./identity.js";
import {ledgerOf, type FileBook} from "./ledger-book.js";
import {rememberOrigins} from "./origins.js";
import type {SideRow, SideTable} from "./side-tables.js";
import {SHAPES} from "./table-shapes.js";
import type {TraitBook} from "./traits.js";

/** All that reading the files gave. */
export interface Gathered {
  readonly parts: readonly EventPart[];
  readonly books: readonly FileBook[];
  readonly identity: IdentityBook;
  readonly traits: TraitBook;
  readonly accountTraits: TraitBook;
  readonly sideRows: ReadonlyMap<SideTable, readonly SideRow[]>;
}

export interface AssembleOptions {
  readonly asOf?: number;
  readonly historyStart?: number;
  readonly dedupe: "id" | "content";
  readonly types: Readonly<Record<string, TypeName>>;
}

/** Builds the dataset; yields every few milliseconds of work where it can. */
export function* assemble(gathered: Gathered, options: AssembleOptions): Generator<void, Dataset> {
  const whole = concatParts(gathered, options.types);
  yield;
  const events = dropRepeats(whole, gathered, options.dedupe);
  yield;
  const identities = gathered.identity.settle([events]);
  yield;
  const {raw, anonymous} = resolve(events, identities, gathered.identity);
  yield;
  const store = buildStore(raw);
  yield;
  countPeriods(events, gathered.parts);
  const place = new Map(store.users.map((user, u) => [user, u]));
  const personPlace = identities.people.map(({id}) => place.get(id) ?? -1);
  const anonPlace = (key: number) => (identities.attribution.anyPerson(key) < 0 ? (place.get(gathered.identity.anons.text(key)) ?? -1) : -1);
  const profiles = gathered.traits.profiles(store.users.length, (key) => (key < 0 ? anonPlace(-key) : personPlace[identities.personOf[key]!]!));
  const accountIds = accountIdsOf(store.account);
  const accountPlace = new Map(accountIds.map((id, i) => [id, i]));
  const accountProfiles = gathered.accountTraits.profiles(accountIds.length, (key) => accountPlace.get(identities.companies[identities.companyOf[key]!]!.id) ?? -1);
  yield;
  const dataset = new Dataset({
    store, profiles, accountProfiles,
    tables: tablesOf(gathered, identities),
    ledger: ledgerOf(gathered.books, []),
    identity: {
      profiles: identities.people.length,
      accounts: identities.companies.length,
      anonymous,
      merges: identities.merges,
      conflicts: identities.conflicts,
    },
    hash: contentHashOf(store, gathered.traits, gathered.accountTraits, gathered.identity, gathered.sideRows),
    ...(options.asOf === undefined ? {} : {asOf: options.asOf}),
    ...(options.historyStart === undefined ? {} : {historyStart: options.historyStart}),
  });
  rememberOrigins(dataset, {identities, book: gathered.identity, traits: gathered.traits, accountTraits: gathered.accountTraits});
  return dataset;
}

/** Events of all files as one set of columns. */
interface Whole {
  readonly size: number;
  readonly person: Uint32Array;
  readonly anon: Uint32Array | null;
  readonly account: Uint32Array | null;
  readonly ts: Float64Array;
  readonly name: DictColumn;
  readonly id: DictColumn | null;
  readonly session: DictColumn | null;
  readonly seq: Float64Array | null;
  readonly amount: Float64Array | null;
  readonly currency: DictColumn | null;
  readonly stage: DictColumn | null;
  readonly source: DictColumn;
  readonly file: DictColumn;
  /** Number of the record in its file; null = one file, whose records are the rows. */
  readonly row: Float64Array | null;
  readonly part: Uint16Array;
  readonly props: Map<string, Column>;
}

function concatParts({parts}: Gathered, types: AssembleOptions["types"]): Whole {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const words = (get: (part: EventPart) => Uint32Array | null) => concatWords(parts.map((part) => ({size: part.size, values: get(part)})), size);
  const floats = (get: (part: EventPart) => Float64Array | null) => concatFloats(parts.map((part) => ({size: part.size, values: get(part)})), size);
  const dicts = (get: (part: EventPart) => DictColumn | null) => concatDicts(parts.map((part) => ({size: part.size, column: get(part)})), size);
  const misfit = (part: EventPart, prop: string, r: number) => {
    const found = part.props.get(prop);
    const value = found?.kind === "cells" ? textAt(found.cells, r) : null;
    part.book.warn(`value is not of the type stated for column "${prop}" and counts as missing`, part.places.line(r), part.places.row(r), prop, value);
  };
  return {
    size,
    person: words((part) => part.person) ?? new Uint32Array(0),
    anon: words((part) => part.anon),
    account: words((part) => part.account),
    ts: floats((part) => part.ts) ?? new Float64Array(0),
    name: dicts((part) => part.name) ?? dictColumn([]),
    id: dicts((part) => part.id),
    session: dicts((part) => part.session),
    seq: floats((part) => part.seq),
    amount: floats((part) => part.amount),
    currency: dicts((part) => part.currency),
    stage: dicts((part) => part.stage),
    source: perPart(parts, size, (part) => part.book.source),
    file: perPart(parts, size, (part) => part.book.path),
    row: rowNumbers(parts, size),
    part: partNumbers(parts, size),
    props: concatProps(parts, size, types, misfit),
  };
}

function perPart(parts: readonly EventPart[], size: number, text: (part: EventPart) => string): DictColumn {
  const texts = dictColumn(parts.map(text));
  const codes = codesFor(texts.dictionary.length, size);
  let at = 0;
  parts.forEach((part, p) => codes.fill(texts.codes[p]!, at, (at += part.size)));
  return {codes, dictionary: texts.dictionary};
}

function rowNumbers(parts: readonly EventPart[], size: number): Float64Array | null {
  if (parts.length === 1 && !parts[0]!.records && parts[0]!.places.plain) return null;
  const out = new Float64Array(size);
  let at = 0;
  for (const {size: rows, records, places} of parts) {
    const plain = places.plain;
    for (let i = 0; i < rows; i++) {
      const record = records ? records[i]! : i;
      out[at++] = plain ? record + 1 : places.row(record);
    }
  }
  return out;
}

function partNumbers(parts: readonly EventPart[], size: number): Uint16Array {
  const out = new Uint16Array(size);
  let at = 0;
  parts.forEach((part, p) => out.fill(p, at, (at += part.size)));
  return out;
}

function dropRepeats(whole: Whole, {parts}: Gathered, dedupe: "id" | "content"): Whole {
  const group = Uint8Array.from(whole.source.codes);
  const byId = whole.id ? duplicateIds({...whole, account: null}, whole.id, group) : [];
  let kept = tidy(whole, byId, parts, "duplicate id");
  if (dedupe === "content") kept = tidy(kept, duplicateContent({...kept, account: null}, Int32Array.from(unitKeys(kept)), kept.id), parts, "duplicate row");
  return kept;
}

// Who a row belongs to before identities are settled: enough to tell equal rows.
const unitKeys = ({person, anon, account}: Whole) => Int32Array.from(person, (key, i) => key || (anon && anon[i] !== 0 ? -anon[i]! : account ? -1_000_000_000 - account[i]! : 0));

function tidy(whole: Whole, dropped: readonly number[], parts: readonly EventPart[], reason: string): Whole {
  const kept = remaining(whole.size, dropped);
  if (!kept) return whole;
  reportDropped(whole, dropped, parts, reason);
  const words = (values: Uint32Array | null) => values && kept.map((i) => values[i]!);
  const floats = (values: Float64Array | null) => values && Float64Array.from(kept, (i) => values[i]!);
  const dict = <C extends DictColumn | null>(column: C) => (column && gather(column, kept)) as C;
  return {
    size: kept.length,
    person: words(whole.person)!, anon: words(whole.anon), account: words(whole.account),
    ts: floats(whole.ts)!, name: dict(whole.name), id: dict(whole.id), session: dict(whole.session),
    seq: floats(whole.seq), amount: floats(whole.amount), currency: dict(whole.currency), stage: dict(whole.stage),
    source: dict(whole.source), file: dict(whole.file), row: whole.row ? floats(whole.row) : Float64Array.from(kept, (i) => i + 1),
    part: Uint16Array.from(kept, (i) => whole.part[i]!),
    props: new Map([...whole.props].map(([name, column]) => [name, gather(column, kept)])),
  };
}

// A record is rejected when all its events are repeats and it gave nothing else.
function reportDropped(whole: Whole, dropped: readonly number[], parts: readonly EventPart[], reason: string): void {
  const starts: number[] = [];
  let at = 0;
  for (const part of parts) {
    starts.push(at);
    at += part.size;
  }
  const gone = new Set(dropped);
  const told = new Set<string>();
  for (const i of dropped) {
    const p = whole.part[i]!;
    const part = parts[p]!;
    const key = `${p} ${rowAt(whole, i)}`;
    if (told.has(key) || (part.sole && part.sole[i - starts[p]!] === 0) || !wholeRecordGone(whole, gone, i)) continue;
    told.add(key);
    const record = part.records ? part.records[i - starts[p]!]! : i - starts[p]!;
    part.book.kept--;
    part.book.reject(part.places.row(record), part.places.line(record), reason, whole.id ? "id" : null, whole.id ? String(whole.id.dictionary[whole.id.codes[i]!] ?? "") : null);
  }
}

const rowAt = ({row}: Whole, i: number) => (row ? row[i]! : i + 1);

// Events of one record are neighbours.
function wholeRecordGone(whole: Whole, gone: ReadonlySet<number>, i: number): boolean {
  const {part, size} = whole;
  const same = (j: number) => j >= 0 && j < size && part[j] === part[i] && rowAt(whole, j) === rowAt(whole, i);
  for (let j = i - 1; same(j); j--) if (!gone.has(j)) return false;
  for (let j = i + 1; same(j); j++) if (!gone.has(j)) return false;
  return true;
}

/** Events under their final users and accounts. */
function resolve(events: Whole, identities: Identities, book: IdentityBook): {raw: RawEvents; anonymous: number} {
  const {user, anonymous} = userColumnOf(events, identities, book);
  const facts = new Map<string, Column | ((order: Uint32Array) => Column)>([
    ...(events.id ? [["id", events.id] as const] : []),
    ...(events.anon ? [["anon", visitorColumn(events.anon, book)] as const] : []),
    ["source", events.source],
    ["file", events.file],
    ["row", events.row ? {values: events.row} : (order) => ({values: plusOne(order)})],
    ...(events.stage ? [["stage", events.stage] as const] : []),
  ]);
  const raw: RawEvents = {
    size: events.size,
    user,
    anonymous,
    ts: events.ts,
    name: narrowed(events.name),
    seq: events.seq && withoutGaps(events.seq),
    account: accountColumn(events, user.codes, identities, book),
    session: events.session && narrowed(events.session),
    amount: events.amount,
    currency: events.currency && narrowed(events.currency),
    facts,
    props: events.props,
  };
  return {raw, anonymous: anonymous.size};
}

/** Code 0 for nobody, then the people in their order, then the visitors whom nobody knows. */
function userColumnOf({person, anon, ts, size}: Whole, {people, personOf, attribution}: Identities, book: IdentityBook): {user: DictColumn; anonymous: Set<string>} {
  const dictionary: (string | null)[] = [null, ...people.map(({id}) => id)];
  const anonymous = new Set<string>();
  const codeOf = Uint32Array.from(personOf, (place) => place + 1);
  const codes = new Uint32Array(size);
  for (let i = 0; i < size; i++) codes[i] = codeOf[person[i]!]!;
  const visitors = new Uint32Array(anon ? book.anons.size : 0);
  for (let i = 0; anon && i < size; i++) {
    const visitor = anon[i]!;
    if (codes[i] !== 0 || visitor === 0) continue;
    const found = attribution.personAt(visitor, ts[i]!);
    if (found >= 0) codes[i] = found + 1;
    else {
      if (visitors[visitor] === 0) {
        const id = book.anons.text(visitor);
        visitors[visitor] = dictionary.push(id) - 1;
        anonymous.add(id);
      }
      codes[i] = visitors[visitor]!;
    }
  }
  return {user: {codes, dictionary}, anonymous};
}

function visitorColumn(anon: Uint32Array, {anons}: IdentityBook): DictColumn {
  return {codes: anon, dictionary: Array.from({length: anons.size}, (_, key) => (key === 0 ? null : anons.text(key)))};
}

/** Accounts by semantics 17.1; null when no event has one. */
function accountColumn({account, ts, size}: Whole, user: Codes, identities: Identities, book: IdentityBook): DictColumn | null {
  const {companies, companyOf, personOf, people} = identities;
  const memberships = book.memberships.map(({person, account: key, ts: since}) => ({person: personOf[person]!, account: companyOf[key]!, ts: since}));
  if (!account && memberships.length === 0 && !book.accounts.has("domain")) return null;
  const codeOf = Uint32Array.from(companyOf, (place) => place + 1);
  const codes = new Uint32Array(size);
  for (let i = 0; account && i < size; i++) codes[i] = codeOf[account[i]!]!;
  fillAccounts(codes, user, people.length, ts, memberships, (place) => companies[place]!.id);
  fillByDomain(codes, user, identities, book);
  if (codes.every((code) => code === 0)) return null;
  return narrowed({codes, dictionary: [null, ...companies.map(({id}) => id)]});
}

const narrowed = ({codes, dictionary}: DictColumn): DictColumn => ({codes: narrow(codes, dictionary.length), dictionary});

// A row without a sequence number comes before those with one.
const withoutGaps = (seq: Float64Array) => seq.map((value) => (Number.isNaN(value) ? -1e300 : value));

function plusOne(order: Uint32Array): Float64Array {
  const rows = new Float64Array(order.length);
  for (let i = 0; i < rows.length; i++) rows[i] = order[i]! + 1;
  return rows;
}

// First and last event of each file. Rows of a part are neighbours.
function countPeriods({ts, part}: Whole, parts: readonly EventPart[]): void {
  for (let i = 0; i < ts.length; ) {
    const p = part[i]!;
    let [from, to] = [Infinity, -Infinity];
    for (; i < ts.length && part[i] === p; i++) {
      const t = ts[i]!;
      if (t < from) from = t;
      if (t > to) to = t;
    }
    const {book} = parts[p]!;
    book.from = Math.min(book.from, from);
    book.to = Math.max(book.to, to);
  }
}

/** Account ids in the order of the account index: those with events, by code point. */
export function accountIdsOf(account: DictColumn | null): string[] {
  if (!account) return [];
  const occurs = new Uint8Array(account.dictionary.length);
  for (let i = 0; i < account.codes.length; i++) occurs[account.codes[i]!] = 1;
  return account.dictionary.flatMap((id, code) => (occurs[code] && id !== null ? [String(id)] : [])).sort(byCodePoint);
}

function tablesOf({sideRows, identity}: Gathered, identities: Identities): Partial<Record<TableName, Table>> {
  const tables: Partial<Record<TableName, Table>> = {};
  for (const [name, rows] of sideRows) {
    const kinds = new Map(SHAPES[name].map((shape) => [shape.name, shape.kind]));
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    tables[name] = new ColumnTable(columns.map((column) => [column, rows.map((row) => resolved(row, column, kinds.get(column), identity, identities))]));
  }
  return tables;
}

function resolved(row: SideRow, column: string, kind: string | undefined, book: IdentityBook, identities: Identities): Cell {
  const value = row[column] ?? null;
  if (value === null) return null;
  if (kind === "account") {
    const key = book.accounts.find(String(value));
    return key === 0 ? String(value) : identities.companies[identities.companyOf[key]!]!.id;
  }
  if (kind !== "unit" && kind !== "anon") return value;
  const person = book.people.find(String(value));
  if (person !== 0) return identities.people[identities.personOf[person]!]!.id;
  const text = String(value);
  const visitor = book.anons.find(kind === "anon" && !text.startsWith("anon:") ? `anon:${text}` : text);
  const found = visitor === 0 ? -1 : identities.attribution.personAt(visitor, typeof row.ts === "number" ? row.ts : Infinity);
  return found >= 0 ? identities.people[found]!.id : visitor === 0 ? text : book.anons.text(visitor);
}
