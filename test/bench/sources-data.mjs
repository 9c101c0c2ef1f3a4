// The files of the benchmark of sources: exports in their system's shape, and a plain log of as many rows and bytes beside each.
// As a program: node sources-data.mjs ROWS makes them, if they are not there.
import {closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {cache} from "./data.mjs";

/** Raised when the files would come out differently. */
const EDITION = 2;
const SEED = 7;
const START = Date.UTC(2024, 0, 1);
const STEP = 30_000;
const NAMES = ["Signed Up", "Logged In", "Feature Used", "Report Exported", "Invite Sent", "Order Completed"];
const PLANS = ["free", "pro", "team"];
/** Visits, forms, links, mails, new leads, interesting moments, and changed values, which are left out. */
const TYPES = [1, 2, 3, 6, 7, 10, 11, 12, 13, 46];

/** Each export with the plain file that it is compared with. */
export const PAIRS = [
  {export: "segment.ndjson", plain: "plain.ndjson", source: "segment"},
  {export: "marketo.csv", plain: "plain.csv", source: "marketo"},
];

const FILES = {
  "segment.ndjson": {line: segmentLine},
  "plain.ndjson": {line: plainLine, like: segmentLine},
  "marketo.csv": {
    header:
      "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes",
    line: marketoLine,
  },
  "plain.csv": {header: "id,user,ts,event,campaign,asset,title,note", line: plainRow, like: marketoLine},
};

export const fileOf = (name, rows) => join(cache, `sources-${EDITION}-${rows}-${name}`);
export const areMade = (rows) => Object.keys(FILES).every((name) => existsSync(fileOf(name, rows)));

// A small generator, so that every run writes the same bytes: a whole number below `below`.
function generator(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const hex = (pick, digits) => Array.from({length: digits}, () => pick(16).toString(16)).join("");
const address = (pick) => `10.${pick(256)}.${pick(256)}.${pick(256)}`;
const instant = (i, pick) => new Date(START + i * STEP + pick(STEP)).toISOString();

function segmentLine(i, pick) {
  const user = pick(50_000);
  const ts = instant(i, pick);
  const identify = i % 50 === 0;
  return JSON.stringify({
    anonymousId: `anon-${user % 40_000}-${pick(2)}`,
    context: {
      ip: address(pick),
      library: {name: "analytics.js", version: "2.1.0"},
      page: {path: `/p/${pick(40)}`, url: `https://app.example.com/p/${pick(40)}`},
    },
    ...(identify
      ? {traits: {email: `u${user}@firm${user % 900}.example`, plan: "pro"}}
      : {event: NAMES[pick(NAMES.length)], properties: {plan: PLANS[pick(3)], seats: pick(90)}}),
    messageId: `ajs-${hex(pick, 12)}-${i}`,
    originalTimestamp: ts,
    receivedAt: ts,
    sentAt: ts,
    timestamp: ts,
    type: identify ? "identify" : "track",
    ...(pick(3) === 0 && !identify ? {} : {userId: `u${user}`}),
  });
}

function plainLine(i, pick, size) {
  const row = {
    id: `e${i}`,
    ts: instant(i, pick),
    user: `u${pick(50_000)}`,
    event: NAMES[pick(NAMES.length)],
    plan: PLANS[pick(3)],
    seats: pick(90),
    page: `/p/${pick(40)}`,
  };
  return JSON.stringify({...row, note: padding(size - JSON.stringify(row).length - 10)});
}

const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
  "Mozilla/5.0 (iPhone)",
];

/** What Marketo notes of an activity: of visits where they came from, of mails which step sent them. A lead has a few addresses. */
function attributesOf(type, lead, pick) {
  if (type === 1 || type === 3)
    return {
      "Client IP Address": `10.${lead % 251}.${lead % 241}.${pick(3)}`,
      "Query Parameters": pick(4) === 0 ? `utm_source=news&utm_campaign=c${pick(30)}` : "",
      "Referrer URL": pick(2) === 0 ? "https://search.example/" : "",
      "User Agent": AGENTS[lead % 3],
      "Webpage URL": `/p/${pick(40)}`,
    };
  if (type === 2)
    return {"Webform ID": 1000 + pick(20), "Query Parameters": "", "Client IP Address": `10.${lead % 251}.0.1`};
  if (type === 12) return {"Source Type": "Web form fill", "Created Date": "2024-01-01"};
  if (type === 13)
    return {
      "Attribute Name": "Lead Score",
      "New Value": pick(100),
      "Old Value": pick(100),
      "Reason": `Changed by ${pick(50)}`,
    };
  return {"Step ID": pick(90), "Choice Number": 0, "Is Mobile Device": pick(2) === 0, "Platform": "Windows"};
}

function marketoLine(i, pick) {
  const [type, lead] = [TYPES[pick(TYPES.length)], pick(60_000)];
  const date = `${new Date(START + i * STEP).toISOString().slice(0, 19)}Z`;
  const attributes = quoted(JSON.stringify(attributesOf(type, lead, pick)));
  return [i, lead, date, type, pick(200), pick(500), `page ${pick(500)}`, attributes].join(",");
}

function plainRow(i, pick, size) {
  const event = NAMES[pick(NAMES.length)];
  const row = [i, `u${pick(60_000)}`, instant(i, pick), event, pick(200), pick(500), `page ${pick(500)}`].join(",");
  return `${row},${quoted(padding(size - row.length - 3))}`;
}

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const padding = (size) => "x".repeat(Math.max(0, size));

function write(path, {header, line, like}, rows) {
  const [pick, model] = [generator(SEED), generator(SEED)];
  const part = `${path}.part`;
  const file = openSync(part, "w");
  let lines = header ? [header] : [];
  for (let i = 1; i <= rows; i++) {
    lines.push(line(i, pick, like ? like(i, model).length : 0));
    if (lines.length < 5000 && i < rows) continue;
    writeSync(file, `${lines.join("\n")}\n`);
    lines = [];
  }
  closeSync(file);
  renameSync(part, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(cache, {recursive: true});
  const rows = Number(process.argv[2]);
  for (const [name, kind] of Object.entries(FILES))
    if (!existsSync(fileOf(name, rows))) write(fileOf(name, rows), kind, rows);
}
