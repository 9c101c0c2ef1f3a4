// What an account pays: trial, first payment, more and fewer seats, leaving and coming back, month by month.

import type {Account, Charge, Interval, Plan, Span, Subscription} from "./model.js";
import type {Random} from "./random.js";
import {DAY, HOUR, PRICING, REDESIGN, WIN_BACK} from "./story.js";

const MONTHS: Readonly<Record<Interval, number>> = {month: 1, quarter: 3, year: 12};
const TRIAL_DAYS = 14;

/** The chance, each time the contract may end, that it does. */
const LEAVING: Readonly<Record<Plan, number>> = {free: 0, starter: 0.05, team: 0.025, business: 0.014};

/** What an account has agreed to. */
interface Contract {
  readonly plan: Plan;
  readonly seats: number;
  readonly interval: Interval;
  /** Factor on list prices: offers below 1, the prices of month 13 above. */
  readonly level: number;
}

/** Major units for each interval; a year costs ten months, a quarter has no discount. */
function priceOf({plan, seats, interval, level}: Contract): number {
  const monthly =
    plan === "starter" ? 39 : plan === "team" ? 18 * Math.max(3, seats) : plan === "business" ? 32 * seats : 0;
  return Math.round(monthly * level * (interval === "year" ? 10 : MONTHS[interval]));
}

/** Fills in an account's subscriptions and charges, given when its founder came to use the product (null: never). */
export function subscribe(account: Account, activated: number | null, random: Random, end: number): void {
  const trial = account.created + TRIAL_DAYS * DAY;
  const rows = [
    row(account, {plan: account.plan, seats: account.size, interval: "month", level: 0}, account.created, trial),
  ];
  const charges: Charge[] = [];
  let from: number | null = activated === null ? null : firstPayment(random, account, activated, trial);
  let contract = firstContract(random, account, from ?? 0);
  while (from !== null && from < end) {
    const paid = payUntilLeaving(random, account, contract, from, end);
    rows.push(...paid.rows);
    charges.push(...paid.charges);
    if (paid.left === null) break;
    from = comesBack(random, paid.left);
    contract = {...paid.contract, interval: "month", level: paid.contract.level * 0.9};
  }
  account.subscriptions = rows.filter((r) => r.from < end);
  account.charges = charges;
}

/** When the account first pays, or null. Companies with several users are likelier to. */
function firstPayment(random: Random, account: Account, activated: number, trial: number): number | null {
  if (!random.chance(account.size >= 3 ? 0.9 : account.size === 2 ? 0.72 : 0.62)) return null;
  const ready = Math.max(trial, activated + random.between(1, 9) * DAY);
  return Math.floor((random.chance(0.7) ? ready : ready + random.exponential(25) * DAY) / 1000) * 1000;
}

function firstContract(random: Random, account: Account, ts: number): Contract {
  const interval = random.weighted<Interval>([
    ["month", 72],
    ["quarter", 6],
    ["year", account.size >= 3 ? 26 : 12],
  ]);
  const seats = account.size < 3 ? account.size : Math.max(3, Math.ceil(account.size * random.between(0.5, 0.8)));
  return {plan: account.plan, seats, interval, level: ts >= PRICING.from ? 1.12 : 1};
}

interface Paid {
  readonly rows: Subscription[];
  readonly charges: Charge[];
  readonly contract: Contract;
  /** When the account stopped paying, or null while it goes on. */
  readonly left: number | null;
}

/** Walks the contract month by month from `from` until it is ended or the sample is. */
function payUntilLeaving(random: Random, account: Account, first: Contract, from: number, end: number): Paid {
  const rows: Subscription[] = [];
  const charges: Charge[] = [{ts: from, amount: priceOf(first), kind: "checkout"}];
  let [contract, since, shaken] = [first, from, false];
  for (let k = 1; ; k++) {
    const ts = addMonths(from, k);
    if (ts >= end) return {rows: [...rows, row(account, contract, since, end, false)], charges, contract, left: null};
    const due = k % MONTHS[contract.interval] === 0;
    const repriced = !shaken && ts >= PRICING.from && ts < PRICING.to;
    shaken ||= repriced;
    if (due && leaves(random, contract, ts, repriced))
      return {rows: [...rows, row(account, contract, since, ts)], charges, contract, left: ts};
    const next = changed(random, account, contract, repriced);
    if (priceOf(next) !== priceOf(contract)) {
      rows.push(row(account, contract, since, ts));
      if (!due && priceOf(next) > priceOf(contract)) charges.push(upgrade(contract, next, k, ts));
      [contract, since] = [next, ts];
    }
    if (due) charges.push({ts: ts + 6 * HOUR, amount: priceOf(contract), kind: "invoice"});
  }
}

function leaves(random: Random, contract: Contract, ts: number, repriced: boolean): boolean {
  const usual = LEAVING[contract.plan] * (ts >= REDESIGN ? 0.8 : 1) * (contract.interval === "month" ? 1 : 2.5);
  return random.chance(repriced ? 0.17 : usual);
}

/** The contract after this month: seats and plans go up now and then; at the new prices they often go down. */
function changed(random: Random, account: Account, contract: Contract, repriced: boolean): Contract {
  if (random.chance(repriced ? 0.42 : 0.015)) return smaller(contract);
  if (repriced) return contract;
  if (contract.plan === "starter") return random.chance(0.02) ? {...contract, plan: "team", seats: 3} : contract;
  const room = account.size * 1.6 - contract.seats;
  if (!random.chance(room > 0 ? 0.1 : 0.02)) return contract;
  if (contract.plan === "team" && contract.seats >= 8 && random.chance(0.3)) return {...contract, plan: "business"};
  return {...contract, seats: contract.seats + 1 + random.poisson(account.size * 0.08)};
}

function smaller(contract: Contract): Contract {
  if (contract.plan === "business") return {...contract, plan: "team"};
  if (contract.plan === "team" && contract.seats <= 3) return {...contract, plan: "starter", seats: 1};
  return contract.plan === "team" ? {...contract, seats: Math.ceil(contract.seats * 0.65)} : contract;
}

/** More seats in the middle of a longer contract are paid for the months that are left. */
function upgrade(before: Contract, after: Contract, month: number, ts: number): Charge {
  const months = MONTHS[before.interval];
  const left = months - (month % months);
  return {ts, amount: Math.round(((priceOf(after) - priceOf(before)) * left) / months), kind: "checkout"};
}

/** When an account that stopped paying at `left` starts again, or null: by the win-back offer, or seldom by itself. */
function comesBack(random: Random, left: number): number | null {
  if (random.chance(0.06)) return left + Math.floor(random.between(60, 150) * 86_400) * 1000;
  if (left > WIN_BACK.from - 20 * DAY || !random.chance(0.55)) return null;
  return WIN_BACK.from + Math.floor((random.next() * random.next() * (WIN_BACK.to - WIN_BACK.from)) / 1000) * 1000;
}

function row(account: Account, contract: Contract, from: number, to: number, ended = true): Subscription {
  const {plan, interval, seats} = contract;
  return {account, plan, interval, seats, amount: priceOf(contract), from, to, ended};
}

/** The same moment of the month `n` months later; days a month lacks become its last. */
function addMonths(ts: number, n: number): number {
  const date = new Date(ts);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + n];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) + (ts % DAY);
}

/** The stretches in which an account pays, neighbours joined. */
export function paidSpans(account: Account): Span[] {
  const spans: Span[] = [];
  for (const {from, to, amount} of account.subscriptions) {
    if (amount === 0) continue;
    const last = spans[spans.length - 1];
    if (last?.to === from) spans[spans.length - 1] = {from: last.from, to};
    else spans.push({from, to});
  }
  return spans;
}

/** The plan an account is on at `ts`; free when it neither pays nor tries. */
export function planAt(account: Account | null, ts: number): Plan {
  return account?.subscriptions.find((s) => s.from <= ts && ts < s.to)?.plan ?? "free";
}
