// Compares the answers of all engines, then tells medians, spreads and ratios, and writes them into README.md.
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {fileURLToPath} from "node:url";
import {WORKLOADS} from "./workloads.mjs";

const readme = fileURLToPath(new URL("README.md", import.meta.url));
const keys = Object.keys(WORKLOADS);

/** One sentence for each answer that differs from the first engine's. */
export function disagreements(results) {
  const wrong = [];
  const asked = results.filter(({found}) => found.workloads);
  for (const key of keys)
    for (const {name, found} of asked)
      compare(wrong, `${key} of ${name}`, found.workloads[key].answer, asked[0].found.workloads[key].answer);
  const loaded = results.filter(({found}) => found.answer !== undefined);
  for (const {name, details, found} of loaded)
    compare(wrong, `what ${name} read from ${details.format ?? "the file"}`, found.answer, loaded[0].found.answer);
  return wrong;
}

function compare(wrong, what, answer, expected) {
  if (answer === expected) return;
  const [lines, others] = [answer.split("\n"), expected.split("\n")];
  const extra = lines.filter((line) => !others.includes(line)).slice(0, 3);
  const missing = others.filter((line) => !lines.includes(line)).slice(0, 3);
  wrong.push(
    `${what}: has ${extra.join(" ") || "nothing"} that the first engine has not, lacks ${missing.join(" ") || "nothing"}`,
  );
}

const sorted = (times) => [...times].sort((a, b) => a - b);
const median = (times) => sorted(times)[Math.floor(times.length / 2)];
const ms = (value) => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
export const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
export const spread = (times) => `${ms(median(times))} (${ms(sorted(times)[0])}–${ms(sorted(times).at(-1))})`;
const row = (cells) => `| ${cells.join(" | ")} |`;
export const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** Prints the tables of a size and, with `write`, puts them between the marks of that size in README.md. */
export function tell(size, results, {cores, write}) {
  const text = [about(results, cores), asks(results), ratios(results), loads(size, results), interaction(results)]
    .filter(Boolean)
    .join("\n\n");
  console.log(`\n## ${size} events\n\n${text}\n`);
  if (write) put(`size ${size}`, text);
}

function about(results, cores) {
  const require = createRequire(import.meta.url);
  const version = (name) => JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")).version;
  const browser = results.find(({found}) => found.version)?.found.version ?? "no browser";
  const bench = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).dependencies;
  return (
    `${cores} cores, Node ${process.versions.node}, ${browser}, DuckDB ${bench["@duckdb/node-api"]}, ` +
    `DuckDB-WASM ${bench["@duckdb/duckdb-wasm"]}, Arquero ${version("arquero")}. Times are medians in ms (least–most); all answers agree.`
  );
}

function asks(results) {
  const rows = results
    .filter(({found}) => found.workloads)
    .map(({name, found}) => [name, ...keys.map((key) => spread(found.workloads[key].times))]);
  return table(["asking", ...keys], rows);
}

/** How many times longer each peer takes than the kit in its workers. */
function ratios(results) {
  const asked = results.filter(({found}) => found.workloads);
  const kit = asked.filter(({name}) => /^kit, Chromium, .*worker/.test(name));
  const rows = asked
    .filter(({name}) => !name.startsWith("kit"))
    .map(({name, found}) => [
      name,
      ...keys.map((key) => {
        const best = Math.min(...kit.map((one) => median(one.found.workloads[key].times)));
        return `${(median(found.workloads[key].times) / best).toFixed(1)}×`;
      }),
    ]);
  return table(["takes, of the kit's better worker host", ...keys], rows);
}

function loads(size, results) {
  const groups = new Map();
  for (const {name, details, found} of results) {
    if (found.ms === undefined) continue;
    const key = `${details.format} | ${name}`;
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  const rows = [...groups].map(([key, all]) => {
    const times = all.map(({ms: time}) => time);
    const peak = Math.max(...all.map((found) => found.peak ?? 0));
    const resident = all[0].resident === undefined ? "" : `${(all[0].resident / size).toFixed(1)} B`;
    const longest = all[0].longest === undefined ? "" : ms(Math.max(...all.map((found) => found.longest)));
    return [...key.split(" | "), seconds(median(times)), `${(peak / 1e9).toFixed(2)} GB`, resident, longest];
  });
  return table(
    ["file", "loader", "to ready", "peak memory", "resident an event", "longest task of the page, ms"],
    rows,
  );
}

/** Prints what each kind takes at each size and, with `write`, puts it between the marks of that size in README.md. */
export function tellKinds(bySize, {cores, write}) {
  for (const [size, found] of bySize) {
    const text = [`${cores} cores; medians in ms (least–most).`, kindTable(size, found, bySize.get(size / 10))].join(
      "\n\n",
    );
    console.log(`\n## each kind at ${size} events\n\n${text}\n`);
    if (write) put(`kinds ${size}`, text);
  }
}

function kindTable(size, found, tenth) {
  const ways = Object.keys(Object.values(found).find(({error}) => !error) ?? {});
  const rows = Object.entries(found).map(([name, own]) => {
    if (own.error) return [name, own.error.startsWith("kind: unknown") ? "not counted yet" : own.error.slice(0, 90)];
    const first = own[ways[0]];
    return [
      name,
      ...ways.map((way) => spread(own[way].times)),
      ms(first.first),
      growth(first, tenth?.[name]?.[ways[0]]),
    ];
  });
  return table(["one worker", ...ways, "first time", "per event, against a tenth of the events"], rows);

  function growth({times}, less) {
    return less
      ? `${(median(times) / median(less.times) / 10).toFixed(2)}×`
      : `${((median(times) / size) * 1e6).toFixed(1)} ns`;
  }
}

/** Prints what a dashboard takes and, with `write`, puts it into README.md. */
export function tellDashboard(size, {widgets, all, asking, loading, dragging, settled}, {cores, write}) {
  const text = [
    `${cores} cores, ${size} events; medians in ms (least–most).`,
    table(
      ["widget, another range", "until it is drawn"],
      [
        ...Object.entries(widgets).map(([name, times]) => [`lk-${name}`, spread(times)]),
        ["all of them at once", spread(all)],
      ],
    ),
    table(
      ["longest task of the page, ms", "loading", "asking", "dragging", "after the drag until all are drawn"],
      [["lk-dashboard", ms(loading), ms(asking), ms(dragging), ms(settled)]],
    ),
  ].join("\n\n");
  console.log(`\n## a dashboard\n\n${text}\n`);
  if (write) put("dashboard", text);
}

function interaction(results) {
  const rows = results
    .filter(({found}) => found.cancel !== undefined)
    .map(({name, found}) => [name, ms(found.longest), ms(found.cancel)]);
  return table(
    ["host", "longest task of the page while asking, ms", "a question after a cancelled one, worst of 5, ms"],
    rows,
  );
}

/** Puts a text between two marks of README.md. */
export function put(mark, text) {
  const [from, to] = [`<!-- ${mark} -->`, `<!-- end ${mark} -->`];
  const old = existsSync(readme) ? readFileSync(readme, "utf8") : "";
  const [start, end] = [old.indexOf(from), old.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`README.md has no place for this size: ${from} … ${to}`);
  writeFileSync(readme, `${old.slice(0, start + from.length)}\n\n${text}\n\n${old.slice(end)}`);
}
