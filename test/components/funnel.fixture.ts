// A funnel of three steps, typed by hand.
import type {Row} from "../../engine/model/table.js";
import {resultOf} from "./helpers.js";

const step = (step: number, label: string, reached: number, before: number, pending: number, entered = 200): Row => ({
  step,
  label,
  reached,
  rate_total: entered ? reached / entered : null,
  rate_step: step === 1 ? null : before ? reached / before : null,
  dropped: step === 1 ? 0 : before - reached,
  pending,
  mature: entered - 20,
  rate_mature: 0.4,
  rate_low: entered ? reached / entered : null,
  rate_high: entered ? (reached + pending) / entered : null,
  lo: 0.3,
  hi: 0.7,
  p25_ms: step === 1 ? null : 3_600_000,
  median_ms: step === 1 ? null : 7_200_000,
  p75_ms: null,
  p90_ms: null,
  mean_ms: null,
  total_median_ms: null,
  total_mean_ms: null,
  small: entered < 30,
});

export const steps: readonly Row[] = [
  step(1, "visit", 200, 0, 0),
  step(2, "signup", 120, 200, 10),
  step(3, "pay", 50, 120, 20),
];
export const funnel = resultOf(
  "funnel",
  {steps},
  {steps: ["visit", "signup", "pay"], window: "P14D"},
  "25% of 200 people got there.",
);

export const noFunnel = resultOf("funnel", {steps: [step(1, "visit", 0, 0, 0, 0), step(2, "signup", 0, 0, 0, 0)]});

const bucket = (breakdown: string | null, rows: readonly Row[]) => rows.map((row) => ({breakdown, ...row}));
export const funnelBy = resultOf("funnel", {
  steps: [
    ...bucket(null, steps),
    ...bucket("de", [step(1, "visit", 20, 0, 0, 20), step(2, "signup", 10, 20, 1, 20), step(3, "pay", 5, 10, 1, 20)]),
  ],
});
