// Counts the units in several shares, as workers do, and joins what they found.
import {loadEveryPart} from "../../engine/hosts/every-part.js";
import {normalise, questionOf, scopeOf} from "../../engine/hosts/question.js";
import {atOnce} from "../../engine/model/at-once.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {QueryInput} from "../../engine/model/query.js";
import {rowsOf, type Row} from "../../engine/model/table.js";

await loadEveryPart();

/** The tables of an answer whose facts were collected from `parts`, sent through a structured clone and merged. */
export function tablesOfParts(whole: Dataset, parts: readonly Dataset[], input: QueryInput): Record<string, Row[]> {
  const {analysis, query, calendar} = normalise(input, whole);
  const facts = parts.map((part) =>
    structuredClone(atOnce(analysis.collect(scopeOf(query, calendar, part, whole), query))),
  );
  const {tables} = analysis.tabulate(analysis.merge(facts), questionOf(input, whole).scope, query);
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, rowsOf(table)]));
}
