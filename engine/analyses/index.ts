// The register: kind → analysis. A new analysis is one file and one line here.
import type {Analysis} from "./analysis.js";

const all: readonly Analysis<never, never>[] = [];

/** Every kind of question the engine answers, by name. */
export const analyses: ReadonlyMap<string, Analysis> = new Map(all.map((analysis) => [analysis.kind, analysis as unknown as Analysis]));
