// The slow twin of the risk of buyers: semantics 11.1, 11.2 and 13 as printed, one customer and one event at a time, in UTC, all history.
import {ratio, wilsonLimits} from "./history.js";

export interface Purchase {
  readonly user: string;
  readonly ts: number;
}
export interface Parameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}
interface Customer {
  readonly unit: string;
  readonly risk: number;
  readonly band: string;
  readonly stayed: boolean;
}

const DAY = 86_400_000;
const BANDS = ["low", "medium", "high", "critical", "no_data"];

/** The customers as known at `at`, by a model fitted then, and whether they bought nothing from then on. */
export function buyersTwin(purchases: readonly Purchase[], model: Parameters, at: number): Customer[] {
  const users = [...new Set(purchases.filter(({ts}) => ts < at).map(({user}) => user))].sort();
  return users.map((unit) => {
    const own = purchases.filter(({user}) => user === unit).map(({ts}) => ts);
    const firsts = new Map<number, number>();
    for (const ts of own.filter((one) => one < at).sort((p, q) => p - q))
      if (!firsts.has(Math.floor(ts / DAY))) firsts.set(Math.floor(ts / DAY), ts);
    const days = [...firsts.values()];
    const [first, last] = [days[0]!, days[days.length - 1]!];
    const weeks = (ms: number) => ms / (7 * DAY);
    const risk = gone(model, days.length - 1, weeks(last - first), weeks(at - first));
    const band = risk < 0.25 ? "low" : risk < 0.5 ? "medium" : risk < 0.75 ? "high" : "critical";
    return {unit, risk, band, stayed: !own.some((ts) => ts >= at)};
  });
}

/** 1 − P(alive). */
function gone({r, alpha, a, b}: Parameters, x: number, tx: number, age: number): number {
  if (x === 0) return 0;
  return 1 - 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + tx)) ** (r + x));
}

export function backtestTwin(past: readonly Customer[]): Record<string, unknown>[] {
  return [null, ...BANDS].map((wanted) => {
    const own = past.filter(({band}) => wanted === null || band === wanted);
    const silent = own.filter(({stayed}) => stayed).length;
    const mean = (read: (one: Customer) => number) =>
      ratio(
        own.reduce((sum, one) => sum + read(one), 0),
        own.length,
      );
    return {
      band: wanted,
      units: own.length,
      silent,
      share: ratio(silent, own.length),
      brier: mean(({risk, stayed}) => (risk - (stayed ? 1 : 0)) ** 2),
      expected: mean(({risk}) => risk),
      ...wilsonLimits(silent, own.length),
      small: own.length < 30,
    };
  });
}
