// The register: kind → analysis. A new analysis is one file and one line here.
import type {Analysis} from "./analysis.js";
import {paths} from "./paths.js";
import {quality} from "./quality.js";
import {retention} from "./retention.js";

const all = [
  paths,
  quality,
  retention,
] as unknown as readonly Analysis[];

/** Every kind of question the engine answers, by name. */
export const analyses: ReadonlyMap<string, Analysis> = new Map(all.map((analysis) => [analysis.kind, analysis]));
