#!/usr/bin/env node
// The command line: arguments → command, and nothing else. Commands are loaded when they are asked for.
import {Command, CommanderError} from "commander";
import {VERSION} from "../engine/model/version.js";
import {withDataOptions} from "./commands/data-options.js";
import type {InspectOptions} from "./commands/inspect.js";
import type {QueryOptions} from "./commands/query.js";
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

withDataOptions(program.command("inspect").description("what each file is, rows kept and rejected with reasons, first and last event, names"))
  .argument("[files...]", "files, https addresses, or - for standard input")
  .option("--json", "print JSON (default when piped)")
  .option("--rows <kind>", "print events, profiles, accounts or ledger as NDJSON")
  .action(async (files: string[], options: InspectOptions) => (await import("./commands/inspect.js")).inspect(files, options, terminal()));

withDataOptions(program.command("query").description("answer one query"))
  .argument("[files...]", "files, https addresses, or - for standard input")
  .requiredOption("--query <file>", "JSON or YAML file with the query, - for standard input, or the query itself")
  .option("--json", "print JSON (default when piped)")
  .option("--csv <table>", "print one table as CSV")
  .action(async (files: string[], options: QueryOptions) => (await import("./commands/query.js")).query(files, options, terminal()));

program.command("schema").description("print the JSON Schema of a query, a report config or stage rules")
  .argument("<name>", "query, report or stages")
  .action(async (name: string) => (await import("./commands/schema.js")).schema(name, terminal()));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? EXIT.done : EXIT.usage) : exitCodeOf(error);
  if (!(error instanceof CommanderError)) process.stderr.write(`${messageOf(error, Boolean(program.opts<GlobalOptions>().verbose))}\n`);
}
