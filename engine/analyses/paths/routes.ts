// The most frequent whole routes, cut at the last position (semantics 9.3).
import {byCodePoint} from "../../model/order.js";
import type {Cell} from "../../model/table.js";
import {positionsOf, type Sequences} from "./facts.js";
import {PairTable} from "./pair-table.js";
import type {PathsQuery} from "./query.js";

const FEWEST_ROUTES = 20;

/** Routes as lists of names, most frequent first; at most max(top, 20). */
export function routeRows(facts: Sequences, names: readonly string[], query: PathsQuery): Record<string, Cell>[] {
  const limit = Math.max(query.top, FEWEST_ROUTES);
  const {trie, ends} = routeTrie(facts, positionsOf(query).width);
  const least = smallestKept(ends, limit);
  const frequent: number[] = [];
  // Ties at the cut are decided by name, so the first of those as frequent as the last one kept are looked for.
  const tied = new FirstRoutes(trie, names, limit);
  ends.forEach((count, node) => {
    if (count > least) frequent.push(node);
    else if (count === least && count > 0) tied.offer(node);
  });
  const rows = [...frequent, ...tied.nodes].map((node) => ({
    route: codesOf(trie, node).map((code) => names[code]!),
    count: ends[node]!,
    share: ends[node]! / facts.sequences,
  }));
  return rows.sort((a, b) => b.count - a.count || byNames(a.route, b.route)).slice(0, limit);
}

/** A trie in a table of (parent node, name): node n + 1 is pair n, node 0 the root. `ends` counts the sequences that end at a node. */
function routeTrie({codes, rows, singles}: Sequences, width: number): {trie: PairTable; ends: Uint32Array} {
  const trie = new PairTable(1024);
  const alone = Uint32Array.from(singles, (count, code) => (count > 0 ? trie.idOf(0, code) + 1 : 0));
  const last = new Uint32Array(rows);
  for (let s = 0, at = 0; s < rows; s++) {
    let node = 0;
    for (const end = at + width; at < end; at++) if (codes[at] !== 0) node = trie.idOf(node, codes[at]!) + 1;
    last[s] = node;
  }
  const ends = new Uint32Array(trie.size + 1);
  for (let s = 0; s < rows; s++) ends[last[s]!]!++;
  singles.forEach((count, code) => (ends[alone[code]!]! += count));
  return {trie, ends};
}

/** The count of the limit-th most frequent route; 0 where there are fewer. */
function smallestKept(ends: Uint32Array, limit: number): number {
  const most: number[] = [];
  for (const count of ends) {
    if (count === 0 || (most.length === limit && count <= most[0]!)) continue;
    if (most.length === limit) most.shift();
    let place = most.length;
    while (place > 0 && most[place - 1]! > count) place--;
    most.splice(place, 0, count);
  }
  return most.length === limit ? most[0]! : 0;
}

/** Keeps the first `limit` of the routes offered, by name. */
class FirstRoutes {
  readonly nodes: number[] = [];
  readonly #routes: string[][] = [];
  constructor(
    private readonly trie: PairTable,
    private readonly names: readonly string[],
    private readonly limit: number,
  ) {}

  offer(node: number): void {
    const route = codesOf(this.trie, node).map((code) => this.names[code]!);
    let place = this.nodes.length;
    while (place > 0 && byNames(this.#routes[place - 1]!, route) > 0) place--;
    if (place === this.limit) return;
    this.nodes.splice(place, 0, node);
    this.#routes.splice(place, 0, route);
    this.nodes.length = this.#routes.length = Math.min(this.nodes.length, this.limit);
  }
}

function codesOf(trie: PairTable, node: number): number[] {
  const codes: number[] = [];
  for (let at = node; at > 0; at = trie.a[at - 1]!) codes.push(trie.b[at - 1]!);
  return codes.reverse();
}

function byNames(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = byCodePoint(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
