// The logo of a report as a data: address; a picture is shown by <img>, where nothing in it can run.
import {existsSync, readFileSync, statSync} from "node:fs";
import {extname, resolve} from "node:path";
import {DataError} from "../../engine/model/errors.js";

const TYPES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".svg": "image/svg+xml",
};

/** A picture on every copy of a report has no use for more. */
const MOST_BYTES = 1_000_000;

/** Reads a logo beside the config. Throws DataError when there is none or it is too large. */
export function logoAddress(folder: string, named: string): string {
  const file = resolve(folder, named);
  if (!existsSync(file)) throw new DataError("no such file", named);
  const {size} = statSync(file);
  if (size > MOST_BYTES) throw new DataError(`a logo has at most ${MOST_BYTES} bytes; this one has ${size}`, named);
  return `data:${TYPES[extname(file).toLowerCase()] ?? "image/png"};base64,${readFileSync(file).toString("base64")}`;
}
