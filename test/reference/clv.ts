// Slow twins of the purchase models and of the summary of customers: semantics 11 as printed, one customer at a time.
import type {History} from "./history.js";

interface Purchases {
  readonly x: number;
  readonly tx: number;
  readonly age: number;
}

/** ln LL of one customer under (r, alpha, a, b). */
export function bgNbdTwin(
  [r, alpha, a, b]: readonly [number, number, number, number],
  {x, tx, age}: Purchases,
): number {
  const a1 = lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha);
  const a2 = lnGamma(a + b) + lnGamma(b + x) - lnGamma(b) - lnGamma(a + b + x);
  const a3 = -(r + x) * Math.log(alpha + age);
  if (x === 0) return a1 + a2 + a3;
  const a4 = Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + tx);
  const top = Math.max(a3, a4);
  return a1 + a2 + top + Math.log(Math.exp(a3 - top) + Math.exp(a4 - top));
}

/** ln LL of one customer under (p, q, v). */
export function gammaGammaTwin([p, q, v]: readonly [number, number, number], own: {x: number; mean: number}): number {
  const {x, mean: m} = own;
  const gammas = lnGamma(p * x + q) - lnGamma(p * x) - lnGamma(q);
  return gammas + q * Math.log(v) + (p * x - 1) * Math.log(m) + p * x * Math.log(x) - (p * x + q) * Math.log(v + m * x);
}

// Up by the recurrence, then Stirling's series.
function lnGamma(z: number): number {
  if (z < 15) return lnGamma(z + 1) - Math.log(z);
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}

export interface CustomerTwin {
  unit: string;
  x: number;
  t_x: number;
  T: number;
  m: number | null;
}

/** Every customer's purchases in weeks and major units, of those who first bought in the range. */
export function customersTwin(
  history: History,
  which: Parameters<History["eventsOf"]>[1],
  whole: boolean,
): CustomerTwin[] {
  const {asOf, range} = history.world;
  const found: CustomerTwin[] = [];
  for (const unit of history.users) {
    const own = history
      .eventsOf(unit, which)
      .filter(({amount}) => (which === "*" ? amount !== undefined && amount >= 0 : !(Number(amount) < 0)));
    if (own.length === 0 || own[0]!.ts < range[0] || own[0]!.ts >= range[1]) continue;
    const dayOf = (ts: number) => history.periodOf(ts, "day");
    const days = [...new Set(own.map(({ts}) => dayOf(ts)))];
    const ofDay = (day: number) => own.filter(({ts}) => dayOf(ts) === day);
    const when = (day: number) => (whole ? day : ofDay(day)[0]!.ts / 86_400_000);
    const now = whole ? dayOf(asOf) : asOf / 86_400_000;
    const values = days.slice(1).flatMap((day) => {
      const amounts = ofDay(day).flatMap(({amount}) => (amount === undefined ? [] : [amount]));
      return amounts.length === 0 ? [] : [amounts.reduce((sum, amount) => sum + amount, 0) / 100];
    });
    found.push({
      unit,
      x: days.length - 1,
      t_x: (when(days.at(-1)!) - when(days[0]!)) / 7,
      T: (now - when(days[0]!)) / 7,
      m: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    });
  }
  return found;
}
