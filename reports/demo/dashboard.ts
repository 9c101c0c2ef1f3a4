// The dashboard of the demo: one page that opens from disk, with the components, the data and the questions inside.
import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {fontParts, fontsInside} from "../render/fonts.js";
import {json, markup, own} from "../render/html.js";
import type {Kit} from "../render/kit.js";

/** What the dashboard shows: its title, the files of its data, and a layout as `lk-dashboard` takes it. */
export interface DashboardSpec {
  readonly title: string;
  readonly folder: string;
  readonly events: string;
  /** Properties to filter by. */
  readonly filters: readonly string[];
  /** Table → file. */
  readonly tables: Readonly<Record<string, string>>;
  readonly layout: object;
}

/** The page as text. The data are answered in the page itself, so that a click on a group filters every widget. */
export function dashboardPage({title, folder, events, tables, filters, layout}: DashboardSpec, {script}: Kit): string {
  const names = [events, ...Object.values(tables)];
  const files = Object.fromEntries(names.map((name) => [name, packed(join(folder, name))]));
  const code = `${script}\n${START}`;
  const hash = createHash("sha256").update(code).digest("base64");
  const fonts = fontsInside(fontParts().flatMap((part) => (part.script === "latin" ? part.file : [])));
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; font-src data:; img-src data: blob:`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${own(`${fonts}\n${STYLE}`)}</style>
</head>
<body>
<h1>${title}</h1>
<lk-data>
<lk-dashboard><lk-filter-bar filters="${filters.join(",")}"></lk-filter-bar></lk-dashboard>
</lk-data>
<script type="application/json" id="demo">${json({events, tables, files, layout})}</script>
<script type="module">${own(code)}</script>
</body>
</html>
`.text;
}

function packed(file: string): string {
  return gzipSync(readFileSync(file), {level: 9}).toString("base64");
}

const STYLE = `
:root { --lk-font: "Noto Sans", system-ui, sans-serif; color-scheme: light dark; font: 400 0.875rem/1.5 var(--lk-font); background: light-dark(#ffffff, #16181c); color: light-dark(#1a1d23, #eceef2); }
body { margin: 0 auto; padding: 32px 24px 64px; max-inline-size: 1360px; }
h1 { font-size: 1.5rem; font-weight: 600; line-height: 1.25; margin: 0 4px 24px; }
`;

const START = `const {events, tables, files, layout} = JSON.parse(document.getElementById("demo").textContent);
const input = (name) => ({path: name, data: Uint8Array.from(atob(files[name]), (c) => c.charCodeAt(0))});
const data = document.querySelector("lk-data");
document.querySelector("lk-dashboard").layout = layout;
data.tables = Object.fromEntries(Object.entries(tables).map(([table, name]) => [table, input(name)]));
data.data = input(events);
`;
