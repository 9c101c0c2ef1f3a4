// Exports of many systems at the command line: a folder is read without being told, what cannot be read says what to do.
import assert from "node:assert/strict";
import {readdirSync, readFileSync} from "node:fs";
import {after, describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {zipSync} from "fflate";
import {sources} from "../../../engine/sources/index.js";
import {Desk} from "./run.js";

const desk = new Desk();
after(() => desk.remove());

const FIXTURES = fileURLToPath(new URL("../../fixtures/exports/", import.meta.url));
const half = "user,ts,event\nu,2024-01-03,c\n";
const bytes = (text: string) => new TextEncoder().encode(text);
const exported = readdirSync(FIXTURES, {recursive: true, withFileTypes: true})
  .filter((entry) => entry.isFile() && entry.name !== "expected.json")
  .map((entry) => `${entry.parentPath.slice(FIXTURES.length)}/${entry.name}`)
  // A system's further exports stand in folders of their own (`pardot-v5`); some of them need options to be read.
  .filter((path) => /^[a-z0-9]+\//.test(path));
const isPacked = (path: string) => /^(segment|ga4|marketo)\//.test(path);
desk.write(
  Object.fromEntries(
    exported.map((path) => {
      const content = readFileSync(FIXTURES + path);
      return [`exports/${path}${isPacked(path) ? ".gz" : ""}`, isPacked(path) ? gzipSync(content) : content];
    }),
  ),
);
desk.write({
  "exports/.hidden.csv": "not,data\n",
  "exports/notes.pdf": "%PDF-1.7",
  "own.csv": "user,ts,event\nu,2024-01-01,Ping\nu,2024-01-02,Pong\n",
  "leads.csv": "id,email,createdAt\n1,ana@firm.example,2024-01-01T00:00:00Z\n",
  "half.csv": "leadId,Activity Date,kind\n1,2024-01-01T00:00:00Z,3\n",
  "unknown.csv": "foo,bar\n1,2\n",
  "book.xlsx": zipSync({"[Content_Types].xml": bytes("<Types/>"), "xl/workbook.xml": bytes("<workbook/>")}),
  "old.xls": Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)]),
  "rows.avro": "Obj\u0001\u0004\u0014avro.codec",
  "answers.sav": "$FL2@(#) SPSS DATA FILE MS Windows",
  "answers.zsav": "$FL3@(#) SPSS DATA FILE MS Windows",
  "answers.sav.gz": gzipSync("$FL2@(#) SPSS DATA FILE MS Windows"),
  "packed.zip": zipSync({"answers.sav": bytes("$FL2@(#) SPSS DATA FILE MS Windows")}),
  "visits.xml": '<?xml version="1.0"?><rsp stat="ok" version="1.0"><result/></rsp>',
  "answers.xml": "<responses><response/></responses>",
});

interface Inspected {
  files: {path: string; source: string; format: string; read: number; kept: number; rejected: number}[];
  events: number;
  profiles: number;
  merges: number;
  conflicts: number;
  conflictList: {kind: string; key: string}[];
  names: {name: string}[];
}
async function inspected(...args: string[]): Promise<Inspected & {err: string}> {
  const {code, out, err} = await desk.run(["inspect", ...args, "--json"]);
  assert.equal(code, 0, err);
  return {...(JSON.parse(out) as Inspected), err};
}

describe("a folder of exports", {concurrency: 2}, () => {
  it("is recognised file by file without being told, packed ones too, and hidden files and pictures are no data", async () => {
    const {files, profiles, merges, conflicts, conflictList} = await inspected("exports");
    assert.deepEqual(
      files.map(({path, source}) => [path.replace(/\.gz$/, ""), source]),
      exported.map((path) => [`exports/${path}`, path.split("/")[0]]).sort(([a], [b]) => (a! < b! ? -1 : 1)),
    );
    assert.deepEqual([...new Set(files.map(({source}) => source))].sort(), sources.map(({name}) => name).sort());
    for (const {path, read, kept, rejected} of files) assert.equal(read, kept + rejected, path);
    assert.deepEqual([profiles, merges, conflicts], [9, 15, 2]);
    assert.deepEqual(
      conflictList.map(({kind, key}) => `${kind} ${key}`),
      ["person email:ana@firm.example", "visitor ga4:77.88"],
    );
  });

  it("gives the same people as a list of its files in any order", async () => {
    const rows = async (...args: string[]) => {
      const {code, out, err} = await desk.run(["inspect", ...args, "--rows", "profiles", "--quiet"]);
      assert.equal(code, 0, err);
      return out;
    };
    const list = exported.map((path) => `exports/${path}${isPacked(path) ? ".gz" : ""}`);
    const known = await rows("exports");
    assert.equal(await rows(...list.reverse()), known);
    assert.equal(known.trimEnd().split("\n").length, 13);
  });

  it("may be read as one system by --source, and then names the file that is none of it", async () => {
    const {files} = await inspected("exports/marketo", "--source", "marketo");
    assert.deepEqual([...new Set(files.map(({source}) => source))], ["marketo"]);
    const {code, err} = await desk.run(["inspect", "exports/marketo", "exports/ga4", "--source", "marketo"]);
    assert.equal(code, 3);
    assert.match(
      err,
      /exports\/ga4\/events\.ndjson\.gz: does not look like an export of marketo: its columns are .*leave source out/,
    );
  });

  it("with an inputs.json in it is told how to use that", async () => {
    desk.write({"own/own.csv": "user,ts,event\nu,2024-01-01,Ping\n", "own/inputs.json": '{"inputs": ["own.csv"]}'});
    const {files, err} = await inspected("own");
    assert.deepEqual(
      files.map(({path}) => path),
      ["own/own.csv"],
    );
    assert.match(err, /own\/inputs\.json: not read as data; --inputs own\/inputs\.json reads the files as it says/);
  });
});

describe("a file that is nobody's for sure", {concurrency: 2}, () => {
  const told = async (code: number, args: readonly string[], message: RegExp) => {
    const ran = await desk.run(["inspect", ...args]);
    assert.match(ran.err, message);
    assert.equal(ran.code, code, ran.err);
  };
  it("gets the nearest guess with its reason, and how to state it or to map the columns", () =>
    told(
      3,
      ["leads.csv"],
      /leads\.csv: has no column for the event's name.*nearest guess is marketo \(header has id, email .*\): state source "marketo" \(--source marketo\) if it is, or map the columns \(--map user=…,ts=…,name=…\)/,
    ));
  it("is what it is said to be", async () => {
    const {files, profiles} = await inspected("leads.csv", "--source", "marketo");
    assert.deepEqual([files[0]!.source, profiles], ["marketo", 1]);
    assert.equal(
      (await inspected("leads.csv", "--source", "generic", "--map", "name=:lead")).files[0]!.source,
      "generic",
    );
  });
  it("with a header that was changed is told which columns are missing or called otherwise", () =>
    told(
      3,
      ["half.csv"],
      /half\.csv: .*nearest guess is marketo, though the file lacks "activityTypeId" and calls "activityDate" "Activity Date"/,
    ));
  it("without any likeness is told how to map it", () =>
    told(
      3,
      ["unknown.csv"],
      /unknown\.csv: has no column for the time; its columns are "foo", "bar"; write --map ts=COLUMN/,
    ));
  it("is named beside all others of its folder that cannot be used, each with its reason and what to write", async () => {
    desk.write({
      "bad/1.csv": "foo,bar\n1,2\n",
      "bad/2.csv": "user,ts,event\nu,2024-01-01,a\n",
      "bad/3.csv": "leadId,Activity Date,kind\n1,2024-01-01T00:00:00Z,3\n",
      "bad/4.json": '{"a":',
      "bad/5.csv": "",
      "bad/6.zip": zipSync({"a.avro": bytes("Obj\u0001\u0004"), "b.csv": bytes("foo\n1\n"), "c.csv": bytes(half)}),
      "bad/7.csv": 'marketoGUID,leadId,activityDate,activityTypeId\n1,2,"2024',
    });
    const {code, out, err} = await desk.run(["inspect", "bad"]);
    assert.equal(code, 3);
    assert.equal(out, "");
    const said = (text: string) =>
      text
        .replace(/^error: /, "")
        .trimEnd()
        .split("\n");
    assert.deepEqual(
      said(err).map((line) => {
        const [, start = line] = /^(bad\/[^:]+: \S+ \S+)/.exec(line) ?? [];
        return start + (/ The nearest guess is \w+/.exec(line)?.[0] ?? "");
      }),
      [
        "bad/1.csv: has no",
        "bad/3.csv: has no The nearest guess is marketo",
        "bad/4.json: is not",
        "bad/5.csv: is empty",
        "bad/6.zip/a.avro: is an",
        "bad/6.zip/b.csv: has no",
        "bad/7.csv: the quote",
        "7 files cannot be used, so nothing was loaded; leave them out, or say how each is to be read (--inputs FILE)",
      ],
    );
  });
  it("with an unknown --source names the nearest", () =>
    told(
      2,
      ["leads.csv", "--source", "marketto"],
      /unknown source "marketto" \(did you mean "marketo"\?\); known are generic, churnzero/,
    ));
});

describe("formats that are not read are refused with what to export instead: exit code 3", {concurrency: 2}, () => {
  const refused: readonly (readonly [string, RegExp])[] = [
    ["book.xlsx", /book\.xlsx: is an Excel workbook .* not read; save the sheet as CSV UTF-8/],
    ["old.xls", /old\.xls: is an old Excel workbook \(\.xls\), which is not read; save the sheet as CSV UTF-8/],
    ["rows.avro", /rows\.avro: is an Avro file, which is not read; export Parquet or JSON lines instead/],
    ["answers.sav", /answers\.sav: is an SPSS file, which is not read; export CSV instead/],
    ["answers.zsav", /answers\.zsav: is an SPSS file, which is not read; export CSV instead/],
    ["answers.sav.gz", /answers\.sav\.gz: is an SPSS file, which is not read; export CSV instead/],
    ["packed.zip", /packed\.zip\/answers\.sav: is an SPSS file, which is not read; export CSV instead/],
    ["visits.xml", /visits\.xml: is XML, which is not read; export CSV or JSON instead/],
    ["answers.xml", /answers\.xml: is XML, which is not read; export CSV or JSON instead/],
  ];
  for (const [file, message] of refused)
    it(file, async () => {
      const {code, out, err} = await desk.run(["inspect", "own.csv", file]);
      assert.match(err, message);
      assert.equal(code, 3);
      assert.equal(out, "");
      assert.doesNotMatch(err, /^\s+at /m);
    });
});

describe("--inputs", {concurrency: 2}, () => {
  desk.write({
    "wide.csv": "who;when;what\nu;1704067200;a\nv;2024-13-01;b\n",
    "whole.json": JSON.stringify({
      inputs: ["own.csv", {path: "wide.csv", map: {user: "who", ts: "when", name: "what"}, timeUnit: "s"}],
      tables: {profiles: "people.csv"},
      stages: {Ping: "engagement"},
      identity: {maxUsersPerEmail: 5},
      asOf: "2024-03-01",
    }),
    "people.csv": "user,plan\nu,pro\n",
    "typo.json": JSON.stringify({inputs: [{path: "own.csv", inputTZ: "UTC"}]}),
    "key.json": JSON.stringify({inputs: ["own.csv"], identiy: {}}),
    "none.json": JSON.stringify({inputs: [{source: "marketo"}]}),
    "empty.json": "{}",
    "wrong.json": JSON.stringify({inputs: ["own.csv"], identity: {roleMailbox: []}}),
  });
  it("takes options of each file and of the whole data", async () => {
    const {code, out, err} = await desk.run(["inspect", "--inputs", "whole.json", "--rows", "events"]);
    assert.equal(code, 0, err);
    const rows = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      rows.map(({name, stage}) => [name, stage]),
      [
        ["Ping", "engagement"],
        ["a", null],
        ["Pong", null],
      ],
    );
    const query = JSON.stringify({kind: "quality"});
    const asked = await desk.run(["query", "--inputs", "whole.json", "--query", query, "--quiet"]);
    assert.equal(JSON.parse(asked.out).diagnostics.asOf, "2024-03-01T00:00:00.000Z");
  });
  const wrong: readonly (readonly [string, RegExp])[] = [
    ["typo.json", /typo\.json: inputs\[0\]: unknown option "inputTZ" \(did you mean "inputTz"\?\)/],
    ["key.json", /key\.json: unknown key "identiy" \(did you mean "identity"\?\)/],
    ["none.json", /none\.json: inputs\[0\]\.path: missing; name a file/],
    ["empty.json", /empty\.json: write \{"inputs": \[/],
    ["wrong.json", /identity: unknown option "roleMailbox" \(did you mean "roleMailboxes"\?\)/],
    ["nowhere.json", /--inputs nowhere\.json: no such file/],
  ];
  for (const [file, message] of wrong)
    it(`says what is wrong in ${file}`, async () => {
      const {code, err} = await desk.run(["inspect", "--inputs", file]);
      assert.match(err, message);
      assert.equal(code, 2);
    });
});

describe("--stages", {concurrency: 2}, () => {
  desk.write({"stages.yaml": "Ping: engagement\ngeneric: {Pong: none}\nNobody: advocacy\n"});
  const stages = async (...args: string[]) => {
    const {code, out, err} = await desk.run(["inspect", "own.csv", "--rows", "events", ...args]);
    assert.equal(code, 0, err);
    const rows = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as {stage: string | null});
    return {stages: rows.map(({stage}) => stage), err};
  };
  it("states the stage of events by name", async () => {
    assert.deepEqual((await stages("--stages", "Ping=awareness,Pong=retention")).stages, ["awareness", "retention"]);
  });
  it("takes a file too, and tells the names that no event has", async () => {
    const {stages: found, err} = await stages("--stages", "stages.yaml");
    assert.deepEqual(found, ["engagement", null]);
    assert.match(err, /stages: no event "Nobody" in the data/);
  });
  it("refuses what is no stage", async () => {
    const {code, err} = await desk.run(["inspect", "own.csv", "--stages", "Ping=engagment"]);
    assert.match(err, /stages\.Ping: unknown stage "engagment" \(did you mean "engagement"\?\)/);
    assert.equal(code, 2);
  });
});
