// The sample company, whole: people, accounts, and everything that happened, from one seed.

import {billing} from "./billing.js";
import {identify, type Link, shareBrowsers} from "./identity.js";
import {type Marketing, prospectClicks, strangers, wayIn, winBackMail} from "./marketing.js";
import type {Account, Anonymous, Happening, Invite, Person, Touch} from "./model.js";
import {namer} from "./namer.js";
import {populate} from "./people.js";
import {Random} from "./random.js";
import {START, monthStart} from "./story.js";
import {type Surveys, surveys} from "./surveys.js";
import {type Tables, tablesOf} from "./tables.js";
import {inviteSent, usage} from "./usage.js";

export interface CompanyOptions {
  /** Any whole number; the same seed gives the same company. Default 188. */
  readonly seed?: number;
  /** About how many people are known by name. Default 2000. */
  readonly people?: number;
  /** How many months from January 2025. Default 18. */
  readonly months?: number;
}

/** A company as objects that know each other, and as the rows that are written to files. */
export interface Company {
  readonly name: "Harbour";
  readonly seed: number;
  /** The sample covers `[START, end)`. */
  readonly end: number;
  readonly people: readonly Person[];
  /** Customers, then prospects without members. */
  readonly accounts: readonly Account[];
  readonly anonymous: readonly Anonymous[];
  /** By time; the row of `tables.events` with the same index tells the same. */
  readonly happenings: readonly Happening[];
  readonly links: readonly Link[];
  readonly memberships: readonly Membership[];
  readonly invites: readonly Invite[];
  readonly surveys: Surveys;
  readonly touches: readonly Touch[];
  readonly tables: Tables;
}
export interface Membership {
  readonly person: Person;
  readonly account: Account;
  readonly ts: number;
}

/** Makes the company. Pure: no clock, no randomness but the seed's. About 30 events for each person. */
export function makeCompany({seed = 188, people: count = 2000, months = 18}: CompanyOptions = {}): Company {
  const random = new Random(seed, "harbour");
  const end = monthStart(months + 1);
  const {people, accounts, invites} = populate(random.fork("people"), count, end);
  const all = [...accounts, ...prospects(random.fork("prospects"), Math.round(count / 80), accounts)];
  shareBrowsers(random.fork("browsers"), people);
  const marketing = campaigns(random, people, all, count, end);
  const happenings = inOrder(
    [
      ...marketing.happenings,
      ...people.flatMap((person) => usage(person, end)),
      ...invites.map(inviteSent),
      ...accounts.flatMap((account) => billing(account, end)),
      ...lastLogin(people, end),
    ].filter(({ts}) => START <= ts && ts < end),
  );
  const memberships = membershipsOf(random.fork("guests"), people, accounts, end);
  const {anonymous, links} = identify(people, all, happenings, end);
  const asked = surveys(people, happenings, end);
  const touches = inOrder(marketing.touches.filter(({ts}) => ts < end));
  const facts = {
    people,
    accounts: all,
    anonymous,
    happenings,
    links,
    memberships,
    invites,
    surveys: asked,
    touches,
    end,
  };
  return {name: "Harbour", seed, ...facts, tables: tablesOf(facts)};
}

function campaigns(
  random: Random,
  people: readonly Person[],
  accounts: readonly Account[],
  count: number,
  end: number,
): Marketing {
  const marketing: Marketing = {happenings: [], touches: []};
  for (const person of people) {
    wayIn(person, marketing);
    winBackMail(person, marketing);
  }
  for (const account of accounts)
    if (!account.owner) prospectClicks(account, random.fork(`prospect ${account.name}`), end, marketing);
  strangers(random.fork("strangers"), Math.round(count * 0.95), end, marketing);
  return marketing;
}

/** Companies on the wish list of sales that nobody has signed up from yet. */
function prospects(random: Random, count: number, known: readonly Account[]): Account[] {
  const names = namer(known.flatMap(({name, domain}) => [name, domain]));
  return Array.from({length: count}, () => ({
    ...names.company(random, random.pick(["US", "GB", "DE", "FR", "SE"]), START),
    employees: 80 + random.below(900),
    plan: "free" as const,
    target: true,
  }));
}

/** Who belongs to which account since when; some consultants work for a second one. */
function membershipsOf(
  random: Random,
  people: readonly Person[],
  accounts: readonly Account[],
  end: number,
): Membership[] {
  const own = people.flatMap((person) =>
    person.account && person.signup !== null ? [{person, account: person.account, ts: person.signup}] : [],
  );
  const lasting = own.filter(
    ({person}) => person.title === "Consultant" && person.lives.some((life) => life.to - life.from > 1e10),
  );
  const guests = random
    .shuffled(lasting)
    .slice(0, 8)
    .map(({person, account, ts}) => {
      const hosts = accounts.filter(
        (host) => host !== account && host.country === account.country && host.created < ts,
      );
      return hosts.length > 0 ? [{person, account: random.pick(hosts), ts: ts + 3_888_000_000}] : [];
    });
  return inOrder([...own, ...guests.flat().filter(({ts}) => ts < end)]);
}

/** Somebody logs in in the last millisecond, so that "now" (one millisecond after the last event) is the end of the sample. */
function lastLogin(people: readonly Person[], end: number): Happening[] {
  const awake = people.filter((p) => p.offsetHours >= 9 && p.lives.some((life) => life.to >= end));
  const keenest = [...awake].sort((a, b) => b.pace - a.pace)[0];
  return keenest ? [{ts: end - 1, name: "login", person: keenest}] : [];
}

/** By time; what happened at the same instant keeps its order. */
const inOrder = <T extends {readonly ts: number}>(rows: readonly T[]): T[] => [...rows].sort((a, b) => a.ts - b.ts);
