// Who hears of Harbour, when, and by what channel: the people nobody invited.

import {localDay} from "./clock.js";
import type {Account, Channel, Invite} from "./model.js";
import type {Random} from "./random.js";
import {CAMPAIGN, DAY, START, dayLoad, monthOf} from "./story.js";

/** Somebody on their way in. Colleagues come into an account, invited people with a code. */
export interface Arrival {
  readonly ts: number;
  readonly channel: Channel;
  readonly kind: "individual" | "founder" | "colleague" | "friend" | "campaign";
  readonly account?: Account;
  readonly invite?: Invite;
}

const CHANNELS: readonly (readonly [Channel, number])[] = [
  ["organic", 31],
  ["direct", 16],
  ["paid_search", 22],
  ["paid_social", 9],
  ["partner", 11],
  ["email", 11],
];

/** Share of the uninvited who bring a company with them, rather than try the product for themselves. */
const FOUNDERS = 0.62;

/** `count` arrivals, most over the whole sample, about one in seven in the summer campaign; by time. */
export function arrivals(random: Random, count: number, end: number): Arrival[] {
  const days = dayWeights(end);
  const campaign = monthOf(end) > 6 ? Math.round(count * 0.15) : 0;
  const usual = Array.from({length: count - campaign}, () => usualArrival(random, random.weighted(days)));
  const paid = Array.from({length: campaign}, () => campaignArrival(random));
  return [...usual, ...paid].sort((a, b) => a.ts - b.ts);
}

/** Days of the sample with how many people arrive on them: weekdays, seasons and slow growth. */
export function dayWeights(end: number): (readonly [number, number])[] {
  const days: (readonly [number, number])[] = [];
  for (let day = START; day < end; day += DAY) {
    const growth = 1 + (0.25 * (day - START)) / (546 * DAY);
    days.push([day, growth * (0.25 + 0.75 * dayLoad(day))]);
  }
  return days;
}

function usualArrival(random: Random, day: number): Arrival {
  const ts = day + Math.floor(random.between(7, 21) * 3600) * 1000;
  return {ts, channel: random.weighted(CHANNELS), kind: random.chance(FOUNDERS) ? "founder" : "individual"};
}

function campaignArrival(random: Random): Arrival {
  const span = CAMPAIGN.to - CAMPAIGN.from;
  const day = localDay(CAMPAIGN.from + random.next() * random.next() * span, 0);
  return {ts: day + Math.floor(random.between(8, 23) * 3600) * 1000, channel: "paid_social", kind: "campaign"};
}

/** A channel for a later touch of somebody who came by `first`: often the same, else direct or organic. */
export function laterChannel(random: Random, first: Channel): Channel {
  if (random.chance(0.42)) return first;
  return random.weighted<Channel>([
    ["direct", 40],
    ["organic", 27],
    ["email", 22],
    ["paid_search", 11],
  ]);
}

/** What a touch by this channel costs, in major units; null where nobody pays. */
export function touchCost(random: Random, channel: Channel): number | null {
  if (channel === "paid_search") return cents(random.between(2.1, 5.4));
  if (channel === "paid_social") return cents(random.between(0.9, 2.3));
  return channel === "email" ? 0.03 : null;
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;
