// Paths: which events follow which, position by position, and which whole routes are frequent (semantics 9).
import {QueryError} from "../model/errors.js";
import {byCodePoint} from "../model/order.js";
import type {Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import type {Analysis, Work} from "./analysis.js";
import {PairTable} from "./paths/pair-counter.js";
import {pathsSchema, type PathsQuery} from "./paths/query.js";
import {ENTRY, EXIT, OTHER, positionsOf, type PathsFacts} from "./paths/facts.js";
import {linkRows} from "./paths/links.js";
import {routeRows} from "./paths/routes.js";
import {sequenceReader} from "./paths/sequences.js";

const columns = {
  links: ["position", "source", "target", "count", "share_of_source", "median_gap_ms"],
  nodes: ["position", "name", "count", "share"],
  routes: ["route", "count", "share"],
  graph: ["source", "target", "count", "units", "p_out"],
} as const;

/** Units between two tellings of progress. */
const BATCH = 4096;

export const paths: Analysis<PathsQuery, PathsFacts> = {
  kind: "paths",
  schema: pathsSchema,
  tables: columns,
  check({anchor}) {
    if (anchor.at === "around" && anchor.event === undefined) {
      throw new QueryError(
        'missing; name the event to look around, like {"at": "around", "event": "signup"}',
        "anchor.event",
      );
    }
  },
  collect,
  merge,
  tabulate(facts, _frame, query) {
    const {links, nodes} = linkRows(facts, query);
    return {
      tables: {
        links: tableOf(columns.links, links),
        nodes: tableOf(columns.nodes, nodes),
        routes: tableOf(columns.routes, routeRows(facts, query)),
        graph: tableOf(columns.graph, graphRows(facts)),
      },
      diagnostics: {sequences: facts.sequences, not_matched: facts.notMatched},
    };
  },
  behind,
};

function* collect(scope: Scope, query: PathsQuery): Work<PathsFacts> {
  const read = sequenceReader(scope, query);
  const {first, width} = positionsOf(query);
  const step = query.anchor.at === "end" ? -1 : 1;
  const rows = new RowBuffer(width);
  const pairs = new GraphCounter();
  let notMatched = 0;
  for (let u = 0; u < scope.units; u++) {
    const sequence = read(u);
    if (sequence.length > 0) {
      if (sequence.anchor < 0) notMatched++;
      else {
        rows.add(sequence.codes, sequence.ts, sequence.length, sequence.anchor, first, step);
        pairs.add(sequence.codes, sequence.length, u);
      }
    }
    if (u % BATCH === 0) yield u / scope.units;
  }
  const names = scope.index.name.dictionary.map((name) => (name ?? "") as string);
  return {names, width, ...rows.facts(), notMatched, pairs: pairs.facts()};
}

/** Growing rows of codes and gaps. */
class RowBuffer {
  #codes: Uint32Array<ArrayBuffer>;
  #gaps: Float64Array<ArrayBuffer>;
  #rows = 0;
  constructor(readonly width: number) {
    this.#codes = new Uint32Array(1024 * width);
    this.#gaps = new Float64Array(1024 * width);
  }
  add(codes: Uint32Array, ts: Float64Array, length: number, anchor: number, first: number, step: 1 | -1): void {
    const base = this.#rows * this.width;
    if (base + this.width > this.#codes.length) this.#grow();
    for (let p = 0; p < this.width; p++) {
      const at = anchor + (first + p - 1) * step;
      const inside = at >= 0 && at < length;
      const next = at + step;
      this.#codes[base + p] = inside ? codes[at]! : 0;
      this.#gaps[base + p] = inside && next >= 0 && next < length ? Math.abs(ts[next]! - ts[at]!) : NaN;
    }
    this.#rows++;
  }
  facts(): {codes: Uint32Array; gaps: Float64Array; sequences: number} {
    const used = this.#rows * this.width;
    return {codes: this.#codes.slice(0, used), gaps: this.#gaps.slice(0, used), sequences: this.#rows};
  }
  #grow(): void {
    const codes = new Uint32Array(this.#codes.length * 2);
    codes.set(this.#codes);
    const gaps = new Float64Array(this.#gaps.length * 2);
    gaps.set(this.#gaps);
    [this.#codes, this.#gaps] = [codes, gaps];
  }
}

/** Counts of adjacent pairs, and of the units that have them. */
class GraphCounter {
  readonly #table = new PairTable();
  #count = new Uint32Array(256);
  #units = new Uint32Array(256);
  #lastUnit = new Int32Array(256).fill(-1);
  add(codes: Uint32Array, length: number, unit: number): void {
    for (let i = 1; i < length; i++) {
      const id = this.#table.idOf(codes[i - 1]!, codes[i]!);
      if (id >= this.#count.length) this.#grow();
      this.#count[id]!++;
      if (this.#lastUnit[id] === unit) continue;
      this.#lastUnit[id] = unit;
      this.#units[id]!++;
    }
  }
  facts(): PathsFacts["pairs"] {
    const n = this.#table.size;
    return {
      source: this.#table.a.slice(0, n),
      target: this.#table.b.slice(0, n),
      count: this.#count.slice(0, n),
      units: this.#units.slice(0, n),
    };
  }
  #grow(): void {
    const length = this.#count.length * 2;
    const count = new Uint32Array(length);
    const units = new Uint32Array(length);
    const last = new Int32Array(length).fill(-1);
    count.set(this.#count);
    units.set(this.#units);
    last.set(this.#lastUnit);
    [this.#count, this.#units, this.#lastUnit] = [count, units, last];
  }
}

function merge(parts: readonly PathsFacts[]): PathsFacts {
  const [first] = parts;
  if (!first)
    return {
      names: [],
      width: 0,
      codes: new Uint32Array(),
      gaps: new Float64Array(),
      sequences: 0,
      notMatched: 0,
      pairs: new GraphCounter().facts(),
    };
  if (parts.length === 1) return first;
  const total = parts.reduce((sum, part) => sum + part.codes.length, 0);
  const codes = new Uint32Array(total);
  const gaps = new Float64Array(total);
  let at = 0;
  for (const part of parts) {
    codes.set(part.codes, at);
    gaps.set(part.gaps, at);
    at += part.codes.length;
  }
  const sum = (field: "sequences" | "notMatched") => parts.reduce((total, part) => total + part[field], 0);
  return {
    names: first.names,
    width: first.width,
    codes,
    gaps,
    sequences: sum("sequences"),
    notMatched: sum("notMatched"),
    pairs: mergePairs(parts),
  };
}

function mergePairs(parts: readonly PathsFacts[]): PathsFacts["pairs"] {
  const table = new PairTable();
  const [count, units]: [number[], number[]] = [[], []];
  for (const {pairs} of parts) {
    pairs.source.forEach((source, i) => {
      const id = table.idOf(source, pairs.target[i]!);
      count[id] = (count[id] ?? 0) + pairs.count[i]!;
      units[id] = (units[id] ?? 0) + pairs.units[i]!;
    });
  }
  const n = table.size;
  return {
    source: table.a.slice(0, n),
    target: table.b.slice(0, n),
    count: Uint32Array.from(count),
    units: Uint32Array.from(units),
  };
}

function graphRows({names, pairs}: PathsFacts): Record<string, Cell>[] {
  const out = new Map<number, number>();
  pairs.source.forEach((source, i) => out.set(source, (out.get(source) ?? 0) + pairs.count[i]!));
  const rows = Array.from(pairs.source, (source, i) => ({
    source: names[source]!,
    target: names[pairs.target[i]!]!,
    count: pairs.count[i]!,
    units: pairs.units[i]!,
    p_out: pairs.count[i]! / out.get(source)!,
  }));
  return rows.sort((a, b) => b.count - a.count || byCodePoint(a.source, b.source) || byCodePoint(a.target, b.target));
}

/** Units whose sequence runs through a link (`position, source, target`), a node (`position, name`), a route or an edge of the graph. */
function* behind(scope: Scope, query: PathsQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const read = sequenceReader(scope, query);
  const {first} = positionsOf(query);
  const names = scope.index.name.dictionary as readonly string[];
  const step = query.anchor.at === "end" ? -1 : 1;
  const kept = yield* keptNames(scope, query);
  const found: Row[] = [];
  for (let u = 0; u < scope.units; u++) {
    const {codes, ts, length, anchor} = read(u);
    if (anchor >= 0) {
      const nameAt = (position: number): string | null => {
        const at = anchor + (position - 1) * step;
        return at >= 0 && at < length ? names[codes[at]!]! : null;
      };
      if (
        matches(
          table,
          row,
          nameAt,
          kept,
          first,
          Array.from(codes.subarray(0, length), (code) => names[code]!),
          query,
        )
      ) {
        found.push({
          unit: scope.index.ids[u]!,
          entered: ts[anchor]!,
          events: length,
          route: Array.from({length: Math.min(length, query.steps)}, (_, p) => nameAt(p + 1) ?? "").filter(Boolean),
        });
      }
    }
    if (u % BATCH === 0) yield u / scope.units;
  }
  return found;
}

function* keptNames(scope: Scope, query: PathsQuery): Work<Map<number, Set<string>>> {
  const facts = yield* collect(scope, query);
  const kept = new Map<number, Set<string>>();
  for (const {position, name} of linkRows(facts, query).nodes as {position: number; name: string}[]) {
    kept.set(position, (kept.get(position) ?? new Set()).add(name));
  }
  return kept;
}

function matches(
  table: string,
  row: Readonly<Row>,
  nameAt: (position: number) => string | null,
  kept: Map<number, Set<string>>,
  first: number,
  all: string[],
  query: PathsQuery,
): boolean {
  const shown = (position: number): string => {
    const name = nameAt(position);
    if (name === null) return position < 1 && query.anchor.at === "around" ? ENTRY : EXIT;
    return kept.get(position)?.has(name) ? name : OTHER;
  };
  if (table === "links") {
    const position = Number(row.position);
    return (
      position >= first &&
      shown(position) === row.source &&
      shown(position + 1) === row.target &&
      (nameAt(position) ?? nameAt(position + 1)) !== null
    );
  }
  if (table === "nodes") return shown(Number(row.position)) === row.name;
  if (table === "routes") {
    const route = Array.isArray(row.route) ? (row.route as string[]) : String(row.route).split(" > ");
    const {width} = positionsOf(query);
    const own = Array.from({length: width}, (_, p) => nameAt(first + p)).filter((name) => name !== null);
    return own.length === route.length && own.every((name, i) => name === route[i]);
  }
  return all.some((name, i) => i > 0 && all[i - 1] === row.source && name === row.target);
}
