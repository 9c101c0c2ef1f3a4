// Configs: read from three languages, every fault at once with its line, and what a config may not ask for.
import assert from "node:assert/strict";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, it} from "node:test";
import {addressFault, queryOf} from "../../../reports/config/check.js";
import {checkedConfig, loadConfig} from "../../../reports/config/load.js";
import {UsageError} from "../../../reports/terminal/exit.js";
import {folderWith, FUNNEL, spec} from "./helpers.js";

async function faultsOf(text: string, name = "report.yaml"): Promise<string[]> {
  const file = join(folderWith({[name]: text}), name);
  try {
    await loadConfig(file);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message.split("\n").map((line) => line.replace(file, name));
  }
  return [];
}

const has = (faults: string[], wanted: RegExp) =>
  assert.ok(
    faults.some((fault) => wanted.test(fault)),
    `${String(wanted)} in\n${faults.join("\n")}`,
  );

describe("loadConfig(file)", () => {
  it("reads JSON, YAML and TypeScript alike, with every default filled in", async () => {
    const json = JSON.stringify(spec());
    const folder = folderWith({"a.json": json, "a.yaml": json, "a.yml": json});
    writeFileSync(
      join(folder, "a.ts"),
      `import {defineReport} from "lifecycle-kit/reports";\nexport default defineReport(${json});\n`,
    );
    const [first, ...others] = await Promise.all(
      ["a.json", "a.yaml", "a.yml", "a.ts"].map((name) => loadConfig(join(folder, name))),
    );
    for (const other of others) assert.deepEqual(other.config, first!.config);
    assert.equal(first!.config.tz, "UTC");
    assert.equal(first!.config.weekStart, 1);
    assert.equal(first!.config.maxRows, 1000);
    assert.equal(first!.config.onError, "fail");
  });

  it("takes the name of a tool as map, and knows which there are", async () => {
    const config = (map: unknown) => JSON.stringify({...spec(), inputs: [{path: "events.jsonl", map}]});
    assert.deepEqual(await faultsOf(config("posthog")), []);
    assert.deepEqual(await faultsOf(config({preset: "posthog", account: "properties.company"})), []);
    has(await faultsOf(config("posthug")), /inputs\[0\]\.map: unknown preset "posthug" \(did you mean "posthog"\?\)/);
    has(await faultsOf(config({preset: "mixpannel"})), /inputs\[0\]\.map: .*did you mean "mixpanel"/);
  });

  it("tells every fault in one go, each with file, line, path, what it got and what is wanted", async () => {
    const faults = await faultsOf(
      [
        "titel: Review",
        "inputs: [events.csv]",
        "weekStart: 9",
        "sections:",
        "  - heading: One",
        "    query: {kind: funel, steps: [a, b]}",
        "  - heading: Two",
        "    query:",
        "      kind: funnel",
        "      step: [a, b]",
        "outputs:",
        "  - format: word",
      ].join("\n"),
    );
    has(faults, /^report\.yaml:1: titel: unknown key \(did you mean "title"\?\)/);
    has(faults, /^report\.yaml:1: title: missing/);
    has(faults, /^report\.yaml:3: weekStart: .*got 9/);
    has(faults, /^report\.yaml:12: outputs\[0\]\.format: "word" is not allowed; write one of html, pdf, csv, json/);
    has(faults, /^report\.yaml:6: sections\[0\]\.query\.kind: unknown kind "funel".*funnel/);
    assert.deepEqual(
      faults.map((fault) => Number(fault.split(":")[1])),
      faults.map((fault) => Number(fault.split(":")[1])).sort((a, b) => a - b),
      "faults come in the order of the file",
    );
    has(faults, /^report\.yaml:10: sections\[1\]\.query\.step: unknown key.*steps/);
  });

  it("names the line of a syntax error", async () =>
    has(await faultsOf(`{"title": "x",\n"inputs": [}`, "report.json"), /^report\.json:2: /));

  it("says what to do about a config that is not there", async () =>
    assert.rejects(loadConfig("/nowhere/report.yaml"), /no such config.*init/));

  it("stops a file whose aliases multiply it", async () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 9; i++) lines.push(`a${i}: &a${i} [${Array.from({length: 9}, () => `*a${i - 1}`).join(", ")}]`);
    has(await faultsOf(lines.join("\n")), /alias/i);
  });
});

describe("a config", () => {
  const faults = (more: object) => {
    try {
      checkedConfig({...spec(), ...more}, "report.json");
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("names zones, locales and ranges that there are not", () => {
    assert.match(faults({tz: "Europe/Berln"}), /^tz: .*Europe\/Berln/);
    assert.match(faults({locale: "not a locale"}), /^locale: /);
    assert.match(faults({range: ["2026-02-30", "2026-03-01"]}), /range/);
    assert.match(faults({range: {last: "26 weeks"}}), /range\.last/);
    assert.match(faults({asOf: "yesterday"}), /asOf/);
    assert.equal(faults({asOf: "run"}), "");
  });

  it("is checked whole: what is wrong for all sections hides nothing of a section", () => {
    const found = faults({
      tz: "Mars/Base",
      range: ["2026-02-30", "2026-03-01"],
      locale: "de_",
      sections: [{query: {kind: "funel"}}, {query: {kind: "funnel", steps: ["a"], windw: "P1D"}}],
    });
    for (const line of [
      /^tz: unknown time zone "Mars\/Base"/m,
      /^locale: "de_" is no language tag; write one like de/m,
      /^sections\[0\]\.query\.kind: unknown kind "funel" \(did you mean "funnel"\?\)/m,
      /^sections\[1\]\.query\.steps: a funnel has at least 2 steps/m,
      /^sections\[1\]\.query\.windw: unknown key \(did you mean "window"\?\)/m,
    ])
      assert.match(found, line);
  });

  it("reads files and https addresses of allowed hosts, and nothing else", () => {
    assert.match(faults({inputs: ["file:///etc/passwd"]}), /inputs\[0\].*file:/);
    assert.match(faults({inputs: ["http://data.example/x.csv"]}), /http:/);
    assert.match(
      faults({inputs: [{path: "https://data.example/x.csv"}]}),
      /inputs\[0\]\.path.*allowHosts: \["data\.example"\]/,
    );
    assert.match(faults({tables: {profiles: "ftp://x/y"}}), /tables\.profiles/);
    assert.equal(faults({inputs: ["https://data.example/x.csv"], allowHosts: ["DATA.example"]}), "");
  });

  it("compares hosts whole, never by a part of the text", () => {
    for (const path of [
      "https://data.example.evil/x",
      "https://evil/?data.example",
      "https://data.example:8443/x",
      "https://data.example@evil/x",
    ]) {
      assert.notEqual(addressFault(path, ["data.example"]), null, path);
    }
  });

  it("accepts a widget only where it draws that kind of answer", () => {
    const section = (widget: string) => ({sections: [{query: FUNNEL, widget}]});
    assert.match(
      faults(section("retention")),
      /sections\[0\]\.widget: "retention" does not draw funnel answers; write one of funnel, table/,
    );
    assert.match(faults(section("funnnel")), /did you mean "?funnel/);
    assert.equal(faults(section("table")), "");
    assert.equal(faults({sections: [{query: {kind: "stages"}, widget: "stage-flow"}]}), "");
  });

  it("has a logo that is a picture, and each by values or file", () => {
    assert.match(faults({logo: "logo.html"}), /^logo: /);
    assert.match(faults({each: {values: ["a"], file: "b.txt"}}), /^each: /);
    assert.match(faults({each: {as: "account"}}), /each: .*prop, values or file/);
  });
});

describe("queryOf(query, config)", () => {
  it("adds zone, week start, range and filter of the report; the section's own words win, filters add up", () => {
    const {config} = checkedConfig(
      {...spec(), tz: "Asia/Tokyo", range: {last: "P4W"}, where: {prop: "a", op: "exists"}},
      "x.json",
    );
    assert.deepEqual(queryOf({kind: "growth", tz: "UTC", where: {prop: "b", op: "exists"}}, config), {
      kind: "growth",
      tz: "UTC",
      weekStart: 1,
      range: {last: "P4W"},
      where: {
        all: [
          {prop: "a", op: "exists"},
          {prop: "b", op: "exists"},
        ],
      },
    });
  });
});
