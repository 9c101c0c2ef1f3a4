// lk-quality as its users meet it.
import {textWidth} from "../../components/parts/text.js";
import {layoutCoverage} from "../../components/quality/coverage-layout.js";
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
    const [first] = all(element, "table");
    expect(first!.querySelector("caption")!.textContent.trim()).to.equal("Sources");
    expect(first!.querySelectorAll("tbody tr")).to.have.length(1);
  });

  const coverage = [
    {source: "segment", stage: "engagement", events: 1200, units: 7},
    {source: "segment", stage: "awareness", events: 1, units: 1},
    {source: "crm", stage: "retention", events: 30, units: 0},
  ];
  const answered = resultOf("quality", {issues: [issue], columns, sources, coverage});
  const covered = {...answered, diagnostics: {...answered.diagnostics, conflicts: 2}};

  it("draws which source speaks of which stage as a grid of sources and the eight stages", async () => {
    const element = await drawn(covered);
    expect(all(element, ".cell")).to.have.length(2 * 8);
    expect(names(element).filter((name) => name!.includes("units:"))).to.deep.equal([
      "segment, Awareness: 1 event, units: 1",
      "segment, Engagement: 1,200 events, units: 7",
      "crm, Retention: 30 events, units: 0",
    ]);
    const inks = all(element, ".mark .cell").map((cell) =>
      Number(/sequence-(\d)/.exec(cell.getAttribute("class")!)![1]),
    );
    expect(inks[1]).to.equal(9);
    expect(inks[0]).to.be.below(inks[2]!);
  });

  it("writes every figure inside its cell, shorter and smaller where the cells are narrow", () => {
    const row = {source: "segment", stage: "engagement"};
    const cell = (figure: string, short: string) => ({row, events: 3466, figure, short});
    const stages = Array.from({length: 8}, (_, i) => ({id: `s${i}`, name: "Engagement"}));
    const lines = [{source: "surveymonkey", cells: [cell("3,466", "3.5K"), ...Array<null>(7).fill(null)]}];
    const drawnAt = (width: number) => {
      const {
        cells,
        cell: {width: room},
        figureSize,
      } = layoutCoverage({title: "", stages, lines}, 0, {width, height: 0, compact: false, rtl: false});
      return {text: cells[0]!.text, size: figureSize, fits: textWidth(cells[0]!.text, figureSize) < room};
    };
    expect([1300, 500, 336, 250].map(drawnAt)).to.deep.equal([
      {text: "3,466", size: 11, fits: true},
      {text: "3,466", size: 11, fits: true},
      {text: "3.5K", size: 10, fits: true},
      {text: "", size: 9, fits: true},
    ]);
  });

  it("gives the cell that was chosen, and tells of contradictions", async () => {
    const select = listen("lk-select");
    const element = await drawn(covered);
    press(
      all(element, ".mark").find((mark) => mark.getAttribute("aria-label")!.startsWith("crm, "))!,
      "Enter",
    );
    expect(select.details).to.deep.equal([{table: "coverage", row: coverage[2]}]);
    select.stop();
    expect(element.shadowRoot!.textContent).to.contain("2 contradictions about who is who were left open");
  });

  it("shows the fullest twelve of many columns and says how many more there are", async () => {
    const many = Array.from({length: 30}, (_, i) => ({...columns[0], column: `c${i}`, filled: i, share: i / 90}));
    const element = await drawn(resultOf("quality", {issues: [], columns: many, sources}));
    const shown = names(element).filter((name) => name!.startsWith("c"));
    expect(shown).to.have.length(12);
    expect(shown[0]).to.match(/^c29: /);
    expect(element.shadowRoot!.textContent).to.contain("18 more columns are filled in less often.");
  });

  const conflict = (key: string, kind = "person") => ({
    kind,
    key,
    between: ["user:u1", "user:u2"],
    file: "exports/crm.csv",
    row: 3,
  });
  const contradicted = (n: number) =>
    resultOf("quality", {
      issues: [issue],
      columns,
      sources,
      coverage,
      conflicts: [
        conflict("visitor:v1", "visitor"),
        ...Array.from({length: n - 1}, (_, i) => conflict(`email:p${i}@firm.example`)),
      ],
    });

  it("lists who was left open: the key, what it is, whom it points to, and the row that says so", async () => {
    const element = await drawn(contradicted(2));
    expect(names(element).slice(2, 4)).to.deep.equal([
      "visitor:v1: browser of 2 people; user:u1, user:u2 · crm.csv, row 3",
      "email:p0@firm.example: 2 people; user:u1, user:u2 · crm.csv, row 3",
    ]);
    const select = listen("lk-select");
    press(all(element, ".mark")[3]!, "Enter");
    expect(select.details).to.deep.equal([{table: "conflicts", row: conflict("email:p0@firm.example")}]);
    select.stop();
  });

  it("draws twelve contradictions at most and says how many more there are; the table has all", async () => {
    const element = await drawn(contradicted(20), {view: "both"});
    expect(names(element).filter((name) => name!.includes("row 3"))).to.have.length(12);
    expect(element.shadowRoot!.textContent).to.contain("8 more contradictions are in the table.");
    const table = all(element, "table").find((found) =>
      found.querySelector("caption")!.textContent.includes("left open"),
    )!;
    const rows = [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent.trim()),
    );
    expect(rows).to.have.length(20);
    expect(rows[0]).to.deep.equal(["browser of 2 people", "visitor:v1", "user:u1, user:u2", "exports/crm.csv", "3"]);
  });

  it("has a table, under its title, of everything it draws", async () => {
    const element = await drawn(contradicted(2), {view: "table"});
    const tables = all(element, "table").map((table) => [
      table.querySelector("caption")!.textContent.trim(),
      table.querySelectorAll("tbody tr").length,
    ]);
    expect(tables).to.deep.equal([
      ["Set aside, by reason", 1],
      ["Sources", 1],
      ["Events by the stage that they speak of", 3],
      ["Who is who, left open", 2],
      ["Columns, share filled in", 2],
    ]);
    const stages = all(element, "table")[2]!.querySelectorAll("tbody tr")[2]!;
    expect([...stages.children].map((cell) => cell.textContent.trim())).to.deep.equal(["crm", "Retention", "30", "0"]);
  });

  it("says of a source how much was set aside and when it was last heard of", async () => {
    const element = await drawn();
    expect(all(element, "text.small")[0]!.textContent).to.equal("10 of 100 set aside · Last event: Feb 1, 2026");
  });

  it("is accessible", async () => {
    await expect(await drawn(contradicted(20), {view: "both"})).to.be.accessible();
  });
});
