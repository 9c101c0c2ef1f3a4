// Companies and deals.
import {amountsOf} from "../../ingest/amounts.js";
import {each} from "../each.js";
import type {EventDraft, Field, Out, RecordReader, SourceFile} from "../source.js";
import {decimalMark} from "./columns.js";
import {fieldOf, listed, timeOf, traitsReader} from "./contacts.js";

function idReader(file: SourceFile): {field: Field; id: (r: number) => string | null} {
  const field = fieldOf(file)("hs_object_id");
  const plain = file.field("id");
  return {field, id: (r) => field.text(r) ?? plain.text(r)};
}

export function readCompanies(file: SourceFile, out: Out): RecordReader {
  const at = fieldOf(file);
  const {field, id} = idReader(file);
  const domain = at("domain");
  const gone = file.field("archived", "is_deleted");
  const traits = traitsReader(file);
  return (r) => {
    if (gone.flag(r) && out.leaveOut("archived", gone)) return;
    const own = out.account("hscompany", id(r));
    if (!own) return out.reject("no account", field);
    out.accountTraits(out.sameAccount([own, out.domain(domain.text(r))]), traits(r));
    out.keep();
  };
}

export function readDeals(file: SourceFile, out: Out): RecordReader {
  const {field, id} = idReader(file);
  const [stage, type] = each(["dealstage", "dealtype"], fieldOf(file));
  const created = timeOf(file, "createdate", "createdAt");
  const gone = file.field("archived", "is_deleted");
  const [partyOf, close] = [partyReader(file, out), closeReader(file, out)];
  out.idColumns([field]);
  return (r) => {
    if (gone.flag(r) && out.leaveOut("archived", gone)) return;
    const who = partyOf(r);
    if (!who) return out.reject("no identity", field);
    const deal = {...who, id: `deal ${id(r)}`, props: {deal_stage: stage.text(r), deal_type: type.text(r)}};
    const problem = created.problem(r);
    if (problem) out.reject(problem, created);
    else {
      const dayOnly = created.dayOnly(r);
      out.event({...deal, ts: created.at(r), name: "deal created", stage: "acquisition", dayOnly});
    }
    close(r, deal);
  };
}

/** Whose deal it is: the first company's, else the first contact's; null = nobody's. */
function partyReader(file: SourceFile, out: Out): (r: number) => Pick<EventDraft, "account" | "person"> | null {
  const [companies, contacts] = each(["associatedcompanyid", "associatedcontactid"], fieldOf(file));
  const linked = linksReader(file);
  return (r) => {
    const [company] = [...listed(companies.text(r)), ...linked(r, "companies")];
    const [contact] = [...listed(contacts.text(r)), ...linked(r, "contacts")];
    const account = out.account("hscompany", company);
    if (account) return {account};
    const person = out.person("hubspot", contact);
    return person ? {person} : null;
  };
}

interface Deal extends Pick<EventDraft, "account" | "person"> {
  readonly id: string;
  readonly props: {readonly deal_stage: string | null; readonly deal_type: string | null};
}

/** The end of a deal, where it has one. */
function closeReader(file: SourceFile, out: Out): (r: number, deal: Deal) => void {
  const closed = timeOf(file, "closedate");
  const [won, amount, currency] = each(["hs_is_closed_won", "amount", "deal_currency_code"], fieldOf(file));
  const money = amountsOf(amount, decimalMark(amount.name));
  return (r, deal) => {
    const {deal_stage: stage, deal_type: type} = deal.props;
    const outcome = outcomeOf(stage ?? "", won.flag(r));
    if (outcome === null || closed.text(r) === null) return;
    if (closed.problem(r)) return out.warn(closed.problem(r)!, closed);
    if (money.problem(r)) out.warn(`${money.problem(r)} and counts as missing`, amount);
    out.event({
      ...deal,
      ts: closed.at(r),
      name: "deal closed",
      id: `${deal.id} closed`,
      stage: outcome === "won" ? wonStage(type ?? "") : null,
      dayOnly: closed.dayOnly(r),
      props: {...deal.props, outcome},
      ...(outcome === "won" ? {amount: money.at(r), currency: currency.text(r)} : {}),
    });
  };
}

function outcomeOf(stage: string, won: boolean | null): "won" | "lost" | null {
  if (won === true || /closed ?won|gewonnen|gagn|ganad/i.test(stage)) return "won";
  return /closed ?lost|verloren|perdu|perdid/i.test(stage) ? "lost" : null;
}

const wonStage = (type: string): string =>
  /win.?back|reactivat/i.test(type)
    ? "reactivation"
    : /renew|existing|upgrade|bestand/i.test(type)
      ? "retention"
      : "acquisition";

/** Ids in `associations` of API records. */
function linksReader(file: SourceFile): (r: number, kind: string) => string[] {
  const associations = file.field("associations");
  return (r, kind) => {
    const linked = (associations.raw(r) ?? {}) as Record<string, {results?: {id?: unknown}[]} | undefined>;
    return (linked[kind]?.results ?? [])
      .map(({id}) => String((id as string | number | undefined) ?? ""))
      .filter((id) => id !== "");
  };
}
