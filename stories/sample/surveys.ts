// Surveys: a relationship wave each quarter (NPS), onboarding (CSAT), and effort after a question to support (CES).

import {momentFrom} from "./clock.js";
import {usedLately} from "./lives.js";
import type {Happening, Person} from "./model.js";
import type {Random} from "./random.js";
import {DAY, PRICING, REDESIGN} from "./story.js";

export interface SurveyInvite {
  readonly person: Person;
  readonly ts: number;
  readonly survey: string;
}
export interface Answer extends SurveyInvite {
  readonly wave: string;
  readonly question: string;
  readonly value: number;
}
export interface Surveys {
  readonly invites: SurveyInvite[];
  readonly answers: Answer[];
}

/** Days on which the relationship survey goes out: a Tuesday late in each quarter. */
const WAVES: readonly {readonly wave: string; readonly sent: number}[] = [
  {wave: "2025-Q1", sent: Date.UTC(2025, 2, 11)},
  {wave: "2025-Q2", sent: Date.UTC(2025, 5, 10)},
  {wave: "2025-Q3", sent: Date.UTC(2025, 8, 9)},
  {wave: "2025-Q4", sent: Date.UTC(2025, 11, 9)},
  {wave: "2026-Q1", sent: Date.UTC(2026, 2, 10)},
  {wave: "2026-Q2", sent: Date.UTC(2026, 5, 9)},
];

/** All invitations and answers before `end`. */
export function surveys(people: readonly Person[], happenings: readonly Happening[], end: number): Surveys {
  const found: Surveys = {invites: [], answers: []};
  for (const person of people) relationship(person, found);
  for (const person of people) onboarding(person, found);
  for (const {name, person, ts} of happenings) if (name === "ticket_opened" && person) support(person, ts, found);
  const before = <T extends {readonly ts: number}>(rows: readonly T[]): T[] =>
    rows.filter(({ts}) => ts < end).sort((a, b) => a.ts - b.ts);
  return {invites: before(found.invites), answers: before(found.answers)};
}

function relationship(person: Person, found: Surveys): void {
  for (const {wave, sent} of WAVES) {
    if (!usedLately(person, sent, 45)) continue;
    const random = person.random.fork(`relationship ${wave}`);
    const ask = {person, ts: sent + 9 * 3_600_000, survey: "relationship"};
    found.invites.push(ask);
    if (!random.chance(0.4)) continue;
    const answer = {
      ...ask,
      wave,
      question: "recommend",
      ts: answered(random, ask),
      value: recommend(person, sent, random),
    };
    found.answers.push(answer);
    if (random.chance(0.03))
      found.answers.push({...answer, ts: answer.ts + DAY, value: Math.min(10, answer.value + 1)});
  }
}

const answered = (random: Random, {person, ts}: SurveyInvite): number =>
  momentFrom(random, ts + (0.02 + random.exponential(1.8)) * DAY, person);

/** 0 to 10: better since the redesign, less good for a while after the new prices, better in companies. */
function recommend(person: Person, ts: number, random: Random): number {
  const news = (ts < REDESIGN ? 0 : 1) - (ts >= PRICING.from && ts < PRICING.to + 30 * DAY ? 0.25 : 0);
  const company = person.account ? 0.2 : 0;
  const value = 7.25 + 1.35 * person.mood + news + company + random.normal(0, 1.35);
  return Math.max(0, Math.min(10, Math.round(value)));
}

/** Ten days after sign-up, 1 to 5. */
function onboarding(person: Person, found: Surveys): void {
  const random = person.random.fork("onboarding survey");
  if (person.signup === null || !random.chance(0.6)) return;
  const ask = {person, ts: person.signup + 10 * DAY, survey: "onboarding"};
  found.invites.push(ask);
  if (!random.chance(person.activated === null ? 0.12 : 0.36)) return;
  const level = (person.signup < REDESIGN ? 3.55 : 4.05) + (person.activated === null ? -0.5 : 0.3);
  const value = Math.max(1, Math.min(5, Math.round(level + 0.4 * person.mood + random.normal(0, 0.8))));
  found.answers.push({...ask, wave: "", question: "satisfaction", ts: answered(random, ask), value});
}

/** A day after a question to support, 1 (hard) to 7 (easy). */
function support(person: Person, opened: number, found: Surveys): void {
  const random = person.random.fork(`support ${opened}`);
  const ask = {person, ts: opened + DAY, survey: "support"};
  found.invites.push(ask);
  if (!random.chance(0.42)) return;
  const value = Math.max(1, Math.min(7, Math.round(5 + 0.5 * person.mood + random.normal(0, 1.2))));
  found.answers.push({...ask, wave: "", question: "effort", ts: answered(random, ask), value});
}
