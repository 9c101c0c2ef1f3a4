// The list behind a number in the reader's words: instants as dates, minor units as money, classes by their names.
import {expect} from "@esm-bundle/chai";
import {unitsColumns} from "../../components/base/units-columns.js";
import {textOf} from "../../components/format/catalogue.js";
import {formatOf} from "../../components/format/format.js";
import {tableOf, type Row} from "../../engine/model/table.js";

const read = (row: Row, currency: string | null = null) => {
  const table = tableOf(Object.keys(row), [row]);
  const text = textOf("en", {en: {"class.dormant": "Dormant", "class.new": "New"}});
  const columns = unitsColumns({table, text, format: formatOf("en"), period: "month", currency, tz: "UTC"});
  return columns.map(({label, write, name}) => [label, write(row[name] ?? null, 0)]);
};

describe("unitsColumns(context)", () => {
  it("writes instants as date and time", () =>
    expect(read({unit: "ana", started: Date.UTC(2025, 0, 3, 20, 17)})).to.deep.equal([
      ["Unit", "ana"],
      ["Started", formatOf("en").instant(Date.UTC(2025, 0, 3, 20, 17))],
    ]));
  it("writes instants that all begin a day as days", () =>
    expect(read({unit: "ana", started: Date.UTC(2024, 1, 1), since: Date.UTC(2024, 1, 2)}).slice(1)).to.deep.equal([
      ["Started", "Feb 1, 2024"],
      ["Since", "Feb 2, 2024"],
    ]));
  it("writes minor units as money of the row that was chosen", () =>
    expect(read({unit: "c1", mrr_before: 0, mrr: 10_800}, "USD").slice(1)).to.deep.equal([
      ["MRR before", "$0.00"],
      ["MRR", "$108.00"],
    ]));
  it("says classes and periods in words", () =>
    expect(read({unit: "ana", class: "dormant", previous: "2025-08-01"}).slice(1)).to.deep.equal([
      ["Class", "Dormant"],
      ["Active before", "Aug 2025"],
    ]));
});
