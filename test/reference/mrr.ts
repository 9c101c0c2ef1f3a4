// The slow twin of MRR: every account at both ends of every period, straight from semantics 10.3 and 10.4.
import {createCalendar, type Period} from "../../engine/model/calendar.js";
import {bucketsByCount, ratio} from "./history.js";

export interface Line {
  account: string;
  /** What it is worth a month. */
  mrr: number;
  from: number;
  to: number | null;
  plan: string | null;
}
export interface MrrWorld {
  lines: Line[];
  asOf: number;
  range: [number, number];
  tz: string;
}
type Row = Record<string, unknown>;

export function mrrReference(
  {lines, asOf, range, tz}: MrrWorld,
  {period, top}: {period: Period; top: number | null},
): Row[] {
  const calendar = createCalendar({tz});
  const paid = lines.filter(({mrr, from}) => mrr > 0 && from < asOf).sort((a, b) => a.from - b.from);
  const accounts = [...new Set(paid.map(({account}) => account))];
  if (accounts.length === 0) return [];
  const valueAt = (account: string, t: number) =>
    paid
      .filter((line) => line.account === account && line.from <= t && (line.to === null || t < line.to))
      .reduce((sum, {mrr}) => sum + mrr, 0);
  const everBefore = (account: string, t: number) =>
    paid.some((line) => line.account === account && line.from < t && valueAt(account, line.from) > 0);
  const labelOf = (account: string) =>
    paid
      .filter((line) => line.account === account)
      .map(({plan}) => plan)
      .find((plan) => plan !== null) ?? "(none)";
  const shown: number[] = [];
  for (let p = calendar.periodOf(range[0], period); range[0] < range[1] && calendar.startOf(period, p) < range[1]; p++)
    shown.push(p);

  const counts = new Map<string, number>();
  const ends = (p: number) => [calendar.startOf(period, p), Math.min(calendar.endOf(period, p), asOf)] as const;
  for (const account of accounts) {
    // The accounts at the start and those that came since rank a value.
    const begun = shown.filter((p) => calendar.startOf(period, p) < asOf);
    const came = begun.filter(
      (p) => valueAt(account, ends(p)[0] - 1) === 0 && valueAt(account, ends(p)[1] - 1) > 0,
    ).length;
    const there = begun.length > 0 && valueAt(account, ends(begun[0]!)[0] - 1) > 0 ? 1 : 0;
    if (begun.length > 0) counts.set(labelOf(account), (counts.get(labelOf(account)) ?? 0) + came + there);
  }
  return bucketsByCount(counts, top).flatMap(({name, labels}) => {
    const own = accounts.filter((account) => top === null || labels.has(labelOf(account)));
    return shown.map((p) => {
      const [start, end] = ends(p);
      const moves = own.map((account) => ({
        m0: valueAt(account, start - 1),
        m1: valueAt(account, end - 1),
        paid: everBefore(account, start),
      }));
      const sum = (amount: (move: (typeof moves)[number]) => number) =>
        moves.reduce((total, move) => total + amount(move), 0);
      const before = moves.filter(({m0}) => m0 > 0);
      const fresh = sum(({m0, m1, paid}) => (m0 === 0 && m1 > 0 && !paid ? m1 : 0));
      const back = sum(({m0, m1, paid}) => (m0 === 0 && m1 > 0 && paid ? m1 : 0));
      const up = sum(({m0, m1}) => (m0 > 0 && m1 > m0 ? m1 - m0 : 0));
      const down = sum(({m0, m1}) => (m1 > 0 && m0 > m1 ? m0 - m1 : 0));
      const lost = sum(({m0, m1}) => (m0 > 0 && m1 === 0 ? m0 : 0));
      const begins = sum(({m0}) => m0);
      const alive = moves.filter(({m1}) => m1 > 0).length;
      const status = calendar.endOf(period, p) <= asOf ? "complete" : start < asOf ? "in_progress" : "future";
      const figures: Row = {
        mrr: sum(({m1}) => m1),
        new: fresh,
        reactivation: back,
        expansion: up,
        contraction: down,
        churned: lost,
        nrr: ratio(
          before.reduce((total, {m1}) => total + m1, 0),
          begins,
        ),
        grr: ratio(
          before.reduce((total, {m0, m1}) => total + Math.min(m0, m1), 0),
          begins,
        ),
        logo_churn: ratio(before.filter(({m1}) => m1 === 0).length, before.length),
        quick_ratio: ratio(fresh + back + up, down + lost),
        arpa: ratio(
          sum(({m1}) => m1),
          alive,
        ),
        accounts: alive,
        accounts_before: before.length,
        new_accounts: moves.filter(({m0, m1, paid}) => m0 === 0 && m1 > 0 && !paid).length,
        reactivated_accounts: moves.filter(({m0, m1, paid}) => m0 === 0 && m1 > 0 && paid).length,
        expanded_accounts: moves.filter(({m0, m1}) => m0 > 0 && m1 > m0).length,
        contracted_accounts: moves.filter(({m0, m1}) => m1 > 0 && m0 > m1).length,
        churned_accounts: before.filter(({m1}) => m1 === 0).length,
      };
      const blank = Object.fromEntries(Object.keys(figures).map((key) => [key, null]));
      return {
        ...(top === null ? {} : {breakdown: name}),
        period: calendar.label(period, p),
        ...(status === "future" ? blank : figures),
        status,
        currency: "EUR",
      };
    });
  });
}
