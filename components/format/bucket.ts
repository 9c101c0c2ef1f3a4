// The name of a breakdown bucket.
import type {Cell} from "../../engine/model/table.js";
import type {Text} from "./catalogue.js";

/** Null is the total; values of the data stay as they are. */
export function bucketText(value: Cell | undefined, text: Text): string {
  if (value === null || value === undefined) return text("bucket.total");
  return value === "(none)" || value === "(other)" ? text(`bucket.${value}`) : String(value);
}
