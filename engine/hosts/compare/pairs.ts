// Which figure of A belongs to which of B: the same keys, periods by their number, and only where both are equally mature.
import type {Tabulated} from "../../analyses/analysis.js";
import {OTHER} from "../../model/buckets.js";
import {shownPeriods} from "../../model/period-range.js";
import type {Row} from "../../model/table.js";
import {frameOfPart} from "../composed.js";
import type {Pair} from "./differences.js";
import type {Comparable, Found} from "./figures.js";
import type {Sides} from "./sides.js";

/** Labels of periods on side a ↔ those on side b. */
interface Alignment {
  readonly toB: ReadonlyMap<string, string>;
  readonly toA: ReadonlyMap<string, string>;
  /** Labels on side a of periods in which the data had begun. */
  readonly seen: ReadonlySet<string>;
}

/** Pairs in the order of B, then what only A has. `(other)` holds other values on each side, so it is left out. */
export function pairsOf(
  sides: Sides,
  [a, b]: readonly [Tabulated, Tabulated],
  comparable: Comparable,
  whole: boolean,
): Pair[] {
  const labels = alignment(sides, comparable);
  const inB = (found: Found): Row => {
    const {period} = comparable;
    const label = period === undefined ? null : found.keys[period];
    return typeof label === "string" && labels
      ? {...found.keys, [period!]: labels.toB.get(label) ?? label}
      : found.keys;
  };
  const known = new Map(comparable.find(a).map((found) => [keyOf(found, inB(found)), found]));
  const shown = ({keys}: Found) => keys.breakdown !== OTHER;
  const pairs = comparable
    .find(b)
    .filter(shown)
    .map((found) => {
      const other = known.get(keyOf(found, found.keys)) ?? null;
      known.delete(keyOf(found, found.keys));
      return pairOf(other, found, found.keys, a, b, comparable);
    });
  const rest = [...known.values()].filter(shown).map((found) => pairOf(found, null, inB(found), a, b, comparable));
  const all = [...pairs, ...rest];
  return labels ? all.map((pair) => withEarlier(pair, labels, comparable.period!, whole)) : all;
}

/** The pair with the label of the earlier period; what lies before the data is unknown and not nothing. */
function withEarlier(pair: Pair, {toA, seen}: Alignment, period: string, whole: boolean): Pair {
  const label = toA.get(String(pair.keys[period])) ?? null;
  const unknown = whole && label !== null && !seen.has(label);
  return {...pair, a: unknown ? null : pair.a, keys: {...pair.keys, [`${period}_a`]: label}};
}

function pairOf(
  a: Found | null,
  b: Found | null,
  keys: Row,
  answerA: Tabulated,
  answerB: Tabulated,
  {absent}: Comparable,
): Pair {
  const found = (b ?? a)!;
  const equal = !a || !b || a.status === b.status;
  const figure = (own: Found | null, answer: Tabulated) =>
    own ? own.figure : absent && equal ? absent(answer, found) : null;
  return {
    found,
    keys,
    a: equal ? figure(a, answerA) : null,
    b: figure(b, answerB),
    status: equal ? found.status : "partial",
  };
}

function keyOf({of, measure}: Found, keys: Row): string {
  return JSON.stringify([of, measure, Object.values(keys)]);
}

/** Null where the sides share their periods. */
function alignment({a, b, number, period}: Sides, comparable: Comparable): Alignment | null {
  if (period === null || comparable.period === undefined || a.query.range[0] === b.query.range[0]) return null;
  const frame = frameOfPart(b);
  const {calendar, historyStart} = frameOfPart(a);
  const {first, last} = shownPeriods(frame, period);
  const begun = Number.isNaN(historyStart)
    ? -Infinity
    : calendar.startOf("day", calendar.periodOf(historyStart, "day"));
  const toB = new Map<string, string>();
  const seen = new Set<string>();
  for (let n = first; n <= last; n++) {
    const label = calendar.label(period, number(n));
    toB.set(label, calendar.label(period, n));
    if (calendar.startOf(period, number(n)) >= begun) seen.add(label);
  }
  return {toB, toA: new Map([...toB].map(([label, later]) => [later, label])), seen};
}
