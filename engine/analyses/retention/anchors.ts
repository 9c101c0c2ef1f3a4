// Which units join which cohorts, and by which event (semantics 5.1).
import type {Activity} from "../../model/activity.js";
import type {RetentionQuery} from "./query.js";

/** A unit in a cohort: the local period of its start event and that event's position. */
export type Visit = (unit: number, cohort: number, anchor: number) => void;

/** Visits the anchors of units `from … to - 1`, those of one unit in time order. */
export function eachAnchor(
  starts: Activity,
  mode: RetentionQuery["cohort"],
  shown: {first: number; last: number},
  from: number,
  to: number,
  visit: Visit,
): void {
  const {starts: begins, ends, periods, first} = starts;
  for (let u = from; u < to; u++) {
    const end = ends[u]!;
    for (let e = begins[u]!; e < end; e++) {
      const cohort = periods[e]!;
      if (cohort > shown.last) break;
      if (cohort >= shown.first) visit(u, cohort, first[e]!);
      if (mode === "first" || (mode === "first_in_range" && cohort >= shown.first)) break;
    }
  }
}
