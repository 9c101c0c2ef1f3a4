// Gives people and companies names and addresses that nobody else in the sample has.

import type {Account, Person, Plan, Role} from "./model.js";
import {
  COMPANY_FIRST,
  COMPANY_KIND,
  COMPANY_SECOND,
  FIRST,
  INDUSTRIES,
  LAST,
  type Region,
  TITLES,
  plainLetters,
} from "./names.js";
import type {Random} from "./random.js";

export interface Namer {
  person(random: Random, region: Region, account: Account | null, founder: boolean): Named;
  company(random: Random, country: string, created: number): Account;
}
type Named = Pick<Person, "firstName" | "lastName" | "email" | "role" | "title">;

/** A namer that remembers which addresses and company names are taken, those of `known` from the start. */
export function namer(known: Iterable<string> = []): Namer {
  const taken = new Set(known);
  return {
    person: (random, region, account, founder) => newPerson(random, region, account, founder, taken),
    company: (random, country, created) => newAccount(random, country, created, taken),
  };
}

function newPerson(
  random: Random,
  {names}: Region,
  account: Account | null,
  founder: boolean,
  taken: Set<string>,
): Named {
  const firstName = random.pick(FIRST[names]);
  const lastName = random.pick(LAST[names]);
  const role = founder
    ? "admin"
    : random.weighted<Role>([
        ["member", 78],
        ["manager", 17],
        ["admin", account ? 5 : 0],
      ]);
  const host = account?.domain ?? random.pick(["example.com", "example.net", "example.org"]);
  const email = unused(taken, (n) => `${plainLetters(firstName)}.${plainLetters(lastName)}${n}@${host}`);
  return {firstName, lastName, email, role, title: random.pick(TITLES[role])};
}

function newAccount(random: Random, country: string, created: number, taken: Set<string>): Account {
  const [stem, name] = unusedName(random, taken);
  const size = sizeOf(random);
  return {
    id: "",
    name,
    domain: unused(taken, (n) => `${stem.toLowerCase()}${n}.example`),
    industry: random.pick(INDUSTRIES),
    country,
    employees: Math.max(size, Math.round(size * (1.2 + random.exponential(5)))),
    created,
    size,
    plan: planFor(random, size),
    target: size >= 5 && random.chance(0.5),
    owner: null,
    members: [],
    subscriptions: [],
    charges: [],
  };
}

/** A company name that no other has, and the stem it begins with. */
function unusedName(random: Random, taken: Set<string>): [stem: string, name: string] {
  for (;;) {
    const stem = random.pick(COMPANY_FIRST) + random.pick(COMPANY_SECOND);
    const kind = random.pick(COMPANY_KIND);
    const name = kind.startsWith(",") ? stem + kind : `${stem} ${kind}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return [stem, name];
  }
}

/** The first of `make("")`, `make("2")`, `make("3")` … that is not taken, and takes it. */
function unused(taken: Set<string>, make: (n: string) => string): string {
  for (let n = 1; ; n++) {
    const made = make(n === 1 ? "" : String(n));
    if (taken.has(made)) continue;
    taken.add(made);
    return made;
  }
}

/** How many people of a company may use the product: often one or two, sometimes a department. */
function sizeOf(random: Random): number {
  const group = random.weighted([
    ["one", 33],
    ["two", 19],
    ["team", 33],
    ["group", 13],
    ["department", 2],
  ] as const);
  if (group === "one") return 1;
  if (group === "two") return 2;
  return group === "team" ? 3 + random.below(4) : group === "group" ? 7 + random.below(7) : 15 + random.below(10);
}

function planFor(random: Random, size: number): Plan {
  if (size < 3) return random.chance(size === 1 ? 0.12 : 0.3) ? "team" : "starter";
  return random.chance(size >= 10 ? 0.75 : size >= 6 ? 0.2 : 0) ? "business" : "team";
}
