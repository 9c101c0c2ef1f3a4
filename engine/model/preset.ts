// Presets "count like …" (semantics 21): other defaults, nothing else.
import type {QueryInput} from "./query.js";

type Defaults = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Per vendor and kind, the defaults that differ from ours. */
export const PRESETS: Readonly<Record<string, Defaults>> = {
  posthog: {
    funnel: {entry: "newest", exclusionEffect: "remove"},
    retention: {mean: "weighted"},
    growth: {newBy: "profile_created"},
  },
  mixpanel: {
    funnel: {window: "P7D", entry: "first", countBy: "first_value", tieTolerance: "PT2S"},
    retention: {mode: "rolling", criterion: "on_or_after", mean: "double_weighted"},
  },
  amplitude: {
    funnel: {countBy: "pairs", tieTolerance: "PT1S"},
    retention: {mode: "rolling_hour", criterion: "on_or_after"},
  },
};

/** The query with its preset's defaults under what it says itself. */
export function withPreset(query: QueryInput): QueryInput {
  const defaults = typeof query.preset === "string" ? PRESETS[query.preset]?.[query.kind] : undefined;
  return defaults ? {...defaults, ...query} : query;
}
