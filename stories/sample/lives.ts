// How long people keep using the product, how they drift away, and how some come back.

import type {Person, Span} from "./model.js";
import {paidSpans} from "./money.js";
import type {Random} from "./random.js";
import {DAY, WIN_BACK} from "./story.js";

type Liver = Pick<Person, "activated" | "account" | "campaign" | "channel" | "mood">;

/** Chance that a typical person uses the product for the last time in a week; higher at the start. */
const DRIFT = 0.07;

/** When somebody uses the product, from activation on; `champion` marks the founder, who stays while the account pays. */
export function livesOf(person: Liver, random: Random, end: number, champion: boolean): Span[] {
  if (person.activated === null) return [];
  const own = ownLives(person, person.activated, random, end);
  if (!person.account) return own;
  const paid = paidSpans(person.account);
  if (paid.length === 0) return own;
  if (champion) return joined([{from: person.activated, to: paid[0]!.to}, ...paid.slice(1)]);
  return whilePaid(own, person.activated, paid, random, end);
}

/** A first life, and perhaps a second after months, by the win-back mailing or without a reason. */
function ownLives(person: Liver, activated: number, random: Random, end: number): Span[] {
  const lives: Span[] = [];
  let from: number | null = activated;
  for (let life = 0; from !== null && from < end && life < 3; life++) {
    const to = Math.min(end, lastWeek(person, from, random, life));
    lives.push({from, to});
    from = returns(random, to);
  }
  return lives;
}

function lastWeek(person: Liver, from: number, random: Random, life: number): number {
  const weekly = DRIFT * driftFactor(person) * (life === 0 ? 1 : 1.3);
  for (let week = 0; ; week++)
    if (random.chance(weekly * (0.4 + 1.5 / (1 + week / 3))))
      return from + Math.floor((week + random.next()) * 7 * 86_400) * 1000;
}

/** Companies with several users hold people, the campaign's audience does not stay, the content stay longer. */
function driftFactor({account, campaign, channel, mood}: Liver): number {
  const company = !account ? 1.25 : account.size >= 3 ? 0.42 : 0.85;
  const source = campaign
    ? 2.6
    : channel === "paid_social"
      ? 1.4
      : channel === "referral" || channel === "partner"
        ? 0.8
        : 1;
  const temper = mood < -0.6 ? 1.35 : mood > 0.6 ? 0.75 : 1;
  return company * source * temper;
}

/** When somebody who stopped at `to` uses the product again, or null. */
function returns(random: Random, to: number): number | null {
  if (random.chance(0.1)) return to + Math.floor(random.between(62, 170) * 86_400) * 1000;
  const quiet = to < WIN_BACK.from - 61 * DAY;
  if (!quiet || !random.chance(0.24)) return null;
  return WIN_BACK.from + Math.floor((random.next() * random.next() * (WIN_BACK.to - WIN_BACK.from)) / 1000) * 1000;
}

/** Colleagues stop within a week of the account's leaving, and most return when it pays again. */
function whilePaid(
  own: readonly Span[],
  activated: number,
  paid: readonly Span[],
  random: Random,
  end: number,
): Span[] {
  const firstEnd = paid[0]!.to;
  const lives: Span[] = [];
  for (const life of own) {
    const to = firstEnd < end ? Math.min(life.to, firstEnd + random.below(7) * DAY) : life.to;
    if (life.from < to) lives.push({from: life.from, to});
  }
  for (const span of paid.slice(1)) {
    const from = span.from + random.below(9) * DAY;
    if (activated < from && from < span.to && random.chance(0.7)) lives.push({from, to: span.to});
  }
  return joined(lives);
}

/** Spans in order, those that meet or overlap made one; empty ones left out. */
export function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = out[out.length - 1];
    if (span.to <= span.from) continue;
    if (last && span.from <= last.to) out[out.length - 1] = {from: last.from, to: Math.max(last.to, span.to)};
    else out.push(span);
  }
  return out;
}

/** Was the person using the product at `ts`, or in the `days` before? */
export function usedLately(person: Person, ts: number, days: number): boolean {
  return person.lives.some((life) => life.from <= ts && ts - days * DAY < life.to);
}
