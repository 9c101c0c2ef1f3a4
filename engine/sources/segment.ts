// Segment (customer data platform): raw calls as JSON, and warehouse tables. RudderStack writes the same shape.
//
// Formats: segmentio/segment-docs, spec/common and warehouses/schema. Unconfirmed there: the ` UTC` that BigQuery puts behind times (read
// all the same).
import {isRecord} from "../model/is-record.js";
import {each} from "./each.js";
import {shelf} from "./shelf.js";
import {stageOfName} from "./stage-words.js";
import type {Field, Key, Out, RecordReader, SourceFile, SourceReader} from "./source.js";
import {CALLS, OWN_COLUMNS} from "./segment/recognise.js";

export const segment: SourceReader = {
  read: (file, out) => (file.part === "calls" ? readCalls(file, out) : readTable(file, out)),
  finish: (shared) => shared.clear(),
};

/** The instant of a call: `timestamp`, else what it is by definition: receivedAt − (sentAt − originalTimestamp). */
function callTime(file: SourceFile, names: readonly [string, string, string, string]) {
  const [own, original, sent, received] = each(names, (name) => file.time(file.field(name), {fallback: "UTC"}));
  const at = (r: number): number => {
    const direct = own.at(r);
    if (direct === direct) return direct;
    const computed = received.at(r) - (sent.at(r) - original.at(r));
    if (computed === computed) return computed;
    const simple = original.at(r);
    return simple === simple ? simple : received.at(r);
  };
  return {at, problem: (r: number) => (Number.isNaN(at(r)) ? (own.problem(r) ?? "no time") : null), field: own};
}

function identityOf(file: SourceFile, out: Out, user: Field, anonymous: Field) {
  const person = file.keys(user, (id) => out.person("user", id));
  const visitor = file.keys(anonymous, (id) => out.visitor("segment", id));
  return (r: number) => ({person: person(r), visitor: visitor(r)});
}

/** What is kept of a call's context, and the property it becomes. */
const CONTEXT = [
  ["context.page.url", "page_url"],
  ["context.page.path", "page_path"],
  ["context.campaign.source", "utm_source"],
  ["context.campaign.medium", "utm_medium"],
  ["context.campaign.name", "utm_campaign"],
] as const;

function readCalls(file: SourceFile, out: Out): RecordReader {
  const time = callTime(file, ["timestamp", "originalTimestamp", "sentAt", "receivedAt"]);
  const who = identityOf(file, out, file.field("userId"), file.field("anonymousId"));
  const email = file.keys(file.field("context.traits.email"), (text) => out.email(text));
  const stage = memo(stageOfName);
  const type = file.field("type");
  const [id, event, name, properties, traits] = each(["messageId", "event", "name", "properties", "traits"], (key) =>
    file.field(key),
  );
  const [group, previous, userId] = each(["groupId", "previousId", "userId"], (key) => file.field(key));
  const company = file.keys(file.field("context.groupId"), (key) => out.account("ext", key));
  const ofGroup = file.keys(group, (key) => out.account("ext", key));
  // RudderStack writes the traits of an identify call here.
  const contextTraits = file.field("context.traits");
  const context = CONTEXT.map(([path, as]) => [file.field(path), as] as const);
  const parts = file.shared.get("parts") as ReadonlySet<string> | undefined;
  const told = ["tracks", "pages", "screens"].some((part) => parts?.has(part)) ? toldIn(file) : null;
  out.idColumns([id]);
  return (r) => {
    const call = type.text(r);
    if (!call || !CALLS.has(call)) return out.reject("not a call", type);
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time.field);
    const {person, visitor} = who(r);
    const ts = time.at(r);
    if (call === "alias") return aliased(out, previous.text(r), person || visitor, ts, previous);
    if (call === "group") {
      if (!ofGroup(r)) return out.reject("no account", group);
      out.seen(visitor, person, ts);
      return grouped(out, ofGroup(r), person, traitsOf(traits.raw(r)), ts);
    }
    if (!person && !visitor) return out.reject("no identity", userId);
    if (call === "identify")
      return identified(out, person, visitor, {...traitsOf(contextTraits.raw(r)), ...traitsOf(traits.raw(r))}, ts);
    if (told) told.add(id.text(r) ?? "");
    const title = (call === "track" ? event.text(r) : name.text(r)) ?? (call === "track" ? "" : call);
    const own = properties.raw(r);
    const props = traitsOf(own);
    for (const [field, as] of context) {
      const text = field.text(r);
      if (text !== null) props[as] = text;
    }
    out.event({
      ts,
      name: title,
      id: id.text(r),
      person: out.same([person, email(r)]),
      visitor,
      account: company(r),
      stage: call === "track" ? stage(title) : "awareness",
      ...moneyOf(own),
      props,
    });
  };
}

// A previous id that looks like an anonymous one (a UUID) is a visitor's, any other a user's.
function aliased(out: Out, before: string | null, now: Key, ts: number, field: Field): void {
  if (!before || !now) return out.reject("no identity", field);
  if (now < 0) return out.keep();
  if (UUID.test(before)) out.seen(out.visitor("segment", before), now, ts);
  else out.same([now, out.person("user", before)], "hard", ts);
  out.keep();
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function grouped(out: Out, account: number, person: Key, traits: Record<string, unknown>, ts: number): void {
  const domain = typeof traits.domain === "string" ? out.domain(traits.domain) : 0;
  if (domain) out.sameAccount([account, domain]);
  out.accountTraits(account, traits, ts);
  if (person > 0) out.member(person, account, ts);
  out.keep();
}

function identified(out: Out, person: Key, visitor: Key, traits: Record<string, unknown>, ts: number): void {
  const email = typeof traits.email === "string" ? out.email(traits.email) : 0;
  const who = out.same([person, email]);
  out.seen(visitor, who, ts);
  out.traits(who || visitor, traits, ts);
  out.keep();
}

/** Properties or traits; objects inside them become `address_street`, as the warehouse calls them. */
function traitsOf(value: unknown): Record<string, unknown> {
  const flat = Object.create(null) as Record<string, unknown>;
  if (isRecord(value)) flatten(value, "", flat, 0);
  return flat;
}

function flatten(
  value: Readonly<Record<string, unknown>>,
  prefix: string,
  into: Record<string, unknown>,
  depth: number,
) {
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (isRecord(inner) && depth < DEEPEST) flatten(inner, `${prefix}${key}_`, into, depth + 1);
    else into[prefix + key] = inner;
  }
}

const DEEPEST = 8;

// "revenue" is Segment's word for what an order brought; "total" includes what does not stay.
function moneyOf(properties: unknown): {amount?: string | number; currency?: string} {
  const {revenue, currency} = isRecord(properties) ? properties : {};
  if (typeof revenue !== "number" && typeof revenue !== "string") return {};
  return {amount: revenue, ...(typeof currency === "string" ? {currency} : {})};
}

function memo<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (!known.has(text)) known.set(text, compute(text));
    return known.get(text)!;
  };
}

const ofPages = (part: string): boolean => part === "pages" || part === "screens";

function readTable(file: SourceFile, out: Out): RecordReader {
  // The name of a page is the event's name; in other tables it is a trait or a property like any other.
  const own = (column: string) => OWN_COLUMNS.test(column) || (ofPages(file.part) && /^name$/i.test(column));
  const others = file.names.filter((column) => !own(column));
  const table = tableOf(file, out, others);
  if (file.part === "users" || file.part === "accounts") return readState(file, out, table);
  if (file.part === "tracks" || ofPages(file.part)) return readEvents(file, out, others, table);
  const [previous, groupId] = [file.field("previous_id"), file.field("group_id", "context_group_id")];
  return (r) => {
    const problem = table.time.problem(r);
    if (problem) return out.reject(problem, table.time.field);
    const {person, visitor} = table.who(r);
    const ts = table.time.at(r);
    if (file.part === "aliases") return aliased(out, previous.text(r), person || visitor, ts, previous);
    if (!person && !visitor) return out.reject("no identity", table.user);
    if (file.part === "groups") {
      const account = table.group(r);
      if (!account) return out.reject("no account", groupId);
      out.seen(visitor, person, ts);
      return grouped(out, account, person, table.values(r), ts);
    }
    identified(out, person, visitor, table.values(r), ts);
  };
}

/** What all tables of the warehouse have in common. */
function tableOf(file: SourceFile, out: Out, others: readonly string[]) {
  const user = file.field("user_id");
  return {
    user,
    time: callTime(file, ["timestamp", "original_timestamp", "sent_at", "received_at"]),
    who: identityOf(file, out, user, file.field("anonymous_id")),
    email: file.keys(file.field("email", "context_traits_email"), (text) => out.email(text)),
    group: file.keys(file.field("group_id", "context_group_id"), (key) => out.account("ext", key)),
    values: file.values(others),
  };
}
type Table = ReturnType<typeof tableOf>;

function readState(file: SourceFile, out: Out, table: Table): RecordReader {
  const id = file.field("id");
  const users = file.keys(id, (key) => out.person("user", key));
  const accounts = file.keys(file.field("group_id", "id"), (key) => out.account("ext", key));
  return (r) => {
    const since = table.time.at(r);
    if (file.part === "accounts")
      return accounts(r) ? grouped(out, accounts(r), 0, table.values(r), since) : out.reject("no account", id);
    if (!users(r)) return out.reject("no identity", id);
    out.traits(out.same([users(r), table.email(r)]), table.values(r), since);
    out.keep();
  };
}

/** Ids of calls that are told in full elsewhere. */
const toldIn = ({shared}: SourceFile) => shelf(shared, "segment ids", () => new Set<string>());

// `tracks` repeats what the table of each event, or the raw call, has with all its properties, so such rows count there only.
function readEvents(file: SourceFile, out: Out, others: readonly string[], table: Table): RecordReader {
  const [id, text, event, name, title, revenue, currency] = each(
    ["id", "event_text", "event", "name", "title", "revenue", "currency"],
    (column) => file.field(column),
  );
  const told = toldIn(file);
  const page = ofPages(file.part);
  const ofEvent = !page && others.some((column) => !/^context_/i.test(column));
  out.carry(others.map((column) => file.field(column)));
  const stage = memo(stageOfName);
  return (r) => {
    const problem = table.time.problem(r);
    if (problem) return out.reject(problem, table.time.field);
    const {person, visitor} = table.who(r);
    if (!person && !visitor) return out.reject("no identity", table.user);
    const [ts, key] = [table.time.at(r), id.text(r)];
    if (key && !ofEvent && told.has(key)) return out.reject("duplicate id", id);
    if (key && ofEvent) told.add(key);
    const label = page
      ? (name.text(r) ?? title.text(r) ?? file.part.slice(0, -1))
      : (text.text(r) ?? event.text(r) ?? "");
    out.event({
      ts,
      name: label,
      id: key,
      person: out.same([person, table.email(r)]),
      visitor,
      account: table.group(r),
      stage: page ? "awareness" : stage(label),
      ...moneyOf({revenue: revenue.raw(r), currency: currency.text(r)}),
    });
  };
}
