// Google Analytics 4: rows of the BigQuery export (JSON lines, JSON, Parquet, or a flattened table). Reports of the user interface
// and of the Data API hold totals without users; they are recognised and every row is rejected with that reason.
//
// Formats: support.google.com/analytics/answer/7029846. Unconfirmed there and read all the same: the order of a report's comment lines,
// events marked debug_mode or debug_event (left out as development), collected_traffic_source.
import {isTotal} from "./ga4/recognise.js";
import {each} from "./each.js";
import {stageOfName} from "./stage-words.js";
import {FIRST_THEN_REPEAT, type Out, type RecordReader, type SourceFile, type SourceReader} from "./source.js";

export const ga4: SourceReader = {
  read: (file, out) => (file.part === "events" ? readEvents(file, out) : readTotals(file, out)),
};

/** Event names with a stage of their own; "known" = awareness until the event carries a user id. */
const STAGES: Readonly<Record<string, string>> = {
  first_visit: "known",
  session_start: "known",
  page_view: "known",
  screen_view: "known",
  scroll: "known",
  click: "known",
  view_search_results: "known",
  ad_click: "awareness",
  generate_lead: "acquisition",
  sign_up: "acquisition",
  tutorial_begin: "onboarding",
  tutorial_complete: "onboarding",
  first_open: "onboarding",
  login: "engagement",
  user_engagement: "engagement",
  purchase: FIRST_THEN_REPEAT,
  in_app_purchase: FIRST_THEN_REPEAT,
  share: "referral",
  invite: "referral",
};

function readTotals(file: SourceFile, out: Out): RecordReader {
  out.note(
    "is a report of totals, which names no users; export the events themselves (BigQuery export) to analyse people",
  );
  const fields = file.names.map((name) => file.field(name));
  return (r) => {
    const total = fields.find((field) => isTotal(field.text(r) ?? ""));
    out.reject(total ? "total row of a report" : "totals of a report, no users", total);
  };
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

type Param = {key?: unknown; value?: Record<string, unknown> | null};

function readEvents(file: SourceFile, out: Out): RecordReader {
  const time = file.time(file.field("event_timestamp"), {fallback: "UTC"});
  const name = file.field("event_name");
  const user = file.keys(file.field("user_id"), (id) => out.person("user", id));
  const pseudo = file.field("user_pseudo_id");
  const visitor = file.keys(pseudo, (id) => out.visitor("ga4", id));
  const [params, traits, ecommerce] = each(["event_params", "user_properties", "ecommerce"], (key) => file.field(key));
  const context = contextOf(file);
  const idOf = naturalId(file);
  out.idColumns([pseudo, name, time]);
  return (r) => {
    const own = flattened(params.json(r));
    const left = leftOut(own);
    if (left && out.leaveOut(left, name)) return;
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const [person, anon] = [user(r), visitor(r)];
    if (!person && !anon) return out.reject("no identity", pseudo);
    const title = name.text(r) ?? "";
    const session = own.ga_session_id ?? null;
    out.event({
      ts: time.at(r),
      name: title,
      id: idOf(r),
      person,
      visitor: anon,
      session: session === null ? null : `${pseudo.text(r) ?? ""}.${textOf(session)}`,
      stage: stageOf(title, person !== 0),
      ...moneyOf(title, own, ecommerce.json(r)),
      props: {...context(r), ...own},
    });
    const properties = flattened(traits.json(r));
    if (Object.keys(properties).length > 0) out.traits(person || anon, properties, time.at(r));
  };
}

/** `[{key, value: {string_value, int_value …}}]` as a record: of each the one value that is there. */
function flattened(value: unknown): Record<string, unknown> {
  const listed: unknown = Array.isArray(value) ? value : (value as {list?: unknown} | undefined)?.list;
  const found: Record<string, unknown> = {};
  for (const {key, value: held} of (Array.isArray(listed) ? listed : []) as Param[])
    if (typeof key === "string") found[key] = valueOf(key, held ?? {});
  return found;
}

function valueOf(key: string, {string_value, int_value, float_value, double_value}: Record<string, unknown>): unknown {
  const whole = int_value ?? null;
  if (whole !== null) return /_id$/.test(key) || !Number.isSafeInteger(Number(whole)) ? textOf(whole) : Number(whole);
  const fraction = double_value ?? float_value ?? null;
  return fraction === null ? (string_value ?? null) : Number(fraction);
}

function leftOut({traffic_type, debug_mode, debug_event}: Record<string, unknown>): string | null {
  if (textOf(traffic_type).toLowerCase() === "internal") return "internal traffic";
  return [debug_mode, debug_event].some((mark) => mark !== undefined && !/^(0|false)?$/i.test(textOf(mark)))
    ? "development traffic"
    : null;
}

function stageOf(name: string, known: boolean): string | null {
  const stage = Object.hasOwn(STAGES, name) ? STAGES[name]! : (stageOfName(name) ?? "engagement");
  return stage === "known" ? (known ? "engagement" : "awareness") : stage;
}

function moneyOf(
  name: string,
  params: Record<string, unknown>,
  ecommerce: unknown,
): {amount?: number; currency?: string} {
  const refund = name === "refund";
  if (!refund && !/purchase$/.test(name)) return {};
  const order = (ecommerce ?? {}) as Record<string, unknown>;
  const value = params.value ?? (refund ? order.refund_value : order.purchase_revenue);
  const number = value === undefined || value === null ? NaN : Number(value);
  if (Number.isNaN(number)) return {};
  const currency = typeof params.currency === "string" ? {currency: params.currency} : {};
  return {amount: refund ? -Math.abs(number) : number, ...currency};
}

const CONTEXT: readonly (readonly [path: string, as: string])[] = [
  ["platform", "platform"],
  ["stream_id", "stream_id"],
  ["device.category", "device_category"],
  ["geo.country", "country"],
  ["traffic_source.source", "first_user_source"],
  ["traffic_source.medium", "first_user_medium"],
  ["traffic_source.name", "first_user_campaign"],
  ["collected_traffic_source.manual_source", "utm_source"],
  ["collected_traffic_source.manual_medium", "utm_medium"],
  ["collected_traffic_source.manual_campaign_name", "utm_campaign"],
  ["ecommerce.transaction_id", "transaction_id"],
];
const OWN =
  /^(event_(timestamp|name|params|date|previous_timestamp|bundle_sequence_id|server_timestamp_offset)|user_(id|pseudo_id|properties)|batch_\w+|privacy_info|device|geo|traffic_source|collected_traffic_source|ecommerce|items|app_info|platform|stream_id|user_ltv|user_first_touch_timestamp|session_traffic_source_last_click|event_dimensions|publisher)$/;

/** What is said beside the parameters; further columns of a flattened table are properties too. */
function contextOf(file: SourceFile): (r: number) => Record<string, string | null> {
  const named = CONTEXT.map(([path, as]) => ({as, field: file.field(path)}));
  const told = new Set(CONTEXT.map(([path]) => path));
  const others = file.names
    .filter((name) => !OWN.test(name) && !told.has(name))
    .map((name) => ({as: name, field: file.field(name)}));
  return (r) => Object.fromEntries([...named, ...others].map(({as, field}) => [as, field.text(r)]));
}

// The export has no id of an event. Daily and intraday tables, and tables written again, repeat these values, though not all of them have
// the place in the batch; so that only counts events that are the same otherwise.
function naturalId(file: SourceFile): (r: number) => string {
  const textOfRow = (names: readonly string[]) => {
    const fields = names.map((name) => file.field(name));
    return (r: number) => fields.map((field) => field.text(r) ?? "").join("|");
  };
  const keyOf = textOfRow([
    ...["user_pseudo_id", "user_id", "event_name", "event_timestamp", "event_bundle_sequence_id"],
    ...["event_params", "items"],
  ]);
  const placeOf = textOfRow(["batch_page_id", "batch_ordering_id", "batch_event_index"]);
  const places = new Map<string, string[]>();
  return (r) => {
    const [key, place] = [keyOf(r), placeOf(r)];
    const known = places.get(key);
    if (!known) places.set(key, [place]);
    const nth = known ? known.indexOf(place) : 0;
    return nth === 0 ? key : `${key}|${nth > 0 ? nth : known!.push(place) - 1}`;
  };
}
