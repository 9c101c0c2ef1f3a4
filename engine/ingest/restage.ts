// The option `stages`: events speak of the stage that the user says, in place of what their source says (sources.md section 2).
import {codesFor, type DictColumn} from "../model/column.js";
import {QueryError} from "../model/errors.js";
import {isRecord} from "../model/is-record.js";
import {LIFECYCLE} from "../model/lifecycle.js";
import {didYouMean, nearest} from "../model/nearest.js";
import type {StageOption, StatedStage} from "./options.js";

type Names = Readonly<Record<string, StatedStage>>;
const STATED = [...LIFECYCLE, "none"];

/** Throws QueryError for what is no stage, and for names under a source that does not exist. */
export function checkStageOption(stages: StageOption | undefined, sources: readonly string[]): void {
  if (stages === undefined) return;
  if (!isNames(stages))
    throw new QueryError(`must be event names with their stages; got ${JSON.stringify(stages)}`, "stages");
  for (const [key, value] of Object.entries(stages)) {
    if (!isNames(value)) expectStage(value, `stages.${key}`);
    else if (sources.includes(key))
      for (const [name, stage] of Object.entries(value)) expectStage(stage, `stages.${key}.${name}`);
    else
      throw new QueryError(
        `unknown source "${key}"${didYouMean(key, sources)}; known are ${sources.join(", ")}`,
        `stages.${key}`,
      );
  }
}

const isNames = (value: unknown): value is Names => isRecord(value);

function expectStage(value: unknown, path: string): void {
  if (value === null || (typeof value === "string" && STATED.includes(value))) return;
  const hint = typeof value === "string" ? didYouMean(value, STATED) : "";
  throw new QueryError(`unknown stage ${JSON.stringify(value)}${hint}; write one of ${STATED.join(", ")}`, path);
}

interface Staged {
  readonly size: number;
  readonly name: DictColumn;
  readonly source: DictColumn;
  readonly stage: DictColumn | null;
}

/** What the option says of a pair of source and name: where it says it, and the stage. */
interface Statement {
  readonly path: string;
  readonly stage: StatedStage;
}

/** The stages of all events, and a sentence for each name of the option that no event has. */
export interface Restaged {
  readonly stage: DictColumn | null;
  readonly notes: readonly string[];
}

/** The stages of all events under the option. */
export function restaged({size, name, source, stage}: Staged, stages: StageOption): Restaged {
  const dictionary: (string | null)[] = stage ? (stage.dictionary.slice() as (string | null)[]) : [null];
  const codeOf = (wanted: StatedStage): number => {
    const text = wanted === "none" ? null : wanted;
    const code = dictionary.indexOf(text);
    return code < 0 ? dictionary.push(text) - 1 : code;
  };
  const names = name.dictionary.length;
  const statements = source.dictionary.flatMap((from) =>
    name.dictionary.map((event) => (event === null ? null : statementFor(stages, String(from), String(event)))),
  );
  const stated = Int32Array.from(statements, (statement) => (statement ? codeOf(statement.stage) : -1));
  const seen = new Uint8Array(statements.length);
  const codes = codesFor(dictionary.length, size);
  for (let i = 0; i < size; i++) {
    const pair = source.codes[i]! * names + name.codes[i]!;
    seen[pair] = 1;
    codes[i] = stated[pair]! >= 0 ? stated[pair]! : stage ? stage.codes[i]! : 0;
  }
  const used = new Set(statements.flatMap((statement, pair) => (statement && seen[pair] ? [statement.path] : [])));
  return {stage: dictionary.length > 1 ? {codes, dictionary} : null, notes: unused(stages, used, name)};
}

function statementFor(stages: StageOption, source: string, name: string): Statement | null {
  const own = Object.hasOwn(stages, source) ? stages[source] : undefined;
  if (isNames(own) && Object.hasOwn(own, name)) return {path: `${source}.${name}`, stage: own[name]!};
  const stage = Object.hasOwn(stages, name) ? stages[name] : undefined;
  return stage === undefined || isNames(stage) ? null : {path: name, stage};
}

function unused(stages: StageOption, used: ReadonlySet<string>, {dictionary}: DictColumn): string[] {
  const names = dictionary.flatMap((text) => (text === null ? [] : [String(text)]));
  const paths = Object.entries(stages).flatMap(([key, value]) =>
    isNames(value) ? Object.keys(value).map((name) => [`${key}.${name}`, name] as const) : [[key, key] as const],
  );
  return paths
    .filter(([path]) => !used.has(path))
    .map(([path, name]) => {
      const near = nearest(name, names);
      return `stages: no event "${path}" in the data${near === null || near === name ? "" : ` (did you mean "${near}"?)`}`;
    });
}
