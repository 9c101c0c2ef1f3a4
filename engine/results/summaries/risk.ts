// The sentence of a risk answer: how many are likely to stay silent, and whether such a score held a horizon ago.
import {parseDuration} from "../../model/duration.js";
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";

/** Like "Of 2,104 people, 310 (15%) are at risk of staying silent for another 28 days, 120 of them critically." */
export function riskSentence({query, tables, diagnostics}: Result, words: Words): string {
  const rows = (tables.bands ? rowsOf(tables.bands) : []).filter((row) => (row.breakdown ?? null) === null);
  if (!tables.bands) return `The tables show who is likely to stay silent for ${horizon(query, words)}.`;
  const n = Number(rows[0]?.n ?? 0);
  if (n === 0) return "Nobody was active in this time.";
  const units = (band: string) => Number(rows.find((row) => row.band === band)?.units ?? 0);
  const many = words.units(n, String(query.unit));
  const scored = n - units("no_data");
  if (scored === 0) return `Of ${many}, nobody can be scored: too few silences have lasted as long.`;
  const [critical, risky] = [units("critical"), units("high") + units("critical")];
  const are = risky === 1 ? "is" : "are";
  const worst = critical === 0 ? "" : `, ${words.count(critical)} of them critically`;
  const open = units("no_data") === 0 ? "" : `; ${words.count(units("no_data"))} cannot be scored`;
  const said = `Of ${many}, ${words.count(risky)} (${words.share(risky / n)}) ${are} at risk of staying silent for another ${horizon(query, words)}${worst}${open}`;
  return `${said}${warning(diagnostics.risk as Row | undefined)}.`;
}

function horizon(query: Result["query"], words: Words): string {
  return words.duration(parseDuration(String(query.horizon)));
}

function warning(facts: Row | undefined): string {
  return facts?.ordered === false
    ? "; read this with care, since in the backtest higher bands did not stay silent more often"
    : "";
}
