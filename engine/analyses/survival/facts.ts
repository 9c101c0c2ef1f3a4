// What is known of lives, as plain data that merges.

/** Durations of all units, each with the code of its group's label. */
export interface SurvivalFacts {
  readonly labels: readonly string[];
  readonly group: Uint32Array;
  readonly ms: Float64Array;
  readonly ended: Uint8Array;
}

export const columns = {
  curve: ["group", "t_ms", "at_risk", "events", "s", "se", "lo", "hi"],
  groups: ["group", "n", "events", "median_ms", "rmean_ms", "longest_ms", "small"],
  logrank: ["chi2", "df", "p"],
} as const;

export function mergeLives(parts: readonly SurvivalFacts[]): SurvivalFacts {
  if (parts.length === 1) return parts[0]!;
  const codes = new Map<string, number>();
  const size = parts.reduce((sum, {ms}) => sum + ms.length, 0);
  const merged = {group: new Uint32Array(size), ms: new Float64Array(size), ended: new Uint8Array(size)};
  let at = 0;
  for (const {labels, group, ms, ended} of parts) {
    const translate = labels.map((label) => codes.get(label) ?? (codes.set(label, codes.size), codes.size - 1));
    for (let i = 0; i < group.length; i++) merged.group[at + i] = translate[group[i]!]!;
    merged.ms.set(ms, at);
    merged.ended.set(ended, at);
    at += ms.length;
  }
  return {labels: [...codes.keys()], ...merged};
}
