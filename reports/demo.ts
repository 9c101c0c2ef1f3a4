// `npm run demo`: a dashboard, a static report and a PDF from the sample data, and a second report over the exports of its systems.
// Prints where they are, one line each.
import {mkdir} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {loaded} from "../engine/model/lazy.js";
import {realEffects} from "./commands/report.js";
import {checkedConfig} from "./config/load.js";
import {dashboardPage} from "./demo/dashboard.js";
import {COLUMNS, placed} from "./demo/placed.js";
import {sampleReport} from "./demo/sample-report.js";
import {systemsReport} from "./demo/systems-report.js";
import {builtKit} from "./render/kit.js";
import {processTerminal} from "./terminal/console.js";
import {exitCodeOf, messageOf} from "./terminal/exit.js";
import {untilStopped} from "./terminal/stop.js";
import {writeAtomic} from "./write/atomic.js";
import {runReport} from "./write/run.js";

const DATA = fileURLToPath(new URL("../stories/sample/data/", import.meta.url));
const EXPORTS = fileURLToPath(new URL("../stories/sample/exports/", import.meta.url));
const OUT = fileURLToPath(new URL("../report/demo/", import.meta.url));

async function demo(signal: AbortSignal): Promise<void> {
  const terminal = processTerminal();
  await mkdir(OUT, {recursive: true});
  const first = await loaded(() => checkedConfig(sampleReport, join(DATA, "report.ts")));
  await runReport(first, {out: OUT, signal}, realEffects, terminal);
  const dashboard = join(OUT, "dashboard.html");
  await writeAtomic(dashboard, dashboardPage(dashboardSpec(), builtKit()));
  const spec = await systemsReport(EXPORTS);
  const second = await loaded(() => checkedConfig(spec, join(EXPORTS, "report.ts")));
  await runReport(second, {out: join(OUT, "systems"), signal}, realEffects, terminal);
  const paths = [
    `dashboard: ${dashboard}`,
    `html: ${join(OUT, "lifecycle-review.html")}`,
    `pdf: ${join(OUT, "lifecycle-review.pdf")}`,
    `systems html: ${join(OUT, "systems", "one-customer.html")}`,
    `systems pdf: ${join(OUT, "systems", "one-customer.pdf")}`,
  ];
  await terminal.out(`${paths.join("\n")}\n`);
}

/** The questions of the report as widgets side by side. */
function dashboardSpec() {
  const {title, tables = {}, sections, range} = sampleReport;
  const items = sections.flatMap((section) =>
    "query" in section
      ? {
          widget: section.widget ?? section.query.kind,
          heading: section.heading,
          query: {range, ...section.query},
          ...(section.props ? {props: section.props} : {}),
        }
      : [],
  );
  return {
    title,
    folder: DATA,
    events: "events.csv",
    tables: tables as Record<string, string>,
    filters: ["channel", "plan", "country", "device"],
    layout: {columns: COLUMNS, items: placed(items)},
  };
}

try {
  await untilStopped(demo);
} catch (error) {
  process.stderr.write(`${messageOf(error, true)}\n`);
  process.exitCode = exitCodeOf(error);
}
