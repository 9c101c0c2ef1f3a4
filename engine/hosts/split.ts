// Answers a question over slices of the data in several threads: each collects, facts are merged and tabulated once.
import type {Analysis} from "../analyses/analysis.js";
import type {Dataset} from "../model/dataset.js";
import {NeedsWhole, QueryError} from "../model/errors.js";
import type {CommonQuery} from "../model/query.js";
import type {Scope} from "../model/scope.js";
import {loaded} from "../model/lazy.js";
import type {Result} from "../results/result.js";
import {answered, diagnosticsOf, resultOf, sentenceFor, tabulated} from "./answer.js";
import {drive} from "./drive.js";
import type {AskOptions} from "./host.js";
import {questionOf} from "./question.js";

/** What one thread found in its slice. */
export interface SliceFacts {
  readonly facts: unknown;
  /** Names the data does not have, where the query allows them. */
  readonly unknown: readonly string[];
  /** Memory of the facts that a thread may hand over. */
  readonly buffers?: ArrayBuffer[];
}
/** Collects over one slice, on this thread or another. Rejects with NeedsWhole where the slice is not enough. */
export type Collect = (query: unknown, options: AskOptions) => Promise<SliceFacts>;

/** Collects over a slice on this thread. */
export function collector(slice: Dataset): Collect {
  return (input, options) =>
    loaded(async () => {
      const {analysis, query, scope} = wanted(input, slice);
      const facts = await drive(analysis.collect(scope, query), options);
      return {facts, unknown: [...scope.unknown], buffers: analysis.buffers?.(facts) ?? []};
    });
}

function wanted(input: unknown, slice: Dataset): {analysis: Analysis; query: CommonQuery; scope: Scope} {
  const question = questionOf(input, slice);
  if (question.analysis.whole) throw new NeedsWhole();
  return question;
}

/**
 * The answer over `whole`, counted by the slices. What a slice cannot tell, and what it says is wrong with the query, is left to
 * the whole: a fault may show in one slice and not in another, and the message must not depend on that.
 */
export async function answerSplit(
  input: unknown,
  whole: Dataset,
  slice: Dataset,
  collectors: readonly Collect[],
  options: AskOptions,
): Promise<Result> {
  try {
    const {analysis, query, scope} = await loaded(() => wanted(input, slice));
    const summary = await loaded(() => sentenceFor(query));
    const parts = await together(collectors, input, options);
    for (const name of parts.flatMap(({unknown}) => unknown)) scope.unknown.add(name);
    const facts = parts.map((part) => part.facts);
    const tables = await drive(tabulated(analysis, facts, scope, query), options);
    return resultOf(query, tables, diagnosticsOf(whole, query, scope), summary);
  } catch (error) {
    if (!(error instanceof NeedsWhole) && !(error instanceof QueryError)) throw error;
    return answered(input, whole, options);
  }
}

// The first that fails stops the others.
async function together(
  collectors: readonly Collect[],
  input: unknown,
  {signal, onProgress}: AskOptions,
): Promise<SliceFacts[]> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener("abort", abort);
  const done = new Float64Array(collectors.length);
  const told = (k: number) => (part: number) => {
    done[k] = part;
    onProgress?.(done.reduce((sum, own) => sum + own, 0) / done.length);
  };
  try {
    return await Promise.all(
      collectors.map((collect, k) => collect(input, {signal: stop.signal, onProgress: told(k)})),
    );
  } catch (error) {
    abort();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}
