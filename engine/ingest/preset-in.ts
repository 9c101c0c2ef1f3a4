// Whether a map names a preset, and which.
import {QueryError} from "../model/errors.js";
import {Lazy} from "../model/lazy.js";
import {didYouMean} from "../model/nearest.js";
import type {MapPreset} from "./map-presets.js";
import type {FileOptions, Mapping} from "./options.js";
import {checkMap, readMap} from "./roles.js";

const presets = new Lazy("presets of maps", async () => (await import("./map-presets.js")).MAP_PRESETS);

/** A preset with its name, and what the caller maps besides it. */
export interface ChosenPreset {
  readonly name: string;
  readonly preset: MapPreset;
  readonly own: Mapping;
}

/** The preset that a map names, or null. Throws QueryError, at `path`, for a name that no preset has; NotLoaded while the presets are to be loaded. */
export function presetIn(map: FileOptions["map"], path = "map"): ChosenPreset | null {
  if (map === undefined || Array.isArray(map)) return null;
  const {preset: name, ...own} = readMap(map as Mapping | string);
  if (name === undefined) return null;
  const known = Object.keys(presets.now);
  if (typeof name !== "string" || !known.includes(name.toLowerCase()))
    throw new QueryError(
      `unknown preset ${JSON.stringify(name)}${didYouMean(String(name), known)}; presets are ${known.join(", ")}; columns are mapped as field=column`,
      path,
    );
  checkMap(own);
  return {name: name.toLowerCase(), preset: presets.now[name.toLowerCase()]!, own};
}
