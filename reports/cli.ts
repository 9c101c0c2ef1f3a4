#!/usr/bin/env node
// The command line: arguments → command, and nothing else. Commands are loaded when they are asked for.
import {Command, CommanderError, Option} from "commander";
import {VERSION} from "../engine/model/version.js";
import {withDataOptions} from "./commands/data-options.js";
import type {InspectOptions} from "./commands/inspect.js";
import {list, locale, pairs} from "./commands/option-values.js";
import type {QueryOptions} from "./commands/query.js";
import type {ReportOptions} from "./commands/report.js";
import {processTerminal, type Terminal} from "./terminal/console.js";
import {EXIT, exitCodeOf, messageOf} from "./terminal/exit.js";

interface GlobalOptions {
  quiet?: boolean;
  verbose?: boolean;
}

const program = new Command("lifecycle-kit")
  .description("Customer-lifecycle analytics: inspect data, answer queries, build reports.")
  .version(VERSION)
  .option("--quiet", "print results and errors only")
  .option("--verbose", "print stack traces and timings")
  .exitOverride()
  .showSuggestionAfterError()
  .configureOutput({outputError: (text, write) => write(text)});

const terminal = (): Terminal => processTerminal(program.opts<GlobalOptions>());

withDataOptions(
  program
    .command("inspect")
    .description("what each file is, rows kept and rejected with reasons, first and last event, names"),
)
  .argument("[files...]", "files, https addresses, or - for standard input")
  .option("--json", "print JSON (default when piped)")
  .addOption(
    new Option("--rows <kind>", "print these as NDJSON").choices(
      "events profiles accounts ledger conflicts merges".split(" "),
    ),
  )
  .action(async (files: string[], options: InspectOptions) =>
    (await import("./commands/inspect.js")).inspect(files, options, terminal()),
  );

withDataOptions(program.command("query").description("answer one query"))
  .argument("[files...]", "files, https addresses, or - for standard input")
  .requiredOption("--query <file>", "JSON or YAML file with the query, - for standard input, or the query itself")
  .option("--json", "print JSON (default when piped)")
  .option("--csv <table>", "print one table as CSV")
  .option("--locale <tag>", "language of the table for people: de, en-GB (JSON and CSV stay as they are)", locale)
  .action(async (files: string[], options: QueryOptions) =>
    (await import("./commands/query.js")).query(files, options, terminal()),
  );

program
  .command("report")
  .description("write the reports of a config as HTML, PDF, CSV and JSON")
  .argument("<config>", "a config in YAML, JSON or TypeScript")
  .option("--out <folder>", "where to write (default: report/ beside the config)")
  .option("--format <names>", "html, pdf, csv, json, or some of them with commas (default: the config's outputs)", list)
  .option("--only <name>", "sections to write, by heading or number (repeatable)", list)
  .option("--param <name=value>", "the value to write a report for, where the config has each", pairs("--param"))
  .option("--dry-run", "check everything and print what would be written")
  .option("--watch", "write again when the config or the data change, with a preview page on this machine")
  .option("--port <number>", "port of the preview (default: any that is free)", Number)
  .action(async (config: string, options: ReportOptions) =>
    (await import("./commands/report.js")).report(config, options, terminal()),
  );

program
  .command("init")
  .description("write a working example: a config and a small data file")
  .argument("[folder]", "where to write; nothing that exists is touched", ".")
  .action(async (folder: string) => (await import("./commands/init.js")).init(folder, terminal()));

program
  .command("schema")
  .description("print the JSON Schema of a query, a report config or stage rules")
  .argument("<name>", "query, report or stages")
  .action(async (name: string) => (await import("./commands/schema.js")).schema(name, terminal()));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode =
    error instanceof CommanderError ? (error.exitCode === 0 ? EXIT.done : EXIT.usage) : exitCodeOf(error);
  if (!(error instanceof CommanderError))
    process.stderr.write(`${messageOf(error, Boolean(program.opts<GlobalOptions>().verbose))}\n`);
}
