// Presets "count like …" (semantics 21): other defaults, nothing else.
import {isRecord} from "./is-record.js";
import type {QueryInput} from "./query.js";

type Defaults = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Per vendor and kind, the defaults that differ from ours. Those of a field with fields of its own hold where the query has that field. */
const PRESETS: Readonly<Record<string, Defaults>> = {
  posthog: {
    funnel: {entry: "newest", exclusionEffect: "remove"},
    retention: {mean: "weighted"},
    growth: {newBy: "profile_created"},
  },
  mixpanel: {
    funnel: {window: "P7D", entry: "first", countBy: "first_value", tieTolerance: "PT2S", trend: {by: "per_period"}},
    retention: {mode: "rolling", criterion: "on_or_after", mean: "double_weighted"},
  },
  amplitude: {
    funnel: {countBy: "pairs", tieTolerance: "PT1S", breakdown: {source: "step:1"}},
    retention: {mode: "rolling_hour", criterion: "on_or_after"},
    growth: {newBy: "first_event"},
  },
};

/** The query with its preset's defaults under what it says itself. */
export function withPreset(query: QueryInput): QueryInput {
  const defaults = typeof query.preset === "string" ? PRESETS[query.preset]?.[query.kind] : undefined;
  return defaults ? {...query, ...under(query, defaults)} : query;
}

function under(query: QueryInput, defaults: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(defaults).map(([name, value]): [string, unknown] => {
    const own = query[name];
    if (!isRecord(value)) return [name, own === undefined ? value : own];
    return [name, isRecord(own) ? {...value, ...own} : own];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}
