// Marketo (marketing automation): bulk activity and lead extracts as CSV, REST activities as JSON, and the list of activity types.
//
// Formats: Adobe's bulk-activity-extract page. Unconfirmed there and read both ways: `attributes` as object or list, the name of the merge
// attribute ("Merge IDs"), the sfdc columns of leads, friendly labels of smart lists (not read).
import type {Field, Out, Recognition, RecordReader, Sample, Source, SourceFile} from "./source.js";

/** Number of a standard type → its name, and its stage where it has one. */
const TYPES = new Map<number, readonly [name: string, stage?: string]>([
  [1, ["visit webpage", "awareness"]],
  [2, ["fill out form", "acquisition"]],
  [3, ["click link", "awareness"]],
  [6, ["send email"]],
  [7, ["email delivered"]],
  [8, ["email bounced"]],
  [9, ["unsubscribe email"]],
  [10, ["open email", "awareness"]],
  [11, ["click email", "awareness"]],
  [12, ["new lead", "acquisition"]],
  [21, ["convert lead", "acquisition"]],
  [27, ["email bounced soft"]],
  [34, ["add to opportunity", "acquisition"]],
  [39, ["send sales email"]],
  [40, ["open sales email", "awareness"]],
  [41, ["click sales email", "awareness"]],
  [45, ["receive sales email"]],
  [46, ["interesting moment", "acquisition"]],
  [48, ["sales email bounced"]],
  [101, ["change revenue stage"]],
  [102, ["change revenue stage manually"]],
  [104, ["change status in progression", "awareness"]],
  [111, ["sent forward to friend", "referral"]],
  [112, ["received forward to friend", "awareness"]],
  [400, ["share content", "referral"]],
  [401, ["vote in poll", "engagement"]],
  [405, ["click shared link", "awareness"]],
]);
/** Types that record what the system did, not what a person did. */
const OPERATIONAL = new Set([
  13, 19, 22, 23, 24, 25, 26, 29, 30, 35, 36, 37, 38, 42, 43, 44, 47, 100, 106, 108, 110, 113, 114, 115, 145,
]);
const MERGE = 32;
/** Words of a revenue stage or a programme status → stage. */
const STAGE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/won|customer/i, "acquisition"],
  [/mql|sql|sal|lead|opportunit|qualified|engaged/i, "acquisition"],
  [/known|anonymous|aware|member|invited/i, "awareness"],
];

export const marketo: Source = {name: "marketo", kind: "marketing", recognise, read};

function recognise(sample: Sample): Recognition | null {
  const found = (score: number, why: string, part: string, order = 0): Recognition => ({
    score,
    why,
    part,
    order,
    times: ["activityDate", "createdAt", "updatedAt"],
  });
  if (sample.has("marketoGUID")) return found(0.97, "header has marketoGUID", "activities");
  if (sample.has("leadId", "activityDate", "activityTypeId"))
    return found(0.95, "header has leadId, activityDate and activityTypeId", "activities");
  const listed = (sample.document as {result?: unknown} | undefined)?.result;
  if (Array.isArray(listed)) {
    const first = (listed[0] ?? {}) as Record<string, unknown>;
    if ("activityTypeId" in first)
      return {...found(0.95, "result[] has activityTypeId", "activities"), records: () => listed};
    if ("primaryAttribute" in first && "name" in first)
      return {...found(0.9, "result[] lists activity types", "types", -1), records: () => listed};
  }
  const named = ["createdAt", "updatedAt", "leadScore"].some((name) => sample.header.includes(name));
  if (sample.has("id", "email") && named)
    return found(0.55, "header has id, email and createdAt, updatedAt or leadScore", "leads", -1);
  return null;
}

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "types") return readTypes(file, out);
  return file.part === "leads" ? readLeads(file, out) : readActivities(file, out);
}

const TYPE_NAMES = "marketo types";

function readTypes(file: SourceFile, out: Out): RecordReader {
  const names = new Map<number, string>();
  file.shared.set(TYPE_NAMES, names);
  const [id, name] = [file.field("id"), file.field("name")];
  return (r) => {
    names.set(Number(id.text(r)), name.text(r) ?? "");
    out.keep();
  };
}

function readLeads(file: SourceFile, out: Out): RecordReader {
  const lead = file.mapped(file.field("id"), (id) => out.person("marketo", id));
  const email = file.mapped(file.field("email"), (text) => out.email(known(text)));
  const contact = file.mapped(file.field("sfdcContactId"), (id) => out.person("sfcontact", known(id)));
  const sfLead = file.mapped(file.field("sfdcLeadId"), (id) => out.person("sflead", known(id)));
  const account = file.mapped(file.field("sfdcAccountId"), (id) => out.account("sfacc", known(id)));
  const updated = file.time(file.field("updatedAt", "createdAt"), {fallback: "UTC"});
  const fields = file.names.map((name) => file.field(name));
  return (r) => {
    const who = out.same([lead(r) ?? 0, email(r) ?? 0, contact(r) ?? 0, sfLead(r) ?? 0]);
    if (!who) return out.reject("no identity", file.field("id"));
    const at = updated.at(r);
    out.traits(
      who,
      Object.fromEntries(
        fields.map((field) => [field.name, known(field.text(r))]).filter(([, value]) => value !== null),
      ),
      Number.isNaN(at) ? undefined : at,
    );
    if (account(r)) out.member(who, account(r)!);
    out.keep();
  };
}

/** Marketo writes an empty cell as the word null. */
const known = (text: string | null): string | null => (text === null || text === "null" ? null : text);

function readActivities(file: SourceFile, out: Out): RecordReader {
  const guid = file.field("marketoGUID", "id");
  const lead = file.mapped(file.field("leadId"), (id) => out.person("marketo", known(id)));
  const date = file.field("activityDate");
  const time = file.time(date, {fallback: "UTC"});
  const type = file.field("activityTypeId");
  const [campaign, primary, primaryId, attributes] = [
    file.field("campaignId"),
    file.field("primaryAttributeValue"),
    file.field("primaryAttributeValueId"),
    file.field("attributes"),
  ];
  const named = file.shared.get(TYPE_NAMES) as Map<number, string> | undefined;
  return (r) => {
    const number = Number(type.text(r));
    if (!Number.isInteger(number) || number <= 0) return out.reject("no activity type", type);
    const person = lead(r) ?? 0;
    if (number === MERGE)
      return merged(
        out,
        person || out.person("marketo", known(primaryId.text(r))),
        attributesOf(attributes, r),
        file.field("leadId"),
      );
    if (OPERATIONAL.has(number) && out.leaveOut("operational record", type)) return;
    const problem = known(date.text(r)) === null ? "no time" : time.problem(r);
    if (problem) return out.reject(problem, date);
    if (!person) return out.reject("no identity", file.field("leadId"));
    const own = attributesOf(attributes, r);
    if (own === null && attributes.text(r)) out.warn("attributes cannot be read", attributes);
    const [name, stage] = TYPES.get(number) ?? [(named?.get(number) || `activity ${number}`).toLowerCase()];
    out.event({
      ts: time.at(r),
      name,
      id: known(guid.text(r)),
      person,
      stage: stageOf(number, stage, own, known(primary.text(r))),
      props: {
        ...own,
        activity_type_id: number,
        primary_attribute: known(primary.text(r)),
        campaign_id: known(campaign.text(r)),
      },
    });
  };
}

function attributesOf(field: Field, r: number): Record<string, unknown> | null {
  const value = field.json(r);
  if (Array.isArray(value)) {
    return Object.fromEntries(
      value.flatMap((item: unknown) => {
        const {name, value: own} = (item ?? {}) as {name?: unknown; value?: unknown};
        return typeof name === "string" ? [[name, own]] : [];
      }),
    );
  }
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  return known(field.text(r)) === null ? {} : null;
}

function stageOf(
  number: number,
  stage: string | undefined,
  own: Record<string, unknown> | null,
  primary: string | null,
): string | null {
  if (number === 101 || number === 102) {
    const now = String(own?.["New Stage"] ?? primary ?? "");
    return STAGE_WORDS.find(([words]) => words.test(now))?.[1] ?? null;
  }
  return stage ?? null;
}

function merged(out: Out, survivor: number, own: Record<string, unknown> | null, field: Field): void {
  const listed = own?.["Merge IDs"] ?? own?.["Merged IDs"];
  const lost = String(Array.isArray(listed) ? listed.join(",") : (listed ?? "")).match(/\d+/g) ?? [];
  if (!survivor || lost.length === 0) return out.reject("no identity", field);
  out.same([survivor, ...lost.map((id) => out.person("marketo", id))], "hard");
  out.keep();
}
