// Before sign-up: visits, clicks and mails of people on their way in, and of visitors who never say who they are.

import {dayWeights, laterChannel, touchCost} from "./arrivals.js";
import {momentFrom, shortlyAfter, wholeSecond} from "./clock.js";
import type {Account, Anonymous, Channel, Device, Happening, Person, Touch} from "./model.js";
import {REGIONS} from "./names.js";
import type {Random} from "./random.js";
import {CAMPAIGN, DAY, WIN_BACK, monthOf} from "./story.js";

export interface Marketing {
  readonly happenings: Happening[];
  readonly touches: Touch[];
}

/** Everything that happens to a person up to and including sign-up. */
export function wayIn(person: Person, out: Marketing): void {
  const random = person.random.fork("way in");
  const {seen, lead, trial, signup, channel} = person;
  const known = lead ?? signup!;
  const until = signup ?? known;
  visits(random, person, seen, channel, until, out);
  for (let ts = laterVisit(random, person, seen); ts < until; ts = laterVisit(random, person, ts))
    visits(random, person, ts, laterChannel(random, channel), until, out);
  if (lead !== null) out.happenings.push({ts: lead, name: "lead_created", person, ...firstBrowser(person), channel});
  if (trial !== null) out.happenings.push({ts: trial, name: "trial_requested", person, channel});
  if (signup !== null) out.happenings.push(signupOf(person, signup));
}

const laterVisit = (random: Random, person: Person, ts: number): number =>
  momentFrom(random, ts + (0.3 + random.exponential(3.2)) * DAY, person);

const firstBrowser = ({anons}: Person): Pick<Happening, "anonymous"> => (anons[0] ? {anonymous: anons[0]} : {});

function signupOf(person: Person, ts: number): Happening {
  const code = person.code === null ? {} : {code: person.code};
  return {
    ts,
    name: "signup",
    person,
    ...firstBrowser(person),
    account: person.account,
    channel: person.channel,
    ...code,
  };
}

/** Pages that are read on a visit, with the share of visits that come to them. */
const PAGES = [
  ["pricing_viewed", 0.42],
  ["docs_viewed", 0.22],
] as const;

/** One visit before `until`: the click or mail that led to it, the visit, and the pages that were read. */
function visits(random: Random, person: Person, ts: number, channel: Channel, until: number, out: Marketing): void {
  const browser = person.anons.length > 1 && random.chance(0.35) ? person.anons[1]! : (person.anons[0] ?? null);
  const known = person.lead !== null && ts >= person.lead;
  const who = known || !browser ? {person} : {anonymous: browser};
  const add = (at: number, name: string): void => {
    if (at < until) out.happenings.push({ts: at, name, ...who, channel});
  };
  add(ts, leadIn(channel, person) ?? "visit");
  let at = shortlyAfter(random, ts, 8);
  if (leadIn(channel, person)) add(at, "visit");
  for (const [page, share] of PAGES) if (random.chance(share)) add((at = shortlyAfter(random, at, 80)), page);
  out.touches.push({ts, who: person, channel, cost: touchCost(random, channel)});
}

/** What comes before the visit itself, if anything: a click on an advertisement, a mail. */
function leadIn(channel: Channel, person: Person | null): string | null {
  if (channel === "paid_search" || channel === "paid_social") return "ad_click";
  return channel === "email" && person ? "email_open" : null;
}

/** Visitors who come once or twice and stay unknown; many more of them while the campaign runs. */
export function strangers(random: Random, count: number, end: number, out: Marketing): Anonymous[] {
  const days = dayWeights(end).map(([day, weight]) => [day, weight * (inCampaign(day) ? 2.2 : 1)] as const);
  return Array.from({length: count}, (_, i) => stranger(random.fork(i), days, end, out));
}

const inCampaign = (ts: number): boolean => CAMPAIGN.from <= ts && ts < CAMPAIGN.to;

function stranger(
  random: Random,
  days: readonly (readonly [number, number])[],
  end: number,
  out: Marketing,
): Anonymous {
  const seen = random.weighted(days) + Math.floor(random.between(6, 23) * 3600) * 1000;
  const region = random.weighted(REGIONS.map((r) => [r, r.share] as const));
  const device = random.weighted<Device>([
    ["desktop", 52],
    ["ios", 26],
    ["android", 22],
  ]);
  const anonymous: Anonymous = {id: "", country: region.country, device, seen};
  const channel = inCampaign(seen) && random.chance(0.6) ? "paid_social" : laterChannel(random, "organic");
  for (let ts = seen; ts < end; ts = wholeSecond(ts + random.between(0.6, 12) * DAY)) {
    strangerVisit(random, anonymous, ts, channel === "email" ? "direct" : channel, out);
    if (!random.chance(0.22)) break;
  }
  return anonymous;
}

function strangerVisit(random: Random, anonymous: Anonymous, ts: number, channel: Channel, out: Marketing): void {
  const click = leadIn(channel, null);
  const at = click ? shortlyAfter(random, ts, 8) : ts;
  if (click) out.happenings.push({ts, name: click, anonymous, channel});
  out.happenings.push({ts: at, name: "visit", anonymous, channel});
  if (random.chance(0.2))
    out.happenings.push({ts: shortlyAfter(random, at, 60), name: "pricing_viewed", anonymous, channel});
  out.touches.push({ts, who: anonymous, channel, cost: touchCost(random, channel)});
}

/** The win-back mail: those who had gone quiet and opened it. */
export function winBackMail(person: Person, out: Marketing): void {
  const random = person.random.fork("win-back mail");
  const back = person.lives.find((life) => WIN_BACK.from <= life.from && life.from < WIN_BACK.to + DAY);
  const quiet = person.lives.length > 0 && person.lives.every((life) => life.to < WIN_BACK.from - 30 * DAY);
  const opens = back ?? (quiet && random.chance(0.3) ? {from: WIN_BACK.from + random.between(0.4, 9) * DAY} : null);
  if (!opens) return;
  const ts = wholeSecond(opens.from - random.between(0.02, 0.3) * DAY);
  out.happenings.push({ts, name: "email_open", person, channel: "email"});
  out.touches.push({ts, who: person, channel: "email", cost: 0.03});
}

/** Advertisements clicked in the offices of companies that sales would like to win: known by account only. */
export function prospectClicks(account: Account, random: Random, end: number, out: Marketing): void {
  for (let n = random.below(4); n > 0; n--) {
    const ts = wholeSecond(random.between(account.created, end));
    if (monthOf(ts) > 1) out.happenings.push({ts, name: "ad_click", account, channel: "paid_search"});
  }
}
