// mParticle (customer data platform): event batches of the Events API as JSON lines or a list. One record is one batch: one user, many events.
//
// Formats: mParticle's Events API schema. Whole numbers above 2^53 (mpid, event_id) stay the text they were. Unconfirmed there and read both ways:
// `customer_id` and `customerid`, identities as object or list, event ids as number or text; of push messages only opened ones count.
import {each} from "./each.js";
import {stageOfName} from "./stage-words.js";
import {
  FIRST_THEN_REPEAT,
  normalEmail,
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
    const sent = instantOf(batch.timestamp_unixtime_ms);
    const attributes = objectOf(batch.user_attributes);
    const drafts = listOf(batch.events).map((event, i): Draft => {
      const type = textOf(objectOf(event).event_type) ?? "";
      const data = objectOf(objectOf(event).data);
      const own = instantOf(data.timestamp_unixtime_ms);
      return {type, data, ts: Number.isNaN(own) ? sent : own, id: idOf(data, batch, i)};
    });
    const faults = drafts.map(faultOf);
    const problems = faults.filter((own) => own !== null);
    const hasAttributes = Object.keys(attributes).length > 0;
    const fault = drafts.length === 0 ? "no events" : problems.length === drafts.length ? problems[0]! : null;
    const refused = () => out.reject(fault!, fault === "no time" ? batchTime : events);
    // A batch that gives nothing names nobody either.
    if (fault && !hasAttributes && isNamed(batch)) return refused();
    const who = personOf(batch, out);
    if (!who.person) return out.reject("no identity", file.field("mpid"));
    if (hasAttributes) out.traits(who.person, attributes, sent);
    if (fault) return refused();
    for (const [i, draft] of drafts.entries()) if (faults[i] === null) readEvent({...draft, who}, out);
    // The ledger knows batches; of a batch that gives something each event that does not is counted in a note.
    for (const problem of problems) out.warn(`event of a batch left out: ${problem}`);
  };
}

/** The batch says whose it is. */
const isNamed = ({mpid, user_identities}: Json): boolean =>
  (textOf(mpid) ?? "0") !== "0" || ["customer", "email"].some((type) => identitiesOf(user_identities).has(type));

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

/** One event of a batch. */
interface Draft {
  readonly type: string;
  readonly data: Json;
  readonly ts: number;
  readonly id: string | null;
}

interface Read extends Draft {
  readonly who: Who;
}

/** Why the event gives nothing, or null. */
function faultOf({type, data, ts}: Draft): string | null {
  if (type === "user_identity_change") return changedIds(data).length === 0 ? "operational record" : null;
  if (type === "user_attribute_change") return textOf(data.user_attribute_name) === null ? "operational record" : null;
  if (OPERATIONAL.has(type) || (type === "push_message" && !isOpened(data))) return "operational record";
  if (Number.isNaN(ts)) return "no time";
  return nameOf(type, data) === "" ? "no event name" : null;
}

function readEvent(event: Read, out: Out): void {
  const {type, data, ts, who, id} = event;
  if (type === "user_identity_change") return identityChanged(data, who, out);
  if (type === "user_attribute_change") return attributeChanged(data, ts, who, out);
  const name = nameOf(type, data);
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
}

/** The new and the old identity, where it is one that names a person. */
function changedIds({new: now, old: before}: Json): {type: string; id: string}[] {
  return [now, before].flatMap((value) => {
    const {identity_type, identity} = objectOf(value);
    const [type, id] = [typeOf(identity_type), textOf(identity)];
    return id !== null && (type === "customer" || (type === "email" && normalEmail(id) !== null)) ? [{type, id}] : [];
  });
}

function identityChanged(data: Json, who: Who, out: Out): void {
  const keys = changedIds(data).map(({type, id}) => (type === "email" ? out.email(id) : out.person("user", id)));
  out.same([who.person, ...keys], "hard");
  out.keep();
}

function attributeChanged(data: Json, ts: number, who: Who, out: Out): void {
  out.traits(who.person, {[textOf(data.user_attribute_name)!]: data.new}, ts);
  out.keep();
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
