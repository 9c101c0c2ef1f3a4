// Demandbase (account-based marketing): CSV of accounts, people, opportunities and activities, and the same as tables of the warehouse share. Columns are
// whatever the user showed, so each meaning has aliases.
//
// Formats: Demandbase's support pages. Unconfirmed there: headers of activities, people and opportunities, the names in the share (read as the
// same words in snake case), and whether an exported table is in UTC or the
// browser's zone (option inputTz, default UTC). A stage column is the state at export: it becomes a trait, an event only between two snapshots (option snapshotDate).
import {utcInstant} from "../ingest/utc-instant.js";
import {salesforceAccount, salesforcePerson} from "./salesforce/keys.js";
import {shelf} from "./shelf.js";
import {
  hasSalesforceForm,
  type FinalOut,
  type Origin,
  type Out,
  type RecordReader,
  type Shared,
  type SourceFile,
  type SourceReader,
} from "./source.js";
import {DATES, DEAL_DATES, DOMAIN, EMAIL, spelled} from "./demandbase/recognise.js";

export const demandbase: SourceReader = {read, finish};

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "people") return readPeople(file, out);
  if (file.part === "opportunities") return readOpportunities(file, out);
  return file.part === "accounts" ? readAccounts(file, out) : readActivities(file, out);
}

/** External id first, then the domain; the name alone is weak and used only where nothing stronger is. */
function accountOf(file: SourceFile, out: Out) {
  const external = file.keys(
    file.field(...spelled("External Account ID", "CRM Account ID", "Account ID")),
    (id) => (hasSalesforceForm(id) && salesforceAccount(id, out)) || out.account("ext", id),
  );
  const domain = file.keys(file.field(...DOMAIN), (text) => out.domain(text));
  const name = file.keys(file.field(...spelled("Account Name", "Account", "Name")), (text) =>
    out.account("name", text),
  );
  return (r: number): number => out.sameAccount([external(r), domain(r)]) || name(r);
}

const isMeasure = (name: string) => /score|minutes|employees|revenue|^amount$/i.test(name);

interface Snapshot {
  readonly at: number;
  readonly stages: Map<number, {readonly stage: string; readonly origin: Origin}>;
}
const snapshotsIn = (shared: Shared) => shelf(shared, "demandbase snapshots", (): Snapshot[] => []);

function readAccounts(file: SourceFile, out: Out): RecordReader {
  const account = accountOf(file, out);
  const values = file.values(file.names, isMeasure);
  const stage = file.field("Journey Stage", "engagio__Status__c");
  const at = utcInstant(file.options.snapshotDate ?? "");
  const snapshot: Snapshot = {at, stages: new Map()};
  snapshotsIn(file.shared).push(snapshot);
  if (Number.isNaN(at)) out.note(`journey stages have no date; state snapshotDate to compare several exports`);
  return (r) => {
    const own = account(r);
    if (!own) return out.reject("no account", file.field(...spelled("Account Name", "Name")));
    out.accountTraits(own, values(r), at);
    if (stage.text(r)) snapshot.stages.set(own, {stage: stage.text(r)!, origin: {file, record: r}});
    out.keep();
  };
}

// Between two dated snapshots a changed stage is an event at the later one, marked as derived.
function finish(shared: Shared, out: FinalOut): void {
  const snapshots = snapshotsIn(shared)
    .filter(({at}) => !Number.isNaN(at))
    .sort((a, b) => a.at - b.at);
  snapshots.forEach((now, i) => {
    const before = snapshots[i - 1];
    if (!before || before.at === now.at) return;
    for (const [account, {stage, origin}] of now.stages) {
      const was = before.stages.get(account)?.stage;
      if (was === undefined || was === stage) continue;
      const props = {from_stage: was, to_stage: stage, derived: true};
      const kind = stageOfJourney(stage);
      out.event({ts: now.at, name: "journey stage changed", account, stage: kind, dayOnly: true, props}, origin);
    }
  });
}

function stageOfJourney(stage: string): string | null {
  if (/customer/i.test(stage)) return "onboarding";
  if (/mqa|opportunit/i.test(stage)) return "acquisition";
  return /aware|engaged|qualified/i.test(stage) ? "awareness" : null;
}

const ACTIVITY_STAGES: readonly (readonly [RegExp, string])[] = [
  [/webinar|event attend|demo/i, "engagement"],
  [/form|mqa|download|trial|contact us/i, "acquisition"],
  [/visit|web|ad|intent|email|page|impression|click/i, "awareness"],
];

/** Columns that become keys, times and names; all others are properties. */
const KEYS =
  /^(activity[ _](date|time|type)|date|timestamp|type|external[ _]account[ _]id|crm[ _]account[ _]id|account[ _]id|account([ _](name|domain))?|domain|website|email|person[ _]email|email[ _]address|external[ _]person[ _]id|person[ _]id|crm[ _]contact[ _]id)$/i;

function readActivities(file: SourceFile, out: Out): RecordReader {
  const account = accountOf(file, out);
  const time = file.time(file.field(...DATES), {fallback: "UTC"});
  const person = personOf(file, out);
  const [type, name] = [
    file.field(...spelled("Activity Type", "Type")),
    file.field(...spelled("Activity Name", "Activity", "Details")),
  ];
  out.carry(file.names.filter((column) => !KEYS.test(column)).map((column) => file.field(column)));
  return (r) => {
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const who = person(r);
    const own = account(r);
    if (!who && !own) return out.reject("no identity", file.field(...spelled("Account Name")));
    const title = type.text(r) ?? name.text(r) ?? "";
    if (who && own) out.member(who, own);
    out.event({
      ts: time.at(r),
      name: title.toLowerCase(),
      person: who,
      account: own,
      dayOnly: time.dayOnly(r),
      stage: ACTIVITY_STAGES.find(([words]) => words.test(title))?.[1] ?? null,
    });
  };
}

/** External id (of the CRM) and e-mail address. */
function personOf(file: SourceFile, out: Out): (r: number) => number {
  const email = file.keys(file.field(...EMAIL), (text) => out.email(text));
  const external = file.keys(
    file.field(...spelled("External Person ID", "Person ID", "CRM Contact ID")),
    (id) => (hasSalesforceForm(id) && salesforcePerson(id, out)) || out.person("demandbase", id),
  );
  return (r) => out.same([external(r), email(r)]);
}

function readPeople(file: SourceFile, out: Out): RecordReader {
  const [account, person] = [accountOf(file, out), personOf(file, out)];
  const values = file.values(file.names, isMeasure);
  const at = utcInstant(file.options.snapshotDate ?? "");
  return (r) => {
    const [who, own] = [person(r), account(r)];
    if (!who) return out.reject("no identity", file.field(...EMAIL));
    out.traits(who, values(r), at);
    if (own) out.member(who, own);
    out.keep();
  };
}

function readOpportunities(file: SourceFile, out: Out): RecordReader {
  const account = accountOf(file, out);
  const time = file.time(file.field(...DEAL_DATES), {fallback: "UTC"});
  const id = file.field(...spelled("External Opportunity ID", "Opportunity ID", "Opportunity Name"));
  out.ids(id);
  const values = file.values(
    file.names.filter((name) => !KEYS.test(name) && name !== time.name),
    isMeasure,
  );
  return (r) => {
    const own = account(r);
    if (!own) return out.reject("no account", file.field(...spelled("Account Name", "Name")));
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    out.event({
      ts: time.at(r),
      name: "opportunity created",
      account: own,
      stage: "acquisition",
      dayOnly: time.dayOnly(r),
      props: values(r),
    });
  };
}
