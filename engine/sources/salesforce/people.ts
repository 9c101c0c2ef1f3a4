// Contacts, leads, accounts and campaign members.
import {each} from "../each.js";
import {shelf} from "../shelf.js";
import type {Field, Out, RecordReader, SourceFile, TimeField} from "../source.js";
import {column, idColumn} from "./objects.js";

/** Everything a row says, without ids of the system and what stands for a company without a name. */
function traitsReader(file: SourceFile): (r: number) => Record<string, unknown> {
  const fields = file.names
    .filter((name) => !/^(attributes|id|isdeleted|is_deleted|systemmodstamp|system_modstamp)$/i.test(name))
    .map((name) => file.field(name));
  return (r): Record<string, string | null> =>
    Object.fromEntries<string | null>(
      fields
        .map((field) => [field.name, field.text(r)] as const)
        .filter(([, value]) => value !== null && value !== "[not provided]"),
    );
}

/** From when the traits hold: the last change, as far as the export says. */
function changeOf(file: SourceFile): TimeField {
  return file.time(
    file.field("LastModifiedDate", "last_modified_date", "Last Modified Date", "SystemModstamp", "system_modstamp"),
    {fallback: "UTC"},
  );
}

/** Deleted rows: merged ones join the survivor, others are left out. True when the row is done with. */
function deletedReader(
  file: SourceFile,
  out: Out,
  merge: (lost: string, survivor: string) => void,
): (r: number) => boolean {
  const [deleted, master, id] = [column(file, "IsDeleted"), column(file, "MasterRecordId"), idColumn(file)];
  return (r) => {
    if (!deleted.flag(r)) return false;
    if (master.text(r) && id.text(r)) {
      merge(id.text(r)!, master.text(r)!);
      out.keep();
      return true;
    }
    return out.leaveOut("deleted", deleted);
  };
}

export function readPeople(file: SourceFile, out: Out): RecordReader {
  const space = file.part === "Lead" ? "sflead" : "sfcontact";
  const id = idColumn(file);
  out.idColumns([id]);
  const email = file.keys(column(file, "Email"), (text) => out.email(text));
  const account = file.keys(column(file, "AccountId"), (key) => out.account("sfacc", key));
  const deleted = deletedReader(file, out, (lost, survivor) =>
    out.same([out.person(space, survivor), out.person(space, lost)], "hard"),
  );
  const [traits, changed] = [traitsReader(file), changeOf(file)];
  const created = file.time(column(file, "CreatedDate"), {fallback: "UTC"});
  const converted = file.part === "Lead" ? conversionReader(file, out, id) : null;
  return (r) => {
    if (deleted(r)) return;
    const own = out.person(space, id.text(r));
    if (!own && !email(r)) return out.reject("no identity", id);
    const person = out.same([own, email(r)]);
    out.traits(person, traits(r), changed.at(r));
    if (account(r)) out.member(person, account(r));
    const problem = created.problem(r);
    if (problem) out.warn(problem, created);
    else
      out.event({
        ts: created.at(r),
        name: "created",
        id: id.text(r),
        person,
        account: account(r),
        stage: "acquisition",
        dayOnly: created.dayOnly(r),
        props: {object: file.part.toLowerCase()},
      });
    converted?.(r, person);
  };
}

/** A converted lead is the contact it became. */
function conversionReader(file: SourceFile, out: Out, id: Field): (r: number, person: number) => void {
  const [flag, contact, account] = each(["IsConverted", "ConvertedContactId", "ConvertedAccountId"], (name) =>
    column(file, name),
  );
  const date = file.time(column(file, "ConvertedDate"), {fallback: "UTC"});
  return (r, person) => {
    if (!flag.flag(r)) return;
    out.same([person, out.person("sfcontact", contact.text(r))], "hard");
    const company = out.account("sfacc", account.text(r));
    if (company) out.member(person, company);
    const problem = date.problem(r);
    if (problem) return out.warn(problem, date);
    out.event({
      ts: date.at(r),
      name: "lead converted",
      id: `${id.text(r)} converted`,
      person,
      account: company,
      stage: "acquisition",
      dayOnly: date.dayOnly(r),
    });
  };
}

export function readAccounts(file: SourceFile, out: Out): RecordReader {
  const id = idColumn(file);
  const site = file.keys(column(file, "Website"), (text) => out.domain(text));
  const deleted = deletedReader(file, out, (lost, survivor) =>
    out.sameAccount([out.account("sfacc", survivor), out.account("sfacc", lost)], "hard"),
  );
  const [traits, changed] = [traitsReader(file), changeOf(file)];
  return (r) => {
    if (deleted(r)) return;
    const own = out.account("sfacc", id.text(r));
    if (!own) return out.reject("no account", id);
    out.accountTraits(out.sameAccount([own, site(r)]), traits(r), changed.at(r));
    out.keep();
  };
}

export function readMembers(file: SourceFile, out: Out): RecordReader {
  const id = idColumn(file);
  out.idColumns([id]);
  const contact = file.keys(column(file, "ContactId"), (key) => out.person("sfcontact", key));
  const lead = file.keys(column(file, "LeadId"), (key) => out.person("sflead", key));
  const [campaign, status, responded, deleted] = each(["CampaignId", "Status", "HasResponded", "IsDeleted"], (name) =>
    column(file, name),
  );
  const created = file.time(column(file, "CreatedDate"), {fallback: "UTC"});
  const answered = file.time(column(file, "FirstRespondedDate"), {fallback: "UTC"});
  const names = campaignsIn(file);
  return (r) => {
    if (deleted.flag(r) && out.leaveOut("deleted", deleted)) return;
    // A member that is both is the contact that the lead became.
    const person = contact(r) || lead(r);
    if (!person) return out.reject("no identity", column(file, "ContactId"));
    const problem = created.problem(r);
    if (problem) return out.reject(problem, created);
    const key = campaign.text(r);
    const props = {campaign_id: key, campaign: key === null ? null : names.get(key), status: status.text(r)};
    out.event({
      ts: created.at(r),
      name: "campaign member",
      id: id.text(r),
      person,
      stage: "awareness",
      dayOnly: created.dayOnly(r),
      props,
    });
    if (!responded.flag(r)) return;
    if (answered.problem(r)) return out.warn(answered.problem(r)!, answered);
    out.event({
      ts: answered.at(r),
      name: "campaign response",
      id: id.text(r) === null ? null : `${id.text(r)} response`,
      person,
      stage: "acquisition",
      dayOnly: answered.dayOnly(r),
      props,
    });
  };
}

const campaignsIn = ({shared}: SourceFile) => shelf(shared, "campaigns", () => new Map<string, string>());

/** Campaigns only give their names to the members. */
export function readCampaigns(file: SourceFile, out: Out): RecordReader {
  const names = campaignsIn(file);
  const [id, name] = [idColumn(file), column(file, "Name")];
  return (r) => {
    if (id.text(r) && name.text(r)) names.set(id.text(r)!, name.text(r)!);
    out.keep();
  };
}
