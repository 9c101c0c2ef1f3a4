// Columns of JSON that are taken apart by their bytes say what JSON.parse says, whatever the cells hold.
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import "../../helpers/seed.js";

const HEAD = "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValue,attributes";
const file = (path: string, text: string) => ({path, data: new TextEncoder().encode(text)});
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** An extract of visits with these attribute cells. */
const extract = (cells: readonly string[]) =>
  file(
    "activities.csv",
    [HEAD, ...cells.map((cell, i) => `${i + 1},7,2024-03-01T10:00:00Z,1,null,null,${quoted(cell)}`)].join("\n"),
  );

async function propsOf(cells: readonly string[]) {
  const dataset = await openDataset([extract(cells)]);
  const events = [...rowsOfDataset(dataset, "events")].sort((a, b) => Number(a.row) - Number(b.row));
  return {props: events.map(({props}) => props), notes: dataset.ledger.notes};
}

/** What a cell means: its members as JSON.parse reads them; whole numbers beyond 2^53 and anything nested are text. */
function slowly(cell: string): Record<string, unknown> {
  if (cell.trim() === "" || cell.trim() === "null") return {};
  let value: unknown;
  try {
    value = JSON.parse(cell);
  } catch {
    return {attributes: cell.trim()};
  }
  if (Array.isArray(value))
    value = Object.fromEntries(
      value.flatMap((item: {name?: unknown; value?: unknown} | null) =>
        typeof item?.name === "string" ? [[item.name, item.value]] : [],
      ),
    );
  if (typeof value !== "object" || value === null) return {attributes: cell.trim()};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, own]) => own !== null && own !== "")
      .map(([name, own]) => [name, typeof own === "object" ? JSON.stringify(own) : (own as unknown)]),
  );
}

const name = fc.constantFrom("Webpage URL", "Client IP Address", "Größe", 'a "quoted" one', "Step ID", "", "x,y");
const value = fc.oneof(
  fc.constantFrom("/pricing", "/p/1", "", "Zürich", 'say "hi"', "a\\b", "line\nbreak", "12", "true", "null"),
  fc.integer({min: -99, max: 99}),
  fc.constantFrom(1.5, -0.25, 1e21, true, false, null),
  fc.constantFrom<unknown>([1, 2], {a: 1}, [], {}, "1e3"),
);
const record = fc.dictionary(name, value, {maxKeys: 4});
const spaced = fc.constantFrom(0, 1, "\t");
const cell = fc.oneof(
  {weight: 6, arbitrary: fc.tuple(record, spaced).map(([all, space]) => JSON.stringify(all, null, space))},
  {
    weight: 1,
    arbitrary: record.map((all) => JSON.stringify(Object.entries(all).map(([k, v]) => ({name: k, value: v})))),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"a":1',
      '{"a":tru}',
      '{"a":01}',
      '{"a":1,}',
      '{"a" 1}',
      "{a:1}",
      '{"a":1} x',
      "12",
      "null",
      "",
      "[]",
      '{"a":1,"a":2}',
      '{"a":"x","a":null}',
      '{"a":1.0}',
      '{"a":1}',
      '{"a":"\\u0041"}',
      '{"a":"A"}',
      '{"a":"\\x"}',
    ),
  },
);

describe("columns of JSON records", () => {
  it("give each event the members of its record, as JSON.parse reads them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, {minLength: 1, maxLength: 30}), async (cells) => {
        const {props} = await propsOf(cells);
        expect(props).to.deep.equal(cells.map(slowly));
      }),
      {numRuns: 150},
    );
  });

  it("count a cell that is no record, and keep its text", async () => {
    const {props, notes} = await propsOf(['{"a":1}', '{"a":', "[1]", '"x"']);
    expect(props).to.deep.equal([{a: 1}, {attributes: '{"a":'}, {}, {attributes: '"x"'}]);
    expect(notes.join("\n")).to.contain("2 × attributes cannot be read");
  });

  it("keep whole numbers beyond 2^53 digit by digit", async () => {
    const {props} = await propsOf(['{"id":9007199254740993}', '{"id":12}']);
    expect(props).to.deep.equal([{id: "9007199254740993"}, {id: 12}]);
  });

  it("are numbers where every value of an event is one", async () => {
    const dataset = await openDataset([extract(['{"n":1}', '{"n":2.5}', '{"m":"2"}'])]);
    expect(dataset.store.props.get("n")).to.have.property("dictionary").that.deep.equals([null, 1, 2.5]);
    expect(dataset.store.props.get("m")).to.have.property("dictionary").that.deep.equals([null, "2"]);
  });

  it("of a file that is not UTF-8 are windows-1252, and its bytes are counted", async () => {
    const data = Uint8Array.from(
      `${HEAD}\n1,7,2024-03-01T10:00:00Z,1,null,null,"{""Gr\u00f6\u00dfe"":""Z\u00fcrich"",""a"":""x""}"\n`,
      (c) => c.charCodeAt(0),
    );
    const dataset = await openDataset([{path: "activities.csv", data}]);
    expect([...rowsOfDataset(dataset, "events")][0]!.props).to.deep.equal({Größe: "Zürich", a: "x"});
    expect(dataset.ledger.notes.join("\n")).to.contain("3 bytes are not UTF-8");
  });
});
