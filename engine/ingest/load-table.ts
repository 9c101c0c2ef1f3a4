// Reads a file of one of the tables beside the events. Links and memberships say who is who besides.
import type {TableName} from "../model/dataset.js";
import {genericTable} from "./generic-table.js";
import type {IdentityBook} from "./identity.js";
import type {OpenContext, OpenedFile} from "./open-file.js";
import {readTraits} from "./profile-tables.js";
import {mapsOf, positionsIn} from "./roles.js";
import {readSideTable, type SideRow} from "./side-tables.js";
import type {Stores} from "./stores.js";

export async function loadTable(
  name: Exclude<TableName, "events">,
  opened: OpenedFile,
  stores: Stores,
  context: OpenContext,
): Promise<void> {
  const {book, options} = opened;
  const {identity} = stores;
  const known = {positions: positionsIn(mapsOf(options.map))};
  const file = {...(await genericTable(opened, context, known)), book, options};
  book.read = 0;
  identity.writing(book.source);
  if (name === "profiles" || name === "accounts") return readTraits(name, file, stores);
  const rows = stores.rowsOf(name);
  for (const {row, record} of readSideTable(name, file)) {
    rows.push(row);
    if (name === "links") link(identity, row, book.path, record);
    if (name === "memberships") join(identity, row);
  }
}

function link(identity: IdentityBook, row: SideRow, file: string, record: number): void {
  const {people, anons} = identity;
  const place = {ts: timeOf(row), file, row: record};
  const [anon, user] = [textOf(row.anon), textOf(row.user)];
  if (anon !== "" && user !== "")
    identity.sight({anon: anons.code("anon", anon.replace(/^anon:/, "")), person: people.code("", user), ...place});
  const [a, b] = [textOf(row.userA), textOf(row.userB) || user];
  if (a !== "" && b !== "")
    identity.join({a: people.code("", a), b: people.code("", b), strength: "hard", rank: 0, ...place});
}

function join(identity: IdentityBook, row: SideRow): void {
  const {people, accounts} = identity;
  identity.member(people.code("", String(row.user)), accounts.code("", String(row.account)), timeOf(row));
}

const textOf = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const timeOf = ({ts}: SideRow) => (typeof ts === "number" ? ts : -Infinity);
