// Which keys are one person (sources.md 4): hard joins always, strong ones unless they would put two exclusive ids together.
import {byCodePoint} from "../model/order.js";
import type {Keys} from "./keys.js";
import {UnionFind} from "./union-find.js";

export type Strength = "hard" | "strong";

/** A reason to believe that two keys are one. `rank`: lower counts first (the source's priority). */
export interface Join {
  readonly a: number;
  readonly b: number;
  readonly strength: Strength;
  readonly rank: number;
  /** Epoch ms; −Infinity when not known. */
  readonly ts: number;
  /** Where it is said; "" and 0 = in no file. */
  readonly file: string;
  readonly row: number;
}

/** Joined sets, and the strong joins that were held back because they contradict what is known. */
export interface Joined {
  /** Null when nothing was joined. */
  readonly sets: UnionFind | null;
  readonly held: readonly Join[];
}

/** Spaces in which one person (or account) has one id. "" is the user id of generic files. */
export const EXCLUSIVE_PEOPLE: ReadonlySet<string> = new Set(["", "user", "mpid"]);
export const EXCLUSIVE_ACCOUNTS: ReadonlySet<string> = new Set(["", "sfacc", "ext", "hscompany"]);

/**
 * Joins keys in an order that depends on the joins alone: hard before strong, then by rank, time and the keys' texts. So
 * neither the order of files nor that of rows matters. `trusting` lets strong joins override exclusive ids.
 */
export function joinKeys(keys: Keys, joins: readonly Join[], exclusive: ReadonlySet<string>, trusting = false): Joined {
  if (joins.length === 0) return {sets: null, held: []};
  const sets = new UnionFind(keys.size);
  for (const join of joins) if (join.strength === "hard" || trusting) sets.union(join.a, join.b);
  if (trusting) return {sets, held: []};
  const disputed = disputedKeys(keys, joins, exclusive);
  const waiting: Join[] = [];
  for (const join of joins) {
    if (join.strength === "hard") continue;
    if (disputed(join.a)) waiting.push(join);
    else sets.union(join.a, join.b);
  }
  return {sets, held: joinInOrder(keys, sets, waiting, exclusive)};
}

// Where joining everything would break no rule, the order does not matter: only the rest needs sorting.
function disputedKeys(keys: Keys, joins: readonly Join[], exclusive: ReadonlySet<string>): (key: number) => boolean {
  const all = new UnionFind(keys.size);
  for (const {a, b} of joins) all.union(a, b);
  const first = new Map<string, number>();
  const disputed = new Set<number>();
  for (let key = 1; key < keys.size; key++) {
    const space = keys.space(key);
    if (!exclusive.has(space)) continue;
    const root = all.find(key);
    const slot = `${root} ${space}`;
    if (first.has(slot)) disputed.add(root);
    else first.set(slot, key);
  }
  return (key) => disputed.size > 0 && disputed.has(all.find(key));
}

function joinInOrder(keys: Keys, sets: UnionFind, joins: readonly Join[], exclusive: ReadonlySet<string>): Join[] {
  const ids = exclusiveIds(keys, sets, joins, exclusive);
  const held: Join[] = [];
  for (const join of [...joins].sort((x, y) => compareJoins(keys, x, y))) {
    const [a, b] = [sets.find(join.a), sets.find(join.b)];
    if (a === b) continue;
    const [of, other] = [ids.get(a) ?? [], ids.get(b) ?? []];
    if (contradicts(keys, of, other)) held.push(join);
    else {
      sets.union(a, b);
      ids.set(sets.find(a), [...of, ...other]);
    }
  }
  return held;
}

function exclusiveIds(
  keys: Keys,
  sets: UnionFind,
  joins: readonly Join[],
  exclusive: ReadonlySet<string>,
): Map<number, number[]> {
  const ids = new Map<number, number[]>();
  const roots = new Set(joins.flatMap(({a, b}) => [sets.find(a), sets.find(b)]));
  for (let key = 1; joins.length > 0 && key < keys.size; key++) {
    const root = sets.find(key);
    if (!roots.has(root) || !exclusive.has(keys.space(key))) continue;
    const known = ids.get(root);
    if (known) known.push(key);
    else ids.set(root, [key]);
  }
  return ids;
}

const contradicts = (keys: Keys, some: readonly number[], others: readonly number[]) =>
  some.some((a) => others.some((b) => a !== b && keys.space(a) === keys.space(b)));

function compareJoins(keys: Keys, x: Join, y: Join): number {
  const [xa, xb] = ordered(keys, x);
  const [ya, yb] = ordered(keys, y);
  return x.rank - y.rank || (x.ts === y.ts ? 0 : x.ts - y.ts) || byCodePoint(xa, ya) || byCodePoint(xb, yb);
}

function ordered(keys: Keys, {a, b}: Join): [string, string] {
  const [x, y] = [keys.text(a), keys.text(b)];
  return byCodePoint(x, y) <= 0 ? [x, y] : [y, x];
}
