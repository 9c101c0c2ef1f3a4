// Amounts are read by one rule a column, never guessed cell by cell.
import {expect} from "@esm-bundle/chai";
import {amountsOf} from "../../../engine/ingest/amounts.js";
import {ColumnField} from "../../../engine/ingest/fields.js";
import {dictColumn} from "../../../engine/model/column.js";

/** What each cell of a column says: the amount, or why there is none. */
function read(cells: readonly (string | null)[], usual?: "," | "."): (string | null)[] {
  const {codes, dictionary} = dictColumn(cells);
  const field = new ColumnField("Amount", {kind: "text", codes, dictionary: dictionary as (string | null)[]});
  const amounts = amountsOf(field, usual);
  return cells.map((_, r) => amounts.at(r) ?? amounts.problem(r));
}

describe("a column of amounts", () => {
  it("has the decimal mark that its cells prove", () => {
    expect(read(["1.200,50", "1.200", "12"])).to.deep.equal(["1200.50", "1200", "12"]);
    expect(read(["1,200.50", "1,200", "1.200"])).to.deep.equal(["1200.50", "1200", "1.200"]);
    expect(read(["12,5", "1,204"])).to.deep.equal(["12.5", "1.204"]);
    expect(read(["1.200.000", "1.200"])).to.deep.equal(["1200000", "1200"]);
    expect(read(["12,34,567.50", "1,204"])).to.deep.equal(["1234567.50", "1204"]);
  });

  it("has it also where the reader kept plain decimals", () => {
    const decimals = (mantissa: number[], places: number[]) => {
      const cells = {
        kind: "decimal",
        mantissa: Float64Array.from(mantissa),
        decimals: Uint8Array.from(places),
      } as const;
      const amounts = amountsOf(new ColumnField("Betrag", cells), ",");
      return mantissa.map((_, r) => amounts.at(r));
    };
    expect(decimals([125, 1204], [1, 3])).to.deep.equal(["12.5", "1.204"]);
    expect(decimals([204, 1204], [3, 3])).to.deep.equal(["0.204", "1.204"]);
    expect(decimals([12, 1204], [0, 3])).to.deep.equal(["12", "1204"]);
  });

  it("that proves nothing has the usual one", () => {
    expect(read(["1,204", "1.204"])).to.deep.equal(["1204", "1.204"]);
    expect(read(["1,204", "1.204"], ",")).to.deep.equal(["1.204", "1204"]);
  });

  it("that contradicts itself keeps what can be read one way only", () => {
    expect(read(["12,5", "12.5", "1,204", "7"])).to.deep.equal(["12.5", "12.5", "amount is ambiguous", "7"]);
  });

  it("may name its currency and have blanks or apostrophes between thousands", () => {
    expect(read(["€ 1.200,50", "1 200,50 €", "1\u00a0200,50 EUR", "-5,00", "EUR -3,50", "12 kr"])).to.deep.equal([
      "1200.50",
      "1200.50",
      "1200.50",
      "-5.00",
      "-3.50",
      "12",
    ]);
    expect(read(["US$ 12", "$2,500,000", "1'200.50", "USD12.5"])).to.deep.equal(["12", "2500000", "1200.50", "12.5"]);
  });

  it("says of what is no amount that it is none", () => {
    expect(read(["n/a", "1.2.3", "12 apples", "12,3456.1", "-", null])).to.deep.equal([
      "amount is no number",
      "amount is no number",
      "amount is no number",
      "amount is no number",
      "amount is no number",
      null,
    ]);
  });
});
