// The population: who arrives, signs up, comes to use the product and invites others, and the accounts they belong to.

import {type Arrival, arrivals} from "./arrivals.js";
import {localDay, momentFrom, wholeSecond, workingMoment} from "./clock.js";
import {invitations} from "./invitations.js";
import {livesOf} from "./lives.js";
import type {Account, Anonymous, Channel, Device, Invite, Person} from "./model.js";
import {subscribe} from "./money.js";
import {type Namer, namer} from "./namer.js";
import {REGIONS} from "./names.js";
import type {Random} from "./random.js";
import {DAY, HOUR, REDESIGN, activationChance} from "./story.js";

export interface Population {
  /** People we know by name: leads and those who signed up; by first touch. */
  readonly people: Person[];
  /** By creation. */
  readonly accounts: Account[];
  /** By time. */
  readonly invites: Invite[];
}

/** Of 100 known people, how many nobody invited. */
const UNINVITED = 0.6;

/** About `count` people before `end`. The queue of arrivals grows while it is walked: whoever comes may invite others. */
export function populate(random: Random, count: number, end: number): Population {
  const queue = arrivals(random.fork("arrivals"), Math.round(count * UNINVITED), end);
  const names = namer();
  const found: Population = {people: [], accounts: [], invites: []};
  for (let i = 0; i < queue.length; i++) {
    const arrival = queue[i]!;
    const person = newcomer(arrival, random.fork(`person ${i}`), names, end);
    if (!person) continue;
    found.people.push(person);
    if (person.account && person.account.owner === person) found.accounts.push(person.account);
    const {invites, arrivals: next} = invitations(person, end);
    found.invites.push(...invites);
    queue.push(...next);
  }
  return ordered(found);
}

function ordered({people, accounts, invites}: Population): Population {
  people.sort((a, b) => a.seen - b.seen);
  accounts.sort((a, b) => a.created - b.created);
  invites.sort((a, b) => a.ts - b.ts);
  return {people, accounts, invites};
}

/** The person an arrival becomes, or null when we never learn who it was. */
function newcomer(arrival: Arrival, random: Random, names: Namer, end: number): Person | null {
  const country = arrival.account && random.chance(0.8) ? arrival.account.country : null;
  const region =
    REGIONS.find((r) => r.country === country) ?? random.weighted(REGIONS.map((r) => [r, r.share] as const));
  const steps = firstSteps(arrival, random, region.offsetHours, end);
  if (steps.signup === null && steps.lead === null) return null;
  const founded = arrival.kind === "founder" && steps.signup !== null;
  const account =
    arrival.account ?? (founded ? names.company(random, region.country, steps.signup ?? arrival.ts) : null);
  const device = deviceOf(random, arrival.kind);
  const person: Person = {
    id: "",
    ...names.person(random, region, account, founded),
    country: region.country,
    offsetHours: region.offsetHours,
    device,
    channel: arrival.channel,
    campaign: arrival.kind === "campaign",
    account,
    anons: browsers(arrival, random, region.country, device),
    seen: arrival.ts,
    ...steps,
    code: arrival.invite?.code ?? null,
    pace: paceOf(random, arrival.kind),
    mood: random.normal(),
    lives: [],
    random,
  };
  settle(person, arrival, founded, end);
  return person;
}

/** Ties the person to account and invitation, and draws when they use the product. */
function settle(person: Person, {invite}: Arrival, founded: boolean, end: number): void {
  const {account, signup, activated, random} = person;
  if (invite && signup !== null) invite.to = person;
  if (account && signup !== null) account.members.push(person);
  if (account && founded) {
    account.owner = person;
    subscribe(account, activated, random.fork("money"), end);
  }
  person.lives = livesOf(person, random.fork("lives"), end, founded);
}

type Steps = Pick<Person, "lead" | "trial" | "signup" | "activated">;

/** From first touch to sign-up and activation; what would lie after `end` has not happened. */
function firstSteps(arrival: Arrival, random: Random, offsetHours: number, end: number): Steps {
  const before = (ts: number | null): number | null => (ts !== null && ts < end ? ts : null);
  const invited = arrival.account !== undefined || arrival.invite !== undefined;
  const business = arrival.kind === "founder";
  const wait = invited ? random.exponential(0.4) : random.chance(0.38) ? 0.01 : random.exponential(6.5);
  const asks = !invited && random.chance(business ? 0.5 : 0.16);
  const signs = invited || random.chance(arrival.kind === "campaign" ? 0.95 : 0.82);
  const signup = signs
    ? before(momentFrom(random, arrival.ts + (180 + Math.ceil(wait * 86_400)) * 1000, {offsetHours}))
    : null;
  const lead =
    asks || !signs ? before(between(random, arrival.ts, signup ?? arrival.ts + wait * DAY + HOUR, offsetHours)) : null;
  const trial =
    lead !== null && business && random.chance(0.55)
      ? before(between(random, lead, signup ?? lead + DAY, offsetHours))
      : null;
  return {lead, trial, signup, activated: signup === null ? null : before(activationAfter(random, arrival, signup))};
}

/** A moment between two others, at working hours where they are days apart. */
function between(random: Random, from: number, to: number, offsetHours: number): number {
  const ts = wholeSecond(from + random.between(0.2, 0.9) * (to - from));
  const moment = workingMoment(random, localDay(ts, offsetHours), offsetHours);
  return from < moment && moment < to ? moment : ts;
}

/** When somebody who signs up at `signup` comes to use the product, or null: faster and oftener with the new onboarding. */
function activationAfter(random: Random, {kind, channel}: Arrival, signup: number): number | null {
  const byKind = {campaign: 0.5, individual: 0.72, founder: 1.16, friend: 0.95, colleague: 1.1}[kind];
  const byChannel: Partial<Record<Channel, number>> = {paid_search: 0.93, partner: 1.12};
  if (!random.chance(activationChance(signup) * byKind * (byChannel[channel] ?? 1))) return null;
  const slow = random.chance(0.09);
  const days = slow ? random.between(9, 34) : random.exponential(signup < REDESIGN ? 2.8 : 1.5);
  return wholeSecond(signup + HOUR / 6 + days * DAY);
}

/** Most use the product now and then, some on most days, a few are hardly ever away. */
function paceOf(random: Random, kind: Arrival["kind"]): number {
  const power = kind === "founder" || kind === "colleague" ? 0.06 : 0.035;
  if (random.chance(power)) return random.between(0.72, 0.94);
  return random.chance(kind === "campaign" ? 0.15 : 0.42) ? random.between(0.2, 0.38) : random.between(0.06, 0.17);
}

const deviceOf = (random: Random, kind: Arrival["kind"]): Device =>
  random.weighted<Device>([
    ["desktop", kind === "campaign" ? 30 : 70],
    ["ios", kind === "campaign" ? 38 : 17],
    ["android", kind === "campaign" ? 32 : 13],
  ]);

/** The browsers somebody was seen with before they were known: usually one, sometimes a second, for some invited none. */
function browsers(arrival: Arrival, random: Random, country: string, device: Device): Anonymous[] {
  if (arrival.invite && random.chance(0.5)) return [];
  const first: Anonymous = {id: "", country, device, seen: arrival.ts};
  if (arrival.kind === "campaign" || !random.chance(0.12)) return [first];
  return [first, {...first, device: device === "desktop" ? "ios" : "desktop", seen: arrival.ts + 1}];
}
