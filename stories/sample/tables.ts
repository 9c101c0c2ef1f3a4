// The company as tables: rows under the names of their files' columns. Absent is an empty string or null.

import type {TableName} from "../../engine/model/dataset.js";
import type {Company} from "./company.js";
import type {Account, Happening, Person} from "./model.js";
import {planAt} from "./money.js";
import {ANNOTATIONS, DAY, HOUR} from "./story.js";

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export type Tables = Readonly<Record<Exclude<TableName, "rates" | "stageOverrides">, readonly Row[]>>;

type Facts = Omit<Company, "name" | "seed" | "tables">;

export function tablesOf(facts: Facts): Tables {
  return {
    events: eventRows(facts),
    profiles: facts.people.map((person) => profileRow(person, facts.end)),
    links: facts.links.map(({anonymous, person, ts}) => ({anon: anonymous.id, user: person.id, ts: iso(ts)})),
    accounts: facts.accounts.map((account) => accountRow(account, facts.end)),
    memberships: facts.memberships.map(({person, account, ts}) => ({
      user: person.id,
      account: account.id,
      ts: iso(ts),
    })),
    subscriptions: subscriptionRows(facts),
    invites: facts.invites.map(({from, to, ts, code}) => ({from: from.id, to: to?.id ?? null, ts: iso(ts), code})),
    surveys: facts.surveys.answers.map(({person, ts, survey, wave, question, value}) => {
      return {unit: person.id, ts: iso(ts), survey, wave, question, value};
    }),
    surveyInvites: facts.surveys.invites.map(({person, ts, survey}) => ({unit: person.id, ts: iso(ts), survey})),
    touches: facts.touches.map(({ts, who, channel, cost}) => ({unit: unitOf(who), ts: iso(ts), channel, cost})),
    annotations: ANNOTATIONS.filter(({ts}) => ts < facts.end).map(({ts, text, kind}) => ({ts: iso(ts), text, kind})),
  };
}

/** Somebody we never came to know is the unit `anon:<id>`. */
const unitOf = (who: Person | {readonly id: string}): string => ("email" in who ? who.id : `anon:${who.id}`);

function eventRows({happenings, memberships}: Facts): Row[] {
  const guests = new Map(
    memberships.filter(({person, account}) => person.account !== account).map((m) => [m.person, m]),
  );
  const width = Math.max(5, String(happenings.length).length);
  return happenings.map((happening, i) => {
    const account = accountAt(happening, guests);
    return eventRow(happening, account, `e${String(i + 1).padStart(width, "0")}`);
  });
}

type Guests = ReadonlyMap<Person, {readonly account: Account; readonly ts: number}>;

/** The account somebody works in: their own since sign-up; guests are with their hosts every other day. */
function accountAt({ts, person, account}: Happening, guests: Guests): Account | null {
  if (account !== undefined || !person?.account || person.signup === null || ts < person.signup) return account ?? null;
  const guest = guests.get(person);
  return guest && ts >= guest.ts && Math.floor(ts / DAY) % 2 === 0 ? guest.account : person.account;
}

function eventRow(happening: Happening, account: Account | null, id: string): Row {
  const {ts, name, person, anonymous, channel, feature, amount, code} = happening;
  const customer = person ? person.signup !== null && ts >= person.signup : account !== null;
  return {
    event_id: id,
    timestamp: timestampOf(ts, person ?? null),
    user_id: person?.id ?? null,
    anonymous_id: anonymous?.id ?? null,
    event: name,
    account_id: account?.id ?? null,
    channel: channel ?? null,
    country: (person ?? anonymous ?? account)!.country,
    plan: customer ? planAt(account, ts) : null,
    device: anonymous?.device ?? person?.device ?? null,
    feature: feature ?? null,
    amount: amount === undefined ? null : amount.toFixed(2),
    currency: amount === undefined ? null : "USD",
    code: code ?? null,
  };
}

/** UTC, but the servers for Brazil and Japan write local time with its offset. */
function timestampOf(ts: number, person: Person | null): string {
  const hours = person?.country === "BR" || person?.country === "JP" ? person.offsetHours : 0;
  if (hours === 0) return iso(ts);
  const sign = hours < 0 ? "-" : "+";
  return iso(ts + hours * HOUR).replace("Z", `${sign}${String(Math.abs(hours)).padStart(2, "0")}:00`);
}

/** ISO 8601 in UTC, milliseconds only where there are any. */
export const iso = (ts: number): string => new Date(ts).toISOString().replace(".000Z", "Z");

function profileRow(person: Person, end: number): Row {
  const {id, firstName, lastName, email, country, channel, role, title, account, signup, lead} = person;
  return {
    unit: id,
    name: `${firstName} ${lastName}`,
    email,
    plan: signup === null ? null : planAt(account, end - 1),
    country,
    channel,
    role: signup === null ? null : role,
    title,
    created_at: iso(lead ?? signup!),
  };
}

function accountRow(account: Account, end: number): Row {
  const {id, name, domain, industry, employees, country, target, created, owner, subscriptions} = account;
  const paying = subscriptions.find((s) => s.amount > 0 && s.from < end && end <= s.to);
  return {
    account: id,
    name,
    domain,
    industry,
    employees,
    country,
    plan: owner ? planAt(account, end - 1) : null,
    seats: paying?.seats ?? null,
    target,
    owner: owner?.id ?? null,
    created_at: owner ? iso(created) : null,
  };
}

function subscriptionRows({accounts}: Facts): Row[] {
  const all = accounts.flatMap(({subscriptions}) => subscriptions).sort((a, b) => a.from - b.from);
  return all.map(({account, amount, interval, from, to, plan, seats, ended}) => {
    const end = ended ? iso(to) : null;
    return {
      account: account.id,
      amount: amount.toFixed(2),
      interval,
      currency: "USD",
      from: iso(from),
      to: end,
      plan,
      seats,
    };
  });
}
