// The fast parser and the careful one must agree on every file, however malformed and however it is cut into chunks.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {loadCareful, parseCarefully} from "../../../engine/ingest/careful-csv.js";
import {textAt} from "../../../engine/ingest/cells.js";
import {DelimitedFile} from "../../../engine/ingest/delimited.js";
import {FileBook} from "../../../engine/ingest/ledger-book.js";
import {countLines, skipLineEnds} from "../../../engine/ingest/line-blocks.js";
import {LIMITS} from "../../../engine/ingest/options.js";
import {Pace} from "../../../engine/ingest/pace.js";
import type {RecordTable} from "../../../engine/ingest/record-table.js";
import {TableBuilder} from "../../../engine/ingest/table-builder.js";

const limits = {...LIMITS, cellLength: 40};
const hints = () => ({times: ["t"], texts: ["u"]});

/** Everything that a reading says, in plain form. */
function plain(table: RecordTable, book: FileBook) {
  return {
    names: table.names,
    rows: Array.from({length: table.size}, (_, r) => [
      table.places.row(r),
      table.places.line(r),
      ...table.cells.map((cells) => textAt(cells, r)),
    ]),
    kinds: table.cells.map(({kind}) => kind),
    read: table.read,
    ledger: book.entries(),
    notes: book.sentences(),
  };
}

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function asLoaded(bytes: Uint8Array, chunk: number) {
  const book = new FileBook("f", "generic", "csv");
  const file = await DelimitedFile.open(chunked(bytes, chunk), "f", ",", bytes.length);
  const table = await file.read({}, book, limits, new Pace(undefined, undefined), hints);
  return plain(table, book);
}

/** The whole file through the careful parser, in one block. */
async function carefully(bytes: Uint8Array) {
  await loadCareful();
  const records: {cells: readonly string[]; from: number; to: number}[] = [];
  const used = parseCarefully(bytes, ",", (cells, from, to) => records.push({cells, from, to}));
  if (used < bytes.length)
    throw new Error(`open quote in line ${1 + countLines(bytes, 0, skipLineEnds(bytes, used, bytes.length))}`);
  const book = new FileBook("f", "generic", "csv");
  const builder = new TableBuilder(",", [records[0]!.cells], {}, book, limits, hints);
  for (const {cells, from, to} of records.slice(1))
    builder.add(cells, bytes, from, to, 1 + countLines(bytes, 0, skipLineEnds(bytes, from, to)));
  const table = builder.finish("csv");
  if (builder.invalid > 0)
    book.note(
      `${builder.invalid} bytes are not UTF-8, so the file was read as windows-1252; state encoding if it is another`,
    );
  return plain(table, book);
}

const outcome = async <T>(work: () => Promise<T>) =>
  work().catch((error: unknown) => ({line: /line (\d+)/.exec((error as Error).message)?.[1]}));

const cell = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "",
      "a",
      "bb",
      "ana@firm.com",
      "feature_used",
      "a somewhat longer text, with commas",
      "12",
      "-0.50",
      "007",
      "1e3",
      "true",
      "é",
      "日本語",
      "\u{1f600}",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "2024-03-01",
      "2024-03-01T10:00:00Z",
      "2024-02-30",
      "03/04/2024",
      "1709287200000",
      "2024-03-01 10:00:00.123456+02:00",
    ),
  },
  {weight: 1, arbitrary: fc.string({maxLength: 50})},
);
const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
const odd = fc.constantFrom(
  '5" screen',
  '"abc"def',
  '"a""b"',
  '"line\nbreak"',
  '"cr\rbreak"',
  '"crlf\r\nbreak"',
  '""',
  '"',
  '"open',
  "nul\0byte",
  '"nul"\0',
  ' "spaced"',
  '"x" ',
  "\ufeff",
);
const written = fc.oneof(
  {weight: 8, arbitrary: cell.filter((text) => !/[",\r\n]/.test(text))},
  {weight: 4, arbitrary: quoted},
  {weight: 1, arbitrary: odd},
);
const width = fc.oneof({weight: 9, arbitrary: fc.constant(4)}, {weight: 1, arbitrary: fc.integer({min: 1, max: 6})});
const row = width.chain((n) => fc.array(written, {minLength: n, maxLength: n}).map((cells) => cells.join(",")));
const lineEnd = fc.oneof({weight: 6, arbitrary: fc.constant("\n")}, fc.constantFrom("\r\n", "\r", "\n\n", "\r\n\r\n"));
const text = fc
  .tuple(fc.array(fc.tuple(row, lineEnd), {maxLength: 12}), fc.option(row, {nil: ""}))
  .map(([rows, last]) => `u,t,n,x\n${rows.map(([line, end]) => line + end).join("")}${last}`);
const bytes = fc
  .tuple(text, fc.array(fc.tuple(fc.nat(), fc.integer({min: 128, max: 255})), {maxLength: 1}))
  .map(([content, flips]) => {
    const encoded = new TextEncoder().encode(content);
    // Now and then a byte that is not UTF-8.
    for (const [place, byte] of flips)
      if (encoded.length > 12 && place % 5 === 0) encoded[12 + (place % (encoded.length - 12))] = byte;
    return encoded;
  });

describe("reading delimited text", () => {
  it("gives the same table, places and ledger by the fast and by the careful way", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({min: 1, max: 60}), async (file, chunk) => {
        const expected = await outcome(() => carefully(file));
        expect(await outcome(() => asLoaded(file, chunk))).to.deep.equal(expected);
      }),
      {numRuns: 3000},
    );
  });
});
