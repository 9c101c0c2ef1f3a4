// The name of a stage as a reader sees it.
import type {Result} from "../../engine/results/result.js";
import type {Text} from "./catalogue.js";

/** Default stages have names in every language; a rule set of one's own brings its labels in the diagnostics. */
export function stageName(id: string, result: Result, text: Text): string {
  const named = text(`stage.${id}`);
  const labels = result.diagnostics["stages"] as readonly {readonly id: string; readonly label?: string}[] | undefined;
  return (named === id.replaceAll("_", " ") && labels?.find((state) => state.id === id)?.label) || named;
}
