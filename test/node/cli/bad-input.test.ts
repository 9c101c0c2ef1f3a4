// Bad input at the command line: a clear error or rows in the ledger, never a crash, a stack trace or a wrong number.
import assert from "node:assert/strict";
import {after, describe, it} from "node:test";
import {gzipSync} from "node:zlib";
import {Desk} from "./run.js";

const desk = new Desk();
after(() => desk.remove());

const two = "user,ts,event\nu,2024-01-01,a\nu,2024-01-02,b\n";
const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return big ? bytes.swap16() : bytes;
};
const many = `user,ts,event\n${Array.from({length: 5000}, (_, i) => `u${i},2024-01-01,a`).join("\n")}\n`;
desk.write({
  "zero.csv": "",
  "head.csv": "user,ts,event\n",
  "columns.csv": "foo,bar\n1,2\n",
  "quote.csv": 'user,ts,event\nu,2024-01-01,"a\nu,2024-01-02,b\n',
  "cut.csv.gz": gzipSync(many).subarray(0, 2000),
  "cut.parquet": "PAR1 and no more",
  "two.csv": two,
  "mixed.csv": "user,ts,event\r\nu,2024-01-01,a\nu,2024-01-02,b\r\n",
  "bom.csv": `\ufeff${two}`,
  "le.csv": utf16(two, false),
  "be.csv": utf16(two, true),
  "rows.csv":
    "id,user,ts,event\n1,u,2024-02-30,a\n2,u,2024-01-01,a\n2,u,2024-01-01,a\n3,u,later,a\n4,,2024-01-01,a\n5,u,2024-01-02,b\n",
  "proto.csv":
    "user,ts,event,__proto__\n__proto__,2024-01-01,__proto__,__proto__\nconstructor,2024-01-01,a,x\nconstructor,2024-01-02,b,\n",
});

async function failure(code: number, args: readonly string[], message: RegExp): Promise<void> {
  const {code: found, out, err} = await desk.run(args);
  assert.match(err, message);
  assert.equal(found, code, err);
  assert.equal(out, "");
  assert.doesNotMatch(err, /^\s+at /m);
}

describe("a file that cannot be used is named with what is wrong: exit code 3", {concurrency: 2}, () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ["zero.csv", /zero\.csv: is empty/],
    ["columns.csv", /columns\.csv: has no column for the time; its columns are "foo", "bar"; write --map ts=COLUMN/],
    ["quote.csv", /quote\.csv: the quote opened in line 2 is never closed/],
    ["cut.csv.gz", /cut\.csv\.gz: is a gzip file that is damaged or cut short/],
    ["cut.parquet", /cut\.parquet: is a Parquet file that is cut short/],
    ["none.csv", /none\.csv: no such file/],
  ];
  for (const [file, message] of wrong) it(file, () => failure(3, ["inspect", file], message));
  it("several that are not there, all at once", () =>
    failure(3, ["inspect", "none.csv", "two.csv", "no.csv"], /none\.csv: no such file\nno\.csv: no such file/));
});

describe("a file that reads oddly is read right", {concurrency: 2}, () => {
  for (const file of ["mixed.csv", "bom.csv", "le.csv", "be.csv"])
    it(file, async () => {
      const {code, out, err} = await desk.run(["inspect", file, "--json"]);
      assert.equal(code, 0, err);
      const {events, names} = JSON.parse(out);
      assert.equal(events, 2);
      assert.deepEqual(
        names.map(({name}: {name: string}) => name),
        ["a", "b"],
      );
    });

  it("a header alone is no error, and empty", async () => {
    const {code, out} = await desk.run(["query", "head.csv", "--query", '{"kind": "funnel", "steps": ["a", "b"]}']);
    assert.equal(code, 0);
    const {tables, diagnostics} = JSON.parse(out);
    assert.deepEqual(
      tables.steps.map(({reached}: {reached: number}) => reached),
      [0, 0],
    );
    assert.equal(diagnostics.rows.read, 0);
  });

  it("rows that are wrong are in the ledger, with line, column and value", async () => {
    const {code, out} = await desk.run(["inspect", "rows.csv", "--json"]);
    assert.equal(code, 0);
    const [file] = JSON.parse(out).files;
    assert.deepEqual([file.read, file.kept, file.rejected], [6, 2, 4]);
    assert.deepEqual(
      file.reasons
        .flatMap(({rows, first}: {rows: number; first: {line: number}}) => ({line: first.line, rows}))
        .sort((a: {line: number}, b: {line: number}) => a.line - b.line),
      [2, 4, 5, 6].map((line) => ({line, rows: 1})),
    );
    const impossible = file.reasons.find(({reason}: {reason: string}) => reason === "impossible date");
    assert.deepEqual(impossible.first, {line: 2, row: 1, column: "ts", value: "2024-02-30"});
  });

  it("__proto__ and constructor are names like any other", async () => {
    const query = {kind: "funnel", steps: ["a", "b"], breakdown: {prop: "__proto__"}};
    const {code, out, err} = await desk.run(["query", "proto.csv", "--query", JSON.stringify(query)]);
    assert.equal(code, 0, err);
    const last = JSON.parse(out).tables.steps.filter(({step}: {step: number}) => step === 2);
    assert.deepEqual(
      last.map(({breakdown, reached}: {breakdown: string | null; reached: number}) => [breakdown, reached]),
      [
        [null, 1],
        ["x", 1],
      ],
    );
    const own = await desk.run(["query", "proto.csv", "--query", '{"kind": "stages", "__proto__": {"period": "day"}}']);
    assert.equal(own.code, 2);
    assert.match(own.err, /__proto__: unknown key/);
    const rows = await desk.run(["inspect", "proto.csv", "--rows", "events"]);
    const first = JSON.parse(rows.out.split("\n").find((line) => line.includes('"__proto__"'))!);
    assert.deepEqual(
      [first.user, first.name, Object.entries(first.props)],
      ["__proto__", "__proto__", [["__proto__", "__proto__"]]],
    );
  });
});

describe("a query that cannot be answered says what to write: exit code 2", {concurrency: 2}, () => {
  const wrong: readonly (readonly [object | string, RegExp])[] = [
    [{kind: "funel"}, /kind: unknown kind "funel" \(did you mean "funnel"\?\)/],
    [{kind: "funnel", steps: ["a", "c"]}, /steps\[1\]: unknown event "c".*the data has "a", "b"/],
    [{kind: "funnel", steps: ["a"]}, /steps: a funnel has at least 2 steps/],
    [
      {kind: "funnel", steps: ["a", "b"], windw: "P1D", order: "x"},
      /order: [^]*windw: unknown key \(did you mean "window"\?\)/,
    ],
    [{kind: "funnel", steps: ["a", "b"], window: "P1M"}, /window: /],
    [
      {kind: "funnel", steps: ["a", "b"], window: "14 days"},
      /window: duration "14 days" is not ISO 8601; write for example P14D/,
    ],
    [{kind: "funnel", steps: ["a", "b"], tz: "Europe/Pariss"}, /"Europe\/Pariss".*did you mean "Europe\/Paris"/],
    [{kind: "funnel", steps: ["a", "b"], range: ["2024-02-30", null]}, /range\[0\]: /],
    [
      {kind: "funnel", steps: ["a", "b"], tables: ["stepz"]},
      /tables: unknown table "stepz" \(did you mean "steps"\?\)/,
    ],
    [{kind: "retention", breakdown: {prop: "plan"}}, /breakdown\.prop: unknown property "plan"/],
    [
      {kind: "funnel", steps: ["aa", "b", "cc"], windw: "P1D", where: {prop: "plan", op: "exists"}},
      /^(?=[^]*windw: unknown key)(?=[^]*^steps\[0\]: unknown event "aa"$)(?=[^]*^steps\[2\]: )(?=[^]*^where: unknown property "plan"$)(?=[^]*^events of the data: "a", "b"$)/m,
    ],
    [{kind: "stages", rules: {states: [{id: "x", when: {evnt: "a"}}]}}, /rules/],
    ['{"kind": "funnel"', /--query/],
    ["[]", /--query \[\]: /],
  ];
  for (const [query, message] of wrong) {
    const text = typeof query === "string" ? query : JSON.stringify(query);
    it(text, () => failure(2, ["query", "two.csv", "--quiet", "--query", text], message));
  }
  it("options of the data are told together", () =>
    failure(
      2,
      "inspect two.csv --input-tz Mars/X --as-of never --table profils=two.csv".split(" "),
      /^error: inputTz: unknown time zone "Mars\/X".*\ntables: unknown table "profils" \(did you mean "profiles"\?\).*\nasOf: "never" is not a date/,
    ));
});
