// Fits both models to customers, or says why they cannot be fitted (semantics 11.5).
import {bgNbdLikelihood, type BgNbd, type Histories} from "../../stats/bgnbd.js";
import {fitting, type Fit, type LogLikelihood} from "../../stats/fit.js";
import {gammaGammaLikelihood, type GammaGamma} from "../../stats/gamma-gamma.js";
import type {Reason} from "../../model/reason.js";
import type {Work} from "../analysis.js";
import {far, fewCustomers, fewRepeaters, fewValues, infiniteMean, NO_END, NO_VALUE, ONE_INSTANT} from "./reasons.js";

/** A model with the log-likelihood that it reaches, or why there is none. */
export type Fitted<M> =
  | {readonly status: "fitted"; readonly model: M; readonly ll: number}
  | {readonly status: "not_fitted"; readonly reason: Reason};

const FEWEST_CUSTOMERS = 50;
const FEWEST_REPEATERS = 20;
const BOUNDS = [1e-4, 1e4] as const;
const STARTS = [
  [1, 1, 1, 1],
  [0.3, 0.3, 0.3, 0.3],
  [0.25, 4, 0.8, 2.5],
];
/** The longest age while fitting: parameters of similar size are found sooner. */
const LONGEST = 10;
/** Of more distinct histories only about so many are used while the starts are tried. */
const ROUGH = 2000;

/** One place a customer: repeat purchases, time to the last purchase and age, mean value of the repeats (NaN where there is none). */
interface Customers {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly age: Float64Array;
  readonly mean: Float64Array;
}

/** Distinct histories, and which of them each customer has. */
export interface Grouped extends Histories {
  readonly of: Uint32Array;
}

export function grouped({x, tx, age}: Pick<Customers, "x" | "tx" | "age">): Grouped {
  const order = Uint32Array.from(x.keys()).sort((i, j) => x[i]! - x[j]! || tx[i]! - tx[j]! || age[i]! - age[j]!);
  const of = new Uint32Array(x.length);
  const firsts: number[] = [];
  const weight: number[] = [];
  for (const i of order) {
    const last = firsts[firsts.length - 1];
    const same = last !== undefined && x[last] === x[i] && tx[last] === tx[i] && age[last] === age[i];
    if (!same) {
      firsts.push(i);
      weight.push(0);
    }
    of[i] = firsts.length - 1;
    weight[of[i]]! += 1;
  }
  const pick = (values: Float64Array) => Float64Array.from(firsts, (i) => values[i]!);
  return {x: pick(x), tx: pick(tx), age: pick(age), weight: Float64Array.from(weight), of};
}

export function* fitBgNbd(customers: Pick<Customers, "x">, histories: Histories): Work<Fitted<BgNbd>> {
  const short = tooFew(customers);
  if (short) return {status: "not_fitted", reason: short};
  const longest = histories.age.reduce((most, age) => Math.max(most, age), 0);
  if (!(longest > 0)) return {status: "not_fitted", reason: ONE_INSTANT};
  const scale = LONGEST / longest;
  const scaled = timesTime(histories, scale);
  const step = Math.ceil(histories.x.length / ROUGH);
  const rough = step > 1 ? within(bgNbdLikelihood(everyNth(scaled, step))) : undefined;
  const fit = yield* told(fitting(within(bgNbdLikelihood(scaled)), STARTS, rough));
  const [r, alpha, a, b] = (fit?.parameters ?? []) as [number, number, number, number];
  const model = {r, alpha: alpha / scale, a, b};
  return verdict(fit, model, bgNbdLikelihood(histories));
}

export function* fitGammaGamma({x, mean}: Customers): Work<Fitted<GammaGamma>> {
  const order = Uint32Array.from(x.keys())
    .filter((i) => x[i]! > 0 && mean[i]! > 0)
    .sort((i, j) => x[i]! - x[j]! || mean[i]! - mean[j]!);
  if (order.length < FEWEST_REPEATERS)
    return {
      status: "not_fitted",
      reason: fewValues(order.length, FEWEST_REPEATERS),
    };
  const counts = Float64Array.from(order, (i) => x[i]!);
  const values = Float64Array.from(order, (i) => mean[i]!);
  const typical = values.reduce((sum, value) => sum + value, 0) / values.length;
  const likelihood = (by: number) => gammaGammaLikelihood({x: counts, mean: values.map((value) => value / by)});
  const fit = yield* told(
    fitting(
      within(likelihood(typical)),
      STARTS.map((start) => start.slice(0, 3)),
    ),
  );
  const [p, q, v] = (fit?.parameters ?? []) as [number, number, number];
  const fitted = verdict(fit, {p, q, v: v * typical}, likelihood(1));
  if (fitted.status === "fitted" && !(q > 1))
    return {
      status: "not_fitted",
      reason: infiniteMean(q),
    };
  return fitted;
}

/** Correlation of count and mean value over repeaters, which the model takes to be independent; null where one does not vary. */
export function correlation({x, mean}: Customers): number | null {
  let [n, sx, sm, sxx, smm, sxm] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [count, value] = [x[i]!, mean[i]!];
    if (!(count > 0 && value > 0)) continue;
    [n, sx, sm] = [n + 1, sx + count, sm + value];
    [sxx, smm, sxm] = [sxx + count * count, smm + value * value, sxm + count * value];
  }
  const spread = (sxx - (sx * sx) / n) * (smm - (sm * sm) / n);
  return spread > 0 ? (sxm - (sx * sm) / n) / Math.sqrt(spread) : null;
}

/** Nobody follows a parameter for long that runs away: beyond what could be kept there is nothing to find. */
function within(likelihood: LogLikelihood): LogLikelihood {
  const [least, most] = [BOUNDS[0] / 1000, BOUNDS[1] * 1000];
  return (parameters) =>
    parameters.every((value) => value > least && value < most) ? likelihood(parameters) : -Infinity;
}

function tooFew({x}: Pick<Customers, "x">): Reason | null {
  const repeaters = x.reduce((count, own) => count + (own > 0 ? 1 : 0), 0);
  if (x.length < FEWEST_CUSTOMERS) return fewCustomers(x.length, FEWEST_CUSTOMERS);
  return repeaters < FEWEST_REPEATERS ? fewRepeaters(repeaters, FEWEST_REPEATERS) : null;
}

function verdict<M extends object>(fit: Fit | null, model: M, likelihood: LogLikelihood): Fitted<M> {
  if (!fit) return {status: "not_fitted", reason: NO_VALUE};
  const parameters = Object.entries(model) as [string, number][];
  const gone = parameters.find(([, value]) => !(value >= BOUNDS[0] && value <= BOUNDS[1]));
  if (gone) return {status: "not_fitted", reason: far(...gone, BOUNDS)};
  if (!fit.converged) return {status: "not_fitted", reason: NO_END};
  return {status: "fitted", model, ll: likelihood(Float64Array.from(parameters, ([, value]) => value))};
}

function timesTime({x, tx, age, weight}: Histories, by: number): Histories {
  return {x, weight, tx: tx.map((t) => t * by), age: age.map((t) => t * by)};
}

function everyNth({x, tx, age, weight}: Histories, step: number): Histories {
  const thin = (values: Float64Array) => values.filter((_, i) => i % step === 0);
  return {x: thin(x), tx: thin(tx), age: thin(age), weight: thin(weight)};
}

/** Steps of a search as progress: how many there will be is not known, so it slows down on its way to 1. */
function* told(search: Generator<void, Fit | null, void>): Work<Fit | null> {
  for (let steps = 1; ; steps++) {
    const step = search.next();
    if (step.done) return step.value;
    yield steps / (steps + 500);
  }
}
