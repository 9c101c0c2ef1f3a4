// The frozen host: answers that were computed earlier, for static pages and reports.
import {QueryError} from "../model/errors.js";
import {canonicalJson} from "../model/hash.js";
import {Result, resultFromJson, type ResultJson} from "../results/result.js";
import type {Host} from "./host.js";

/** One frozen answer, under the query as it was asked. */
export interface FrozenAnswer {
  readonly asked: Readonly<Record<string, unknown>>;
  readonly result: Result | ResultJson;
}

/** What a reader can do about a question that a press on a mark asks. */
const NEEDS: Readonly<Record<string, string>> = {
  units: "; the list behind a number needs the data, or that list among the answers",
  customer: "; the timeline of a customer needs the data, or that timeline among the answers",
};

/** Answers exactly the frozen questions (as asked or as normalised) and refuses all others. */
export function frozenHost(answers: readonly (FrozenAnswer | Result | ResultJson)[]): Host {
  const known = new Map<string, Result>();
  for (const answer of answers) {
    const stored = "asked" in answer ? answer.result : answer;
    const result = stored instanceof Result ? stored : resultFromJson(stored);
    known.set(canonicalJson(result.query), result);
    if ("asked" in answer) known.set(canonicalJson(answer.asked), result);
  }
  return {
    ask: (query) => {
      const result = known.get(canonicalJson(query));
      if (result) return Promise.resolve(result);
      return Promise.reject(
        new QueryError(
          `this page carries finished answers only, and none for this ${query.kind} query${NEEDS[query.kind] ?? ""}`,
        ),
      );
    },
    close: () => known.clear(),
  };
}
