// Demandbase (account-based marketing): CSV of accounts, people, opportunities and activities. Columns are whatever the user showed, so each meaning has
// aliases.
//
// Formats: Demandbase's support pages. Unconfirmed there: headers of activities, people and opportunities, and whether an exported table is in UTC or the
// browser's zone (option inputTz, default UTC). A stage column is the state at export: it becomes a trait, an event only between two snapshots (option snapshotDate).
import {utcInstant} from "../ingest/utc-instant.js";
import type {Out, RecordReader, SourceFile, SourceReader} from "./source.js";
import {DATES, DEAL_DATES, DOMAIN, EMAIL} from "./demandbase/recognise.js";

export const demandbase: SourceReader = {read, finish};

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "people") return readPeople(file, out);
  if (file.part === "opportunities") return readOpportunities(file, out);
  return file.part === "accounts" ? readAccounts(file, out) : readActivities(file, out);
}

/** External id first, then the domain; the name alone is weak and used only where nothing stronger is. */
function accountOf(file: SourceFile, out: Out) {
  const external = file.mapped(file.field("External Account ID", "CRM Account ID", "Account ID"), (id) =>
    /^001[0-9A-Za-z]{12}/.test(id) ? out.account("sfacc", id) : out.account("ext", id),
  );
  const domain = file.mapped(file.field(...DOMAIN), (text) => out.domain(text));
  const name = file.mapped(file.field("Account Name", "Account", "Name"), (text) => out.account("name", text));
  return (r: number): number => out.sameAccount([external(r) ?? 0, domain(r) ?? 0]) || (name(r) ?? 0);
}

const SCORE = /score|minutes|employees|revenue|^amount$/i;
const SNAPSHOTS = "demandbase snapshots";

interface Snapshot {
  readonly at: number;
  readonly stages: Map<number, {stage: string; file: SourceFile; record: number}>;
}

function readAccounts(file: SourceFile, out: Out): RecordReader {
  const account = accountOf(file, out);
  const values = file.values(
    file.names.map((name) => file.field(name)),
    (name) => SCORE.test(name),
  );
  const stage = file.field("Journey Stage", "engagio__Status__c");
  const at = utcInstant(file.options.snapshotDate ?? "");
  const snapshot: Snapshot = {at, stages: new Map()};
  const all = (file.shared.get(SNAPSHOTS) as Snapshot[] | undefined) ?? [];
  file.shared.set(SNAPSHOTS, [...all, snapshot]);
  if (Number.isNaN(at)) out.note(`journey stages have no date; state snapshotDate to compare several exports`);
  return (r) => {
    const own = account(r);
    if (!own) return out.reject("no account", file.field("Account Name", "Name"));
    out.accountTraits(own, values(r), Number.isNaN(at) ? undefined : at);
    if (stage.text(r)) snapshot.stages.set(own, {stage: stage.text(r)!, file, record: r});
    out.keep();
  };
}

// Between two dated snapshots a changed stage is an event at the later one, marked as derived.
function finish(shared: Map<string, unknown>, out: Out): void {
  const snapshots = ((shared.get(SNAPSHOTS) as Snapshot[] | undefined) ?? [])
    .filter(({at}) => !Number.isNaN(at))
    .sort((a, b) => a.at - b.at);
  snapshots.forEach((now, i) => {
    const before = snapshots[i - 1];
    if (!before || before.at === now.at) return;
    for (const [account, {stage, file, record}] of now.stages) {
      const was = before.stages.get(account)?.stage;
      if (was === undefined || was === stage) continue;
      out.event({
        ts: now.at,
        name: "journey stage changed",
        account,
        stage: stageOfJourney(stage),
        dayOnly: true,
        props: {from_stage: was, to_stage: stage, derived: true},
        origin: {file, record},
      });
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
  /^(activity (date|time|type)|date|timestamp|type|external account id|crm account id|account id|account( name| domain)?|domain|website|email|person email|email address|external person id|person id|crm contact id)$/i;

function readActivities(file: SourceFile, out: Out): RecordReader {
  const account = accountOf(file, out);
  const time = file.time(file.field(...DATES), {fallback: "UTC"});
  const person = personOf(file, out);
  const [type, name] = [file.field("Activity Type", "Type"), file.field("Activity Name", "Activity", "Details")];
  out.carry(file.names.filter((column) => !KEYS.test(column)).map((column) => file.field(column)));
  return (r) => {
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const who = person(r);
    const own = account(r);
    if (!who && !own) return out.reject("no identity", file.field("Account Name"));
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
  const email = file.mapped(file.field(...EMAIL), (text) => out.email(text));
  const external = file.mapped(file.field("External Person ID", "Person ID", "CRM Contact ID"), (id) => {
    if (/^00Q[0-9A-Za-z]{12}/.test(id)) return out.person("sflead", id);
    return out.person(/^003[0-9A-Za-z]{12}/.test(id) ? "sfcontact" : "demandbase", id);
  });
  return (r) => out.same([external(r) ?? 0, email(r) ?? 0]);
}

function readPeople(file: SourceFile, out: Out): RecordReader {
  const [account, person] = [accountOf(file, out), personOf(file, out)];
  const values = file.values(
    file.names.map((name) => file.field(name)),
    (name) => SCORE.test(name),
  );
  const at = utcInstant(file.options.snapshotDate ?? "");
  return (r) => {
    const [who, own] = [person(r), account(r)];
    if (!who) return out.reject("no identity", file.field(...EMAIL));
    out.traits(who, values(r), Number.isNaN(at) ? undefined : at);
    if (own) out.member(who, own);
    out.keep();
  };
}

function readOpportunities(file: SourceFile, out: Out): RecordReader {
  const account = accountOf(file, out);
  const time = file.time(file.field(...DEAL_DATES), {fallback: "UTC"});
  const id = file.field("External Opportunity ID", "Opportunity ID", "Opportunity Name");
  const others = file.names.filter((name) => !KEYS.test(name) && name !== time.name);
  const values = file.values(
    others.map((name) => file.field(name)),
    (name) => SCORE.test(name),
  );
  return (r) => {
    const own = account(r);
    if (!own) return out.reject("no account", file.field("Account Name", "Name"));
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    out.event({
      ts: time.at(r),
      name: "opportunity created",
      id: id.text(r),
      account: own,
      stage: "acquisition",
      dayOnly: time.dayOnly(r),
      props: values(r),
    });
  };
}
