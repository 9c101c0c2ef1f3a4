// JSON lists in pieces: the same records however the bytes are cut, one piece at a time, and a clear word where the list is broken.
import {expect} from "@esm-bundle/chai";
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import {listRecords} from "../../../engine/ingest/json-list.js";
import {FileBook} from "../../../engine/ingest/ledger-book.js";
import {LIMITS} from "../../../engine/ingest/options.js";
import {Pace} from "../../../engine/ingest/pace.js";

const utf8 = (text: string) => new TextEncoder().encode(text);

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size: number, book = new FileBook("e.json", "generic", "json")) {
  const values: unknown[] = [];
  for await (const batch of listRecords(cut(bytes, size), book, LIMITS, new Pace(undefined, undefined)))
    values.push(...batch.map(({value}) => value));
  return values;
}

const failure = (text: string, size = 7): Promise<string> =>
  read(utf8(text), size).then(
    () => "no error",
    (error: Error) => error.message,
  );

const TRICKY = `\n [{"a": "x,]}\\"[{", "b": [1, {"c": []}]}, 12345678901234567890 ,"é,日本", null\n,[], {"d":"\\\\"}\n] \n`;
const VALUES = [{a: 'x,]}"[{', b: [1, {c: []}]}, "12345678901234567890", "é,日本", null, [], {d: "\\"}];

describe("a JSON list", () => {
  it("gives the same records however its bytes are cut", async () => {
    const bytes = utf8(TRICKY);
    for (let size = 1; size <= bytes.length; size++)
      expect(await read(bytes, size), String(size)).to.deep.equal(VALUES);
  });

  it("may be empty", async () => {
    for (const text of ["[]", " [ \n ] "]) expect(await read(utf8(text), 2)).to.deep.equal([]);
  });

  it("is given before its end has come", async () => {
    let pulled = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield utf8("[{}");
      for (;;) {
        pulled++;
        yield utf8(',{"n":1}'.repeat(500));
      }
    }
    const book = new FileBook("e.json", "generic", "json");
    const records = listRecords(endless(), book, LIMITS, new Pace(undefined, undefined));
    const first = await records.next();
    expect([first.value!.length, pulled]).to.deep.equal([1000, 2]);
    await records.return(undefined);
    expect(book.read).to.equal(1000);
  });

  it("reads a record that is not UTF-8 as windows-1252, and the others as they are", async () => {
    const book = new FileBook("e.json", "generic", "json");
    const bytes = Uint8Array.from([...utf8('[{"a":"é"},{"a":"'), 0xe9, ...utf8('"}]')]);
    expect(await read(bytes, 5, book)).to.deep.equal([{a: "é"}, {a: "é"}]);
    expect(book.sentences()[0]).to.match(
      /^e\.json: 1 bytes are not UTF-8, so the records with them were read as windows-1252/,
    );
  });

  it("that is broken is refused with line and record", async () => {
    expect(await failure('[\n{"user": "a"},\n{"user" "b"}\n]')).to.match(
      /^e\.json: is not valid JSON \(line 3, record 2\): .*; if it has one record a line, name it \.ndjson$/,
    );
    expect(await failure('\n\n\n[\n{"a":1},\n{"a" 2}\n]')).to.match(/line 6, record 2/);
    expect(await failure('[{"a":1},]')).to.match(/line 1, record 2/);
    expect(await failure('[{"a":1} {"a":2}]')).to.match(/line 1, record 1/);
    expect(await failure('[{"a":1}, {"a":')).to.match(/line 1\): the list is cut short/);
    expect(await failure('[{"a":1}]\n x')).to.match(/something follows the list/);
    expect(await failure('[{"a":1}}')).to.match(/is not valid JSON \(line 1\): the list is closed by }/);
  });

  it("is read as a file like any other, with the number of each record", async () => {
    const rows = Array.from({length: 3000}, (_, i) => ({
      user: `u${i % 7}`,
      ts: 1_704_067_200_000 + i,
      event: "x",
      n: i,
    }));
    const dataset = await openDataset({path: "e.json", data: utf8(JSON.stringify([...rows, 5]))});
    const events = [...rowsOfDataset(dataset, "events")];
    expect(events.length).to.equal(3000);
    expect(events.filter(({row, props}) => row !== (props as {n: number}).n + 1)).to.deep.equal([]);
    expect(dataset.ledger.files[0]).to.include({format: "json", read: 3001, kept: 3000, rejected: 1});
    expect(dataset.ledger.entries[0]).to.include({row: 3001, reason: "not an object"});
  });

  it("under a key is one document, which must fit into memory, and says so", async () => {
    const text = JSON.stringify({data: [{user: "a", ts: "2024-01-01", event: "x"}]});
    const error = await openDataset({path: "e.json", data: utf8(text)}, {limits: {expandedBytes: 20}}).catch(
      (caught: Error) => caught.message,
    );
    expect(error).to.equal(
      "e.json: is one JSON document of more than 20 bytes, which is too large to be read whole; export JSON lines or a list at the top, which are read piece by piece",
    );
  });
});
