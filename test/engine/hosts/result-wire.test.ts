// What crosses between threads comes out as it went in, in whatever form it is sent.
import {expect} from "@esm-bundle/chai";
import {receivedResult, sentResult, type SentResult} from "../../../engine/hosts/result-wire.js";
import {atOnce} from "../../../engine/model/at-once.js";
import {ColumnTable, type Cell} from "../../../engine/model/table.js";
import {Result, type Diagnostics} from "../../../engine/results/result.js";

const LENGTH = 5000;
const columnOf = (cell: (i: number) => Cell): Cell[] => Array.from({length: LENGTH}, (_, i) => cell(i));
const NONE: readonly string[] = [];

describe("a result between threads", () => {
  const columns = {
    numbers: columnOf((i) => i / 3),
    gaps: columnOf((i) => (i % 7 ? i % 50 : null)),
    few: columnOf((i) => ["a", "b", null][i % 3]!),
    flags: columnOf((i) => i % 2 === 0),
    lists: columnOf((i) => (i % 9 ? NONE : ["x", "y"])),
    ids: columnOf((i) => `u${i}`),
    mixed: columnOf((i) => (i % 2 ? i : `${i}`)),
  };
  const tables = {
    long: new ColumnTable(Object.entries(columns)),
    short: new ColumnTable([["n", [1, null, "x"]]]),
    empty: new ColumnTable([["n", []]]),
  };
  const result = new Result("stages", {kind: "stages"}, tables, "A sentence.", {tz: "UTC"} as unknown as Diagnostics);

  it("has the same cells on the other side", () => {
    const {value, transfer} = atOnce(sentResult(result));
    const moved = structuredClone(value, {transfer: [...transfer]}) as SentResult;
    const found = receivedResult(moved);
    expect(JSON.stringify(found)).to.equal(JSON.stringify(result));
    for (const [name, cells] of Object.entries(columns)) expect(found.tables["long"]!.array(name)).to.deep.equal(cells);
  });

  it("leaves the tables of the sender whole", () => {
    const {value, transfer} = atOnce(sentResult(result));
    structuredClone(value, {transfer: [...transfer]});
    expect(result.tables["long"]!.array("numbers")).to.equal(columns.numbers);
  });
});
