// Marketo (marketing automation): bulk activity and lead extracts as CSV, REST activities as JSON, and the list of activity types.
//
// Formats: Adobe's bulk-activity-extract page. Unconfirmed there and read both ways: `attributes` as object or list, the name of the merge
// attribute ("Merge IDs"), the sfdc columns of leads, friendly labels of smart lists.
import {byCodePoint} from "../model/order.js";
import {isRecord} from "../model/is-record.js";
import {shelf} from "./shelf.js";
import {
  AWARE_THEN_ENGAGED,
  type Field,
  type FinalOut,
  type Key,
  type Members,
  type Origin,
  type Out,
  type RecordReader,
  type Shared,
  type SourceFile,
  type SourceReader,
} from "./source.js";

/** Number of a standard type → its name, and its stage where it has one. */
const TYPES = new Map<number, readonly [name: string, stage?: string]>([
  [1, ["visit webpage", AWARE_THEN_ENGAGED]],
  [2, ["fill out form", "acquisition"]],
  [3, ["click link", AWARE_THEN_ENGAGED]],
  [6, ["send email"]],
  [7, ["email delivered"]],
  [8, ["email bounced"]],
  [9, ["unsubscribe email"]],
  [10, ["open email", AWARE_THEN_ENGAGED]],
  [11, ["click email", AWARE_THEN_ENGAGED]],
  [12, ["new lead", "acquisition"]],
  [21, ["convert lead", "acquisition"]],
  [27, ["email bounced soft"]],
  [34, ["add to opportunity", "acquisition"]],
  [39, ["send sales email"]],
  [40, ["open sales email", AWARE_THEN_ENGAGED]],
  [41, ["click sales email", AWARE_THEN_ENGAGED]],
  [42, ["add to sfdc campaign"]],
  [43, ["remove from sfdc campaign"]],
  [44, ["change status in sfdc campaign"]],
  [45, ["receive sales email"]],
  [46, ["interesting moment", "acquisition"]],
  [48, ["sales email bounced"]],
  [101, ["change revenue stage"]],
  [102, ["change revenue stage manually"]],
  [104, ["change status in progression", "awareness"]],
  [111, ["sent forward to friend", "referral"]],
  [112, ["received forward to friend"]],
  [400, ["share content", "referral"]],
  [401, ["vote in poll", "engagement"]],
  [405, ["click shared link", AWARE_THEN_ENGAGED]],
]);
/** Types that record what the system did, not what a person did. */
const OPERATIONAL = new Set([
  13, 19, 22, 23, 24, 25, 26, 29, 30, 35, 36, 37, 38, 47, 100, 106, 108, 110, 113, 114, 115, 145,
]);
const MERGE = 32;
const NEW_LEAD = 12;
/** Words of a revenue stage or a programme status → stage. */
const STAGE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/won|customer/i, "acquisition"],
  [/mql|sql|sal|lead|opportunit|qualified|engaged/i, "acquisition"],
  [/known|anonymous|aware|member|invited/i, "awareness"],
];

export const marketo: SourceReader = {read, finish};

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "types") return readTypes(file, out);
  return file.part === "leads" ? readLeads(file, out) : readActivities(file, out);
}

/** Names of the customer's own types. */
const namesIn = (shared: Shared) => shelf(shared, "marketo types", () => new Map<number, string>());

function readTypes(file: SourceFile, out: Out): RecordReader {
  const names = namesIn(file.shared);
  const [id, name] = [file.field("id"), file.field("name")];
  return (r) => {
    names.set(Number(id.text(r)), name.text(r) ?? "");
    out.keep();
  };
}

function readLeads(file: SourceFile, out: Out): RecordReader {
  const lead = file.keys(file.field("id"), (id) => out.person("marketo", id));
  const email = file.keys(file.field("email", "Email Address"), (text) => out.email(text));
  const contact = file.keys(file.field("sfdcContactId"), (id) => out.person("sfcontact", id));
  const sfLead = file.keys(file.field("sfdcLeadId"), (id) => out.person("sflead", id));
  const account = file.keys(file.field("sfdcAccountId"), (id) => out.account("sfacc", id));
  const created = file.time(file.field("createdAt", "Created At"), {fallback: "UTC"});
  const isWanted = file.options.useCreatedAt === true;
  const updated = file.time(file.field("updatedAt", "Updated At", "createdAt", "Created At"), {fallback: "UTC"});
  const values = file.values(file.names);
  return (r) => {
    const who = out.same([lead(r), email(r), contact(r), sfLead(r)]);
    if (!who) return out.reject("no identity", file.field("id"));
    out.traits(who, values(r), updated.at(r));
    if (account(r)) out.member(who, account(r));
    if (isWanted) noteCreated({who, ts: created.at(r), dayOnly: created.dayOnly(r), origin: {file, record: r}});
    out.keep();
  };
}

interface Created {
  readonly who: Key;
  readonly ts: number;
  readonly dayOnly: boolean;
  readonly origin: Origin;
}

/** When leads were created, as their rows say; and whether activities tell it too. */
const createdIn = (shared: Shared) => shelf(shared, "marketo created", () => new Map<Key, Created>());
const toldIn = (shared: Shared) => shelf(shared, "marketo new leads", () => ({byActivity: false}));

// Of several rows of a lead the earliest tells it, whatever the order of files.
function noteCreated(found: Created): void {
  if (Number.isNaN(found.ts)) return;
  const all = createdIn(found.origin.file.shared);
  const known = all.get(found.who);
  const byPath = known ? byCodePoint(found.origin.file.path, known.origin.file.path) : 0;
  if (!known || found.ts < known.ts || (found.ts === known.ts && byPath < 0)) all.set(found.who, found);
}

function finish(shared: Shared, out: FinalOut): void {
  const leads = [...createdIn(shared).values()];
  if (toldIn(shared).byActivity) {
    for (const file of new Set(leads.map(({origin}) => origin.file)))
      out.note("createdAt is not used, because activities tell which leads are new", file);
    return;
  }
  const [name, stage] = TYPES.get(NEW_LEAD)!;
  for (const {who, ts, dayOnly, origin} of leads) out.event({ts, name, person: who, stage: stage!, dayOnly}, origin);
}

function readActivities(file: SourceFile, out: Out): RecordReader {
  const leadId = file.field("leadId");
  const lead = file.keys(leadId, (id) => out.person("marketo", id));
  const date = file.field("activityDate");
  const time = file.time(date, {fallback: "UTC"});
  const type = file.field("activityTypeId");
  const [primary, primaryId, attributes] = [
    file.field("primaryAttributeValue"),
    file.field("primaryAttributeValueId"),
    file.field("attributes"),
  ];
  const named = namesIn(file.shared);
  const told = toldIn(file.shared);
  const kindOf = file.mapped(type, (text) => activityKind(text, named));
  const own = file.members(attributes, attributesIn);
  out.spread(own);
  out.ids(file.field("marketoGUID", "id"));
  out.carry([file.field("campaignId"), primary]);
  return (r) => {
    const kind = kindOf(r);
    if (!kind?.number) return out.reject("no activity type", type);
    const person = lead(r);
    if (kind.number === MERGE)
      return merged(out, [person, out.person("marketo", primaryId.text(r))], mergedIds(own, r), leadId);
    if (kind.operational && out.leaveOut("operational record", type)) return;
    const problem = time.problem(r);
    if (problem) return out.reject(problem, date);
    if (!person) return out.reject("no identity", leadId);
    const broken = own.broken(r);
    if (broken) out.warn("attributes cannot be read", attributes);
    if (kind.number === NEW_LEAD) told.byActivity = true;
    out.event({
      ts: time.at(r),
      name: kind.name,
      person,
      stage: stageOf(kind, own, primary, r),
      props: broken ? {attributes: attributes.text(r)} : null,
    });
  };
}

interface ActivityKind {
  /** 0 when it is no number of a type. */
  readonly number: number;
  readonly name: string;
  readonly stage: string | null;
  readonly operational: boolean;
}

function activityKind(text: string, named: ReadonlyMap<number, string>): ActivityKind {
  const number = Number(text.replaceAll(",", ""));
  const known = Number.isInteger(number) && number > 0 ? number : 0;
  const [name, stage] = TYPES.get(known) ?? [(named.get(known) || `activity ${known}`).toLowerCase()];
  return {number: known, name, stage: stage ?? null, operational: OPERATIONAL.has(known)};
}

/** Attributes as one record, from an object or a list of names and values; null when they are neither. */
function attributesIn(value: unknown): Record<string, unknown> | null {
  if (Array.isArray(value)) {
    return Object.fromEntries(
      value.flatMap((item: unknown) => {
        const {name, value: own} = (item ?? {}) as {name?: unknown; value?: unknown};
        return typeof name === "string" ? [[name, own]] : [];
      }),
    );
  }
  return isRecord(value) ? value : null;
}

// Stages of the revenue model and statuses of programmes are the customer's own words.
function stageOf({number, stage}: ActivityKind, own: Members, primary: Field, r: number): string | null {
  if (number !== 101 && number !== 102 && number !== 104) return stage;
  const stated = String(own.get(r, "New Stage") ?? own.get(r, "New Status") ?? "");
  const now = stated || (number === 104 ? "" : (primary.text(r) ?? ""));
  return STAGE_WORDS.find(([words]) => words.test(now))?.[1] ?? stage;
}

const mergedIds = (own: Members, r: number) => String(own.get(r, "Merge IDs") ?? own.get(r, "Merged IDs") ?? "");

function merged(out: Out, survivors: readonly number[], ids: string, field: Field): void {
  const lost = ids.match(/\d+/g) ?? [];
  if (!survivors.some((key) => key > 0) || lost.length === 0) return out.reject("no identity", field);
  out.same([...survivors, ...lost.map((id) => out.person("marketo", id))], "hard");
  out.keep();
}
