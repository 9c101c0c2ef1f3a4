// The most frequent whole routes, cut at the last position (semantics 9.3).
import {byCodePoint} from "../../model/order.js";
import type {Cell} from "../../model/table.js";
import type {PathsFacts} from "./facts.js";
import {PairTable} from "./pair-counter.js";
import type {PathsQuery} from "./query.js";

const FEWEST_ROUTES = 20;

/** Routes as lists of names, most frequent first; at most max(top, 20). */
export function routeRows({codes, width, sequences, names}: PathsFacts, {top}: PathsQuery): Record<string, Cell>[] {
  // A trie in a table of (parent node, name): node n + 1 is pair n, node 0 the root.
  const trie = new PairTable(1024);
  const ends = new Map<number, number>();
  for (let s = 0; s < sequences; s++) {
    let node = 0;
    for (let p = 0; p < width; p++) {
      const code = codes[s * width + p]!;
      if (code > 0) node = trie.idOf(node, code) + 1;
    }
    ends.set(node, (ends.get(node) ?? 0) + 1);
  }
  const routes = [...ends].map(([node, count]) => ({node, count}));
  routes.sort((a, b) => b.count - a.count);
  const limit = Math.max(top, FEWEST_ROUTES);
  // Ties at the cut must be decided by name, so all routes as frequent as the last one kept are spelled out.
  const least = routes[limit - 1]?.count ?? 0;
  const spelled = routes
    .filter(({count}) => count >= least)
    .map(({node, count}) => ({route: spell(trie, node, names), count, share: count / sequences}));
  return spelled
    .sort((a, b) => b.count - a.count || byCodePoint(a.route.join("\0"), b.route.join("\0")))
    .slice(0, limit);
}

function spell(trie: PairTable, node: number, names: readonly string[]): string[] {
  const route: string[] = [];
  for (let at = node; at > 0; at = trie.a[at - 1]!) route.unshift(names[trie.b[at - 1]!]!);
  return route;
}
