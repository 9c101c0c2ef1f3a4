// Runs: files written whole or not at all, the same bytes twice, a manifest of how it went, and what a failure leaves behind.
import assert from "node:assert/strict";
import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {once} from "node:events";
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import type {ReportSpec} from "../../../reports/index.js";
import {BrowserError} from "../../../reports/render/find-browser.js";
import {exitCodeOf} from "../../../reports/terminal/exit.js";
import {removeLeftovers, writeAtomic} from "../../../reports/write/atomic.js";
import {dryRun} from "../../../reports/write/dry-run.js";
import {limited} from "../../../reports/write/limits.js";
import type {Manifest} from "../../../reports/write/manifest.js";
import {runReport, type RunOptions} from "../../../reports/write/run.js";
import {effects, folderWith, FUNNEL, loaded, NOW, recordingTerminal, RETENTION, withoutBrowser} from "./helpers.js";

const ATOMIC = new URL("../../../reports/write/atomic.ts", import.meta.url).href;
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SECTIONS = [
  {heading: "To value", query: FUNNEL, note: "A note."},
  {heading: "Back again", query: RETENTION},
];

async function run(more: Partial<ReportSpec> = {}, options: RunOptions = {}, world = withoutBrowser) {
  const config = loaded(more);
  const folder = join(config.folder, "report");
  const terminal = recordingTerminal();
  const error = await runReport(config, options, world, terminal).then(
    () => null,
    (failure: unknown) => failure as Error,
  );
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return {
    ...config,
    folder,
    terminal,
    error,
    read,
    names: readdirSync(folder).sort(),
    manifest: JSON.parse(read("manifest.json")) as Manifest,
  };
}

describe("writeAtomic(path, bytes)", () => {
  it("leaves the old or the new file, whole, when the process is killed in the middle", {timeout: 60_000}, async () => {
    const folder = folderWith();
    const target = join(folder, "report.html");
    const size = 4_000_000;
    writeFileSync(target, "a".repeat(size));
    const code = `const {writeAtomic} = await import(${JSON.stringify(ATOMIC)});
      process.stdout.write("ready");
      for (let i = 0; ; i++) await writeAtomic(${JSON.stringify(target)}, "ab"[i % 2].repeat(${size}));`;
    for (const wait of [3, 17, 41]) {
      const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(child.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill("SIGKILL");
      await once(child, "exit");
      const text = readFileSync(target, "utf8");
      assert.ok(text === "a".repeat(size) || text === "b".repeat(size), `half a file after ${wait} ms`);
      await removeLeftovers(folder);
      assert.deepEqual(readdirSync(folder), ["report.html"]);
    }
  });

  it("leaves nothing behind when it cannot write, and says where", async () => {
    const folder = folderWith();
    mkdirSync(join(folder, "taken"));
    await assert.rejects(
      writeAtomic(join(folder, "taken"), "x"),
      (error: Error) => /cannot write .*taken/.test(error.message) && exitCodeOf(error) === 4,
    );
    assert.deepEqual(readdirSync(folder), ["taken"]);
  });

  it("does not take away what a run that is alive is writing", async () => {
    const folder = folderWith({
      [`.${process.ppid}.1.abcd.lifecycle-kit-tmp`]: "alive",
      ".99999999.1.abcd.lifecycle-kit-tmp": "dead",
      ".env": "mine",
    });
    await removeLeftovers(folder);
    assert.deepEqual(readdirSync(folder).sort(), [`.${process.ppid}.1.abcd.lifecycle-kit-tmp`, ".env"].sort());
  });
});

describe("a run", () => {
  const outputs = [{format: "csv" as const}, {format: "json" as const}];

  it("writes the numbers behind each section, without a browser", async () => {
    const {error, names, read} = await run({sections: SECTIONS, outputs});
    assert.equal(error, null);
    assert.deepEqual(names, [
      "lifecycle-review-1.csv",
      "lifecycle-review-2.csv",
      "lifecycle-review.json",
      "manifest.json",
    ]);
    assert.match(read("lifecycle-review-1.csv"), /^step,label,reached,/);
    const json = JSON.parse(read("lifecycle-review.json")) as {
      sections: {note: string; result: {tables: Record<string, unknown[]>}}[];
    };
    assert.equal(json.sections[0]!.note, "A note.");
    assert.equal(json.sections[0]!.result.tables["steps"]!.length, 3);
  });

  it("carries results, never raw events", async () => {
    const {read} = await run({sections: SECTIONS, outputs});
    for (const name of ["lifecycle-review.json", "lifecycle-review-1.csv", "manifest.json"])
      assert.doesNotMatch(read(name), /\bu1[0-9]\b/);
  });

  it("gives the same bytes twice", async () => {
    const [first, second] = [await run({sections: SECTIONS, outputs}), await run({sections: SECTIONS, outputs})];
    for (const name of first.names.filter((file) => file !== "manifest.json"))
      assert.equal(first.read(name), second.read(name), name);
  });

  it("lists every file with its hash, rows and time, and what was read", async () => {
    const {manifest, folder} = await run({sections: SECTIONS, outputs});
    assert.deepEqual(
      [manifest.state, manifest.started, manifest.errors, manifest.browser],
      ["done", new Date(NOW).toISOString(), [], null],
    );
    assert.equal(manifest.rows.read, manifest.rows.kept + manifest.rows.rejected);
    assert.deepEqual(
      manifest.files.map(({file}) => file),
      ["lifecycle-review-1.csv", "lifecycle-review-2.csv", "lifecycle-review.json"],
    );
    for (const {file, sha256, bytes, ms} of manifest.files) {
      const content = readFileSync(join(folder, file));
      assert.equal(sha256, createHash("sha256").update(content).digest("hex"));
      assert.equal(bytes, content.length);
      assert.ok(Number.isInteger(ms));
    }
    assert.equal(manifest.files[0]!.rows, 3);
  });

  it("writes to --out, and there only what --only and --format choose", async () => {
    const out = folderWith();
    const config = loaded({sections: SECTIONS, outputs});
    await runReport(
      config,
      {out: join(out, "deep"), only: ["Back again"], formats: ["csv"]},
      withoutBrowser,
      recordingTerminal(),
    );
    assert.deepEqual(readdirSync(join(out, "deep")).sort(), ["lifecycle-review-2.csv", "manifest.json"]);
    assert.equal(existsSync(join(config.folder, "report")), false);
  });

  it("fails loudly on a broken section: its exit code, a manifest, and none of the files", async () => {
    const {error, names, manifest} = await run({
      sections: [...SECTIONS, {heading: "Broken", query: {kind: "funnel", steps: ["visit", "nothing"]}}],
      outputs,
    });
    assert.equal(exitCodeOf(error), 2);
    assert.deepEqual(names, ["manifest.json"]);
    assert.equal(manifest.state, "failed");
    assert.match(manifest.errors[0]!, /section "Broken": .*nothing/);
  });

  it("ends with 3 when an input is missing, and says so in the manifest", async () => {
    const {error, manifest, names} = await run({inputs: ["events.csv", "more.csv"]});
    assert.equal(exitCodeOf(error), 3);
    assert.deepEqual(names, ["manifest.json"]);
    assert.deepEqual(manifest.errors, ["more.csv: no such file"]);
  });

  it("does not let one broken value stop the others, and tells of each that failed", async () => {
    const newPage = () => Promise.reject(new TypeError("a defect"));
    const launch = () =>
      Promise.resolve({browser: {newPage}, version: "none", close: () => Promise.resolve()} as never);
    const {error, manifest} = await run(
      {each: {values: ["a", "b"]}, outputs: [{format: "html", file: "{each}"}]},
      {},
      effects({launch}),
    );
    assert.equal(error?.message, "a: a defect\nb: a defect");
    assert.equal(exitCodeOf(error), 1);
    assert.deepEqual([manifest.state, manifest.errors, manifest.tries], ["failed", ["a: a defect", "b: a defect"], 2]);
  });

  it("refuses to write through a link in the output folder", async () => {
    const config = loaded({outputs: [{format: "json", file: "out"}]});
    const elsewhere = folderWith({"secret.json": "old"});
    mkdirSync(join(config.folder, "report"));
    symlinkSync(join(elsewhere, "secret.json"), join(config.folder, "report", "out.json"));
    await assert.rejects(runReport(config, {}, withoutBrowser, recordingTerminal()), /is a link/);
    assert.equal(readFileSync(join(elsewhere, "secret.json"), "utf8"), "old");
  });

  it("removes what killed runs left in the folder", async () => {
    const config = loaded();
    mkdirSync(join(config.folder, "report"));
    writeFileSync(join(config.folder, "report", ".99999999.1.abcd.lifecycle-kit-tmp"), "half");
    await runReport(config, {}, withoutBrowser, recordingTerminal());
    assert.deepEqual(readdirSync(join(config.folder, "report")).sort(), ["lifecycle-review.json", "manifest.json"]);
  });

  it("ends with 4 without a browser, keeps the old files and leaves no half one", async () => {
    const world = effects({launch: () => Promise.reject(new BrowserError("no browser was found. Do one of these: …"))});
    const config = loaded({outputs: [{format: "json"}, {format: "pdf"}]});
    mkdirSync(join(config.folder, "report"));
    writeFileSync(join(config.folder, "report", "lifecycle-review.pdf"), "old");
    const error = await runReport(config, {}, world, recordingTerminal()).catch((failure: unknown) => failure);
    assert.equal(exitCodeOf(error), 4);
    assert.deepEqual(readdirSync(join(config.folder, "report")).sort(), ["lifecycle-review.pdf", "manifest.json"]);
    assert.equal(readFileSync(join(config.folder, "report", "lifecycle-review.pdf"), "utf8"), "old");
  });

  it("stops when asked, and says so", async () => {
    const stop = new AbortController();
    const {error, manifest} = await run(
      {},
      {signal: stop.signal},
      effects({
        open: () => {
          stop.abort();
          return Promise.reject(stop.signal.reason as Error);
        },
      }),
    );
    assert.ok(error);
    assert.equal(manifest.state, "stopped");
    assert.deepEqual(manifest.files, []);
  });
});

describe("a limit of time", () => {
  it("ends work that takes longer, with its name", async () => {
    const never = (signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
    await assert.rejects(
      limited("load", 20, undefined, never),
      (error: Error) => /0\.02 s, which is limits\.load/.test(error.message) && exitCodeOf(error) === 4,
    );
  });
  it("is not blamed for a stop from outside", async () => {
    const stop = AbortSignal.abort(new Error("asked"));
    await assert.rejects(
      limited("run", 1000, stop, (signal) => Promise.reject(signal.reason as Error)),
      /asked/,
    );
  });
});

describe("--dry-run", () => {
  it("prints inputs, sections and files, and writes nothing", async () => {
    const config = loaded({sections: SECTIONS, each: {prop: "plan"}, outputs: [{format: "html"}, {format: "csv"}]});
    const terminal = recordingTerminal();
    await dryRun(config, {}, withoutBrowser, terminal);
    const said = terminal.said.join("");
    for (const wanted of [
      /events\.csv {2}generic, \d+ rows, 0 rejected/,
      /1 {2}To value {2}funnel as funnel: /,
      /lifecycle-review-free\.html/,
      /lifecycle-review-team-2\.csv/,
    ])
      assert.match(said, wanted);
    assert.deepEqual(readdirSync(config.folder), ["events.csv"]);
  });

  it("finds what would fail the run", async () => {
    const config = loaded({sections: [{heading: "Broken", query: {kind: "funnel", steps: ["visit", "nothing"]}}]});
    await assert.rejects(dryRun(config, {}, withoutBrowser, recordingTerminal()), /section "Broken".*nothing/);
  });
});

describe("the output folder", () => {
  it("that cannot be made ends the run with 4", async () => {
    const config = loaded();
    const out = join(config.folder, "events.csv", "sub");
    const error = await runReport(config, {out}, withoutBrowser, recordingTerminal()).catch(
      (failure: unknown) => failure,
    );
    assert.equal(exitCodeOf(error), 4);
    assert.ok(statSync(join(config.folder, "events.csv")).isFile());
  });
});
