// Presets of one's own at the command line: a JSON or YAML file, named by --map, by --inputs and by a report's config.
import assert from "node:assert/strict";
import {after, describe, it} from "node:test";
import {MAP_PRESETS} from "../../../engine/ingest/map-presets.js";
import {Desk} from "./run.js";

const desk = new Desk();
after(() => desk.remove());

desk.write({
  "acme.ndjson":
    '{"at":"2024-01-01T00:00:00Z","kind":"pay","by":{"id":"u1"}}\n{"at":"2024-01-02","kind":"go","by":{"id":"u2"}}\n',
  "presets/acme.yaml": "title: Acme\nfields: {ts: [when, at], user: by.id, name: kind}\n",
  "presets/untitled.json": '{"fields": {"ts": "at", "user": "by.id", "name": "kind"}}',
  "presets/wrong.json": '{"fields": {"tss": "at"}, "opend": "x."}',
  "presets/flat.json": '{"user": "by.id", "ts": "at"}',
  "presets/posthog.json": JSON.stringify(MAP_PRESETS["posthog"]),
  "posthog.jsonl":
    '{"uuid":"1","event":"go","distinct_id":"u1","timestamp":"2024-01-01T00:00:00Z","properties":{"plan":"pro"}}\n',
  "data/inputs.json": '{"inputs": [{"path": "../acme.ndjson", "map": "../presets/acme.yaml"}]}',
  "data/wrong.json": '{"inputs": [{"path": "../acme.ndjson", "map": "../presets/wrong.json"}]}',
  "reports/weekly.yaml":
    "title: T\ninputs: [{path: ../acme.ndjson, map: {preset: ../presets/acme.yaml, name: ':seen'}}]\nsections: [{query: {kind: growth}}]\n",
  "reports/inline.yaml":
    "title: T\ninputs: [{path: ../acme.ndjson, map: {preset: {fields: {ts: at, user: by.id, nam: kind}}}}]\nsections: [{query: {kind: growth}}]\n",
});

interface Row {
  user: string;
  name: string;
  source: string;
  props: Record<string, unknown>;
}
async function events(...args: string[]): Promise<string[]> {
  const {code, out, err} = await desk.run(["inspect", ...args, "--rows", "events"]);
  assert.equal(code, 0, err);
  const rows = out.trimEnd().split("\n");
  return rows.map((line) => JSON.parse(line) as Row).map(({user, name, source}) => `${user} ${name} ${source}`);
}

describe("--map FILE", {concurrency: 2}, () => {
  it("reads the file as its preset says, under the preset's title or the file's name", async () => {
    assert.deepEqual(await events("acme.ndjson", "--map", "presets/acme.yaml"), ["u1 pay acme", "u2 go acme"]);
    assert.deepEqual(await events("acme.ndjson", "--map", "presets/untitled.json"), [
      "u1 pay untitled",
      "u2 go untitled",
    ]);
  });
  it("takes further fields beside it", async () =>
    assert.deepEqual(await events("acme.ndjson", "--map", "presets/acme.yaml,name=:seen"), [
      "u1 seen acme",
      "u2 seen acme",
    ]));
  it("reads a shipped preset's file as its name does", async () =>
    assert.deepEqual(
      await events("posthog.jsonl", "--map", "presets/posthog.json"),
      await events("posthog.jsonl", "--map", "posthog"),
    ));
  it("is relative to the file of --inputs", async () =>
    assert.deepEqual(await events("--inputs", "data/inputs.json"), ["u1 pay acme", "u2 go acme"]));
  it("is relative to a report's config", async () => {
    const {code, out, err} = await desk.run(["report", "reports/weekly.yaml", "--dry-run"]);
    assert.equal(code, 0, err);
    assert.match(out, /\.\.\/acme\.ndjson {2}acme, 2 rows, 0 rejected/);
  });
});

describe("a preset file that cannot be used is wrong usage, with every fault", {concurrency: 2}, () => {
  const told = async (args: readonly string[], message: string) => {
    const {code, out, err} = await desk.run(args);
    assert.deepEqual([code, out, err], [2, "", message]);
  };
  it("an unknown key", () =>
    told(
      ["inspect", "acme.ndjson", "--map", "presets/wrong.json"],
      'error: --map presets/wrong.json: fields.tss: unknown key (did you mean "ts"?)\n--map presets/wrong.json: opend: unknown key (did you mean "opened"?)\n',
    ));
  it("no preset", () =>
    told(
      ["inspect", "acme.ndjson", "--map", "presets/flat.json"],
      'error: --map presets/flat.json: write {"title": "Our app", "fields": {"ts": "time", "user": "who", "name": "what"}}\n',
    ));
  it("no file", () => told(["inspect", "acme.ndjson", "--map", "none.json"], "error: --map none.json: no such file\n"));
  it("in --inputs", () =>
    told(
      ["inspect", "--inputs", "data/wrong.json"],
      'error: --inputs data/wrong.json: inputs[0].map ../presets/wrong.json: fields.tss: unknown key (did you mean "ts"?)\n--inputs data/wrong.json: inputs[0].map ../presets/wrong.json: opend: unknown key (did you mean "opened"?)\n',
    ));
  it("in a config, with its line", () =>
    told(
      ["report", "reports/inline.yaml", "--dry-run"],
      "error: reports/inline.yaml:2: inputs[0].map.preset.fields.nam: unknown key\n",
    ));
});
