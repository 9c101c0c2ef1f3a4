// `init`: a working example to start from. Nothing that exists is touched.
import {mkdir, writeFile} from "node:fs/promises";
import {existsSync} from "node:fs";
import {join, relative} from "node:path";
import type {Terminal} from "../terminal/console.js";
import {UsageError} from "../terminal/exit.js";
import {EXAMPLE_CONFIG, exampleEvents} from "./init-example.js";

const CONFIG = "report.yaml";
const EVENTS = "events.csv";

export async function init(folder: string, terminal: Terminal): Promise<void> {
  for (const name of [CONFIG, EVENTS]) {
    if (existsSync(join(folder, name)))
      throw new UsageError(`${join(folder, name)} is there already; name an empty folder`);
  }
  await mkdir(folder, {recursive: true});
  // "wx" refuses a file that came into being just now.
  await writeFile(join(folder, EVENTS), exampleEvents(), {flag: "wx"});
  await writeFile(join(folder, CONFIG), EXAMPLE_CONFIG, {flag: "wx"});
  const config = join(relative(process.cwd(), folder), CONFIG);
  await terminal.out(`wrote ${config} and ${EVENTS}; now run\n\n  npx lifecycle-kit report ${config}\n`);
}
