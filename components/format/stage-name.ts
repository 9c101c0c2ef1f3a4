// The name of a stage as a reader sees it.
import type {Cell} from "../../engine/model/table.js";
import type {Text} from "./catalogue.js";
import {stageMessages} from "./stage-messages.js";

/**
 * Default stages have names in every language. A rule set of one's own brings labels in its tables (`label`, `from_label`,
 * `to_label`), and they stand as they are written; `(entering)` is no stage of any rule set.
 */
export function stageName(id: string, label: Cell | undefined, text: Text): string {
  const usual: unknown = (stageMessages.en as Readonly<Record<string, string>>)[`stage.${id}`];
  const own = typeof label === "string" && label !== "" && label !== usual && !id.startsWith("(");
  return own ? label : text(`stage.${id}`);
}
