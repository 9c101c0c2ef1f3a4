// ChurnZero (customer success): the CSV import layout for accounts, contacts and events, the warehouse tables, and logged tracking calls.
//
// Formats: ChurnZero's CSV imports and HTTP API pages. Unconfirmed there: the spelling of event columns (matched without case), labels of list exports
// (not read).
import {stageOfName} from "./stage-words.js";
import type {Out, RecordReader, SourceFile, SourceReader} from "./source.js";

export const churnzero: SourceReader = {read};

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "accounts") return readAccounts(file, out);
  if (file.part === "journeys") return readJourneys(file, out);
  return file.part === "events" || file.part === "calls" ? readEvents(file, out) : readContacts(file, out);
}

function keys(file: SourceFile, out: Out) {
  // The warehouse's account_id is ChurnZero's own number, not the id that other systems know.
  const own = file.field("accountExternalId");
  const account = file.mapped(own.present ? own : file.field("account_id"), (id) =>
    out.account(own.present ? "ext" : "churnzero", id),
  );
  const contact = file.mapped(file.field("contactExternalId", "external_id"), (id) =>
    id.includes("@") ? out.email(id) : out.person("user", id),
  );
  const email = file.mapped(file.field("email", "contactEmail"), (text) => out.email(text));
  return {
    account: (r: number) => account(r) ?? 0,
    contact: (r: number) => contact(r) ?? 0,
    email: (r: number) => email(r) ?? 0,
  };
}

const values = (file: SourceFile) => file.values(file.names.map((name) => file.field(name)));

function readAccounts(file: SourceFile, out: Out): RecordReader {
  const {account} = keys(file, out);
  const traits = values(file);
  const active = file.field("isActive");
  const site = file.mapped(file.field("website", "domain"), (text) => out.domain(text));
  const crm = file.mapped(file.field("accountExternalId"), (id) =>
    /^001[0-9A-Za-z]{12}([A-Z0-5]{3})?$/.test(id) ? out.account("sfacc", id) : 0,
  );
  return (r) => {
    if (!account(r)) return out.reject("no account", file.field("accountExternalId"));
    const isActive = active.flag(r);
    out.accountTraits(out.sameAccount([account(r), crm(r) ?? 0, site(r) ?? 0]), {
      ...traits(r),
      ...(isActive === null ? {} : {isActive}),
    });
    out.keep();
  };
}

function readContacts(file: SourceFile, out: Out): RecordReader {
  const {account, contact, email} = keys(file, out);
  const crm = file.mapped(file.field("crm_id"), (id) =>
    id.startsWith("00Q") ? out.person("sflead", id) : id.startsWith("003") ? out.person("sfcontact", id) : 0,
  );
  const traits = values(file);
  return (r) => {
    const who = out.same([contact(r), email(r), crm(r) ?? 0]);
    if (!who) return out.reject("no identity", file.field("contactExternalId", "external_id"));
    out.traits(who, traits(r));
    if (account(r)) out.member(who, account(r));
    out.keep();
  };
}

const OWN = /^(accountexternalid|contactexternalid|eventname|eventdate|action|appkey)$/i;

function readEvents(file: SourceFile, out: Out): RecordReader {
  const {account, contact, email} = keys(file, out);
  const time = file.time(file.field("eventDate"), {fallback: "UTC"});
  const name = file.field("eventName");
  const action = file.field("action");
  const calls = file.part === "calls";
  if (!calls) out.carry(file.names.filter((column) => !OWN.test(column)).map((column) => file.field(column)));
  const stages = new Map<string, string | null>();
  return (r) => {
    if (calls && action.text(r) !== "trackEvent") {
      if (out.leaveOut("operational record", action)) return;
    }
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const person = out.same([contact(r), email(r)]);
    if (!account(r) && !person) return out.reject("no identity", file.field("accountExternalId"));
    const title = name.text(r) ?? "";
    if (!stages.has(title)) stages.set(title, stageOfName(title));
    if (person && account(r)) out.member(person, account(r), time.at(r));
    out.event({
      ts: time.at(r),
      name: title,
      person,
      account: account(r),
      stage: stages.get(title) ?? null,
      dayOnly: time.dayOnly(r),
      props: calls ? others(file.record(r)) : null,
    });
  };
}

/** What a logged call says besides its keys; calls differ in what they have. */
const others = (call: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(call ?? {}).filter(([name]) => !OWN.test(name)));

function readJourneys(file: SourceFile, out: Out): RecordReader {
  const {account} = keys(file, out);
  const [begin, end] = [
    file.time(file.field("begin_date"), {fallback: "UTC"}),
    file.time(file.field("end_date"), {fallback: "UTC"}),
  ];
  const name = file.field("journey_name", "name", "journey_id");
  const completed = file.field("is_completed");
  return (r) => {
    if (!account(r)) return out.reject("no account", file.field("account_id"));
    const stage = /onboard|implement|kick ?off/i.test(name.text(r) ?? "") ? "onboarding" : null;
    const props = {journey: name.text(r)};
    const problem = begin.problem(r);
    if (problem) return out.reject(problem, begin);
    out.event({ts: begin.at(r), name: "journey started", account: account(r), stage, props, dayOnly: begin.dayOnly(r)});
    if (completed.flag(r) && !end.problem(r))
      out.event({ts: end.at(r), name: "journey completed", account: account(r), stage, props, dayOnly: end.dayOnly(r)});
  };
}
