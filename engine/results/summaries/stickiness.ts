// The sentence of a stickiness answer: how many of an interval's units a day sees.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import {sentence, type Words} from "../words.js";

/** Like "In March 2024, 420 people were active, 86.4 of them in an average day (21%)." */
export function stickinessSentence({query, tables}: Result, words: Words): string {
  const rows = (tables.ratio ? rowsOf(tables.ratio) : []).filter(
    (row) => (row.breakdown ?? null) === null && row.active !== null,
  );
  if (!tables.ratio)
    return `Units by the number of active ${String(query.subPeriod)}s in each ${String(query.interval)}.`;
  const row =
    rows.findLast(({status, active}) => status === "complete" && active !== 0) ??
    rows.findLast(({active}) => active !== 0);
  if (!row) return "Nobody was active in this time.";
  const many = words.units(row.active as number, String(query.unit));
  const were = row.active === 1 ? "was" : "were";
  if (row.ratio === null)
    return `${sentence(words.during(String(row.period), String(query.interval)))}, which is not over yet, ${many} ${were} active so far.`;
  const mean = words.number(row.mean_active as number, 1);
  return `${sentence(words.during(String(row.period), String(query.interval)))}, ${many} ${were} active, ${mean} of them in an average ${String(query.subPeriod)} (${words.share(row.ratio as number)}).`;
}
