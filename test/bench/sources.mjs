// How long exports of Segment and Marketo take to be ready, compared with a plain generic file of the same rows and bytes.
//
//     node --import tsx test/bench/sources.mjs [--rows 1000000] [--runs 3]
//
// Everything is generated; each load runs in a process of its own. A ratio up to 2 is what the kit promises.
import {spawnSync} from "node:child_process";
import {closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
};

const START = Date.UTC(2024, 0, 1);
const NAMES = ["Signed Up", "Logged In", "Feature Used", "Report Exported", "Invite Sent", "Order Completed"];

// A small generator of its own, so that every run writes the same bytes.
function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const hex = (pick, digits) => Array.from({length: digits}, () => pick(16).toString(16)).join("");

function segmentLine(i, pick) {
  const user = pick(50_000);
  const ts = new Date(START + i * 30_000 + pick(30_000)).toISOString();
  const identify = i % 50 === 0;
  return JSON.stringify({
    anonymousId: `anon-${user % 40_000}-${pick(2)}`,
    context: {
      ip: `10.${pick(256)}.${pick(256)}.${pick(256)}`,
      library: {name: "analytics.js", version: "2.1.0"},
      page: {path: `/p/${pick(40)}`, url: `https://app.example.com/p/${pick(40)}`},
    },
    ...(identify
      ? {}
      : {event: NAMES[pick(NAMES.length)], properties: {plan: ["free", "pro", "team"][pick(3)], seats: pick(90)}}),
    ...(identify ? {traits: {email: `u${user}@firm${user % 900}.example`, plan: "pro"}} : {}),
    messageId: `ajs-${hex(pick, 12)}-${i}`,
    originalTimestamp: ts,
    receivedAt: ts,
    sentAt: ts,
    timestamp: ts,
    type: identify ? "identify" : "track",
    ...(pick(3) === 0 && !identify ? {} : {userId: `u${user}`}),
  });
}

const padding = (size) => "x".repeat(Math.max(0, size));

function plainLine(i, pick, size) {
  const row = {
    id: `e${i}`,
    ts: new Date(START + i * 30_000 + pick(30_000)).toISOString(),
    user: `u${pick(50_000)}`,
    event: NAMES[pick(NAMES.length)],
    plan: ["free", "pro", "team"][pick(3)],
    seats: pick(90),
    page: `/p/${pick(40)}`,
  };
  return JSON.stringify({...row, note: padding(size - JSON.stringify(row).length - 10)});
}

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const TYPES = [1, 2, 3, 6, 7, 10, 11, 12, 13, 46];

function marketoRow(i, pick) {
  const type = TYPES[pick(TYPES.length)];
  const attributes = {
    "Client IP Address": `10.${pick(256)}.${pick(256)}.${pick(256)}`,
    "Query Parameters": "",
    "Webpage URL": `/p/${pick(40)}`,
  };
  const date = new Date(START + i * 30_000).toISOString().replace(/\.\d+/, "");
  return [
    i,
    pick(60_000),
    date,
    type,
    pick(200),
    pick(500),
    `page ${pick(500)}`,
    quoted(JSON.stringify(attributes)),
  ].join(",");
}

function plainRow(i, pick, size) {
  const date = new Date(START + i * 30_000).toISOString();
  const row = [i, `u${pick(60_000)}`, date, NAMES[pick(NAMES.length)], pick(200), pick(500), `page ${pick(500)}`].join(
    ",",
  );
  return `${row},${quoted(padding(size - row.length - 3))}`;
}

const FILES = {
  "segment.ndjson": {header: null, line: segmentLine},
  "plain.ndjson": {header: null, line: plainLine, like: segmentLine},
  "marketo.csv": {
    header:
      "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes",
    line: marketoRow,
  },
  "plain.csv": {header: "id,user,ts,event,campaign,asset,title,note", line: plainRow, like: marketoRow},
};

function write(path, {header, line, like}, rows) {
  const [pick, model] = [random(7), random(7)];
  const file = openSync(path, "w");
  let lines = header ? [header] : [];
  for (let i = 1; i <= rows; i++) {
    lines.push(line(i, pick, like ? like(i, model).length : 0));
    if (lines.length < 5000 && i < rows) continue;
    writeSync(file, `${lines.join("\n")}\n`);
    lines = [];
  }
  closeSync(file);
}

async function load(path) {
  const {openDataset} = await import("../../engine/index.js");
  const start = performance.now();
  const dataset = await openDataset(path);
  const ms = performance.now() - start;
  process.stdout.write(JSON.stringify({ms, events: dataset.store.size, source: dataset.ledger.files[0].source}));
}

function timed(path, runs) {
  const results = Array.from({length: runs}, () => {
    const child = spawnSync(process.execPath, ["--import", "tsx", fileURLToPath(import.meta.url), "--load", path], {
      encoding: "utf8",
    });
    if (child.status !== 0) throw new Error(child.stderr);
    return JSON.parse(child.stdout);
  });
  return results.sort((a, b) => a.ms - b.ms)[Math.floor((runs - 1) / 2)];
}

function main() {
  const [rows, runs] = [Number(option("rows", 1_000_000)), Number(option("runs", 3))];
  const folder = mkdtempSync(join(tmpdir(), "lifecycle-kit-bench-"));
  try {
    for (const [kind, plain] of [
      ["segment.ndjson", "plain.ndjson"],
      ["marketo.csv", "plain.csv"],
    ]) {
      const [own, other] = [kind, plain].map((name) => {
        const path = join(folder, name);
        write(path, FILES[name], rows);
        const size = statSync(path).size;
        return {...timed(path, runs), size};
      });
      const mb = (size) => `${(size / 1e6).toFixed(0)} MB`;
      console.log(
        `${kind}: ${rows} rows, ${mb(own.size)}, ${own.source}, ${own.events} events in ${own.ms.toFixed(0)} ms; ` +
          `${plain}: ${mb(other.size)} in ${other.ms.toFixed(0)} ms; ratio ${(own.ms / other.ms).toFixed(2)}`,
      );
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

if (option("load")) await load(option("load"));
else main();
