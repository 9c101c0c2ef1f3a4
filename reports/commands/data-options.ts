// The options that say how data is read, the same on every command.
import {Option, type Command} from "commander";
import type {DataOptions} from "../data/inputs.js";
import {UsageError} from "../terminal/exit.js";

/** Adds `--source --map --input-tz --time-unit --as-of --table --inputs`. */
export function withDataOptions(command: Command): Command {
  return command
    .option("--source <name>", "system that wrote the files (else detected)")
    .option("--map <pairs>", "columns: user=case_id,ts=start,name=activity; name=:order is a constant", pairs("--map"))
    .option("--input-tz <zone>", "IANA zone of times without an offset (default UTC)")
    .addOption(new Option("--time-unit <unit>", "unit of numeric times").choices(["s", "ms", "us", "ns"]))
    .option("--as-of <instant>", "what counts as now: ISO date or instant (default: the last event)")
    .option("--table <name=file>", "a further table, like profiles=people.csv (repeatable)", pairs("--table"))
    .option("--inputs <file>", "JSON or YAML with options per file");
}

export interface ParsedDataOptions extends DataOptions {
  readonly [option: string]: unknown;
}

/** `a=b,c=d`, possibly given several times. A comma inside a value is written twice. */
function pairs(flag: string): (text: string, before?: Record<string, string>) => Record<string, string> {
  return (text, before = {}) => {
    const all = new Map(Object.entries(before));
    for (const pair of text.replaceAll(",,", "\0").split(",")) {
      const [, key, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(pair.replaceAll("\0", ",")) ?? [];
      if (!key || !value) throw new UsageError(`${flag} ${text}: "${pair}" is not of the form key=value`);
      all.set(key, value.trim());
    }
    return Object.fromEntries(all);
  };
}
