// Mailchimp (e-mail): audience CSV (subscribed, unsubscribed, cleaned; also as the ZIP they come in), Export API lines, email-activity reports as JSON.
//
// Formats: Mailchimp's export pages. Unconfirmed there: that CSV times are UTC (option inputTz), the CLEAN_ columns, key names of the member feed
// (`activity_type`, `created_at_timestamp`; read), columns of campaign reports, which hold totals without people: every row is rejected with that reason.
// Member activity names people by the MD5 of their address; it is matched with the addresses of all files of this system.
import {md5} from "../ingest/md5.js";
import {utcInstant} from "../ingest/utc-instant.js";
import {shelf} from "./shelf.js";
import {
  normalEmail,
  AWARE_THEN_ENGAGED,
  FIRST_THEN_REPEAT,
  type Field,
  type FinalOut,
  type Key,
  type Out,
  type RecordReader,
  type Shared,
  type SourceFile,
  type SourceReader,
} from "./source.js";
import {TIMES} from "./mailchimp/recognise.js";

export const mailchimp: SourceReader = {read, finish: joinHashes};

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "members") return readMembers(file, out);
  if (file.part === "lines") return readLines(file, out);
  if (file.part === "totals") return readTotals(out);
  return readActivity(file, out);
}

function readTotals(out: Out): RecordReader {
  out.note("is a report of campaigns, which names no people; export the audience, or the activity of each campaign");
  return () => out.reject("totals of a report, no users");
}

/** People by their addresses, and by the hashes of them. */
const addressesIn = (shared: Shared) => shelf(shared, "mailchimp addresses", () => new Map<string, Key>());
const hashesIn = (shared: Shared) => shelf(shared, "mailchimp hashes", () => new Map<string, Key>());

function joinHashes(shared: Shared, out: FinalOut): void {
  const hashes = hashesIn(shared);
  if (hashes.size === 0) return;
  for (const [address, person] of addressesIn(shared)) {
    const hashed = hashes.get(md5(address));
    if (hashed) out.same([person, hashed], "hard");
  }
}

interface Member {
  email: string | null;
  euid: string | null;
  text(name: string): string | null;
  /** Epoch ms; NaN where there is none. */
  at(name: string): number;
}

// One row gives a profile, the subscription and what ended it.
function member(file: SourceFile, out: Out, {email, euid, text, at}: Member, traits: Record<string, unknown>): void {
  const valid = email !== null && normalEmail(email) !== null;
  const person = valid ? out.same([out.email(email), out.person("mailchimp", euid)]) : 0;
  if (!valid || !person) return out.reject("no valid e-mail address", named("Email Address", email));
  addressesIn(file.shared).set(normalEmail(email)!, person);
  out.traits(person, traits);
  const joined = Number.isNaN(at("OPTIN_TIME")) ? at("CONFIRM_TIME") : at("OPTIN_TIME");
  const event = (name: string, ts: number, stage: string | null, campaign: string | null) => {
    if (Number.isNaN(ts)) return;
    out.event({
      ts,
      name,
      id: `${email.toLowerCase()} ${name} ${ts}`,
      person,
      stage,
      props: campaign === null ? null : {campaign},
    });
  };
  event("subscribed", joined, "awareness", null);
  event("unsubscribed", at("UNSUB_TIME"), null, text("UNSUB_CAMPAIGN_TITLE"));
  event("address cleaned", at("CLEAN_TIME"), null, text("CLEAN_CAMPAIGN_TITLE"));
  out.keep();
}

function readMembers(file: SourceFile, out: Out): RecordReader {
  const email = file.field("Email Address", "Email");
  const euid = file.field("EUID");
  out.idColumns([email]);
  const fields = new Map(file.names.map((name) => [name.toUpperCase(), file.field(name)]));
  const times = new Map(TIMES.map((name) => [name, file.time(file.field(name), {fallback: "UTC"})]));
  const values = file.values(file.names.filter((name) => !TIMES.includes(name.toUpperCase())));
  return (r) => {
    for (const [name, time] of times) {
      const problem = time.text(r) === null ? null : time.problem(r);
      if (problem) out.warn(`${problem} in ${name}`, time);
    }
    member(
      file,
      out,
      {
        email: email.text(r),
        euid: euid.text(r),
        text: (name) => fields.get(name)?.text(r) ?? null,
        at: (name) => times.get(name)?.at(r) ?? NaN,
      },
      values(r),
    );
  };
}

/** Export API: the first line names the columns, every other line is a list of cells. Times are GMT. */
function readLines(file: SourceFile, out: Out): RecordReader {
  let header: string[] | null = null;
  out.idColumns([{name: "Email Address"}]);
  return (r) => {
    const cells = file.record(r);
    if (!Array.isArray(cells)) return out.reject("not a list of cells");
    if (header === null) {
      header = cells.map(String);
      return out.keep();
    }
    const names = header;
    const text = (name: string) => {
      const value: unknown = cells[names.findIndex((known) => known.toUpperCase() === name.toUpperCase())];
      return textOf(value);
    };
    const at = (name: string) => gmt(text(name));
    member(
      file,
      out,
      {email: text("Email Address"), euid: text("EUID"), text, at},
      Object.fromEntries(
        names.flatMap((name, i): [string, unknown][] => (TIMES.includes(name.toUpperCase()) ? [] : [[name, cells[i]]])),
      ),
    );
  };
}

/** `2018-04-01 22:23:21` in GMT, or ISO with an offset; NaN where it is none. */
const gmt = (text: string | null): number => (text === null ? NaN : utcInstant(text));

interface Action {
  action?: unknown;
  activity_type?: unknown;
  timestamp?: unknown;
  created_at_timestamp?: unknown;
  url?: unknown;
  link_clicked?: unknown;
  ip?: unknown;
  type?: unknown;
  campaign_id?: unknown;
}

const STAGES: Readonly<Record<string, string>> = {
  open: AWARE_THEN_ENGAGED,
  click: AWARE_THEN_ENGAGED,
  ecomm: FIRST_THEN_REPEAT,
};
const NAMES: Readonly<Record<string, string>> = {unsub: "unsubscribed"};

function readActivity(file: SourceFile, out: Out): RecordReader {
  out.idColumns(["email_address", "action", "timestamp", "campaign_id", "url"].map((name) => ({name})));
  return (r) => {
    const record = file.record(r) as Record<string, unknown> | null;
    const report = file.part === "reports";
    const address = report ? (textOf(record?.email_address) ?? "") : (Object.keys(record ?? {})[0] ?? "");
    const actions = report ? record?.activity : record?.[address];
    const byName = out.email(address);
    const hash = report && !address ? textOf(record?.email_id)?.toLowerCase() : undefined;
    const person = byName || out.person("mailchimphash", hash);
    if (byName) addressesIn(file.shared).set(normalEmail(address)!, byName);
    else if (person) hashesIn(file.shared).set(hash!, person);
    if (!person) return out.reject("no valid e-mail address", named("email_address", address));
    if (!Array.isArray(actions))
      return out.reject("no list of actions", named("activity", JSON.stringify(actions ?? null)));
    if (actions.length === 0) return out.keep();
    const campaign = textOf(record?.campaign_id) ?? (report ? null : campaignOf(file.path));
    for (const action of actions as Action[])
      acted(out, action, person, address, textOf(action.campaign_id) ?? campaign);
  };
}

function acted(out: Out, action: Action, person: Key, address: string, campaign: string | null): void {
  const kind = textOf(action.action ?? action.activity_type)?.toLowerCase() ?? "";
  const stamp = textOf(action.timestamp ?? action.created_at_timestamp);
  const ts = gmt(stamp);
  if (!kind) return out.reject("no action", named("action", null));
  if (Number.isNaN(ts)) return out.reject(stamp === null ? "no time" : "not a time", named("timestamp", stamp));
  const url = textOf(action.url ?? action.link_clicked);
  out.event({
    ts,
    name: NAMES[kind] ?? kind,
    id: [address.toLowerCase(), kind, ts, campaign ?? "", url ?? ""].join(" "),
    person,
    stage: STAGES[kind] ?? null,
    props: {url, campaign_id: campaign, bounce_type: textOf(action.type)},
  });
}

const textOf = (value: unknown): string | null =>
  typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : null;
const named = (name: string, value: string | null): Pick<Field, "name" | "text"> => ({name, text: () => value});

/** The campaign is not in the lines, so the file's name stands for it. */
function campaignOf(path: string): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.(json|ndjson|txt|gz)(?=\.|$)/gi, "");
}
