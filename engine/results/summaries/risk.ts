// The sentence of a risk answer: how many are likely to stay silent, and whether such a score held a horizon ago.
import {parseDuration} from "../../model/duration.js";
import type {Reason} from "../../model/reason.js";
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {EVENTS} from "./event-words.js";
import {reasonWords} from "./reason.js";

export const RISK = {
  "risk.bare": "The tables show who is likely to stay silent for {horizon}.",
  "risk.unscored": "Of {units}, nobody can be scored: too few silences have lasted as long.",
  "risk.some.one":
    "Of {units}, {n} ({share}) is at risk of staying silent for another {horizon}{worst}{open}{warning}.",
  "risk.some.other":
    "Of {units}, {n} ({share}) are at risk of staying silent for another {horizon}{worst}{open}{warning}.",
  "risk.buyers.bare": "The tables show who has probably stopped buying.",
  "risk.buyers.unscored": "Of {units}, nobody can be scored: {reason}.",
  "risk.buyers.some.one":
    "Of {units}, {n} ({share}) is more likely than not to have stopped buying{worst}{once}{warning}.",
  "risk.buyers.some.other":
    "Of {units}, {n} ({share}) are more likely than not to have stopped buying{worst}{once}{warning}.",
  "risk.buyers.once": "; {n} with one purchase only count as still there by the model",
  "risk.worst": ", {n} of them critically",
  "risk.open": "; {n} cannot be scored",
  "risk.warning": "; read this with care, since in the backtest higher bands did not stay silent more often",
} as const;

interface Facts {
  readonly score: "gap" | "bgnbd";
  /** Whether higher bands stayed silent more often; null where that cannot be told. */
  readonly ordered?: boolean | null;
  /** Those who bought once, and why there is no model; only with the score `bgnbd`. */
  readonly bought_once?: number;
  readonly model?: {readonly reason?: Reason};
}

/** Like "Of 2,104 people, 310 (15%) are at risk of staying silent for another 28 days, 120 of them critically." */
export function riskSentence({query, tables, diagnostics}: Result, words: Words): string {
  const say = words.speak(RISK);
  const rows = (tables.bands ? rowsOf(tables.bands) : []).filter((row) => (row.breakdown ?? null) === null);
  const horizon = words.duration(parseDuration(String(query.horizon)));
  const {score, ordered, model, bought_once: once = 0} = diagnostics.risk as Facts;
  const buyers = score === "bgnbd";
  if (!tables.bands) return buyers ? say("risk.buyers.bare") : say("risk.bare", {horizon});
  const all = Number(rows[0]?.n ?? 0);
  if (all === 0) return words.speak(EVENTS)("event.nobodyAtAll");
  const count = (band: string) => Number(rows.find((row) => row.band === band)?.units ?? 0);
  const [critical, open] = [count("critical"), count("no_data")];
  const units = words.units(all, String(query.unit));
  if (model?.reason) return say("risk.buyers.unscored", {units, reason: reasonWords(model.reason, words)});
  if (open === all) return say("risk.unscored", {units});
  const n = count("high") + critical;
  const said = {
    units,
    n,
    share: words.share(n / all),
    worst: critical === 0 ? "" : say("risk.worst", {n: critical}),
    warning: ordered === false ? say("risk.warning") : "",
  };
  if (buyers) return say("risk.buyers.some", {...said, once: once === 0 ? "" : say("risk.buyers.once", {n: once})});
  return say("risk.some", {...said, horizon, open: open === 0 ? "" : say("risk.open", {n: open})});
}
