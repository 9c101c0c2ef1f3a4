// Everything that is wrong with a query, told at once. Made only where something is, so it loads then.
import {atOnce} from "../model/at-once.js";
import type {Dataset} from "../model/dataset.js";
import {FormError, QueryError, UnknownUnit} from "../model/errors.js";
import {sampleOf} from "../model/sample.js";
import {NotLoaded} from "../model/lazy.js";
import {listed, nameless, TO_ALLOW, UnknownName} from "../model/unknown-name.js";
import {questionOf} from "./question.js";

/** Options left out in turn to see what is wrong with the others. */
const MOST = 16;

/**
 * `first` with all other faults of the query: what its form lacks, and every event, property, cohort and stage that is not there. The
 * question is asked once more, over the names of the data only, and what is wrong is left out until nothing else is.
 */
export function allFaults(first: QueryError, input: unknown, dataset: Dataset): QueryError {
  const found = new Map<string, QueryError>();
  const tell = (fault: QueryError) => void found.set(fault.message, fault);
  const sample = sampleOf(dataset);
  let asked = input;
  for (let tries = 0; tries < MOST; tries++) {
    const fault = faultOf(asked, sample, tell);
    // What is missing after something was left out, is missing because of that.
    if (!fault || (tries > 0 && fault instanceof FormError)) break;
    // The sample holds a few units; who else is there it cannot say.
    if (!(fault instanceof UnknownUnit)) tell(fault);
    const less = pathsOf(fault).reduce<unknown>(without, asked);
    if (less === asked) break;
    asked = less;
  }
  return joined(found.has(first.message) ? [...found.values()] : [first, ...found.values()]);
}

/** What ends the question over these data; null where nothing does. What does not end it is told. */
function faultOf(input: unknown, dataset: Dataset, tell: (fault: QueryError) => void): QueryError | null {
  try {
    const {analysis, query, scope} = questionOf(input, dataset, tell);
    atOnce(analysis.collect(scope, query));
    return null;
  } catch (error) {
    if (error instanceof QueryError) return error;
    if (error instanceof NotLoaded) throw error;
    // A question without what was wrong with it may be one that cannot be asked at all.
    return null;
  }
}

const LINE = /^([A-Za-z_$][\w$]*(?:\.[\w$]+|\[\d+\])*): /;

function pathsOf(fault: QueryError): string[] {
  if (fault.path) return [fault.path];
  return fault.message.split("\n").flatMap((line) => LINE.exec(line)?.[1] ?? []);
}

/** The query without the option at `path`; the query itself where there is none, or where others would move to its place. */
function without(query: unknown, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const last = keys.pop()!;
  const copy = structuredClone(query);
  let at: unknown = copy;
  for (const key of keys) at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined;
  if (typeof at !== "object" || at === null || Array.isArray(at) || !Object.hasOwn(at, last)) return query;
  delete (at as Record<string, unknown>)[last];
  return copy;
}

/** One error of all: a line each, and what there is once at the end. */
function joined(faults: readonly QueryError[]): QueryError {
  if (faults.length === 1) return faults[0]!;
  const known = new Map<string, readonly string[]>();
  const lines = faults.map((fault) => {
    if (!(fault instanceof UnknownName)) return fault.message;
    known.set(fault.what, fault.known);
    const text = nameless(fault.what, fault.unknown, fault.known);
    return fault.path ? `${fault.path}: ${text}` : text;
  });
  const there = [...known].map(([what, names]) => `${PLURALS[what] ?? what} of the data: ${listed(names)}`);
  return new QueryError([...lines, ...there, ...(known.size ? [TO_ALLOW] : [])].join("\n"));
}

const PLURALS: Readonly<Record<string, string>> = {event: "events", property: "properties"};
