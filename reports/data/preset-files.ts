// Presets of one's own: a map may name a JSON or YAML file in the shape of the presets that the package ships.
import {basename, resolve} from "node:path";
import {presetOf} from "../../engine/ingest/preset-form.js";
import {readMap} from "../../engine/ingest/roles.js";
import {QueryError} from "../../engine/model/errors.js";
import {isPresetFile, presetNamed} from "../config/preset-file.js";
import {isRecord} from "../../engine/model/is-record.js";
import {UsageError} from "../terminal/exit.js";
import {parsedFile} from "./parsed-file.js";

/**
 * The input with the preset that its map names in place of the file's name, which is relative to `folder`; `place` says in messages where
 * the map stands. Throws UsageError for a file that is not there, and for all that is wrong with a preset.
 */
export function withPreset<T extends Readonly<Record<string, unknown>>>(input: T, folder: string, place: string): T {
  const {map} = input;
  const named = presetNamed(map);
  if (!isPresetFile(named)) return input;
  const own = typeof map === "string" ? readMap(map) : (map as object);
  return {...input, map: {...own, preset: presetFile(resolve(folder, named), named, place)}};
}

function presetFile(file: string, named: string, place: string): unknown {
  const read = parsedFile(file, place, named);
  if (!isRecord(read) || !("fields" in read))
    throw new UsageError(
      `${place} ${named}: write {"title": "Our app", "fields": {"ts": "time", "user": "who", "name": "what"}}`,
    );
  const preset = {title: basename(named).replace(/\.\w+$/, ""), ...read};
  try {
    presetOf(preset, `${place} ${named}: `);
  } catch (error) {
    throw error instanceof QueryError ? new UsageError(error.message) : error;
  }
  return preset;
}
