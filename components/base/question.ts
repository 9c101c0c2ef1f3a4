// Puts a question together: the widget's plain options over its query, over what its surroundings share.
import type {QueryInput} from "../../engine/model/query.js";
import type {SharedQuery} from "./context.js";

/**
 * The query a widget asks. Plain options that are set win over `query`, and both win over shared fields; but a shared `range`
 * (a reader's choice) wins over all, and `where` of both must hold.
 */
export function questionOf(
  kind: string,
  query: object | null,
  plain: Readonly<Record<string, unknown>>,
  shared: SharedQuery | null,
): QueryInput {
  const {where: sharedWhere, range, ...others} = shared ?? {};
  const own = {...query, ...defined(plain)} as Record<string, unknown>;
  const both = [own["where"], sharedWhere].filter((where) => where !== undefined && where !== null);
  return {
    kind,
    ...others,
    ...own,
    ...(range ? {range} : {}),
    ...cohortsOf(shared, own),
    ...(both.length > 0 ? {where: both.length === 2 ? {all: both} : both[0]} : {}),
  };
}

/** The cohorts that either side may name; the widget's own go before shared ones of the same name. */
function cohortsOf(shared: SharedQuery | null, own: Readonly<Record<string, unknown>>): object {
  const cohorts = {...shared?.cohorts, ...(own["cohorts"] as object | undefined)};
  return Object.keys(cohorts).length > 0 ? {cohorts} : {};
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
