// Who invites whom: founders bring their colleagues in, some users tell friends elsewhere.

import type {Arrival} from "./arrivals.js";
import {momentFrom, wholeSecond} from "./clock.js";
import type {Invite, Person} from "./model.js";
import type {Random} from "./random.js";
import {DAY} from "./story.js";

interface Invited {
  readonly invites: Invite[];
  readonly arrivals: Arrival[];
}

/** The invitations somebody sends before `end`, and who comes because of them (or, in a company, without one). */
export function invitations(person: Person, end: number): Invited {
  const random = person.random.fork("invitations");
  const found: Invited = {invites: [], arrivals: []};
  if (person.account && person.account.owner === person) colleagues(person, random, found);
  friends(person, random, found);
  return {
    invites: found.invites.filter((invite) => invite.ts < end),
    arrivals: found.arrivals.filter((arrival) => arrival.ts < end),
  };
}

/** Colleagues come over some months, most by an invitation; few if the founder never got going. */
function colleagues(founder: Person, random: Random, found: Invited): void {
  const account = founder.account!;
  const start = founder.activated ?? founder.signup!;
  for (let n = 1; n < account.size; n++) {
    const ts = momentFrom(random, start + random.exponential(n < 4 ? 8 : 70) * DAY, founder);
    if (founder.activated === null && !random.chance(0.18)) continue;
    if (!random.chance(0.55)) found.arrivals.push({ts, channel: "direct", kind: "colleague", account});
    else send(founder, random, ts, 0.72, found, true);
  }
}

/** About a third of those who use the product tell friends, more when they are content. */
function friends(person: Person, random: Random, found: Invited): void {
  if (person.activated === null || !random.chance(0.24 + 0.08 * Math.max(-2, Math.min(2, person.mood)))) return;
  for (const life of person.lives) {
    let ts = life.from + random.exponential(14) * DAY;
    for (; ts < life.to; ts += random.exponential(38) * DAY) {
      const sent = momentFrom(random, ts, person);
      for (let n = random.poisson(0.8); n >= 0; n--) send(person, random, sent + n * 41_000, 0.125, found, false);
    }
  }
}

/** One invitation; with chance `accepted` the invited person comes, usually within days, sometimes after a month. */
function send(from: Person, random: Random, ts: number, accepted: number, found: Invited, colleague: boolean): void {
  const code = `H${random.uint32().toString(36).toUpperCase().padStart(7, "0").slice(-6)}`;
  const invite: Invite = {from, to: null, ts, code, colleague};
  found.invites.push(invite);
  if (!random.chance(accepted)) return;
  const arrives = wholeSecond(ts + random.exponential(random.chance(0.05) ? 45 : 4) * DAY + 60_000);
  const account = colleague ? from.account : null;
  found.arrivals.push({
    ts: arrives,
    channel: "referral",
    kind: colleague ? "colleague" : random.chance(0.35) ? "founder" : "friend",
    invite,
    ...(account && {account}),
  });
}
