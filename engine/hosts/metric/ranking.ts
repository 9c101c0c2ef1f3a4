// Which values of a breakdown a metric shows: the largest over the periods shown, not over those that are only compared with.
import type {Tabulated, Work} from "../../analyses/analysis.js";
import {NONE, OTHER} from "../../model/buckets.js";
import type {Scope} from "../../model/scope.js";
import {rowsOf, type Cell} from "../../model/table.js";
import {collectParts, tabulateParts, type Part} from "../composed.js";
import type {Plan, Use} from "./plan.js";

/** The buckets of an answer in its order, the total (null) first; null where nothing is broken down or ranked apart. */
export type Shown = readonly Cell[] | null;

/** The question whose answer ranks: the one over the periods shown, or of several snapshots the last. */
export function rankingUse({measure, uses}: Plan): Use | null {
  if (uses[0]?.part.query.breakdown === undefined) return null;
  if (measure.snapshot) return uses.findLast((use) => use.for === "figures") ?? null;
  return uses.find((use) => use.for === "ranking") ?? null;
}

/** The buckets in the answer of the question that ranks. */
export function shownIn({measure}: Plan, ranking: Tabulated): Shown {
  return [...new Set(rowsOf(ranking.tables[measure.table]!).map(({breakdown = null}) => breakdown))];
}

/** The same question, with exactly these buckets. */
export function inBuckets(part: Part, shown: Shown): Part {
  const {breakdown} = part.query;
  const values = (shown ?? []).filter(
    (label): label is string => typeof label === "string" && label !== OTHER && label !== NONE,
  );
  return breakdown && values.length > 0 ? {...part, query: {...part.query, breakdown: {...breakdown, values}}} : part;
}

/** The buckets shown, counted anew: for a list behind a number, which has no answers at hand. */
export function* shownOver(plan: Plan, scope: Scope): Work<Shown> {
  const use = rankingUse(plan);
  if (!use) return null;
  const facts = yield* collectParts([use.part], scope);
  return shownIn(plan, tabulateParts([use.part], facts)[0]!);
}
