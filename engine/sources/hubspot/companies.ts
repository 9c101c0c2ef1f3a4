// Companies and deals.
import {amountsOf} from "../../ingest/amounts.js";
import {each} from "../each.js";
import type {Field, Out, RecordReader, SourceFile} from "../source.js";
import {decimalMark} from "./columns.js";
import {fieldOf, listed, traitsReader} from "./contacts.js";

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
  const at = fieldOf(file);
  const {field, id} = idReader(file);
  const api = file.part === "dealsApi";
  const time = (name: string) => file.time(api ? file.field(`properties.${name}`) : at(name), {fallback: "UTC"});
  const [created, closed] = [time("createdate"), time("closedate")];
  const [stage, type, won] = each(["dealstage", "dealtype", "hs_is_closed_won"], at);
  const [amount, currency] = each(["amount", "deal_currency_code"], at);
  const [companies, contacts] = each(["associatedcompanyid", "associatedcontactid"], at);
  const linked = linksReader(file);
  const money = amountsOf(amount, decimalMark(amount.name));
  const gone = file.field("archived", "is_deleted");
  return (r) => {
    if (gone.flag(r) && out.leaveOut("archived", gone)) return;
    const [company] = [...listed(companies.text(r)), ...linked(r, "companies")];
    const [contact] = [...listed(contacts.text(r)), ...linked(r, "contacts")];
    const account = out.account("hscompany", company);
    const who = account ? {account} : {person: out.person("hubspot", contact)};
    if (!account && !who.person) return out.reject("no identity", field);
    const props = {deal_stage: stage.text(r), deal_type: type.text(r)};
    if (created.problem(r)) out.reject(created.problem(r)!, created);
    else
      out.event({
        ts: created.at(r),
        name: "deal created",
        id: `deal ${id(r)}`,
        ...who,
        stage: "acquisition",
        dayOnly: created.dayOnly(r),
        props,
      });
    const outcome = outcomeOf(stage.text(r) ?? "", won.flag(r));
    if (outcome === null || closed.text(r) === null) return;
    if (closed.problem(r)) return out.warn(closed.problem(r)!, closed);
    if (money.problem(r)) out.warn(`${money.problem(r)} and counts as missing`, amount);
    const paid = outcome === "won" ? {amount: money.at(r), currency: currency.text(r)} : {};
    const kind = outcome === "won" ? wonStage(type.text(r) ?? "") : null;
    out.event({
      ts: closed.at(r),
      name: "deal closed",
      id: `deal ${id(r)} closed`,
      ...who,
      stage: kind,
      dayOnly: closed.dayOnly(r),
      props: {...props, outcome},
      ...paid,
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
