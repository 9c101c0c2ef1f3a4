// The story of the bundled sample is in its numbers, counted with plain loops.

import assert from "node:assert/strict";
import {describe, it} from "node:test";
import {DAY, END, type Row, goodEvents, rowsOf} from "./sample-files.js";

const ACTIVE = new Set(["login", "feature_used", "purchase"]);
const DEFAULT_8: readonly (readonly [stage: string, names: readonly string[]])[] = [
  ["touch", ["visit", "ad_click", "email_open"]],
  ["lead", ["lead_created", "trial_requested"]],
  ["signup", ["signup"]],
  ["activate", ["activated"]],
  ["active", [...ACTIVE]],
  ["refer", ["referral_sent"]],
  ["advocate", ["review_posted", "case_study", "reference_call"]],
];

const events = goodEvents();
const signups = events.filter(({row}) => row["event"] === "signup");
const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);

/** When each person first did `name`. */
function firstOf(name: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const {row, ts} of events)
    if (row["event"] === name && row["user_id"] && !found.has(row["user_id"])) found.set(row["user_id"], ts);
  return found;
}

describe("the story of the sample", () => {
  const activated = firstOf("activated");
  /** Share of the sign-ups of some months that are activated within 14 days. */
  function activation(from: number, to: number, skip: readonly number[] = []): number {
    const entered = signups.filter(({month}) => month >= from && month <= to && !skip.includes(month));
    const done = entered.filter(({row, ts}) => (activated.get(row["user_id"]!) ?? Infinity) - ts <= 14 * DAY);
    return share(done.length, entered.length);
  }

  it("lifts activation from about 32 % to about 48 % in month 10", () => {
    const [before, after] = [activation(1, 9, [6]), activation(10, 17)];
    assert.ok(before > 0.28 && before < 0.37, `before ${before}`);
    assert.ok(after > 0.44 && after < 0.52, `after ${after}`);
    for (let month = 10; month <= 17; month++) assert.ok(activation(month, month) > before + 0.08, `month ${month}`);
  });

  it("brings most sign-ups of month 6 by a campaign whose people do not stay", () => {
    const bySocial = signups.filter(({row, month}) => month === 6 && row["channel"] === "paid_social");
    assert.ok(share(bySocial.length, signups.filter(({month}) => month === 6).length) > 0.5);
    const stayed = (channel: string): number => retained(({row}) => row["channel"] === channel, 4);
    for (const channel of ["organic", "direct", "paid_search", "partner", "referral"])
      assert.ok(stayed("paid_social") < 0.6 * stayed(channel), channel);
  });

  it("keeps teams longer than the rest, and plan team longer than plan free", () => {
    const members = new Map<string, number>();
    for (const {account} of rowsOf("memberships.csv")) members.set(account!, (members.get(account!) ?? 0) + 1);
    const team = ({row}: {row: Row}): boolean => (members.get(row["account_id"]!) ?? 0) >= 3;
    for (const week of [4, 8, 12]) {
      assert.ok(retained(team, week) > 1.4 * retained((s) => !team(s), week), `teams, week ${week}`);
      const ofPlan = (plan: string): number => retained(({row}) => row["plan"] === plan, week);
      assert.ok(ofPlan("team") > 1.8 * ofPlan("free"), `plan, week ${week}`);
    }
  });

  /** Share of the sign-ups that are chosen and observed who are active in week `n` after theirs. */
  function retained(chosen: (signup: {row: Row}) => boolean, n: number): number {
    const week = 7 * DAY;
    const entered = signups.filter((s) => chosen(s) && s.ts + (n + 1) * week <= END);
    const since = new Map(entered.map(({row, ts}) => [row["user_id"]!, ts]));
    const back = new Set<string>();
    for (const {row, ts} of events) {
      const start = since.get(row["user_id"]!);
      if (start !== undefined && ACTIVE.has(row["event"]!) && Math.floor((ts - start) / week) === n)
        back.add(row["user_id"]!);
    }
    return share(back.size, entered.length);
  }

  it("works on weekdays", () => {
    const logins = events.filter(({row}) => row["event"] === "login").map(({ts}) => new Date(ts).getUTCDay());
    const weekend = logins.filter((day) => day === 0 || day === 6).length;
    assert.ok(share(weekend, logins.length) < 0.14);
  });

  it("loses revenue in months 13 and 14, and wins some back in month 15", () => {
    const moved = Array.from({length: 18}, (_, i) => movements(i + 1));
    const lost = (month: number): number => moved[month - 1]!.contraction + moved[month - 1]!.churned;
    for (const month of [13, 14]) assert.ok(lost(month) > 1.5 * Math.max(...[10, 11, 12].map(lost)), `month ${month}`);
    const back = moved.map(({reactivation}) => reactivation);
    assert.equal(Math.max(...back), back[14]);
    assert.ok(back[14]! > 400);
  });

  /** Monthly revenue of each account at `t`. */
  function mrrAt(t: number): Map<string, number> {
    const months: Readonly<Record<string, number>> = {month: 1, quarter: 3, year: 12};
    const mrr = new Map<string, number>();
    for (const {account, amount, interval, from, to} of rowsOf("subscriptions.csv"))
      if (Date.parse(from!) <= t && (to === "" || t < Date.parse(to!)) && Number(amount) > 0)
        mrr.set(account!, (mrr.get(account!) ?? 0) + Number(amount) / months[interval!]!);
    return mrr;
  }

  function movements(month: number): {contraction: number; churned: number; reactivation: number} {
    const [start, end] = [Date.UTC(2025, month - 1, 1), Math.min(END - 1, Date.UTC(2025, month, 1))];
    const [before, after] = [mrrAt(start), mrrAt(end)];
    const sum = {contraction: 0, churned: 0, reactivation: 0};
    for (const [account, m0] of before) {
      const m1 = after.get(account) ?? 0;
      if (m1 === 0) sum.churned += m0;
      else if (m1 < m0) sum.contraction += m0 - m1;
    }
    const paidBefore = new Set(
      rowsOf("subscriptions.csv").flatMap((s) =>
        Number(s["amount"]) > 0 && Date.parse(s["from"]!) < start ? [s["account"]] : [],
      ),
    );
    for (const [account, m1] of after) if (!before.has(account) && paidBefore.has(account)) sum.reactivation += m1;
    return sum;
  }

  it("brings people back in month 15 who had been gone for 60 days", () => {
    const last = new Map<string, number>();
    const back = new Map<number, number>();
    for (const {row, ts, month} of events) {
      if (!ACTIVE.has(row["event"]!) || !row["user_id"]) continue;
      if (ts - (last.get(row["user_id"]) ?? ts) >= 60 * DAY) back.set(month, (back.get(month) ?? 0) + 1);
      last.set(row["user_id"], ts);
    }
    const others = [...back].filter(([month]) => month !== 15).map(([, people]) => people);
    assert.ok(back.get(15)! > 3 * Math.max(...others), `${back.get(15)} against ${Math.max(...others)}`);
  });

  it("is recommended more after month 10", () => {
    const score = (waves: readonly string[]): number => {
      const values = rowsOf("surveys.csv")
        .filter(({wave}) => waves.includes(wave!))
        .map(({value}) => Number(value));
      return share(100 * (values.filter((v) => v >= 9).length - values.filter((v) => v <= 6).length), values.length);
    };
    const before = score(["2025-Q1", "2025-Q2", "2025-Q3"]);
    assert.ok(before < 12, `before ${before}`);
    assert.ok(score(["2025-Q4", "2026-Q1", "2026-Q2"]) > before + 20);
    assert.ok(score(["2026-Q2"]) > 35);
  });

  it("grows by invitations with K about 0.3", () => {
    const joined = new Map(signups.filter(({ts}) => ts < END - 30 * DAY).map(({row, ts}) => [row["user_id"]!, ts]));
    const signedUp = new Map(signups.map(({row, ts}) => [row["user_id"]!, ts]));
    const sent = rowsOf("invites.csv").filter(({from}) => joined.has(from!));
    const accepted = sent.filter(({to, ts}) => to && signedUp.get(to)! - Date.parse(ts!) <= 30 * DAY);
    const k = share(accepted.length, joined.size);
    assert.ok(k > 0.26 && k < 0.34, `K = ${k}`);
  });

  it("has events for every stage of the default rules", () => {
    for (const [alias, names] of DEFAULT_8)
      for (const name of names)
        assert.ok(
          events.some(({row}) => row["event"] === name),
          `${alias}: ${name}`,
        );
  });

  it("has people in all eight stages and out of them on 2026-04-01", () => {
    const stages = stageCounts(Date.UTC(2026, 3, 1));
    for (const stage of [
      "awareness",
      "acquisition",
      "onboarding",
      "engagement",
      "retention",
      "reactivation",
      "referral",
      "advocacy",
    ])
      assert.ok((stages.get(stage) ?? 0) >= 10, `${stage}: ${stages.get(stage) ?? 0}`);
    assert.ok(stages.get("inactive")! > 1000);
  });

  it("has users who do many times what the median user does", () => {
    const acts = new Map<string, number>();
    for (const {row} of events)
      if (ACTIVE.has(row["event"]!) && activated.has(row["user_id"]!))
        acts.set(row["user_id"]!, (acts.get(row["user_id"]!) ?? 0) + 1);
    const sorted = [...acts.values()].sort((a, b) => b - a);
    assert.ok(sorted[Math.floor(sorted.length / 50)]! > 8 * sorted[Math.floor(sorted.length / 2)]!);
  });
});

/** How many units are in each stage of the default rules just before `t`, by plain loops. */
function stageCounts(t: number): Map<string, number> {
  const owner = new Map(rowsOf("links.csv").map((row) => [row["anon"]!, row["user"]!]));
  const aliasOf = new Map(DEFAULT_8.flatMap(([alias, names]) => names.map((name) => [name, alias] as const)));
  const units = new Map<string, Map<string, number[]>>();
  for (const {row, ts} of events) {
    const unit = row["user_id"] || (owner.get(row["anonymous_id"]!) ?? row["anonymous_id"]!);
    const alias = aliasOf.get(row["event"]!);
    if (!unit || ts >= t) continue;
    if (!units.has(unit)) units.set(unit, new Map());
    if (alias) units.get(unit)!.set(alias, [...(units.get(unit)!.get(alias) ?? []), ts]);
  }
  const counts = new Map<string, number>();
  for (const acts of units.values()) counts.set(stageOf(acts, t), (counts.get(stageOf(acts, t)) ?? 0) + 1);
  return counts;
}

function stageOf(acts: ReadonlyMap<string, readonly number[]>, t: number): string {
  const within = (alias: string, days: number): boolean => (acts.get(alias)?.at(-1) ?? -Infinity) > t - days * DAY;
  if (within("active", 28)) {
    const active = acts.get("active")!;
    if (within("advocate", 180)) return "advocacy";
    if (within("refer", 90)) return "referral";
    if (active.some((ts, i) => ts > t - 28 * DAY && ts - (active[i - 1] ?? ts) >= 60 * DAY)) return "reactivation";
    if (acts.has("activate")) return acts.get("activate")![0]! <= t - 56 * DAY ? "retention" : "engagement";
  }
  if (acts.has("signup"))
    return !acts.has("activate") && (within("signup", 60) || within("active", 60)) ? "onboarding" : "inactive";
  if (within("lead", 60)) return "acquisition";
  return !acts.has("lead") && within("touch", 90) ? "awareness" : "inactive";
}
