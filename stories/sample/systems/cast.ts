// Who of the company is in the exports: whole accounts with their people, people on their own, and visitors nobody knows.

import type {Company} from "../company.js";
import type {Account, Anonymous, Happening, Person} from "../model.js";
import {Random} from "../random.js";

/** One person and all they did, also in browsers before they were known. */
export interface Member {
  /** Place in the cast, from 1: record numbers are made of it. */
  readonly place: number;
  readonly person: Person;
  readonly account: Account | null;
  /** Their id in the product; null for leads who never signed up. */
  readonly user: string | null;
  /** Companies with three users or more belong to sales, the rest to self-service. */
  readonly sales: boolean;
  /** Marketing for Europe runs on Pardot, for the rest of the world on Marketo. */
  readonly europe: boolean;
  /** By time. */
  readonly happenings: readonly Happening[];
  readonly random: Random;
}

export interface Cast {
  readonly seed: number;
  /** The exports were made at this instant, the end of the sample. */
  readonly end: number;
  /** By first touch. */
  readonly members: readonly Member[];
  /** Customers of the cast by creation, then some prospects. */
  readonly accounts: readonly Account[];
  readonly strangers: readonly {readonly anonymous: Anonymous; readonly happenings: readonly Happening[]}[];
  readonly company: Company;
}

const EUROPE = new Set(["GB", "DE", "FR", "SE", "ES"]);
const IN_COMPANIES = 96;
const IN_SMALL_FIRMS = 30;
const ALONE = 34;
const LEADS = 12;
const STRANGERS = 70;
const PROSPECTS = 6;

/** About 180 people of the company, the same for the same seed. */
export function castOf(company: Company): Cast {
  const random = new Random(company.seed, "systems");
  const accounts = chosenAccounts(company, random);
  const inAccounts = company.people.filter(({account}) => account && accounts.includes(account));
  const others = random.shuffled(company.people.filter(({account}) => !account));
  const alone = others.filter(({signup}) => signup !== null).slice(0, ALONE);
  const leads = others.filter(({signup}) => signup === null).slice(0, LEADS);
  const people = new Set([...inAccounts, ...alone, ...leads]);
  const done = doneBy(company);
  const members = company.people
    .filter((person) => people.has(person))
    .map((person, i) => memberOf(i + 1, person, done.get(person) ?? [], random));
  const prospects = company.accounts.filter(({owner}) => !owner).slice(0, PROSPECTS);
  return {
    seed: company.seed,
    end: company.end,
    members,
    accounts: [...accounts, ...prospects],
    strangers: strangersOf(company, random),
    company,
  };
}

/** Accounts with a browser that two people share come first, then others by lot until enough people are in. */
function chosenAccounts(company: Company, random: Random): Account[] {
  const shared = company.links
    .filter(
      ({anonymous, person}) => person.account?.owner !== person && person.account?.owner?.anons.includes(anonymous),
    )
    .map(({person}) => person.account!);
  const lot = random.shuffled(company.accounts.filter(({owner}) => owner));
  const large = untilEnough([...shared, ...lot.filter(({members}) => members.length >= 3)], IN_COMPANIES);
  const small = untilEnough(
    lot.filter(({members, owner}) => members.length < 3 && owner?.signup !== null),
    IN_SMALL_FIRMS,
  );
  const chosen = new Set([...large, ...small]);
  return company.accounts.filter((account) => chosen.has(account));
}

function untilEnough(accounts: readonly Account[], people: number): Account[] {
  const found: Account[] = [];
  let count = 0;
  for (const account of accounts) {
    if (count >= people) break;
    if (found.includes(account) || account.members.length > 12) continue;
    found.push(account);
    count += account.members.length;
  }
  return found;
}

/** Who did what; a browser that two people used is its first owner's. */
function doneBy({happenings, links}: Company): Map<Person, Happening[]> {
  const owner = new Map<Anonymous, Person>();
  for (const {anonymous, person} of links) if (!owner.has(anonymous)) owner.set(anonymous, person);
  const done = new Map<Person, Happening[]>();
  for (const happening of happenings) {
    const person = happening.person ?? (happening.anonymous && owner.get(happening.anonymous));
    if (!person) continue;
    const list = done.get(person);
    if (list) list.push(happening);
    else done.set(person, [happening]);
  }
  return done;
}

function memberOf(place: number, person: Person, happenings: readonly Happening[], random: Random): Member {
  return {
    place,
    person,
    account: person.account,
    user: person.signup === null ? null : person.id,
    sales: (person.account?.members.length ?? 0) >= 3,
    europe: EUROPE.has(person.country),
    happenings,
    random: random.fork(person.id),
  };
}

function strangersOf({happenings, links}: Company, random: Random): Cast["strangers"] {
  const known = new Set(links.map(({anonymous}) => anonymous));
  const done = new Map<Anonymous, Happening[]>();
  for (const happening of happenings) {
    const {anonymous} = happening;
    if (!anonymous || known.has(anonymous) || happening.person) continue;
    if (!done.has(anonymous)) done.set(anonymous, []);
    done.get(anonymous)!.push(happening);
  }
  const chosen = new Set(
    random
      .fork("strangers")
      .shuffled([...done.keys()])
      .slice(0, STRANGERS),
  );
  return [...done].flatMap(([anonymous, own]) => (chosen.has(anonymous) ? [{anonymous, happenings: own}] : []));
}
