// mParticle (customer data platform): event batches of the Events API as JSON lines or a list. One record is one batch: one user, many events.
//
// Formats: mParticle's Events API schema. Whole numbers above 2^53 (mpid, event_id) stay the text they were. Unconfirmed there and read both ways:
// `customer_id` and `customerid`, identities as object or list, event ids as number or text; of push messages only opened ones count.
import {each} from "./each.js";
import {stageOfName} from "./stage-words.js";
import {
  FIRST_THEN_REPEAT,
  type Key,
  type Out,
  type RecordReader,
  type SourceFile,
  type SourceReader,
} from "./source.js";
import {type Json, objectOf, listOf} from "./mparticle/recognise.js";

export const mparticle: SourceReader = {read};

const textOf = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() || null : null;

/** What the app and the system do by themselves. */
const OPERATIONAL = new Set(
  (
    "session_end application_state_transition push_registration network_performance breadcrumb profile opt_out crash_report " +
    "push_reaction validation_result"
  ).split(" "),
);

function read(file: SourceFile, out: Out): RecordReader {
  const [environment, batchTime, events] = each(["environment", "timestamp_unixtime_ms", "events"], (name) =>
    file.field(name),
  );
  return (r) => {
    const batch = objectOf(file.record(r));
    if (textOf(batch.environment) === "development" && out.leaveOut("development environment", environment)) return;
    const who = personOf(batch, out);
    if (!who.person) return out.reject("no identity", file.field("mpid"));
    const sent = instantOf(batch.timestamp_unixtime_ms);
    const attributes = objectOf(batch.user_attributes);
    if (Object.keys(attributes).length > 0) out.traits(who.person, attributes, sent);
    const problems = listOf(batch.events).flatMap((event, i) => {
      const type = textOf(objectOf(event).event_type) ?? "";
      const data = objectOf(objectOf(event).data);
      const own = instantOf(data.timestamp_unixtime_ms);
      const ts = Number.isNaN(own) ? sent : own;
      return readEvent({type, data, ts, who, id: idOf(data, batch, i)}, out) ?? [];
    });
    // The ledger knows batches; of a batch that gives something each event that does not is counted in a note.
    if (problems.length > 0 && problems.length === listOf(batch.events).length)
      return out.reject(problems[0]!, problems[0] === "no time" ? batchTime : events);
    for (const problem of problems) out.warn(`event of a batch left out: ${problem}`);
    if (listOf(batch.events).length === 0) out.reject("no events", events);
  };
}

interface Who {
  readonly person: Key;
  /** The product's own user is named. */
  readonly known: boolean;
}

function personOf(batch: Json, out: Out): Who {
  const identities = identitiesOf(batch.user_identities);
  const mpid = textOf(batch.mpid);
  const user = out.person("user", identities.get("customer"));
  const keys = [user, mpid === "0" ? 0 : out.person("mpid", mpid), out.email(identities.get("email"))];
  return {person: out.same(keys), known: user !== 0};
}

/** `{customer_id, email}` or `[{identity_type, value}]`, by type. */
function identitiesOf(value: unknown): Map<string, string> {
  const pairs = Array.isArray(value)
    ? value.map((item) => [objectOf(item).identity_type, objectOf(item).value ?? objectOf(item).identity] as const)
    : Object.entries(objectOf(value));
  return new Map(pairs.flatMap(([type, id]) => (textOf(id) === null ? [] : [[typeOf(type), textOf(id)!] as const])));
}

const typeOf = (type: unknown): string => {
  const name = (textOf(type) ?? "").toLowerCase();
  return /^customer(_?id)?$/.test(name) ? "customer" : name;
};

const instantOf = (value: unknown): number => {
  const text = textOf(value);
  return text !== null && /^\d{11,14}$/.test(text) ? Number(text) : NaN;
};

function idOf(data: Json, batch: Json, index: number): string | null {
  const own = textOf(data.source_message_id) ?? textOf(data.event_id);
  const request = textOf(batch.source_request_id);
  return own ?? (request === null ? null : `${request} ${index}`);
}

interface Read {
  readonly type: string;
  readonly data: Json;
  readonly ts: number;
  readonly who: Who;
  readonly id: string | null;
}

/** Why the event gives nothing, or null. */
function readEvent(event: Read, out: Out): string | null {
  const {type, data, ts, who, id} = event;
  if (type === "user_identity_change") return identityChanged(data, who, out);
  if (type === "user_attribute_change") return attributeChanged(data, ts, who, out);
  if (OPERATIONAL.has(type) || (type === "push_message" && !isOpened(data))) return "operational record";
  if (Number.isNaN(ts)) return "no time";
  const name = nameOf(type, data);
  if (name === "") return "no event name";
  out.event({
    ts,
    name,
    id,
    person: who.person,
    session: textOf(data.session_uuid) ?? textOf(data.session_id),
    stage: stageOf(event, name),
    ...moneyOf(type, data),
    props: {...objectOf(data.custom_attributes), event_type: type, custom_event_type: data.custom_event_type},
  });
  return null;
}

function identityChanged({new: now, old: before}: Json, who: Who, out: Out): string | null {
  const key = (value: unknown) => {
    const {identity_type, identity} = objectOf(value);
    const type = typeOf(identity_type);
    if (type === "email") return out.email(textOf(identity));
    return type === "customer" ? out.person("user", textOf(identity)) : 0;
  };
  const [a, b] = [key(now), key(before)];
  if (!a && !b) return "operational record";
  out.same([who.person, a, b], "hard");
  out.keep();
  return null;
}

function attributeChanged(data: Json, ts: number, who: Who, out: Out): string | null {
  const name = textOf(data.user_attribute_name);
  if (name === null) return "operational record";
  out.traits(who.person, {[name]: data.new}, ts);
  out.keep();
  return null;
}

const isOpened = ({push_message_behavior, push_message_type}: Json): boolean =>
  /open|read/i.test(textOf(push_message_behavior) ?? "") || textOf(push_message_type) === "action";

const actionOf = (data: Json): string | null => textOf(objectOf(data.product_action).action)?.toLowerCase() ?? null;

function nameOf(type: string, data: Json): string {
  if (type === "custom_event") return textOf(data.event_name) ?? "";
  if (type === "screen_view") return textOf(data.screen_name) ?? "";
  if (type === "commerce_event") return actionOf(data) ?? (data.promotion_action ? "promotion" : "impression");
  return type;
}

function stageOf({type, data, who}: Read, name: string): string | null {
  if (type === "session_start" || type === "screen_view") return who.known ? "engagement" : "awareness";
  if (type === "first_run") return "onboarding";
  if (type === "push_message") return "awareness";
  if (type === "commerce_event") return name === "purchase" ? FIRST_THEN_REPEAT : null;
  if (type !== "custom_event") return null;
  return textOf(data.custom_event_type) === "social" ? "referral" : stageOfName(name);
}

function moneyOf(type: string, data: Json): {amount?: string; currency?: string} {
  const action = type === "commerce_event" ? actionOf(data) : null;
  const total = textOf(objectOf(data.product_action).total_amount);
  if (total === null || (action !== "purchase" && action !== "refund")) return {};
  const currency = textOf(data.currency_code);
  const amount = action === "refund" && !total.startsWith("-") ? `-${total}` : total;
  return {amount, ...(currency === null ? {} : {currency})};
}
