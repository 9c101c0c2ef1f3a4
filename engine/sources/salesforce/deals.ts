// Opportunities and the history of their stages. How a deal ended comes from the history where it holds stages of that deal, else from the opportunity;
// never from both.
import {amountsOf} from "../../ingest/amounts.js";
import {each} from "../each.js";
import {shelf} from "../shelf.js";
import {
  longSalesforceId,
  type EventDraft,
  type FinalOut,
  type Origin,
  type Out,
  type RecordReader,
  type Shared,
  type SourceFile,
} from "../source.js";
import {column, idColumn} from "./objects.js";

interface Deal {
  readonly account: number;
  readonly type: string;
  readonly stage: string | null;
  readonly closed: boolean | null;
  readonly won: boolean | null;
  readonly amount: string | null;
  readonly currency: string | null;
  /** The close as the opportunity itself tells it; null while it is open. */
  readonly close: {readonly draft: EventDraft; readonly origin: Origin} | null;
}
/** A stage at a time, of the history that keeps whole states. */
interface State {
  readonly deal: string;
  readonly ts: number;
  readonly stage: string;
  readonly origin: Origin;
}

const dealsOf = (shared: Shared) => shelf(shared, "deals", () => new Map<string, Deal>());
const toldOf = (shared: Shared) => shelf(shared, "told", () => new Set<string>());
/** Deals whose end a history tells. */
const endedOf = (shared: Shared) => shelf(shared, "ended", () => new Set<string>());
const statesOf = (shared: Shared) => shelf(shared, "states", () => [] as State[]);

export function readOpportunities(file: SourceFile, out: Out): RecordReader {
  const [id, deleted, accountId] = [idColumn(file), column(file, "IsDeleted"), column(file, "AccountId")];
  const byId = file.keys(accountId, (key) => out.account("sfacc", key));
  // Reports may name the account and leave out its id.
  const byName = file.keys(file.field("Account Name", "Accountname"), (name) => out.account("name", name));
  const account = (r: number) => byId(r) || byName(r);
  const created = file.time(column(file, "CreatedDate"), {fallback: "UTC"});
  const [dealOf, closeOf] = [dealReader(file, out), closeReader(file, out)];
  const deals = dealsOf(file.shared);
  return (r) => {
    if (deleted.flag(r) && out.leaveOut("deleted", deleted)) return;
    const key = id.text(r);
    if (key === null || !account(r)) return out.reject("no identity", key === null ? id : accountId);
    const deal = dealOf(r, account(r));
    deals.set(longSalesforceId(key), {...deal, close: closeOf(r, key, deal)});
    out.keep();
    if (created.problem(r)) return out.warn(created.problem(r)!, created);
    out.event({
      ts: created.at(r),
      name: "opportunity created",
      id: key,
      account: deal.account,
      stage: "acquisition",
      dayOnly: created.dayOnly(r),
      props: {
        opportunity_type: deal.type,
        opportunity_amount: deal.amount === null ? null : Number(deal.amount),
      },
    });
  };
}

/** How an opportunity stands. */
function dealReader(file: SourceFile, out: Out): (r: number, account: number) => Omit<Deal, "close"> {
  const [stage, amount, currency, type, closed, won] = each(
    ["StageName", "Amount", "CurrencyIsoCode", "Type", "IsClosed", "IsWon"],
    (name) => column(file, name),
  );
  // A German column has points between thousands where nothing else is proved.
  const money = amountsOf(amount, amount.name === "Betrag" ? "," : ".");
  return (r, account) => {
    if (money.problem(r)) out.warn(`${money.problem(r)} and counts as missing`, amount);
    return {
      account,
      type: type.text(r) ?? "",
      stage: stage.text(r),
      closed: closed.flag(r),
      won: won.flag(r),
      amount: money.at(r),
      currency: currency.text(r),
    };
  };
}

/** How it ended, where it says that it did and when. */
function closeReader(file: SourceFile, out: Out): (r: number, key: string, deal: Omit<Deal, "close">) => Deal["close"] {
  const closing = file.time(column(file, "CloseDate"), {fallback: "UTC"});
  return (r, key, deal) => {
    const isClosed = deal.closed ?? outcomeOf(deal.stage ?? "", deal) !== null;
    if (!isClosed) return null;
    if (closing.problem(r)) {
      out.warn(closing.problem(r)!, closing);
      return null;
    }
    const end = {ts: closing.at(r), id: `${key} closed`, dayOnly: closing.dayOnly(r)};
    return {draft: {...changed(deal, null, deal.stage ?? ""), ...end}, origin: {file, record: r}};
  };
}

const WON = /\bwon\b|gewonnen|gagné|ganad[oa]|vinto/i;
const LOST = /\blost\b|verloren|perdu|perdid|perso/i;

/** Whether a stage ends the deal: by the opportunity's own flags where it stands in this stage, else by the stage's name. */
function outcomeOf(stage: string, deal: Pick<Deal, "stage" | "closed" | "won">): "won" | "lost" | null {
  if (stage === deal.stage && deal.won !== null && deal.closed !== null)
    return deal.won ? "won" : deal.closed ? "lost" : null;
  return WON.test(stage) ? "won" : LOST.test(stage) ? "lost" : null;
}

/** Kinds of deals by their type; anything else that is won is new business. */
const WON_STAGES: readonly (readonly [RegExp, string])[] = [
  [/win.?back|reactivat|reaktivier/i, "reactivation"],
  [/renew|existing|upgrade|upsell|expansion|verlänger|bestand/i, "retention"],
];

function changed(deal: Omit<Deal, "close">, from: string | null, to: string): EventDraft {
  const outcome = outcomeOf(to, deal);
  const stage = outcome === "won" ? (WON_STAGES.find(([words]) => words.test(deal.type))?.[1] ?? "acquisition") : null;
  return {
    ts: NaN,
    name: "stage change",
    account: deal.account,
    stage,
    props: {from_stage: from, to_stage: to, outcome, opportunity_type: deal.type},
    ...(outcome === "won" && deal.amount ? {amount: deal.amount, currency: deal.currency} : {}),
  };
}

export function readFieldHistory(file: SourceFile, out: Out): RecordReader {
  const id = file.field("Id");
  const [opportunity, field, before, now, deleted] = each(
    ["OpportunityId", "Field", "OldValue", "NewValue", "IsDeleted"],
    (name) => column(file, name),
  );
  const time = file.time(column(file, "CreatedDate"), {fallback: "UTC"});
  const [deals, told, ended] = [dealsOf(file.shared), toldOf(file.shared), endedOf(file.shared)];
  out.note("field history is kept for a limited time (18 months by default), so older stage changes may be missing");
  return (r) => {
    if (deleted.flag(r) && out.leaveOut("deleted", deleted)) return;
    if (!/^(StageName|Stage|Phase)$/i.test(field.text(r) ?? "")) {
      if (out.leaveOut("no change of stage", field)) return;
    }
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const key = longSalesforceId(opportunity.text(r) ?? "");
    const deal = deals.get(key);
    if (!deal) return out.reject("opportunity is not in the export", opportunity);
    told.add(key);
    if (outcomeOf(now.text(r) ?? "", deal)) ended.add(key);
    out.event({
      ...changed(deal, before.text(r), now.text(r) ?? ""),
      ts: time.at(r),
      id: id.text(r),
      dayOnly: time.dayOnly(r),
    });
  };
}

/** Whole states of an opportunity: a change is where the stage differs from the state before, which only all of them tell. */
export function readStates(file: SourceFile, out: Out): RecordReader {
  const [opportunity, stage] = [column(file, "OpportunityId"), column(file, "StageName")];
  const time = file.time(column(file, "CreatedDate"), {fallback: "UTC"});
  const states = statesOf(file.shared);
  return (r) => {
    if (time.problem(r)) return out.reject(time.problem(r)!, time);
    if (!opportunity.text(r) || !stage.text(r)) return out.reject("no opportunity or stage", opportunity);
    states.push({
      deal: longSalesforceId(opportunity.text(r)!),
      ts: time.at(r),
      stage: stage.text(r)!,
      origin: {file, record: r},
    });
    out.keep();
  };
}

/** Stage changes between states, and closes of opportunities whose end no history tells. */
export function finishDeals(shared: Shared, out: FinalOut): void {
  const [deals, told, ended] = [dealsOf(shared), toldOf(shared), endedOf(shared)];
  const last = new Map<string, string>();
  for (const {deal: key, ts, stage, origin} of [...statesOf(shared)].sort((a, b) => a.ts - b.ts)) {
    const [deal, before] = [deals.get(key), last.get(key)];
    last.set(key, stage);
    if (!deal || told.has(key) || before === undefined || before === stage) continue;
    if (outcomeOf(stage, deal)) ended.add(key);
    out.event({...changed(deal, before, stage), ts, id: `${key} ${stage} ${ts}`}, origin);
  }
  const halves = new Map<SourceFile, number>();
  for (const [key, {close}] of deals) {
    if (!close || ended.has(key)) continue;
    if (!told.has(key)) out.event(close.draft, close.origin);
    else halves.set(close.origin.file, (halves.get(close.origin.file) ?? 0) + 1);
  }
  for (const [file, count] of halves)
    out.note(
      `closed opportunities whose stage history stops before their end, so that no close is told: ${count}; export the whole history, or leave it out`,
      file,
    );
}
