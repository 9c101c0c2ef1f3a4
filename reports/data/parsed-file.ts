// The content of a JSON or YAML file that an option or a config names.
import {existsSync, readFileSync} from "node:fs";
import {parse as parseYaml} from "yaml";
import {UsageError} from "../terminal/exit.js";

/** What the file says; `flag` is who names it, `named` how. Throws UsageError when it is not there or no JSON or YAML. */
export function parsedFile(file: string, flag: string, named = file): unknown {
  if (!existsSync(file)) throw new UsageError(`${flag} ${named}: no such file`);
  try {
    return parseYaml(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    throw new UsageError(`${flag} ${named}: ${(error as Error).message}`);
  }
}
