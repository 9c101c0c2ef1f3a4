// The test command cannot look green by accident: crashes, silence and empty runs count as failures.
import assert from "node:assert/strict";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, it} from "node:test";
// @ts-expect-error the runner is plain JavaScript, so that it runs before anything is built
import * as counting from "../helpers/runner/counts.mjs";
// @ts-expect-error as above
import {sumSessions} from "../helpers/runner/count-reporter.mjs";

type Counts = {passed: number; failed: number; skipped: number};
const {countLine, judge, readCounts, reportCounts, sum} = counting as {
  countLine(counts: Counts): string;
  judge(counts: Counts | null, exitCode: number): Counts;
  readCounts(file: string): Counts | null;
  reportCounts(counts: Counts, options: {env: Record<string, string>; log(line: string): void}): void;
  sum(all: Counts[]): Counts;
};

const of = (passed: number, failed: number, skipped: number): Counts => ({passed, failed, skipped});

describe("judge", () => {
  it("leaves honest counts as they are", () => {
    assert.deepEqual(judge(of(3, 0, 1), 0), of(3, 0, 1));
    assert.deepEqual(judge(of(3, 2, 1), 1), of(3, 2, 1));
  });
  it("counts a runner that reported nothing as one failure", () => assert.deepEqual(judge(null, 0), of(0, 1, 0)));
  it("counts a runner that ran nothing as one failure", () => assert.deepEqual(judge(of(0, 0, 2), 0), of(0, 1, 2)));
  it("counts a bad exit without a failed test as one failure", () =>
    assert.deepEqual(judge(of(5, 0, 0), 1), of(5, 1, 0)));
});

describe("the summed line", () => {
  it("reads as agreed", () =>
    assert.equal(countLine(sum([of(1, 0, 2), of(3, 1, 0)])), "4 passed, 1 failed, 2 skipped"));

  it("comes with a count file that can be read back, and a broken file is no counts", () => {
    const folder = mkdtempSync(join(tmpdir(), "counts-"));
    const file = join(folder, "a.json");
    const before = process.exitCode;
    reportCounts(of(1, 0, 0), {env: {LK_COUNT_FILE: file}, log: () => undefined});
    process.exitCode = before;
    assert.deepEqual(readCounts(file), of(1, 0, 0));
    writeFileSync(file, readFileSync(file, "utf8").slice(0, 5));
    assert.equal(readCounts(file), null);
    assert.equal(readCounts(join(folder, "none.json")), null);
    rmSync(folder, {recursive: true});
  });
});

describe("sumSessions", () => {
  const count = sumSessions as (sessions: object[]) => Counts;
  const test = (passed: boolean, skipped = false) => ({passed, skipped});

  it("counts the tests of nested suites", () => {
    const testResults = {tests: [test(true)], suites: [{tests: [test(false), test(false, true)], suites: []}]};
    assert.deepEqual(count([{testResults, errors: [], passed: false}]), of(1, 1, 1));
  });
  it("counts a file that could not be imported, and one without tests, as a failure each", () => {
    const none = {tests: [], suites: []};
    assert.deepEqual(
      count([
        {errors: [{message: "x"}], passed: false},
        {testResults: none, errors: [], passed: true},
      ]),
      of(0, 2, 0),
    );
  });
  it("counts an error outside of tests as a failure", () => {
    const testResults = {tests: [test(true)], suites: []};
    assert.deepEqual(count([{testResults, errors: [{message: "x"}], passed: false}]), of(1, 1, 0));
  });
});
