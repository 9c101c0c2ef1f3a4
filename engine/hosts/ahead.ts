// Parts of the engine that will be needed soon load beside the data instead of after it.
import {sentences} from "../results/sentence-of.js";
import {kinds} from "./question.js";

/** Begins to load what answers questions of these kinds; of other names it knows nothing. Whoever asks is told what goes wrong. */
export function loadAhead(names: readonly string[]): void {
  const parts = names.flatMap((name) => [kinds.get(name), sentences.get(name)]);
  for (const part of parts) part?.load().catch(() => {});
}
