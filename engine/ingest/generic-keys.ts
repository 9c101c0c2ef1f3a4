// Who did it, in a generic file: users, e-mail addresses and visitors, as keys.
import type {DictColumn} from "../model/column.js";
import {normalEmail, ROLE_MAILBOX} from "./email.js";
import {recode, type GenericFields} from "./generic-fields.js";

/** Keys of the records' people and visitors; null where the file has none. A user called `anon:…`, as the kit spells visitors, is one. */
export function whoIn(fields: GenericFields): {people: Uint32Array | null; anon: Uint32Array | null} {
  const {anons} = fields.context.identity;
  const people = peopleIn(fields);
  const own = fields.texts("anon");
  const anon = own && anons.column(own, "anon");
  const users = fields.texts("user");
  if (!people || !users?.dictionary.some(isVisitor)) return {people, anon};
  const visitors = anons.column(
    recode(users, (text) => (isVisitor(text) ? text.slice(VISITOR.length) : null)),
    "anon",
  );
  for (let r = 0; anon && r < visitors.length; r++) visitors[r] ||= anon[r]!;
  return {people, anon: visitors};
}

const VISITOR = "anon:";
const isVisitor = (text: unknown) => typeof text === "string" && text.startsWith(VISITOR);

// The user's own id, else the e-mail address; both together are a reason to join the two.
function peopleIn(fields: GenericFields): Uint32Array | null {
  const users = userKeys(fields);
  const emails = emailKeys(fields);
  if (!users || !emails) return users ?? emails;
  const {identity, book} = fields.context;
  const seen = new Set<string>();
  for (let r = 0; r < users.length; r++) {
    const [a, b] = [users[r]!, emails[r]!];
    if (a === 0) users[r] = b;
    else if (b !== 0 && !seen.has(`${a} ${b}`)) {
      seen.add(`${a} ${b}`);
      const row = fields.table.places.row(r);
      identity.join({a, b, strength: "strong", rank: 0, ts: -Infinity, file: book.path, row});
    }
  }
  return users;
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
