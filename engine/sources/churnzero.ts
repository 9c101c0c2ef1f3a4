// ChurnZero (customer success): the CSV import layout for accounts, contacts and events, lists of the user interface with labels, the warehouse tables, and
// logged tracking calls.
//
// Formats: ChurnZero's CSV imports and HTTP API pages, Fivetran's connector schema for the warehouse (account, contact, contact_custom, event,
// event_type, journey_progress, task with its statuses and priorities). Unconfirmed there: the spelling of event columns (matched without case), columns of the warehouse's account and event
// tables, labels of lists (the import names in words), columns of tasks beside their numbers. Tasks say what the
// team does, so they are events of the account alone and speak of no stage.
import {each} from "./each.js";
import {salesforceAccount, salesforcePerson} from "./salesforce/keys.js";
import {ACCOUNT, COMPLETED, CONTACT, EVENT, EVENT_DATE, TASK} from "./churnzero/recognise.js";
import {shelf} from "./shelf.js";
import {stageOfName} from "./stage-words.js";
import {
  hasSalesforceForm,
  type Out,
  type RecordReader,
  type Shared,
  type SourceFile,
  type SourceReader,
  type TimeField,
} from "./source.js";

export const churnzero: SourceReader = {read};

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "types") return readNames(file, typesIn(file.shared), out);
  if (file.part === "customs") return readCustoms(file, out);
  if (file.part === "warehouseEvents") return readWarehouseEvents(file, out);
  if (file.part === "accounts" || file.part === "warehouseAccounts") return readAccounts(file, out);
  if (file.part === "journeys") return readJourneys(file, out);
  if (file.part === "tasks") return readTasks(file, out);
  if (file.part === "statuses") return readNames(file, statusesIn(file.shared), out);
  if (file.part === "priorities") return () => out.keep();
  return file.part === "events" || file.part === "calls" ? readEvents(file, out) : readContacts(file, out);
}

function keys(file: SourceFile, out: Out) {
  // The warehouse's account_id is ChurnZero's own number, not the id that other systems know.
  const own = file.field(...ACCOUNT);
  const number = file.field(file.part === "warehouseAccounts" ? "id" : "account_id");
  return {
    account: file.keys(own.present ? own : number, (id) => out.account(own.present ? "ext" : "churnzero", id)),
    contact: file.keys(file.field(...CONTACT, "external_id"), (id) =>
      id.includes("@") ? out.email(id) : out.person("user", id),
    ),
    email: file.keys(file.field("email", "contactEmail", "Contact Email"), (text) => out.email(text)),
  };
}

function readAccounts(file: SourceFile, out: Out): RecordReader {
  const {account} = keys(file, out);
  const traits = file.values(file.names);
  const warehouse = file.part === "warehouseAccounts";
  const active = file.field("isActive", "is_active", "Is Active");
  const site = file.keys(file.field("website", "domain"), (text) => out.domain(text));
  const external = file.keys(file.field("external_id"), (id) => (warehouse ? out.account("ext", id) : 0));
  const inCrm = (...names: readonly string[]) =>
    file.keys(file.field(...names), (id) => (hasSalesforceForm(id) ? salesforceAccount(id, out) : 0));
  const [ofExternal, ofCrm] = [inCrm(...ACCOUNT, "external_id"), inCrm("crm_id")];
  const changed = file.time(file.field("object_last_modified_date"), {fallback: "UTC"});
  return (r) => {
    if (!account(r)) return out.reject("no account", file.field(...(warehouse ? ["id"] : ACCOUNT)));
    const isActive = active.flag(r);
    out.accountTraits(
      out.sameAccount([account(r), external(r), ofExternal(r), ofCrm(r), site(r)]),
      {...traits(r), ...(isActive === null ? {} : {[active.name]: isActive})},
      changed.at(r),
    );
    out.keep();
  };
}

function readContacts(file: SourceFile, out: Out): RecordReader {
  const {account, contact, email} = keys(file, out);
  const crm = file.keys(file.field("crm_id"), (id) => salesforcePerson(id, out));
  const number = file.field(file.part === "warehouseContacts" ? "id" : "no number");
  const own = file.keys(number, (id) => out.person("churnzero", id));
  const changed = file.time(file.field("object_last_modified_date"), {fallback: "UTC"});
  const traits = file.values(file.names);
  return (r) => {
    const who = out.same([contact(r), email(r), crm(r), own(r)]);
    if (!who) return out.reject("no identity", file.field(...CONTACT, "external_id"));
    out.traits(who, traits(r), changed.at(r));
    if (account(r)) out.member(who, account(r));
    out.keep();
  };
}

const OWN = /^(account ?external ?id|contact ?external ?id|event ?name|event ?date|action|appkey)$/i;

function readEvents(file: SourceFile, out: Out): RecordReader {
  const {account, contact, email} = keys(file, out);
  const time = file.time(file.field(...EVENT_DATE), {fallback: "UTC"});
  const name = file.field(...EVENT);
  const action = file.field("action");
  const calls = file.part === "calls";
  if (!calls) out.carry(file.names.filter((column) => !OWN.test(column)).map((column) => file.field(column)));
  const kindOf = file.mapped(name, (title) => ({name: title, stage: stageOfName(title)}));
  return (r) => {
    if (calls && action.text(r) !== "trackEvent") {
      if (out.leaveOut("operational record", action)) return;
    }
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const person = out.same([contact(r), email(r)]);
    if (!account(r) && !person) return out.reject("no identity", file.field(...ACCOUNT));
    if (person && account(r)) out.member(person, account(r), time.at(r));
    out.event({
      ts: time.at(r),
      ...(kindOf(r) ?? {name: "", stage: null}),
      person,
      account: account(r),
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

const typesIn = (shared: Shared) => shelf(shared, "churnzero types", () => new Map<string, string>());

/** A table of numbers and their names. */
function readNames(file: SourceFile, names: Map<string, string>, out: Out): RecordReader {
  const [id, name] = [file.field("id"), file.field("name")];
  return (r) => {
    if (id.text(r) && name.text(r)) names.set(id.text(r)!, name.text(r)!);
    out.keep();
  };
}

/** Fields that the customer made: one row a value. */
function readCustoms(file: SourceFile, out: Out): RecordReader {
  const contact = file.field("contact_id");
  const person = file.keys(contact, (id) => out.person("churnzero", id));
  const [name, value] = [file.field("name"), file.field("value")];
  return (r) => {
    if (!person(r)) return out.reject("no identity", contact);
    if (name.text(r) !== null) out.traits(person(r), {[name.text(r)!]: value.raw(r)});
    out.keep();
  };
}

const WAREHOUSE_OWN = /^(id|account_id|contact_id|event_type_id|event_date|object_\w+_date|_fivetran_\w+)$/i;

/** Events of the warehouse, which name accounts, contacts and types by ChurnZero's own numbers. */
function readWarehouseEvents(file: SourceFile, out: Out): RecordReader {
  const [accountId, contactId, type] = each(["account_id", "contact_id", "event_type_id"], (name) => file.field(name));
  const account = file.keys(accountId, (id) => out.account("churnzero", id));
  const contact = file.keys(contactId, (id) => out.person("churnzero", id));
  const names = typesIn(file.shared);
  if (names.size === 0) out.note("event types are numbers here; read the table event_type too to have their names");
  const title = file.mapped(type, (id) => {
    const name = names.get(id) ?? `event type ${id}`;
    return {name, stage: stageOfName(name)};
  });
  const time = file.time(file.field("event_date"), {fallback: "UTC"});
  out.ids(file.field("id"));
  out.carry(file.names.filter((column) => !WAREHOUSE_OWN.test(column)).map((column) => file.field(column)));
  return (r) => {
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const [person, company] = [contact(r), account(r)];
    if (!person && !company) return out.reject("no identity", accountId);
    if (!title(r)) return out.reject("no event name", type);
    if (person && company) out.member(person, company, time.at(r));
    out.event({ts: time.at(r), ...title(r)!, person, account: company, dayOnly: time.dayOnly(r)});
  };
}

/** What the team did for an account: it tells when a task was done, else when it was made. */
function readTasks(file: SourceFile, out: Out): RecordReader {
  const {account} = keys(file, out);
  const [id, name, due] = [
    file.field("id", "Task ID"),
    file.field(...TASK, "name"),
    file.field("due_date", "Due Date"),
  ];
  const [status, stated] = [file.field("task_status_id"), file.field("status", "Task Status")];
  const statuses = statusesIn(file.shared);
  const times = [COMPLETED, ["object_created_date", "created_date", "Created Date", "Date Created"]].map((names) =>
    file.time(file.field(...names), {fallback: "UTC"}),
  ) as [TimeField, TimeField];
  return (r) => {
    if (!account(r)) return out.reject("no account", file.field("account_id", ...ACCOUNT));
    const time = times[0].text(r) === null ? times[1] : times[0];
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    out.event({
      ts: time.at(r),
      name: time === times[0] ? "task completed" : "task created",
      id: id.text(r) === null ? null : `task ${id.text(r)}`,
      account: account(r),
      dayOnly: time.dayOnly(r),
      props: {
        task: name.text(r),
        due: due.text(r),
        status: stated.text(r) ?? statuses.get(status.text(r) ?? "") ?? status.text(r),
      },
    });
  };
}

/** Names of the statuses of tasks by their number. */
const statusesIn = (shared: Shared) => shelf(shared, "churnzero statuses", () => new Map<string, string>());
