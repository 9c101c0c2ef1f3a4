// Whether a map names a preset or brings one of its own, and which.
import {QueryError} from "../model/errors.js";
import {Lazy} from "../model/lazy.js";
import {didYouMean} from "../model/nearest.js";
import type {FileOptions, MapKey, MapPreset, Mapping} from "./options.js";
import {checkMap, readMap} from "./roles.js";

const presets = new Lazy("presets of maps", async () => (await import("./map-presets.js")).MAP_PRESETS);
const form = new Lazy("the form of presets", async () => (await import("./preset-form.js")).presetOf);

/** A preset with its name, and what the caller maps besides it. */
export interface ChosenPreset {
  readonly name: string;
  readonly preset: MapPreset & {
    readonly title: string;
    readonly fields: {readonly [K in Exclude<MapKey, "props">]?: readonly string[]};
  };
  readonly own: Mapping;
}

/**
 * The preset that a map names or holds, or null. Throws QueryError, at `path`, for a name that no preset has and for a preset with faults;
 * NotLoaded while what it needs is to be loaded.
 */
export function presetIn(map: FileOptions["map"], path = "map"): ChosenPreset | null {
  if (map === undefined || Array.isArray(map)) return null;
  const {preset: named, ...own} = readMap(map as Mapping | string);
  if (named === undefined) return null;
  const chosen = typeof named === "string" ? shipped(named, path) : form.now(named, `${path}.preset.`);
  checkMap(own);
  return {...chosen, own: {...chosen.own, ...own}};
}

function shipped(name: string, path: string): ChosenPreset {
  const known = Object.keys(presets.now);
  if (!known.includes(name.toLowerCase()))
    throw new QueryError(
      `unknown preset ${JSON.stringify(name)}${didYouMean(name, known)}; presets are ${known.join(", ")}; columns are mapped as field=column`,
      path,
    );
  return {name: name.toLowerCase(), preset: presets.now[name.toLowerCase()]! as ChosenPreset["preset"], own: {}};
}
