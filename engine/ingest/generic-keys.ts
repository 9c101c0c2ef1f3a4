// Who did it, in a generic file: users, e-mail addresses and visitors, as keys.
import type {DictColumn} from "../model/column.js";
import {normalEmail, ROLE_MAILBOX} from "./email.js";
import {recode, type GenericFields} from "./generic-fields.js";

/** Keys of the records' people, visitors and addresses; null where the file has none. */
interface Who {
  /** The user's own id, else the e-mail address. */
  readonly people: Uint32Array | null;
  readonly anon: Uint32Array | null;
  readonly emails: Uint32Array | null;
}

/** Who the records name. A user called `anon:…`, as the kit spells visitors, is one. */
export function whoIn(fields: GenericFields): Who {
  const {anons} = fields.context.identity;
  const emails = emailKeys(fields);
  const people = userKeys(fields) ?? emails;
  for (let r = 0; people && emails && r < people.length; r++) people[r] ||= emails[r]!;
  const own = fields.texts("anon");
  const anon = own && anons.column(own, "anon");
  const users = fields.texts("user");
  if (!people || !users?.dictionary.some(isVisitor)) return {people, anon, emails};
  const visitors = anons.column(
    recode(users, (text) => (isVisitor(text) ? text.slice(VISITOR.length) : null)),
    "anon",
  );
  for (let r = 0; anon && r < visitors.length; r++) visitors[r] ||= anon[r]!;
  return {people, anon: visitors, emails};
}

const VISITOR = "anon:";
const isVisitor = (text: unknown) => typeof text === "string" && text.startsWith(VISITOR);

/** A record that is kept and names a user and an address is a reason to join the two. */
export function joinAddresses(fields: GenericFields, {people, emails}: Who, isKept: (r: number) => boolean): void {
  if (!people || !emails) return;
  const {identity, book} = fields.context;
  const seen = new Set<string>();
  for (let r = 0; r < people.length; r++) {
    const [a, b] = [people[r]!, emails[r]!];
    if (b === 0 || a === b || seen.has(`${a} ${b}`) || !isKept(r)) continue;
    seen.add(`${a} ${b}`);
    const row = fields.table.places.row(r);
    identity.join({a, b, strength: "strong", rank: 0, ts: -Infinity, file: book.path, row});
  }
}

function userKeys(fields: GenericFields): Uint32Array | null {
  const texts = fields.texts("user");
  if (!texts) return null;
  const visitors = texts.dictionary.some(isVisitor);
  return fields.context.identity.people.column(
    visitors ? recode(texts, (text) => (isVisitor(text) ? null : text)) : texts,
    "",
  );
}

function emailKeys(fields: GenericFields): Uint32Array | null {
  const emails = fields.texts("email");
  if (!emails) return null;
  const {identity} = fields.context;
  const roles = new Map<string, string>();
  const addresses = recode(emails, (text) => {
    const address = normalEmail(text);
    if (address === null || !identity.isRole(address)) return address;
    roles.set(text, address);
    return null;
  });
  warnOfRoles(fields, emails, roles);
  return identity.people.column(addresses, "email");
}

function warnOfRoles(fields: GenericFields, emails: DictColumn, roles: ReadonlyMap<string, string>): void {
  const {places} = fields.table;
  for (const [text, address] of roles) {
    const r = emails.codes.indexOf(emails.dictionary.indexOf(text));
    if (r >= 0)
      fields.context.book.warn(ROLE_MAILBOX, places.line(r), places.row(r), fields.columnName("email"), address);
  }
}
