import {readMap} from "../../engine/ingest/roles.js";
import {isRecord} from "../../engine/model/is-record.js";

/** The preset that a map names or holds; undefined where it has none. Throws QueryError for a text that is no map. */
export const presetNamed = (map: unknown): unknown =>
  typeof map === "string" ? readMap(map).preset : isRecord(map) ? map["preset"] : undefined;

/** Whether the preset that a map names is a file of one's own, not a tool that the kit knows. */
export const isPresetFile = (name: unknown): name is string =>
  typeof name === "string" && /\.(json|ya?ml)$/i.test(name);
