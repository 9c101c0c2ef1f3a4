// The sentence of a growth answer: the last complete period in numbers.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import {sentence, type Words} from "../words.js";
import {eventWords} from "./event-words.js";

/** Like "In the week of Mar 4, 2024, 420 people were active: 40 new, 360 retained and 20 back after a break; 35 went dormant." */
export function growthSentence({query, tables}: Result, words: Words): string {
  const rows = (tables.periods ? rowsOf(tables.periods) : []).filter(
    (row) => (row.breakdown ?? null) === null && row.active !== null,
  );
  const row = rows.findLast(({status}) => status === "complete") ?? rows[rows.length - 1];
  if (!row) return "There is no period to show.";
  if (rows.every((one) => one.active === 0)) return `Nobody ${active(query, "was")} in this time.`;
  const {count} = words;
  const many = words.units(row.active as number, String(query.unit));
  const classes = `${count(row.new as number)} new, ${count(row.retained as number)} retained and ${count(row.resurrected as number)} back after a break`;
  const so = row.status === "complete" ? "" : " so far";
  return `${sentence(words.during(String(row.period), String(query.period)))}${so}, ${many} ${active(query, row.active === 1 ? "was" : "were")}: ${classes}; ${count(row.dormant as number)} went dormant.`;
}

function active({activity}: Result["query"], verb: string): string {
  const event = eventWords(activity);
  return event === null ? `${verb} active` : `did ${event}`;
}
