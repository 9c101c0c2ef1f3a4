// A query's filter applied to rows of a table beside the events: by the table's own columns, else by what is known of the unit.
import {comparison} from "./compare.js";
import type {Predicate} from "./predicate-schema.js";
import {profileCodeAt} from "./profiles.js";
import type {Scope} from "./scope.js";
import type {Row} from "./table.js";

/** Keeps the rows that satisfy `where`. `unitColumn` names the column with the unit of `scope`. */
export function tableFilter(scope: Scope, where: Predicate | undefined, unitColumn: string): (row: Row) => boolean {
  if (!where) return () => true;
  const place = new Map(scope.index.ids.map((id, u) => [id, u]));
  const truths = new Map<Predicate, Uint8Array>();
  const holds = (term: Predicate, row: Row, path: string): boolean => {
    if ("all" in term) return term.all.every((part, i) => holds(part, row, `${path}.all[${i}]`));
    if ("any" in term) return term.any.some((part, i) => holds(part, row, `${path}.any[${i}]`));
    if ("not" in term) return !holds(term.not, row, `${path}.not`);
    const u = place.get(String(row[unitColumn]));
    if ("prop" in term) {
      const own = Object.hasOwn(row, term.prop) ? row[term.prop] : undefined;
      const value =
        own === undefined
          ? profileValue(scope, term.prop, u)
          : Array.isArray(own)
            ? null
            : (own as string | number | boolean | null);
      return comparison(term.op, term.value)(value);
    }
    let truth = truths.get(term);
    if (!truth) truths.set(term, (truth = scope.unitTruth(term, path)));
    return u !== undefined && truth[u] === 1;
  };
  return (row) => holds(where, row, "where");
}

function profileValue(scope: Scope, prop: string, u: number | undefined): string | number | boolean | null {
  const profile = scope.profiles.get(prop);
  if (!profile || u === undefined) return null;
  return profile.column.dictionary[profileCodeAt(profile, u, scope.asOf)] ?? null;
}
