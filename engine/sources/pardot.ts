// Pardot (Account Engagement, marketing automation): API dumps of visitor activities and prospects (v3/v4 and v5), warehouse tables,
// and CSV of the user interface with labels.
//
// Formats: developer.salesforce.com visitor-activity pages. Unconfirmed there and read all the same: one hit as an object instead of a list, the list
// of v5 under `values`, numbers 3 and 7–10, 18, 19, and labels of the user interface (matched without case). XML dumps are not read.
import {salesforcePerson} from "./salesforce/keys.js";
import {
  AWARE_THEN_ENGAGED,
  type Field,
  type Out,
  type RecordReader,
  type SourceFile,
  type SourceReader,
} from "./source.js";

/** Number of a type → its label, and its stage where it has one. `type_name` names the class of asset, so the number decides. */
const TYPES = new Map<number, readonly [name: string, stage?: string]>([
  [1, ["click", AWARE_THEN_ENGAGED]],
  [2, ["view", "awareness"]],
  [4, ["success", "acquisition"]],
  [6, ["sent"]],
  [8, ["new opportunity", "acquisition"]],
  [9, ["opportunity won", "acquisition"]],
  [10, ["opportunity lost"]],
  [11, ["open", AWARE_THEN_ENGAGED]],
  [12, ["unsubscribe page"]],
  [13, ["bounced"]],
  [14, ["spam complaint"]],
  [15, ["email preference page"]],
  [16, ["resubscribed", "reactivation"]],
  [17, ["click (third party)", "awareness"]],
  [20, ["visit", "awareness"]],
  [21, ["custom url click", "awareness"]],
  [22, ["olark chat", "engagement"]],
  [23, ["invited to webinar"]],
  [24, ["attended webinar", "engagement"]],
  [25, ["registered for webinar", "acquisition"]],
  [26, ["social post click", "awareness"]],
  [27, ["video view", "engagement"]],
  [28, ["event registered", "acquisition"]],
  [29, ["event checked in", "engagement"]],
  [30, ["video conversion", "engagement"]],
  [31, ["uservoice suggestion"]],
  [32, ["uservoice comment"]],
  [33, ["uservoice ticket"]],
  [34, ["video watched three quarters", "engagement"]],
]);
const OPERATIONAL = new Set([3, 5, 7, 18, 19]);
const NUMBERS = new Map([...TYPES].map(([number, [name]]) => [name, number]));

/** A number of a type; some warehouses write its label instead. 0 = neither. */
function numberOf(text: string | null): number {
  if (text === null) return 0;
  return /^\d+$/.test(text) ? Number(text) : (NUMBERS.get(text.toLowerCase()) ?? 0);
}

export const pardot: SourceReader = {read};

function read(file: SourceFile, out: Out): RecordReader {
  return file.part === "prospects" ? readProspects(file, out) : readActivities(file, out);
}

const CREATED = ["created_at", "createdAt", "Created Date", "Created At", "Date/Time"];
const PROSPECT = ["prospect_id", "prospectId", "Prospect Id"];

/** Times without an offset are in the zone that the exporting user prefers, and the file does not say which. */
const ZONE = {
  fallback: "UTC",
  unstated: "times are in the zone of the user who exported them; read as UTC, state inputTz if it is another",
};

/** `0000-00-00 00:00:00` is how an empty time is written. */
const unset = (field: Field, r: number): boolean => field.text(r)?.startsWith("0000-00-00") ?? true;

function readProspects(file: SourceFile, out: Out): RecordReader {
  const id = file.field("id", "Prospect Id");
  const prospect = file.keys(id, (key) => out.person("pardot", key));
  const email = file.keys(file.field("email"), (text) => out.email(text));
  const contact = file.keys(
    file.field("crm_contact_fid", "crmContactFid", "salesforceId", "CRM Contact FID"),
    (key) => salesforcePerson(key, out) || out.person("sfcontact", key),
  );
  const lead = file.keys(file.field("crm_lead_fid", "crmLeadFid", "CRM Lead FID"), (key) => out.person("sflead", key));
  const created = file.field(...CREATED);
  const time = file.time(created, ZONE);
  const updated = file.time(file.field("updated_at", "updatedAt", "Updated Date", ...CREATED), ZONE);
  const values = file.values(file.names);
  out.idColumns([id]);
  return (r) => {
    const who = out.same([prospect(r), contact(r), lead(r), email(r)]);
    if (!who) return out.reject("no identity", id);
    out.traits(who, values(r), updated.at(r));
    if (unset(created, r)) return out.keep();
    const problem = time.problem(r);
    if (problem) return out.reject(problem, created);
    out.event({
      ts: time.at(r),
      name: "prospect created",
      id: `${id.text(r) ?? out.textOf(who)} created`,
      person: who,
      stage: "acquisition",
    });
  };
}

function readActivities(file: SourceFile, out: Out): RecordReader {
  const id = file.field("id", "Visitor Activity Id");
  out.ids(id);
  const prospect = file.keys(file.field(...PROSPECT), (key) => out.person("pardot", key));
  const visitor = file.keys(file.field("visitor_id", "visitorId", "Visitor Id"), (key) =>
    out.visitor("pardotvisitor", key),
  );
  const type = file.field("type");
  const created = file.field(...CREATED);
  const time = file.time(created, ZONE);
  const details = [
    "type_name",
    "typeName",
    "Type Name",
    "details",
    "email_id",
    "emailId",
    "campaign_id",
    "campaignId",
    "Campaign",
  ].map((name) => file.field(name));
  out.carry([type, ...details]);
  const label = file.field("type_name", "typeName", "Type Name");
  return (r) => {
    const number = numberOf(type.text(r)) || numberOf(label.text(r));
    if (!Number.isInteger(number) || number <= 0) return out.reject("no activity type", type);
    if (OPERATIONAL.has(number) && out.leaveOut("operational record", type)) return;
    const problem = unset(created, r) ? "no time" : time.problem(r);
    if (problem) return out.reject(problem, created);
    const [person, seen] = [prospect(r), visitor(r)];
    if (!person && !seen) return out.reject("no identity", file.field(...PROSPECT));
    const [name, stage] = TYPES.get(number) ?? [`activity ${number}`];
    out.event({
      ts: time.at(r),
      name,
      person,
      visitor: seen,
      stage: stage ?? null,
    });
  };
}
