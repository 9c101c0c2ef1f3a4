// Text files as people have them: delimiters, line ends, encodings, headers, and everything that is wrong with them.
import {expect} from "@esm-bundle/chai";
import {inspectDataset, openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import type {OpenOptions} from "../../../engine/ingest/options.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean) => {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  ["\ufeff", ...text].forEach((c, i) => view.setUint16(i * 2, c.charCodeAt(0), littleEndian));
  return bytes;
};

const open = (data: string | Uint8Array, options: OpenOptions = {}, path = "events.csv") =>
  openDataset({path, data: typeof data === "string" ? utf8(data) : data}, options);
const rows = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "events")].map(({ts, user, name, props}) => [
    new Date(Number(ts)).toISOString().slice(0, 10),
    user,
    name,
    {...(props as object)},
  ]);
const failure = async (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.fail("it was read"),
    (error: unknown) => error as Error,
  );

const expected = [
  ["2024-03-01", "007", "visit", {plan: "pro"}],
  ["2024-03-02", "ana", "sign, up", {plan: 'the "big" one'}],
];

describe("a text file", () => {
  const base = 'user,ts,event,plan\n007,2024-03-01,visit,pro\nana,2024-03-02,"sign, up","the ""big"" one"\n';
  const files: Record<string, string | Uint8Array> = {
    "with commas": base,
    "with semicolons": 'user;ts;event;plan\n007;2024-03-01;visit;pro\nana;2024-03-02;sign, up;"the ""big"" one"\n',
    "with tabs": 'user\tts\tevent\tplan\n007\t2024-03-01\tvisit\tpro\nana\t2024-03-02\tsign, up\t"the ""big"" one"\n',
    "with bars": 'user|ts|event|plan\n007|2024-03-01|visit|pro\nana|2024-03-02|sign, up|"the ""big"" one"\n',
    "with CRLF": base.replaceAll("\n", "\r\n"),
    "with CR": base.replaceAll("\n", "\r"),
    "with mixed line ends and empty lines": base.replace("\n", "\r\n\r\n").replace("pro\n", "pro\r"),
    "without a last line end": base.slice(0, -1),
    "with a byte order mark": `\ufeff${base}`,
    "in UTF-16, little end first": utf16(base, true),
    "in UTF-16, big end first": utf16(base, false),
    "with all cells quoted": base
      .replace("user,ts,event,plan", '"user","ts","event","plan"')
      .replace("007,2024-03-01,visit,pro", '"007","2024-03-01","visit","pro"'),
    "with a quoted line break in the header": base.replace("plan", '"plan"').replace("user", '"user"'),
  };
  for (const [name, content] of Object.entries(files))
    it(`${name} is read`, async () => expect(rows(await open(content))).to.deep.equal(expected));

  it("keeps line breaks inside quoted cells, and counts lines right after them", async () => {
    const dataset = await open('user,ts,event,note\na,2024-03-01,visit,"two\nlines"\nb,n/a,visit,x\n');
    expect(rows(dataset)[0]![3]).to.deep.equal({note: "two\nlines"});
    expect(dataset.ledger.entries[0]).to.include({row: 2, line: 4, column: "ts", value: "n/a", reason: "not a time"});
  });

  it("keeps a quote inside a cell and text after a closing quote as they are", async () => {
    const dataset = await open('user,ts,event,note\na,2024-03-01,visit,5" screen\nb,2024-03-02,visit,"big" one\n');
    expect(rows(dataset).map((row) => row[3])).to.deep.equal([{note: '5" screen'}, {note: '"big" one'}]);
  });

  it("keeps names that are not ASCII, however they are encoded", async () => {
    const text = "user,ts,event,plan\nJosé,2024-03-01,visité,très\n";
    for (const data of [utf8(text), utf16(text, true)])
      expect(rows(await open(data))).to.deep.equal([["2024-03-01", "José", "visité", {plan: "très"}]]);
  });

  it("that is not UTF-8 is read as windows-1252, and says how many bytes", async () => {
    const dataset = await open(latin1("user,ts,event,plan\nJos\u00e9,2024-03-01,visit\u00e9,\u0080 5\n"));
    expect(rows(dataset)).to.deep.equal([["2024-03-01", "José", "visité", {plan: "€ 5"}]]);
    expect(dataset.ledger.notes[0]).to.equal(
      "events.csv: 3 bytes are not UTF-8, so the file was read as windows-1252; state encoding if it is another",
    );
  });

  it("has the encoding that is stated", async () => {
    const dataset = await open(latin1("user,ts,event,plan\n\u00b3,2024-03-01,visit,x\n"), {encoding: "iso-8859-2"});
    expect(dataset.store.users).to.deep.equal(["ł"]);
    expect((await failure(open("user,ts,event\n", {encoding: "klingon"}))).message).to.match(
      /events\.csv: unknown encoding "klingon"; write a name such as utf-8/,
    );
  });

  it("with blanks between columns is read, with or without a header", async () => {
    const body = " 00001 19970101  1   11.77\r\n 00002 19970112 10   12.00\r\n";
    const named = await open(
      ` customer_id  date number_of_cds  dollar_value\r\n${body}`,
      {map: "user=customer_id,ts=date,amount=dollar_value,name=:order"},
      "cdnow.txt",
    );
    const bare = await open(body, {map: {user: "1", ts: "2", amount: "4", name: ":order"}}, "cdnow.txt");
    expect(rows(named)).to.deep.equal([
      ["1997-01-01", "00001", "order", {number_of_cds: 1}],
      ["1997-01-12", "00002", "order", {number_of_cds: 10}],
    ]);
    expect(rows(bare)).to.deep.equal([
      ["1997-01-01", "00001", "order", {"3": 1}],
      ["1997-01-12", "00002", "order", {"3": 10}],
    ]);
    expect([...named.store.amount!]).to.deep.equal([1177, 1200]);
    expect(named.ledger.files[0]!.format).to.equal("fixed");
  });

  it("without a header is read when its columns are mapped by position", async () => {
    const dataset = await open("ana,2024-03-01,visit\nbo,2024-03-02,buy\n", {map: "user=1,ts=2,name=3"});
    expect(rows(dataset)).to.have.length(2);
    expect(dataset.ledger.files[0]).to.include({read: 2, kept: 2});
  });

  it("gives columns the type that all their cells fit", async () => {
    const dataset = await open(
      "user,ts,event,zip,count,ok,month,plus,big,mixed,none\na,2024-03-01,e,007,1,true,1997-01,+1,1234567890123456,1,\nb,2024-03-02,e,12,2.50,false,1998-02,2,2,x,\n",
    );
    expect(rows(dataset).map((row) => row[3])).to.deep.equal([
      {zip: "007", count: 1, ok: true, month: "1997-01", plus: "+1", big: "1234567890123456", mixed: "1"},
      {zip: "12", count: 2.5, ok: false, month: "1998-02", plus: "2", big: "2", mixed: "x"},
    ]);
  });

  it("obeys stated types; what does not fit is missing, and told", async () => {
    const dataset = await open("user,ts,event,code,flag\na,2024-03-01,e,12,1\nb,2024-03-02,e,x,0\n", {
      types: {code: "number", flag: "boolean"},
    });
    expect(rows(dataset).map((row) => row[3])).to.deep.equal([{code: 12, flag: true}, {flag: false}]);
    expect(dataset.ledger.notes.join()).to.match(/1 × value is not of the type stated for column "code".*line 3.*"x"/);
  });

  it("decides types over all its files, so that splitting a log changes nothing", async () => {
    const files = ["user,ts,event,code\na,2024-03-01,e,12\n", "user,ts,event,code\nb,2024-03-02,e,007\n"].map(
      (text, i) => ({path: `${i}.csv`, data: utf8(text)}),
    );
    expect(rows(await openDataset(files)).map((row) => row[3])).to.deep.equal([{code: "12"}, {code: "007"}]);
  });

  it("with a header alone is an empty dataset", async () => {
    const dataset = await open("user,ts,event\n");
    expect(inspectDataset(dataset)).to.deep.include({events: 0, units: 0, names: []});
    expect(dataset.ledger.files[0]).to.include({read: 0, kept: 0, rejected: 0, from: null});
  });

  it("may have columns with any name", async () => {
    const dataset = await open("user,ts,event,__proto__,constructor,,__proto__\na,2024-03-01,visit,x,y,z,w\n");
    const [row] = [...rowsOfDataset(dataset, "events")];
    expect(Object.entries(row!.props as object).sort()).to.deep.equal([
      ["__proto__", "x"],
      ["__proto___2", "w"],
      ["column_6", "z"],
      ["constructor", "y"],
    ]);
    expect(JSON.stringify(row!.props)).to.include('"__proto__":"x"');
    expect(({} as {x?: unknown}).x).to.equal(undefined);
  });

  it("may hold NUL bytes and very long cells", async () => {
    const dataset = await open(`user,ts,event,note\na\0b,2024-03-01,visit,${"x".repeat(100_000)}\n`);
    expect(rows(dataset)[0]![1]).to.equal("a\0b");
    expect((rows(dataset)[0]![3] as {note: string}).note).to.have.length(100_000);
  });
});

describe("a bad row", () => {
  const csv = [
    "user,ts,event,n",
    "a,2024-03-01,visit,1",
    "b,2024-02-30,visit,1",
    "c,2024-03-01",
    ",2024-03-01,visit,1",
    "d,2024-03-01,,1",
    "e,,visit,1",
    "f,2024-03-01,visit,1,2",
    "g,03/04/2024,visit,1",
  ].join("\n");

  it("goes to the ledger with its place and reason; the rest is read", async () => {
    const dataset = await open(csv);
    expect(dataset.store.users).to.deep.equal(["a"]);
    expect(dataset.ledger.files[0]).to.include({read: 8, kept: 1, rejected: 7});
    expect(
      dataset.ledger.entries.map(({row, line, column, value, reason}) => [row, line, column, value, reason]),
    ).to.deep.equal([
      [2, 3, "ts", "2024-02-30", "impossible date"],
      [3, 4, null, "c,2024-03-01", "row has 2 fields, header has 4"],
      [4, 5, "user", null, "no identity"],
      [5, 6, "event", null, "no event name"],
      [6, 7, "ts", null, "no time"],
      [7, 8, null, "f,2024-03-01,visit,1,2", "row has 5 fields, header has 4"],
      [8, 9, "ts", "03/04/2024", "ambiguous date"],
    ]);
  });

  it("may be one with a cell that is too long", async () => {
    const dataset = await open("user,ts,event\nabcdef,2024-03-01,visit\nb,2024-03-01,visit\n", {
      limits: {cellLength: 5},
    });
    expect(dataset.ledger.files[0]!.reasons[0]).to.deep.include({reason: "cell longer than 5 characters", rows: 2});
    expect(
      (await open("user,ts,event\nabcdef,2024-03-01,visit\nb,2024-03-01,visit\n", {limits: {cellLength: 10}})).ledger
        .entries[0],
    ).to.equal(undefined);
  });
});

describe("a file that cannot be used", () => {
  const cases: readonly (readonly [
    name: string,
    data: string | Uint8Array,
    message: RegExp,
    options?: OpenOptions,
    path?: string,
  ])[] = [
    ["is empty", "", /^events\.csv: is empty \(no bytes\)$/],
    ["is blank", "\n \n", /^events\.csv: holds no line of text$/],
    [
      "has an unclosed quote",
      'user,ts,event\na,2024-03-01,visit\nb,2024-03-01,"visit\nc,2024-03-01,visit\n',
      /^events\.csv: the quote opened in line 3 is never closed; close it, or double quotes/,
    ],
    [
      "has an unclosed quote in the header",
      'user,"ts,event\na,2024-03-01,visit\n',
      /^events\.csv: the quote opened in line 1 is never closed/,
    ],
    [
      "has no time",
      "user,event\na,visit\n",
      /^events\.csv: has no column for the time; its columns are "user", "event"; write --map ts=COLUMN$/,
    ],
    [
      "has no name",
      "user,ts\na,2024-03-01\n",
      /has no column for the event's name; its columns are "user", "ts"; write --map name=COLUMN, or name=:order/,
    ],
    ["has nobody", "ts,event\n2024-03-01,visit\n", /has no column for who did it; .*--map user=COLUMN/],
    [
      "has no such mapped column",
      "user,when,event\na,2024-03-01,visit\n",
      /map ts=wen: there is no column "wen" \(did you mean "when"\?\); its columns are "user", "when", "event"/,
      {map: {ts: "wen"}},
    ],
    [
      "has numbers that are no times",
      "user,ts,event\na,17,visit\n",
      /the numbers in column "ts" \(from 17 to 17\) are no times between 1990 and 2100/,
    ],
    [
      "has too many rows",
      "user,ts,event\na,2024-03-01,x\nb,2024-03-01,x\n",
      /has more than 1 records \(limits\.rows\)/,
      {limits: {rows: 1}},
    ],
    [
      "has too many columns",
      "user,ts,event\na,2024-03-01,x\n",
      /has 3 columns, more than limits\.columns \(2\)/,
      {limits: {columns: 2}},
    ],
    [
      "is too large",
      "user,ts,event\na,2024-03-01,x\n",
      /is larger than 10 bytes; raise limits\.bytes/,
      {limits: {bytes: 10}},
    ],
    [
      "is a workbook",
      latin1("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1"),
      /is an old Excel workbook \(\.xls\), which is not read; save the sheet as CSV UTF-8/,
    ],
    ["is Avro", "Obj\u0001\u0004", /is an Avro file, which is not read; export Parquet or JSON lines/],
    ["is SPSS", "$FL2@(#) SPSS DATA FILE", /is an SPSS file, which is not read; export CSV/],
    ["is a PDF", "%PDF-1.7", /is a PDF, which is not read/],
    ["is XML", '<?xml version="1.0"?><rsp stat="ok"/>', /is XML, which is not read; export CSV or JSON/],
    ["is a web page", "<!doctype html><html></html>", /is a web page, not data/],
  ];
  for (const [name, data, message, options, path] of cases) {
    it(`${name} fails with a message that says what to do`, async () => {
      const error = await failure(open(data, options, path));
      expect(error.message).to.match(message);
      expect(error.name).to.equal("DataError");
    });
  }
});
