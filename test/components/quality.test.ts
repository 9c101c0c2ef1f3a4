// lk-quality as its users meet it.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/quality/define.js";
import type {LkQuality} from "../../components/quality/quality.js";
import {all, clear, listen, place, press, resultOf} from "./helpers.js";

use(chaiA11yAxe);

const sources = [
  {
    source: "segment",
    files: 1,
    read: 100,
    kept: 90,
    rejected: 10,
    events: 90,
    units: 7,
    from: 1767225600000,
    to: 1769904000000,
  },
];
const issue = {
  source: "segment",
  file: "a.csv",
  reason: "not a time",
  rows: 10,
  first_line: 7,
  first_row: 6,
  first_column: "ts",
  first_value: "n/a",
};
const columns = [
  {
    column: "name",
    type: "text",
    filled: 90,
    missing: 0,
    share: 1,
    distinct: 4,
    min: null,
    max: null,
    examples: ["a", "b"],
  },
  {
    column: "amount",
    type: "number",
    filled: 45,
    missing: 45,
    share: 0.5,
    distinct: 9,
    min: -2,
    max: 80,
    examples: ["1"],
  },
];
const quality = resultOf("quality", {issues: [issue], columns, sources});
const clean = resultOf("quality", {issues: [], columns, sources});

describe("<lk-quality>", () => {
  afterEach(clear);
  const drawn = (result: unknown = quality, more: Partial<LkQuality> = {}) =>
    place<LkQuality>("lk-quality", {heading: "What came in", result: result as never, ...more});
  const names = (element: Element) => all(element, ".mark").map((mark) => mark.getAttribute("aria-label"));

  it("shows sources, reasons and columns, each row a mark", async () => {
    expect(names(await drawn())).to.deep.equal([
      "segment: 90 of 100 rows used, 10 set aside; Jan 1, 2026 to Feb 1, 2026",
      "not a time: 10; line 7: n/a",
      "name: 100% filled in; text, 4 values",
      "amount: 50% filled in; number, 9 values",
    ]);
  });

  it("draws a bar as long as its share", async () => {
    const [kept, rejected, , , amount] = all<SVGRectElement>(await drawn(), ".bar").map(
      (bar) => bar.width.baseVal.value,
    );
    expect(rejected! / kept!).to.be.closeTo(1 / 9, 0.001);
    expect(amount! / (kept! + rejected!)).to.be.closeTo(0.5, 0.001);
  });

  it("gives the row that was chosen with its table", async () => {
    const select = listen("lk-select");
    const element = await drawn();
    press(all(element, ".mark")[1]!, "Enter");
    expect(select.details).to.deep.equal([{table: "issues", row: issue}]);
    select.stop();
  });

  it("says that nothing was set aside, and reads the sources as its table then", async () => {
    const element = await drawn(clean, {view: "both"});
    expect(element.state).to.equal("ready");
    expect(element.shadowRoot!.textContent).to.contain("No row had to be set aside.");
    expect(all(element, "tbody tr")).to.have.length(1);
  });

  it("is accessible", async () => {
    await expect(await drawn(quality, {view: "both"})).to.be.accessible();
  });
});
