// The command line as the design has it: what goes where, in which form, and with which exit code.
import assert from "node:assert/strict";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {after, describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {query} from "../../../reports/commands/query.js";
import {columnsOf} from "../../../reports/terminal/console.js";
import {recordingTerminal} from "../reports/helpers.js";
import {Desk} from "./run.js";

const desk = new Desk();
after(() => desk.remove());

const FUNNEL = JSON.stringify({kind: "funnel", steps: ["a", "b"], window: "P7D"});
const small = "user,ts,event\nu,2024-01-01,a\nu,2024-01-02,b\nv,2024-01-03,a\nv,never,b\n";
const many = Array.from({length: 200_000}, (_, i) => `u${i % 5000},${1_700_000_000_000 + i * 1000},${"abc"[i % 3]!}`);
desk.write({
  "small.csv": small,
  "small.csv.gz": gzipSync(small),
  "many.csv": `user,ts,event\n${many.join("\n")}\n`,
  "others.csv": "who;when;what\nu;1704067200;a\nu;1704153600;b\n",
  "inputs.json": JSON.stringify({
    inputs: [{path: "others.csv", map: {user: "who", ts: "when", name: "what"}, timeUnit: "s"}, {path: "small.csv"}],
  }),
  "profiles.csv": "unit,prop,value\nu,plan,pro\n",
  "export.json": [
    {event: "a", properties: {time: 1704067200, distinct_id: "$device:d", $device_id: "d", $insert_id: "1"}},
    {event: "b", properties: {time: 1704153600, distinct_id: "u", $device_id: "d", $user_id: "u", $insert_id: "2"}},
  ]
    .map((record) => JSON.stringify(record))
    .join("\n"),
  "q.json": FUNNEL,
});

interface Answer {
  kind: string;
  tables: Record<string, Record<string, unknown>[]>;
  summary: string;
  diagnostics: {rows: object; asOf: string; tz: string; engine: string; dataset: string; query: string};
}
async function answer(args: readonly string[], input?: string): Promise<Answer> {
  const {code, out, err} = await desk.run(["query", ...args], input);
  assert.equal(code, 0, err);
  return JSON.parse(out);
}
const reached = ({tables}: Answer) => tables["steps"]!.map((row) => row["reached"]);

describe("query", {concurrency: 2}, () => {
  it("prints JSON alone to standard output when piped, and messages to standard error", async () => {
    const {out, err} = await desk.run(["query", "small.csv", "--query", "q.json"]);
    const found = JSON.parse(out) as Answer;
    assert.deepEqual(Object.keys(found), ["kind", "query", "tables", "summary", "diagnostics"]);
    assert.match(err, /1 of 4 rows rejected/);
    assert.deepEqual(found.diagnostics.rows, {read: 4, kept: 3, rejected: 1, afterAsOf: 0});
    assert.equal(found.diagnostics.tz, "UTC");
    assert.match(found.diagnostics.asOf, /^2024-01-03T00:00:00\.001Z$/);
    for (const key of ["engine", "dataset", "query"] as const) assert.ok(found.diagnostics[key]);
    assert.equal(found.summary, "50% of 2 people who did “a” got to “b” within 7 days; 1 still has time.");
  });
  it("prints a sentence and tables for people on a terminal, in the language asked for", async () => {
    const asked = async (locale?: string) => {
      const terminal = {...recordingTerminal(), interactive: true};
      await query([join(desk.folder, "small.csv")], {query: FUNNEL, ...(locale ? {locale} : {})}, terminal);
      return {text: terminal.said.join("").replaceAll("\u00a0", " "), notes: terminal.notes};
    };
    const english = (await asked()).text;
    assert.match(english, /^50% of 2 people who did “a” got to “b” within 7 days; 1 still has time\.\n\nsteps\n/);
    assert.match(
      (await asked("de")).text,
      /^50 % von 2 Personen mit „a“ kamen innerhalb von 7 Tagen bis „b“; 1 hat noch Zeit\.\n\nsteps\n/,
    );
    const french = await asked("fr");
    assert.match(french.text, /^50 % of 2 people who did “a”/);
    assert.equal(french.notes.filter((line) => line.includes("English and German only")).length, 1);
    const {code, err} = await desk.run(["query", "small.csv", "--query", "q.json", "--locale", "de_"]);
    assert.equal(code, 2);
    assert.match(err, /--locale de_: no language tag; write one like de/);
  });
  it("takes a terminal that does not say how wide it is for a usual one", () => {
    assert.deepEqual([columnsOf({columns: 0}, 80), columnsOf({}, 80), columnsOf({columns: 132}, 80)], [80, 80, 132]);
  });
  it("lists the units behind a number", async () => {
    const behind = {query: JSON.parse(FUNNEL) as object, table: "steps", row: {step: 2}};
    const {tables} = await answer(["small.csv", "--query", JSON.stringify({kind: "units", behind})]);
    assert.deepEqual(
      tables["units"]!.map((row) => row["unit"]),
      ["u"],
    );
    const wrong = JSON.stringify({kind: "units", behind: {...behind, table: "stairs"}});
    const {code, err} = await desk.run(["query", "small.csv", "--query", wrong]);
    assert.notEqual(code, 0);
    assert.match(err, /behind\.table: unknown table "stairs"; funnel has steps/);
  });
  it("sets two sides beside each other", async () => {
    const compare = {a: {event: "b"}, b: {not: {event: "b"}}};
    const found = await answer([
      "small.csv",
      "--query",
      JSON.stringify({...JSON.parse(FUNNEL), asOf: "2024-02-01", compare}),
    ]);
    const [row] = found.tables["comparison"]!;
    assert.deepEqual(
      [row!["label"], row!["a"], row!["b"], row!["diff"], row!["n_a"], row!["n_b"]],
      ["b", 1, 0, -1, 1, 1],
    );
    assert.deepEqual(found.tables["overlap"], [{a_only: 1, b_only: 1, both: 0, neither: 0}]);
    assert.match(found.summary, /^Got to “b”: 0% in B against 100% in A, −100 points \(95% interval −/);
    const csv = await desk.run([
      "query",
      "small.csv",
      "--query",
      JSON.stringify({...JSON.parse(FUNNEL), compare}),
      "--csv",
      "comparison",
    ]);
    assert.match(csv.out, /^of,measure,step,label,a,b,n_a,n_b,diff,lo,hi,/, csv.err);
  });
  it("gives the same answer for a file, its gzip, standard input, and a path given twice", async () => {
    const first = await answer(["small.csv", "--query", FUNNEL]);
    assert.deepEqual(reached(first), [2, 1]);
    assert.deepEqual((await answer(["small.csv.gz", "--query", FUNNEL])).tables, first.tables);
    assert.deepEqual((await answer(["-", "--query", FUNNEL], small)).tables, first.tables);
    assert.deepEqual((await answer(["small.csv", "./small.csv", "--query", FUNNEL])).tables, first.tables);
    assert.deepEqual((await answer(["small.csv", "--query", "-"], FUNNEL)).tables, first.tables);
  });
  it("takes columns, time unit, zone, now and tables from its options", async () => {
    const map = ["others.csv", "--map", "user=who,ts=when,name=what", "--time-unit", "s", "--query", FUNNEL];
    assert.deepEqual(reached(await answer(map)), [1, 1]);
    const preset = ["export.json", "--map", "mixpanel,amount=:0", "--query", FUNNEL];
    assert.deepEqual(reached(await answer(preset)), [1, 1]);
    const late = await answer(["small.csv", "--as-of", "2024-01-02", "--query", JSON.stringify({kind: "quality"})]);
    assert.deepEqual(late.diagnostics.rows, {read: 4, kept: 3, rejected: 1, afterAsOf: 2});
    const paris = await answer(["small.csv", "--input-tz", "Europe/Paris", "--query", FUNNEL]);
    assert.equal(paris.diagnostics.asOf, "2024-01-02T23:00:00.001Z");
    const split = {kind: "funnel", steps: ["a", "b"], breakdown: {prop: "plan", source: "profile"}};
    const found = await answer(["small.csv", "--table", "profiles=profiles.csv", "--query", JSON.stringify(split)]);
    assert.deepEqual(
      found.tables["steps"]!.map(({breakdown}) => breakdown),
      [null, null, "pro", "pro", "(none)", "(none)"],
    );
    assert.deepEqual(reached(await answer(["--inputs", "inputs.json", "--query", FUNNEL])), [2, 1]);
  });
  it("prints a table as CSV", async () => {
    const {code, out} = await desk.run(["query", "small.csv", "--quiet", "--query", FUNNEL, "--csv", "steps"]);
    assert.equal(code, 0);
    const lines = out.trim().split(/\r?\n/);
    assert.equal(lines.length, 3);
    assert.match(lines[0]!, /^step,label,reached,/);
    assert.match(lines[2]!, /^2,b,1,0\.5,/);
  });
  it("is quiet when asked", async () => {
    const {err} = await desk.run(["query", "small.csv", "--quiet", "--query", FUNNEL]);
    assert.equal(err, "");
  });
});

describe("whoever reads or waits may leave", {concurrency: 2}, () => {
  it("a closed pipe is no error", async () => {
    const child = desk.start(["inspect", "many.csv", "--rows", "events"]);
    let err = "";
    child.stderr!.on("data", (text) => (err += String(text)));
    child.stdout!.once("data", () => child.stdout!.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.doesNotMatch(err, /EPIPE|^\s+at /m);
    assert.equal(code, 0);
  });
  it("an interrupt stops within a second, without a stack trace", async () => {
    // Standard input that never ends keeps it waiting.
    const child = desk.start(["query", "-", "--query", FUNNEL]);
    let err = "";
    child.stderr!.on("data", (text) => (err += String(text)));
    child.stdin!.on("error", () => undefined).write("user,ts,event\nu,2024-01-01,a\n");
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const before = performance.now();
    child.kill("SIGINT");
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      child.on("close", (...ended) => resolve(ended)),
    );
    assert.ok(performance.now() - before < 1000);
    assert.ok(signal === "SIGINT" || code === 130, `${code} ${signal}`);
    assert.doesNotMatch(err, /^\s+at /m);
  });
});

describe("schema and usage", {concurrency: 2}, () => {
  for (const name of ["query", "report", "stages", "preset"])
    it(`schema ${name} is a JSON Schema`, async () => {
      const {code, out} = await desk.run(["schema", name]);
      assert.equal(code, 0);
      assert.equal(JSON.parse(out).$schema, "https://json-schema.org/draft/2020-12/schema");
    });
  for (const args of [["schema", "nope"], ["nope"], ["query", "small.csv"], ["inspect", "small.csv", "--bogus"]])
    it(`${args.join(" ")} is wrong usage`, async () => {
      const {code, out, err} = await desk.run(args);
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.match(err, /^error: /);
    });
});

const shared = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const skip = existsSync(shared) ? false : "the real data is not at hand";

describe("real data loads whole and answers", {skip, concurrency: 2}, () => {
  const inspected = async (...args: string[]) => {
    const {code, out, err} = await desk.run(["inspect", "--json", "--quiet", ...args]);
    assert.equal(code, 0, err);
    return JSON.parse(out);
  };
  it("ecom.csv.gz", async () => {
    const path = join(shared, "ecom.csv.gz");
    const {files, events, units} = await inspected(path);
    assert.deepEqual([files[0].read, files[0].rejected, events, units], [31_106, 0, 31_106, 600]);
    const names = (await inspected(path)).names.map(({name}: {name: string}) => name);
    const queries = [
      {kind: "funnel", steps: names.slice(0, 3), trend: {}, histogram: true, curve: true},
      {kind: "retention", mode: "rolling", breakdown: {prop: "platform"}},
      {kind: "stages", rules: {states: [{id: "active", when: {event: "*", within: "P28D"}}], else: "quiet"}},
    ];
    for (const query of queries) {
      const {tables, summary}: Answer = await answer([path, "--quiet", "--query", JSON.stringify(query)]);
      assert.match(summary, /\.$/);
      assert.ok(Object.values(tables)[0]!.length > 0);
    }
  });
  it("receipt_log.csv and CDNOW_master.txt, with the README's words", async () => {
    const readme = readFileSync(fileURLToPath(new URL("../../../README.md", import.meta.url)), "utf8");
    const line = (file: string) => new RegExp(`npx lifecycle-kit inspect ${file} (--map \\S+)`).exec(readme)![1]!;
    const receipt = await inspected(join(shared, "receipt_log.csv"), ...line("receipt_log.csv").split(" "));
    assert.deepEqual([receipt.events, receipt.units, receipt.names.length], [8577, 1434, 27]);
    const orders = await inspected(join(shared, "CDNOW_master.txt"), ...line("CDNOW_master.txt").split(" "));
    assert.deepEqual([orders.events, orders.units], [69_659, 23_570]);
    assert.deepEqual(
      orders.names.map(({name}: {name: string}) => name),
      ["order"],
    );
  });
});
