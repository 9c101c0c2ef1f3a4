// `query`: one question, answered as JSON, as CSV of one table, or as a table for people.
import {readFileSync, existsSync} from "node:fs";
import {parse as parseYaml} from "yaml";
import {answered} from "../../engine/hosts/answer.js";
import {didYouMean} from "../../engine/model/nearest.js";
import {rowsOf, type Table} from "../../engine/model/table.js";
import {hasSentences, sentencesFor} from "../../engine/results/languages.js";
import type {Result} from "../../engine/results/result.js";
import {summarise} from "../../engine/results/summarise.js";
import {ledgerNotes, openData} from "../data/open.js";
import type {DataOptions} from "../data/inputs.js";
import type {Terminal} from "../terminal/console.js";
import {csvOf} from "../terminal/csv.js";
import {UsageError} from "../terminal/exit.js";
import {textTable} from "../terminal/text-table.js";

export interface QueryOptions extends DataOptions {
  query: string;
  json?: boolean;
  csv?: string;
  locale?: string;
}

export async function query(files: readonly string[], options: QueryOptions, terminal: Terminal): Promise<void> {
  const asked = readQuery(options.query);
  if (options.query === "-" && files.includes("-"))
    throw new UsageError("only one of the query and the data can come from standard input");
  const dataset = await openData(files, options, terminal);
  [...ledgerNotes(dataset), ...dataset.ledger.notes].forEach((line) => terminal.note(line));
  const progress = terminal.progress("counting");
  const result = await answered(asked, dataset, {onProgress: (done) => progress.tell(done)}).finally(() =>
    progress.end(),
  );
  if (options.csv !== undefined) return terminal.out(csvOf(tableNamed(result, options.csv)));
  if (options.json || !terminal.interactive) return terminal.out(`${JSON.stringify(result)}\n`);
  await terminal.out(`${await forPeople(result, options.locale ?? "en", terminal)}\n`);
}

/** A query from a file (JSON or YAML), from standard input (`-`), or written on the command line itself (`{…}`). */
function readQuery(named: string): unknown {
  const inline = named.trimStart().startsWith("{");
  if (!inline && named !== "-" && !existsSync(named))
    throw new UsageError(
      `--query ${named}: no such file; name a JSON file, - for standard input, or write the query itself`,
    );
  const text = inline ? named : readFileSync(named === "-" ? 0 : named, "utf8");
  try {
    return parseYaml(text);
  } catch (error) {
    throw new UsageError(
      `--query${inline ? "" : ` ${named}`}: ${faultIn(text) ?? (error as Error).message.split("\n")[0]}`,
    );
  }
}

/** What is wrong with a text that was meant as JSON; null of anything else. */
function faultIn(text: string): string | null {
  if (!/^\s*\{\s*"/.test(text)) return null;
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return `not valid JSON: ${(error as Error).message}`;
  }
}

function tableNamed(result: Result, name: string): Table {
  const table = result.tables[name];
  if (table) return table;
  const known = Object.keys(result.tables);
  throw new UsageError(`--csv ${name}: unknown table${didYouMean(name, known)}; this answer has ${known.join(", ")}`);
}

async function forPeople(result: Result, locale: string, terminal: Terminal): Promise<string> {
  const {columns: width} = terminal;
  if (!hasSentences(locale)) terminal.note(`--locale ${locale}: there are sentences in English and German only`);
  const tables = Object.entries(result.tables).filter(([, table]) => table.numRows() > 0);
  return [
    summarise(result, locale, await sentencesFor(locale)) || result.summary,
    ...tables.map(([name, table]) => `${name}\n${textTable(table.columnNames(), rowsOf(table), {width})}`),
  ].join("\n\n");
}
