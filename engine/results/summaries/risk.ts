// The sentence of a risk answer: how many are likely to stay silent, and whether such a score held a horizon ago.
import {parseDuration} from "../../model/duration.js";
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {EVENTS} from "./event-words.js";

export const RISK = {
  "risk.bare": "The tables show who is likely to stay silent for {horizon}.",
  "risk.unscored": "Of {units}, nobody can be scored: too few silences have lasted as long.",
  "risk.some.one":
    "Of {units}, {n} ({share}) is at risk of staying silent for another {horizon}{worst}{open}{warning}.",
  "risk.some.other":
    "Of {units}, {n} ({share}) are at risk of staying silent for another {horizon}{worst}{open}{warning}.",
  "risk.worst": ", {n} of them critically",
  "risk.open": "; {n} cannot be scored",
  "risk.warning": "; read this with care, since in the backtest higher bands did not stay silent more often",
} as const;

/** Like "Of 2,104 people, 310 (15%) are at risk of staying silent for another 28 days, 120 of them critically." */
export function riskSentence({query, tables, diagnostics}: Result, words: Words): string {
  const say = words.speak(RISK);
  const rows = (tables.bands ? rowsOf(tables.bands) : []).filter((row) => (row.breakdown ?? null) === null);
  const horizon = words.duration(parseDuration(String(query.horizon)));
  if (!tables.bands) return say("risk.bare", {horizon});
  const all = Number(rows[0]?.n ?? 0);
  if (all === 0) return words.speak(EVENTS)("event.nobodyAtAll");
  const count = (band: string) => Number(rows.find((row) => row.band === band)?.units ?? 0);
  const [critical, open] = [count("critical"), count("no_data")];
  const units = words.units(all, String(query.unit));
  if (open === all) return say("risk.unscored", {units});
  const n = count("high") + critical;
  return say("risk.some", {
    units,
    n,
    share: words.share(n / all),
    horizon,
    worst: critical === 0 ? "" : say("risk.worst", {n: critical}),
    open: open === 0 ? "" : say("risk.open", {n: open}),
    warning: (diagnostics.risk as Row | undefined)?.ordered === false ? say("risk.warning") : "",
  });
}
