// Whether a result compares two sides. The picture of that is a part of its own, loaded when the first one is shown.
import type {Row} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Side} from "../../engine/results/sides.js";

/** What the diagnostics say about a comparison. */
export interface Comparison {
  readonly sides: Readonly<Record<"a" | "b", Side>>;
  readonly headline: Row | null;
  readonly sample_ratio: {readonly mismatch: boolean; readonly a: number; readonly b: number} | null;
  readonly shared: number | null;
}

/** What a result compares; null where it has one side only. */
export function comparisonOf(result: Result): Comparison | null {
  const info = result.diagnostics?.["comparison"] as Comparison | undefined;
  return info?.sides && result.tables["comparison"] ? info : null;
}
