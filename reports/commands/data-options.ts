// The options that say how data is read, the same on every command.
import {Option, type Command} from "commander";
import {MAP_PRESETS} from "../../engine/ingest/map-presets.js";
import type {DataOptions} from "../data/inputs.js";
import {pairs} from "./option-values.js";

/** Adds `--source --map --input-tz --time-unit --as-of --table --stages --inputs`. */
export function withDataOptions(command: Command): Command {
  return command
    .option("--source <name>", "system that wrote the files (else detected)")
    .option(
      "--map <pairs>",
      `columns: user=case_id,ts=start,name=activity; name=:order is a constant; or a tool: ${Object.keys(MAP_PRESETS).join(", ")}; or a JSON or YAML file of your own preset`,
      pairs("--map", "preset"),
    )
    .option("--input-tz <zone>", "IANA zone of times without an offset (default UTC)")
    .addOption(new Option("--time-unit <unit>", "unit of numeric times").choices(["s", "ms", "us", "ns"]))
    .option("--as-of <instant>", "what counts as now: ISO date or instant (default: the last event)")
    .option("--table <name=file>", "a further table, like profiles=people.csv (repeatable)", pairs("--table"))
    .option(
      "--stages <pairs>",
      "stages that events speak of: Ping=none,Exported=engagement; or a JSON or YAML file of them",
      pairs("--stages", ""),
    )
    .option("--inputs <file>", "JSON or YAML with options per file and of the whole data");
}

export interface ParsedDataOptions extends DataOptions {
  readonly [option: string]: unknown;
}
