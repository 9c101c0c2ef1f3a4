// Segment (customer data platform): raw calls as JSON, and warehouse tables. RudderStack writes the same shape.
//
// Formats: segmentio/segment-docs, spec/common and warehouses/schema. Unconfirmed there: the ` UTC` that BigQuery puts behind times (read
// all the same).
import {stageOfName} from "./stage-words.js";
import type {Field, Key, Out, Recognition, RecordReader, Sample, Source, SourceFile} from "./source.js";

const CALLS: ReadonlySet<unknown> = new Set(["track", "identify", "page", "screen", "group", "alias"]);

export const segment: Source = {
  name: "segment",
  kind: "cdp",
  recognise: (sample) => recogniseCalls(sample) ?? recogniseTable(sample),
  read: (file, out) => (file.part === "calls" ? readCalls(file, out) : readTable(file, out)),
  finish: (shared) => shared.clear(),
};

function recogniseCalls({records}: Sample): Recognition | null {
  const calls = records.filter((record) => {
    const call = record as {type?: unknown; messageId?: unknown; anonymousId?: unknown} | null;
    return (
      typeof call === "object" &&
      call !== null &&
      CALLS.has(call.type) &&
      (call.messageId !== undefined || call.anonymousId !== undefined)
    );
  });
  if (calls.length === 0 || calls.length * 2 < records.length) return null;
  return {score: 0.95, why: "records have type and messageId or anonymousId", part: "calls"};
}

const TIMES = ["timestamp", "original_timestamp", "sent_at", "received_at"];

// The tables of the warehouse by what only they have.
function recogniseTable(sample: Sample): Recognition | null {
  const found = (part: string, why: string, score = 0.9, order = 0): Recognition => ({
    score,
    why,
    part,
    order,
    times: TIMES,
  });
  if (!sample.has("received_at")) return null;
  if (sample.has("event_text", "event")) return found("tracks", "header has event_text and received_at", 0.95);
  if (sample.has("previous_id")) return found("aliases", "header has previous_id and received_at");
  if (sample.has("group_id"))
    return found(
      sample.has("user_id") || sample.has("anonymous_id") ? "groups" : "accounts",
      "header has group_id and received_at",
    );
  if (!sample.has("user_id") && !sample.has("anonymous_id"))
    return sample.has("id", "uuid_ts") ? found("users", "header has id, received_at and uuid_ts", 0.7) : null;
  if (sample.has("path") || sample.has("url") || sample.has("context_page_url"))
    return found("pages", "header has received_at and a page", 0.85);
  return sample.has("anonymous_id") ? found("identifies", "header has anonymous_id and received_at", 0.8) : null;
}

/** The instant of a call: `timestamp`, else what it is by definition: receivedAt − (sentAt − originalTimestamp). */
function callTime(file: SourceFile, names: readonly [string, string, string, string]) {
  const [own, original, sent, received] = names.map((name) => file.time(file.field(name), {fallback: "UTC"})) as [
    Time,
    Time,
    Time,
    Time,
  ];
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
type Time = ReturnType<SourceFile["time"]>;

function identityOf(file: SourceFile, out: Out, user: Field, anonymous: Field) {
  const person = file.mapped(user, (id) => out.person("user", id));
  const visitor = file.mapped(anonymous, (id) => out.visitor("segment", id));
  return (r: number) => ({person: person(r) ?? 0, visitor: visitor(r) ?? 0});
}

function readCalls(file: SourceFile, out: Out): RecordReader {
  const time = callTime(file, ["timestamp", "originalTimestamp", "sentAt", "receivedAt"]);
  const who = identityOf(file, out, file.field("userId"), file.field("anonymousId"));
  const email = file.mapped(file.field("context.traits.email"), (text) => out.email(text));
  const stage = memo(stageOfName);
  const type = file.field("type");
  const [id, event, name, properties, traits] = ["messageId", "event", "name", "properties", "traits"].map((key) =>
    file.field(key),
  ) as [Field, Field, Field, Field, Field];
  const group = file.field("groupId");
  const context = {
    group: file.field("context.groupId"),
    url: file.field("context.page.url"),
    path: file.field("context.page.path"),
    source: file.field("context.campaign.source"),
    medium: file.field("context.campaign.medium"),
    campaign: file.field("context.campaign.name"),
  };
  const previous = file.mapped(file.field("previousId"), (key) => out.person("user", key));
  const account = memo((key: string) => out.account("ext", key));

  return (r) => {
    const call = type.text(r);
    if (!call || !CALLS.has(call)) return out.reject("not a call", type);
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time.field);
    const {person, visitor} = who(r);
    const ts = time.at(r);
    if (call === "alias") return aliased(out, previous(r) ?? 0, person || visitor, file.field("previousId"));
    if (call === "group" && group.text(r))
      return grouped(out, account(group.text(r)!), person, traitsOf(traits.raw(r)), ts);
    if (!person && !visitor) return out.reject("no identity", file.field("userId"));
    if (person && visitor) out.seen(visitor, person, ts);
    if (call === "identify") return identified(out, person, visitor, traitsOf(traits.raw(r)), ts);
    if (person && email(r)) out.same([person, email(r)!]);
    const label = call === "track" ? event.text(r) : name.text(r);
    const title = label ?? (call === "track" ? "" : call);
    out.event({
      ts,
      name: title,
      id: id.text(r),
      person,
      visitor,
      account: context.group.text(r) ? account(context.group.text(r)!) : 0,
      stage: call === "track" ? stage(title) : "awareness",
      ...moneyOf(properties.raw(r)),
      props: {
        ...traitsOf(properties.raw(r)),
        ...present({
          page_url: context.url.text(r),
          page_path: context.path.text(r),
          utm_source: context.source.text(r),
          utm_medium: context.medium.text(r),
          utm_campaign: context.campaign.text(r),
        }),
      },
    });
  };
}

function aliased(out: Out, before: Key, now: Key, field: Field): void {
  if (!before || !now) return out.reject("no identity", field);
  if (now > 0) out.same([now, before], "hard");
  out.keep();
}

function grouped(out: Out, account: number, person: Key, traits: Record<string, unknown>, ts: number): void {
  const domain = typeof traits.domain === "string" ? out.domain(traits.domain) : 0;
  if (domain) out.sameAccount([account, domain]);
  out.accountTraits(account, traits, ts);
  if (person > 0) out.member(person, account, ts);
  out.keep();
}

function identified(out: Out, person: Key, visitor: Key, traits: Record<string, unknown>, ts: number): void {
  const email = typeof traits.email === "string" ? out.email(traits.email) : 0;
  const who = person ? out.same([person, email]) : email;
  if (!person && email && visitor) out.seen(visitor, email, ts);
  out.traits(who || visitor, traits, ts);
  out.keep();
}

function traitsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function present(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}

// "revenue" is Segment's word for what an order brought; "total" includes what does not stay.
function moneyOf(properties: unknown): {amount?: string | number; currency?: string} {
  const {revenue, currency} = traitsOf(properties);
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

const OWN_COLUMNS =
  /^(id|uuid|uuid_ts|loaded_at|anonymous_id|user_id|event|event_text|timestamp|original_timestamp|sent_at|received_at|name|category|group_id|previous_id)$/i;

function readTable(file: SourceFile, out: Out): RecordReader {
  const time = callTime(file, ["timestamp", "original_timestamp", "sent_at", "received_at"]);
  const who = identityOf(file, out, file.field("user_id"), file.field("anonymous_id"));
  const email = file.mapped(file.field("email", "context_traits_email"), (text) => out.email(text));
  const group = file.mapped(file.field("group_id", "context_group_id"), (key) => out.account("ext", key));
  const [id, text, event, name, previous] = [
    file.field("id"),
    file.field("event_text"),
    file.field("event"),
    file.field("name"),
    file.field("previous_id"),
  ];
  const others = file.names.filter((column) => !OWN_COLUMNS.test(column)).map((column) => file.field(column));
  const isEvent = file.part === "tracks" || file.part === "pages";
  if (isEvent) out.carry(others);
  const stage = memo(stageOfName);
  const record = (r: number) =>
    Object.fromEntries(others.map((field) => [field.name, field.text(r)]).filter(([, value]) => value !== null));
  const users = file.mapped(id, (key) => out.person("user", key));

  return (r) => {
    if (file.part === "users" || file.part === "accounts") return state(r);
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time.field);
    const {person, visitor} = who(r);
    const ts = time.at(r);
    if (file.part === "aliases")
      return aliased(out, previous.text(r) ? out.person("user", previous.text(r)) : 0, person || visitor, previous);
    if (!person && !visitor) return out.reject("no identity", file.field("user_id"));
    if (person && visitor) out.seen(visitor, person, ts);
    if (file.part === "groups") return grouped(out, group(r) ?? 0, person, record(r), ts);
    if (file.part === "identifies")
      return identified(
        out,
        person,
        visitor,
        {...record(r), ...(email(r) ? {email: file.field("email", "context_traits_email").text(r)} : {})},
        ts,
      );
    if (person && email(r)) out.same([person, email(r)!]);
    const title = file.part === "pages" ? (name.text(r) ?? "page") : (text.text(r) ?? event.text(r) ?? "");
    out.event({
      ts,
      name: title,
      id: id.text(r),
      person,
      visitor,
      account: group(r) ?? 0,
      stage: file.part === "pages" ? "awareness" : stage(title),
    });
  };

  function state(r: number): void {
    const traits = record(r);
    if (file.part === "accounts") return grouped(out, group(r) ?? 0, 0, traits, time.at(r));
    const person = users(r) ?? 0;
    if (!person) return out.reject("no identity", id);
    out.traits(out.same([person, email(r) ?? 0]), traits, Number.isNaN(time.at(r)) ? undefined : time.at(r));
    out.keep();
  }
}
