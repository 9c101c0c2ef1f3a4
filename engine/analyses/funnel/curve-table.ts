// The conversion curve: which share has converted after how long, recent entrants included (semantics 4.11).
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {kaplanMeier, survivalSteps} from "../../stats/kaplan-meier.js";
import type {Attempts} from "./attempts.js";
import type {FunnelFacts} from "./facts.js";
import {shownGroups, type Groups} from "./groups.js";
import {windowOf} from "./plan.js";
import type {FunnelQuery} from "./query.js";

/** One row for each time to the last step that occurs. */
export function curveRows(
  facts: FunnelFacts,
  groups: Groups,
  {asOf}: Frame,
  query: FunnelQuery,
): Record<string, Cell>[] {
  const {durations, converted} = lives(facts.attempts, facts.steps, windowOf(query), asOf);
  return shownGroups(groups, facts.attempts).flatMap((group) => {
    const own = placesOf(facts, groups, group);
    const curve = kaplanMeier(
      Float64Array.from(own, (i) => durations[i]!),
      Uint8Array.from(own, (i) => converted[i]!),
    );
    return survivalSteps(curve).map(({t, atRisk, events, s, lo, hi}) => ({
      breakdown: groups.labels[group]!,
      t_ms: t,
      at_risk: atRisk,
      events,
      converted: 1 - s,
      lo: hi === null ? null : 1 - hi,
      hi: lo === null ? null : 1 - lo,
    }));
  });
}

/** How long each attempt was watched (ms) and whether it converted then; who has not was watched to the end of the window, or until asOf. */
export function lives(
  attempts: Attempts,
  steps: number,
  window: number,
  asOf: number,
): {durations: Float64Array; converted: Uint8Array} {
  const {depth, anchor, times} = attempts;
  const last = times[steps - 2]!;
  const converted = Uint8Array.from(depth, (reached) => (reached === steps ? 1 : 0));
  const durations = Float64Array.from(anchor, (start, i) => (converted[i] ? last[i]! : Math.min(window, asOf - start)));
  return {durations, converted};
}

function placesOf({attempts: {bucket}}: FunnelFacts, groups: Groups, group: number): Uint32Array {
  const all = Uint32Array.from(bucket, (_, i) => i);
  return group === 0 ? all : all.filter((i) => groups.of[bucket[i]!] === group);
}
