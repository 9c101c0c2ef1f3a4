// After sign-up: first steps, working days, features, purchases, help, praise.

import {localDay, momentFrom, shortlyAfter, wholeSecond, workingMoment} from "./clock.js";
import type {Happening, Invite, Person, Span} from "./model.js";
import type {Random} from "./random.js";
import {ASSISTANT, DAY, REDESIGN, WEEK, dayLoad} from "./story.js";

/** Features with how often they are used, most used first. */
const FEATURES: readonly (readonly [string, number])[] = [
  ["board", 34],
  ["timeline", 19],
  ["comments", 16],
  ["reports", 11],
  ["calendar", 8],
  ["integrations", 6],
  ["automations", 4],
  ["export", 2],
];

/** Everything a person does from sign-up to `end`. */
export function usage(person: Person, end: number): Happening[] {
  if (person.signup === null) return [];
  const random = person.random.fork("usage");
  const found = [
    ...firstDays(person, person.signup, random, end),
    ...person.lives.flatMap((life) => working(person, life, random, end)),
  ];
  const more = person.lives.flatMap((life) => [...praise(person, life), ...help(person, life), ...packs(person, life)]);
  return [...found, ...more].filter(({ts}) => ts < end);
}

/** The tour, a first project, a few tries; and activation, for those who get there. */
function firstDays(person: Person, signup: number, random: Random, end: number): Happening[] {
  const {activated} = person;
  const found: Happening[] = [{ts: shortlyAfter(random, signup, 20), name: "login", person}];
  const toured = random.chance(signup < REDESIGN ? 0.55 : 0.8);
  if (toured) found.push({ts: shortlyAfter(random, signup + 60_000, 90), name: "tour_started", person});
  const starts = activated ?? (random.chance(0.28) ? shortlyAfter(random, signup + 4 * 60_000, 900) : null);
  if (starts !== null) found.push({ts: starts - 1000 * (60 + random.below(200)), name: "project_created", person});
  if (activated !== null) found.push({ts: activated, name: "activated", person});
  let ts = signup;
  for (let tries = random.poisson(activated === null ? 0.9 : 0.5); tries > 0; tries--) {
    ts = momentFrom(random, ts + (0.4 + random.exponential(2.5)) * DAY, person);
    if (ts < (activated ?? end)) found.push({ts, name: "login", person});
  }
  return found;
}

/** The working days of one stretch of use. It begins with a log-in, and thins out in its last three weeks. */
function working(person: Person, life: Span, random: Random, end: number): Happening[] {
  const found = session(
    person,
    random,
    life.from === person.activated ? shortlyAfter(random, life.from, 40) : life.from,
  );
  for (let day = localDay(life.from, person.offsetHours) + DAY; day < life.to; day += DAY) {
    const leaving = life.to < end && day > life.to - 3 * WEEK ? 0.6 : 1;
    if (!random.chance(person.pace * dayLoad(day) * leaving)) continue;
    found.push(...session(person, random, workingMoment(random, day, person.offsetHours)));
    if (person.pace > 0.7 && random.chance(0.2))
      found.push(...session(person, random, workingMoment(random, day, person.offsetHours)));
  }
  return found.filter(({ts}) => life.from <= ts && ts < life.to);
}

/** A log-in and what is done after it; keen people do more. */
function session(person: Person, random: Random, ts: number): Happening[] {
  const found: Happening[] = [{ts, name: "login", person}];
  let at = ts;
  for (let n = random.poisson(0.85 + 1.3 * person.pace * person.pace); n > 0; n--) {
    at = shortlyAfter(random, at, 240);
    found.push({ts: at, name: "feature_used", person, feature: feature(random, at)});
  }
  return found;
}

const feature = (random: Random, ts: number): string =>
  ts >= ASSISTANT && random.chance(0.13) ? "assistant" : random.weighted(FEATURES);

/** Reviews, case studies and calls with prospects, by people who have stayed two months; oftener after the redesign. */
function praise(person: Person, life: Span): Happening[] {
  const random = person.random.fork(`praise ${life.from}`);
  const found: Happening[] = [];
  for (let ts = life.from + 8 * WEEK; ts < life.to; ts += WEEK) {
    const weekly = 0.0045 * (ts < REDESIGN ? 1 : 1.6) * (person.mood > 0.5 ? 2.4 : 0.5);
    if (!random.chance(weekly)) continue;
    const name = random.weighted([
      ["review_posted", 70],
      ["case_study", 12],
      ["reference_call", 18],
    ] as const);
    found.push({ts: momentFrom(random, ts + random.below(5) * DAY, person), name, person});
  }
  return found;
}

/** Questions to support: more in the first weeks. */
function help(person: Person, life: Span): Happening[] {
  const random = person.random.fork(`help ${life.from}`);
  const found: Happening[] = [];
  for (let ts = life.from; ts < life.to; ts += WEEK)
    if (random.chance(ts < life.from + 4 * WEEK ? 0.07 : 0.02))
      found.push({ts: momentFrom(random, ts + random.between(0.2, 4) * DAY, person), name: "ticket_opened", person});
  return found;
}

/** Credit packs, bought by a quarter of the users at a pace and size of their own; one in forty is given back. */
function packs(person: Person, life: Span): Happening[] {
  const random = person.random.fork("packs");
  if (!random.chance(0.3)) return [];
  const gap = (12 + random.exponential(26)) * DAY;
  const usual = random.weighted([
    [10, 50],
    [25, 33],
    [60, 17],
  ] as const);
  const stream = random.fork(life.from);
  const found: Happening[] = [];
  for (let ts = life.from + stream.exponential(gap); ts < life.to; ts += 60_000 + stream.exponential(gap)) {
    const amount = stream.chance(0.7) ? usual : stream.pick([10, 25, 60]);
    const at = momentFrom(stream, ts, person);
    found.push({ts: at, name: "purchase", person, amount});
    if (stream.chance(0.025)) found.push({ts: wholeSecond(at + 3 * DAY), name: "refund", person, amount: -amount});
  }
  return found.filter(({ts, name}) => name === "refund" || ts < life.to);
}

/** What an invitation leaves in the log of the one who sent it. */
export function inviteSent({from, ts, code, colleague}: Invite): Happening {
  return {ts, name: colleague ? "teammate_invited" : "referral_sent", person: from, code};
}
