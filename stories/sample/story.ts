// The plot of the sample: when things happened at Harbour, and how strongly they show.

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** The first instant of the sample. */
export const START = Date.UTC(2025, 0, 1);

/** The first instant of month `n` of the story; month 1 is January 2025. */
export const monthStart = (n: number): number => Date.UTC(2025, n - 1, 1);

/** The month of the story an instant lies in, from 1. */
export function monthOf(ts: number): number {
  const date = new Date(ts);
  return (date.getUTCFullYear() - 2025) * 12 + date.getUTCMonth() + 1;
}

/** Month 6: a paid social campaign that brings many people who do not stay. */
export const CAMPAIGN = {from: Date.UTC(2025, 5, 2), to: Date.UTC(2025, 5, 28)};
/** Month 10: the new onboarding. */
export const REDESIGN = monthStart(10);
/** A Tuesday on which the product was down for most of the day. */
const OUTAGE = Date.UTC(2025, 10, 18);
/** Month 13: seats are sold in packs; customers move to smaller plans or leave in the weeks after. */
export const PRICING = {from: Date.UTC(2026, 0, 15), to: Date.UTC(2026, 1, 24)};
/** Month 15: the win-back mailing to people and companies that had gone quiet. */
export const WIN_BACK = {from: Date.UTC(2026, 2, 9), to: Date.UTC(2026, 2, 28)};
/** Month 16: a new feature, the assistant. */
export const ASSISTANT = Date.UTC(2026, 3, 14);

/** The chance that somebody who signs up at `ts` comes to use the product, before channel and company are considered. */
export const activationChance = (ts: number): number => (ts < REDESIGN ? 0.33 : 0.5);

/** How busy a local day is, 1 = an ordinary weekday. `day` is the midnight that starts it, as if it were UTC. */
export function dayLoad(day: number): number {
  const date = new Date(day);
  const weekday = date.getUTCDay();
  const week = weekday === 0 ? 0.12 : weekday === 6 ? 0.16 : weekday === 5 ? 0.88 : 1;
  return week * season(date) * (day === OUTAGE ? 0.12 : 1);
}

/** The quiet end of the year and a lighter August. */
function season(date: Date): number {
  const month = date.getUTCMonth();
  const day = date.getUTCDate();
  if ((month === 11 && day >= 23) || (month === 0 && day <= 2)) return 0.3;
  return month === 7 ? 0.85 : 1;
}

/** What is written on the time axis of a chart. */
export const ANNOTATIONS: readonly {readonly ts: number; readonly text: string; readonly kind: string}[] = [
  {ts: CAMPAIGN.from, text: "Summer campaign on paid social", kind: "campaign"},
  {ts: CAMPAIGN.to, text: "Summer campaign ends", kind: "campaign"},
  {ts: REDESIGN, text: "New onboarding released", kind: "release"},
  {ts: OUTAGE, text: "Outage, 19 hours", kind: "incident"},
  {ts: PRICING.from, text: "New pricing: seats in packs", kind: "pricing"},
  {ts: WIN_BACK.from, text: "Win-back campaign", kind: "campaign"},
  {ts: ASSISTANT, text: "Assistant released", kind: "release"},
];
