// The units behind a row of a paths answer.
import {OTHER} from "../../model/buckets.js";
import type {Scope} from "../../model/scope.js";
import type {Cell, Row} from "../../model/table.js";
import type {Work} from "../analysis.js";
import {inBucket, unitLabels} from "../in-bucket.js";
import {part} from "../progress.js";
import {collect} from "./collect.js";
import {ENTRY, EXIT, positionsOf, type PathsFacts} from "./facts.js";
import {linkRows} from "./links.js";
import type {PathsQuery} from "./query.js";
import {SequenceReader} from "./sequences.js";
import {rankedSequences, shownSequences} from "./shown.js";

const BATCH = 4096;

/**
 * Units whose sequence runs through a link (`position, source, target`), a node (`position, name`), is a route (`route`), or has an edge
 * of the graph (`source, target`); each with the instant of its anchor, its length and its route.
 */
export function* pathsBehind(scope: Scope, query: PathsQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const facts = yield* part(collect(scope, query), 0, 0.5);
  const inOwn = inBucket(rankedSequences(facts, query), row.breakdown ?? null, () =>
    unitLabels(scope, "*", query.breakdown, "paths"),
  );
  const view = new SequenceView(query, facts, row.breakdown ?? null);
  const holds = conditionOf(table, row, query);
  const sequence = new SequenceReader(scope, query);
  const found: Row[] = [];
  for (let u = 0; u < scope.units; u++) {
    sequence.read(u);
    if (sequence.anchor >= 0 && inOwn(u) && holds(view.of(sequence))) {
      found.push({
        unit: scope.index.id(u),
        entered: sequence.ts[sequence.anchor]!,
        events: sequence.length,
        route: view.route(),
      });
    }
    if (u % BATCH === 0) yield 0.5 + (0.5 * u) / scope.units;
  }
  return found;
}

function conditionOf(table: string, row: Readonly<Row>, {steps, anchor}: PathsQuery): (view: SequenceView) => boolean {
  const {first, width} = positionsOf({steps, anchor});
  const position = Number(row.position);
  if (table === "links") {
    const drawn = position >= first && position + 1 < first + width;
    return (view) =>
      drawn && view.runs(position) && view.shown(position) === row.source && view.shown(position + 1) === row.target;
  }
  if (table === "nodes") return (view) => view.shown(position) === row.name;
  if (table === "graph") return (view) => view.follows(String(row.source), String(row.target));
  const route = JSON.stringify(Array.isArray(row.route) ? row.route : String(row.route).split(" > "));
  return (view) => JSON.stringify(view.route()) === route;
}

/** One sequence at a time, as the tables show it. */
class SequenceView {
  readonly #names: readonly string[];
  readonly #kept = new Set<string>();
  readonly #query: PathsQuery;
  readonly #step: number;
  #sequence!: SequenceReader;

  constructor(query: PathsQuery, facts: PathsFacts, breakdown: Cell) {
    const bucket = shownSequences(facts, query).find((own) => own.breakdown === breakdown);
    const nodes = bucket ? linkRows(bucket, facts.names, query).nodes : [];
    for (const {position, name} of nodes) this.#kept.add(`${String(position)} ${String(name)}`);
    this.#names = facts.names;
    this.#query = query;
    this.#step = query.anchor.at === "end" ? -1 : 1;
  }

  of(sequence: SequenceReader): this {
    this.#sequence = sequence;
    return this;
  }

  /** What stands at a position: a name that is kept there, `(other)`, or that the sequence is over or has not begun. */
  shown(position: number): string {
    const name = this.#at(position);
    if (name === null) return position < 1 && this.#query.anchor.at === "around" ? ENTRY : EXIT;
    return this.#kept.has(`${position} ${name}`) ? name : OTHER;
  }
  /** Whether the sequence is there at a position or the next. */
  runs(position: number): boolean {
    return this.#at(position) !== null || this.#at(position + 1) !== null;
  }
  follows(source: string, target: string): boolean {
    const {codes, length} = this.#sequence;
    for (let i = 1; i < length; i++)
      if (this.#names[codes[i - 1]!] === source && this.#names[codes[i]!] === target) return true;
    return false;
  }
  route(): string[] {
    const {first, width} = positionsOf(this.#query);
    return Array.from({length: width}, (_, p) => this.#at(first + p)).filter((name) => name !== null);
  }

  #at(position: number): string | null {
    const {codes, length, anchor} = this.#sequence;
    const at = anchor + (position - 1) * this.#step;
    return at >= 0 && at < length ? this.#names[codes[at]!]! : null;
  }
}
