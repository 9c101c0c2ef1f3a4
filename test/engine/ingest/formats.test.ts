// JSON, packed files and data from code: every way in gives the same events.
import {expect} from "@esm-bundle/chai";
import {table as arqueroTable} from "arquero";
import {gzipSync, strToU8, zipSync} from "fflate";
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {Input, OpenOptions} from "../../../engine/ingest/options.js";
import type {Dataset} from "../../../engine/model/dataset.js";

const records = [
  {user_id: "007", timestamp: "2024-03-01T10:00:00Z", event: "visit", plan: "pro", n: 1, context: {page: {path: "/"}}},
  {
    user_id: "7",
    timestamp: "2024-03-02T10:00:00Z",
    event: "buy",
    amount: 12.5,
    currency: "eur",
    ok: true,
    tags: ["a", "b"],
  },
];
const expected = [
  ["2024-03-01", "007", "visit", null, null, {"plan": "pro", "n": 1, "context.page.path": "/"}],
  ["2024-03-02", "7", "buy", 1250, "EUR", {ok: true, tags: '["a","b"]'}],
];

const rows = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "events")].map(({ts, user, name, amount, currency, props}) => [
    new Date(Number(ts)).toISOString().slice(0, 10),
    user,
    name,
    amount,
    currency,
    {...(props as object)},
  ]);
const file = (path: string, data: string | Uint8Array) => ({
  path,
  data: typeof data === "string" ? strToU8(data) : data,
});
const read = async (input: Input, options: OpenOptions = {}) => rows(await openDataset(input, options));
const failure = async (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.fail("it was read"),
    (error: unknown) => error as Error,
  );

const ndjson = records.map((record) => JSON.stringify(record)).join("\n");
const csv = "user,ts,event\na,2024-03-01,visit\n";

describe("JSON", () => {
  const documents: Record<string, string> = {
    "a list": JSON.stringify(records),
    "a list over several lines": JSON.stringify(records, null, 2),
    ...Object.fromEntries(
      ["data", "results", "records", "events", "items"].map((key) => [
        `a list under ${key}`,
        JSON.stringify({total: 2, [key]: records}),
      ]),
    ),
    "a list under anything in result": JSON.stringify({result: {visits: records}}),
  };
  for (const [name, text] of Object.entries(documents))
    it(`may be ${name}`, async () => expect(await read(file("e.json", text))).to.deep.equal(expected));

  it("may be columns of one length", async () => {
    const text = JSON.stringify({user: ["a", "b"], ts: ["2024-03-01", 1709287200000], event: ["x", "y"], n: [1, null]});
    expect(await read(file("e.json", text))).to.deep.equal([
      ["2024-03-01", "a", "x", null, null, {n: 1}],
      ["2024-03-01", "b", "y", null, null, {}],
    ]);
  });

  it("may be one record a line; a bad line is rejected, the rest goes on", async () => {
    const dataset = await openDataset(
      file("e.ndjson", `${ndjson.replace("\n", '\n\n{"user_id": "x", \n[1]\n')}\n{"cut":`),
    );
    expect(rows(dataset)).to.deep.equal(expected);
    expect(dataset.ledger.entries.map(({row, line, reason}) => [row, line, reason])).to.deep.equal([
      [2, 3, "not JSON"],
      [3, 4, "not an object"],
      [5, 6, "not JSON"],
    ]);
    expect(dataset.ledger.files[0]).to.include({format: "ndjson", read: 5, kept: 2, rejected: 3});
  });

  it("is told from other text by its content", async () => {
    expect(await read(file("noname", ndjson))).to.deep.equal(expected);
    expect(await read(file("noname", JSON.stringify(records)))).to.deep.equal(expected);
  });

  it("keeps whole numbers above 2^53 as text, and lists and objects as they are", async () => {
    const [row] = await read(
      file(
        "e.ndjson",
        '{"user":9007199254740993,"ts":1709287200000,"event":"x","n":12345678901234567890,"s":"1234567890123456789 \\" 9999999999999999","f":1.12345678901234567}',
      ),
    );
    expect(row![1]).to.equal("9007199254740993");
    expect(row![5]).to.deep.equal({
      n: "12345678901234567890",
      s: '1234567890123456789 " 9999999999999999',
      f: 1.1234567890123457,
    });
  });

  it("maps fields by path", async () => {
    const text = '{"who":{"email":"Ana@Firm.com"},"at":"2024-03-01","what":"visit"}';
    expect((await read(file("e.ndjson", text), {map: {email: "who.email", ts: "at", name: "what"}}))[0]![1]).to.equal(
      "email:ana@firm.com",
    );
  });

  it("with keys like __proto__ does no harm", async () => {
    const [row] = await read(
      file("e.json", '[{"user":"a","ts":"2024-03-01","event":"x","__proto__":{"y":1},"constructor":2}]'),
    );
    expect(Object.entries(row![5] as object).sort()).to.deep.equal([
      ["__proto__.y", 1],
      ["constructor", 2],
    ]);
  });

  it("that is broken names the line, and what else it may be", async () => {
    const error = await failure(openDataset(file("e.json", '[\n{"user": "a"},\n{"user" "b"}\n]')));
    expect(error.message).to.match(/^e\.json: is not valid JSON.*name it \.ndjson$/);
    expect((await failure(openDataset(file("e.json", '{"a": 1}')))).message).to.match(
      /e\.json: is JSON without a list of records; looked at the top and under data, results/,
    );
  });

  it("that is nested too deeply is refused", async () => {
    const deep = `[{"user":"a","ts":"2024-03-01","event":"x","p":${'{"a":'.repeat(70)}1${"}".repeat(70)}}]`;
    expect((await failure(openDataset(file("e.json", deep)))).message).to.match(
      /nested deeper than 64 \(limits\.nesting\)/,
    );
  });

  it("lines in another encoding are read as windows-1252", async () => {
    const bytes = Uint8Array.from('{"user":"Jos\u00e9","ts":"2024-03-01","event":"x"}\n', (c) => c.charCodeAt(0));
    const utf8 = strToU8('{"user":"José","ts":"2024-03-02","event":"x"}\n');
    const dataset = await openDataset({path: "e.ndjson", data: new Uint8Array([...bytes, ...utf8])});
    expect(dataset.store.users).to.deep.equal(["José"]);
    expect(dataset.ledger.notes[0]).to.match(/1 bytes are not UTF-8/);
  });
});

describe("a packed file", () => {
  it("may be gzip, by its first bytes and not its name", async () => {
    for (const text of [ndjson, JSON.stringify(records)])
      expect(await read(file("e.bin", gzipSync(strToU8(text))))).to.deep.equal(expected);
    expect(await read(file("e.csv.gz", gzipSync(strToU8(csv))))).to.have.length(1);
  });

  it("may be a ZIP whose members are told apart each by itself", async () => {
    const zip = zipSync({
      "b.ndjson": strToU8(ndjson),
      "a/one.csv": strToU8(csv),
      "__MACOSX/x.csv": strToU8("x"),
      ".DS_Store": strToU8("x"),
      "readme.pdf": strToU8("%PDF"),
    });
    const dataset = await openDataset(file("all.zip", zip));
    expect(dataset.ledger.files.map(({path, format, kept}) => [path, format, kept])).to.deep.equal([
      ["all.zip/a/one.csv", "csv", 1],
      ["all.zip/b.ndjson", "ndjson", 2],
    ]);
  });

  it("is refused when it is damaged, cut, a workbook, or larger than allowed", async () => {
    const packed = gzipSync(strToU8(csv.repeat(1000)));
    expect((await failure(openDataset(file("e.gz", packed.slice(0, packed.length - 12))))).message).to.match(
      /e\.gz: is a gzip file that is damaged or cut short after \d+ expanded bytes/,
    );
    expect((await failure(openDataset(file("e.gz", packed), {limits: {expandedBytes: 5000}}))).message).to.match(
      /e\.gz: expands to more than 5000 bytes; raise limits\.expandedBytes/,
    );
    const zip = zipSync({"a.csv": strToU8(csv.repeat(1000))});
    expect((await failure(openDataset(file("e.zip", zip), {limits: {expandedBytes: 5000}}))).message).to.match(
      /e\.zip: expands to more than 5000 bytes/,
    );
    expect((await failure(openDataset(file("e.zip", zip.slice(0, 60))))).message).to.match(
      /e\.zip: is a ZIP archive that cannot be read/,
    );
    const workbook = zipSync({"[Content_Types].xml": strToU8("<x/>"), "xl/workbook.xml": strToU8("<x/>")});
    expect((await failure(openDataset(file("e.xlsx", workbook)))).message).to.match(
      /is an Excel workbook or other Office file, which is not read; save the sheet as CSV UTF-8/,
    );
  });
});

describe("data from code", () => {
  it("may be rows, also with dates and big integers", async () => {
    expect(await read(records)).to.deep.equal(expected);
    const row = {
      user: 12n,
      ts: new Date("2024-03-01"),
      event: "x",
      big: 2n ** 60n,
      when: new Date("2024-01-01"),
      gone: undefined,
      none: null,
      not: NaN,
    };
    expect(await read([row])).to.deep.equal([
      ["2024-03-01", "12", "x", null, null, {big: "1152921504606846976", when: "2024-01-01T00:00:00.000Z"}],
    ]);
  });

  it("may be columns: plain, typed, or codes with a dictionary", async () => {
    const ts = Date.UTC(2024, 2, 1);
    const columns = {
      ts: Float64Array.of(ts, ts + 86_400_000),
      user: {codes: Uint8Array.of(1, 2), dictionary: [null, "a", "b"]},
      name: {codes: [0, 0], dictionary: ["x"]},
      amount: Int32Array.of(100, 250),
      n: [1, null],
    };
    expect(await read(columns)).to.deep.equal([
      ["2024-03-01", "a", "x", 100, null, {n: 1}],
      ["2024-03-02", "b", "x", 250, null, {}],
    ]);
  });

  it("counts typed amounts as minor units and others as major ones", async () => {
    const columns = {ts: [1709287200000], user: ["a"], event: ["x"], amount: [12.5]};
    expect((await read(columns))[0]![3]).to.equal(1250);
    expect((await read({...columns, amount: Float64Array.of(1250)}))[0]![3]).to.equal(1250);
    expect((await read({...columns, amount: ["1250"]}, {map: {amountMinor: "amount"}}))[0]![3]).to.equal(1250);
  });

  it("may be an Arquero table", async () => {
    const {user_id, timestamp, event} = {
      user_id: ["007", "7"],
      timestamp: [new Date("2024-03-01"), new Date("2024-03-02")],
      event: ["visit", "buy"],
    };
    const dataset = await openDataset(arqueroTable({user_id, timestamp, event, n: Int8Array.of(1, 2)}));
    expect(rows(dataset).map((row) => [row[0], row[1], row[5]])).to.deep.equal([
      ["2024-03-01", "007", {n: 1}],
      ["2024-03-02", "7", {n: 2}],
    ]);
    expect(dataset.ledger.files[0]).to.include({path: "input 1", format: "arquero"});
  });

  it("may be a Blob, a File, a buffer or a stream", async () => {
    const bytes = strToU8(csv);
    for (const data of [
      new Blob([csv]),
      new File([csv], "named.csv"),
      bytes.buffer.slice(0, bytes.length),
      new Blob([csv]).stream(),
    ]) {
      expect(await read(data)).to.have.length(1);
    }
    expect((await openDataset(new File([csv], "named.csv"))).ledger.files[0]!.path).to.equal("named.csv");
  });

  it("may be a list of all of these, each with its own options", async () => {
    const dataset = await openDataset([
      file("a.csv", csv),
      {data: [{who: "b", ts: "2024-03-01 10:00", name: "x"}], map: {user: "who"}, inputTz: "Asia/Tokyo", path: "rows"},
      new Blob([ndjson]),
    ]);
    expect(dataset.ledger.files.map(({path, read: count}) => [path, count])).to.deep.equal([
      ["a.csv", 1],
      ["rows", 1],
      ["input 3", 2],
    ]);
    expect([...dataset.store.ts].includes(Date.UTC(2024, 2, 1, 1))).to.equal(true);
  });

  it("that is wrong is refused with its place", async () => {
    expect((await failure(openDataset({ts: [1709287200000], user: ["a", "b"], event: ["x"]}))).message).to.match(
      /input 1: column "user" has 2 values, "ts" has 1/,
    );
    expect(
      (await failure(openDataset({ts: [1709287200000], user: {codes: [3], dictionary: [null, "a"]}, event: ["x"]})))
        .message,
    ).to.match(/column "user" has code 3 in row 1, its dictionary has 2 entries/);
    expect((await failure(openDataset([{path: "a.csv", data: strToU8(csv), mapp: {}}] as never))).message).to.match(
      /a\.csv: unknown option "mapp" \(did you mean "map"\?\)/,
    );
    const dataset = await openDataset([records[0], 5, null] as never);
    expect(dataset.ledger.files[0]!.reasons).to.deep.equal([
      {reason: "not an object", rows: 2, first: {line: 0, row: 2, column: null, value: "5"}},
    ]);
  });

  it("may be nothing", async () => {
    for (const input of [[], {ts: [], user: [], name: []}]) expect((await openDataset(input)).store.size).to.equal(0);
  });
});
