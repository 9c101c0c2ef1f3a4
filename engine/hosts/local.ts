// The local host: answers on the thread that asks, in slices.
import type {Dataset} from "../model/dataset.js";
import type {Table} from "../model/table.js";
import {Result} from "../results/result.js";
import {answerCache} from "./answer-cache.js";
import {answered} from "./answer.js";
import type {Host} from "./host.js";

/** A host over `dataset` on this thread. `wrap` says what tables answers carry (the engine's front door wraps Arquero's). */
export function localHostWith(dataset: Dataset, wrap: (table: Table) => Table): Host {
  return answerCache(async (query, options) => {
    const result = await answered(query, dataset, options);
    const tables = Object.fromEntries(Object.entries(result.tables).map(([name, table]) => [name, wrap(table)]));
    return new Result(result.kind, result.query, tables, result.summary, result.diagnostics);
  });
}
