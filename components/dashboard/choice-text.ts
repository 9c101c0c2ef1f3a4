// A choice in words, for its chip.
import type {Text} from "../format/catalogue.js";
import type {Format} from "../format/format.js";
import type {Choice} from "./cross-filter.js";

export function choiceText(choice: Choice, text: Text, format: Format): string {
  if ("stage" in choice) return text("filter.stage", {stage: text(`stage.${choice.stage}`)});
  if ("range" in choice) return format.range(choice.range[0], choice.range[1]);
  const {prop, value} = choice;
  return text(value === null ? "filter.none" : "filter", {prop, value: String(value)});
}
