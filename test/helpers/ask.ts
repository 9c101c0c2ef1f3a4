// Asks a question in one go and gives the wire form, for tests of what is answered rather than how.
import {answer} from "../../engine/hosts/answer.js";
import {loadEveryPart} from "../../engine/hosts/every-part.js";
import {atOnce} from "../../engine/model/at-once.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Row} from "../../engine/model/table.js";
import type {ResultJson} from "../../engine/results/result.js";

await loadEveryPart();

/** The answer in wire form. */
export function ask(dataset: Dataset, query: QueryInput): ResultJson {
  return JSON.parse(JSON.stringify(atOnce(answer(query, dataset)))) as ResultJson;
}

/** Rows of one table, cut to some columns when given. */
export function rows(dataset: Dataset, query: QueryInput, table: string, columns?: readonly string[]): Row[] {
  const all = ask(dataset, query).tables[table] ?? [];
  return columns
    ? all.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))
    : [...all];
}
