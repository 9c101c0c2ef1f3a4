// Answers a question on this thread, slice by slice: the one path from query to result that all hosts share.
import type {Analysis, Tabulated, Work} from "../analyses/analysis.js";
import {firstFrom} from "../model/first-from.js";
import type {Dataset} from "../model/dataset.js";
import {canonicalJson, hashText} from "../model/hash.js";
import type {CommonQuery} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import {Result, type Diagnostics} from "../results/result.js";
import {QueryError} from "../model/errors.js";
import {Lazy, loaded} from "../model/lazy.js";
import {comparedSentence, sentences} from "../results/sentence-of.js";
import {annotationsOf} from "./annotations.js";
import {drive} from "./drive.js";
import type {AskOptions} from "./host.js";
import {asksForSides, questionOf} from "./question.js";
import {VERSION} from "../model/version.js";

/** What finds everything that is wrong with a query. */
export const faults = new Lazy("faults", () => import("./faults.js"));

/** The answer, worked out on this thread in slices, after loading the parts of the engine that the question needs. */
export function answered(input: unknown, dataset: Dataset, options?: AskOptions): Promise<Result> {
  return loaded(() => drive(answer(input, dataset), options));
}

/**
 * Works out the answer. Yields progress in [0, 1]. Throws QueryError with all that is wrong when the query is at fault, and NotLoaded before it has begun
 * where a part of the engine is still to be loaded.
 */
export function* answer(input: unknown, dataset: Dataset): Work<Result> {
  try {
    return yield* asked(input, dataset);
  } catch (error) {
    throw error instanceof QueryError ? faults.now.allFaults(error, input, dataset) : error;
  }
}

function* asked(input: unknown, dataset: Dataset): Work<Result> {
  const {analysis, query, scope} = questionOf(input, dataset);
  const summary = sentenceFor(query);
  const facts = yield* analysis.collect(scope, query);
  const tables = yield* tabulated(analysis, [facts], scope, query);
  return resultOf(query, tables, diagnosticsOf(dataset, query, scope), summary);
}

/** Tables from the facts of all slices. Takes breaths before the long parts: one who has cancelled need not wait for them. */
export function* tabulated(
  analysis: Analysis,
  parts: readonly unknown[],
  frame: Frame,
  query: CommonQuery,
): Work<Tabulated> {
  yield 1;
  const merged = analysis.merge(parts);
  const facts = analysis.settle ? yield* analysis.settle(merged, query) : merged;
  yield 1;
  return analysis.tabulate(facts, frame, query);
}

/** What says the answer to a query in a sentence. Throws NotLoaded while that is to be loaded. */
export function sentenceFor(query: CommonQuery): (result: Result) => string {
  const part = asksForSides(query) ? comparedSentence : sentences.get(query.kind);
  return part ? part.now : () => "";
}

/** Tables, diagnostics and the summary sentence as one result; only the tables that the query asks for. */
export function resultOf(
  query: CommonQuery,
  {tables, diagnostics = {}}: Tabulated,
  common: Diagnostics,
  summary: (result: Result) => string,
): Result {
  const asked = query.tables ?? Object.keys(tables);
  const kept = Object.fromEntries(Object.entries(tables).filter(([name]) => asked.includes(name)));
  const plain = {...query} as unknown as Record<string, unknown>;
  const bare = new Result(query.kind, plain, kept, "", {...common, ...diagnostics});
  return new Result(query.kind, plain, kept, summary(bare), bare.diagnostics);
}

export function diagnosticsOf(dataset: Dataset, query: CommonQuery, scope: Scope): Diagnostics {
  const {ledger, identity} = dataset;
  const annotations = annotationsOf(dataset, query, scope);
  const total = (field: "read" | "kept" | "rejected") => ledger.files.reduce((sum, file) => sum + file[field], 0);
  return {
    rows: {
      read: total("read"),
      kept: total("kept"),
      rejected: total("rejected"),
      afterAsOf: countFrom(dataset, scope.asOf),
    },
    files: ledger.files,
    merges: identity.merges,
    conflicts: identity.conflicts,
    unknownNames: [...scope.unknown],
    tz: query.tz,
    asOf: dataset.store.size ? query.asOf : null,
    engine: VERSION,
    dataset: dataset.hash,
    query: hashText(canonicalJson(query)),
    notes: ledger.notes,
    ...(annotations && {annotations}),
  };
}

function countFrom({store, lastTs}: Dataset, asOf: number): number {
  if (!(lastTs >= asOf)) return 0;
  const {ts, offsets, users, size} = store;
  let count = 0;
  for (let u = 0; u < users.length; u++) count += offsets[u + 1]! - firstFrom(ts, offsets[u]!, offsets[u + 1]!, asOf);
  // Rows of accounts only come last, in no order that helps here.
  for (let row = offsets[users.length]!; row < size; row++) if (ts[row]! >= asOf) count++;
  return count;
}
