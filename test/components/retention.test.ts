// lk-retention and lk-retention-curve as their users meet them, over real answers.
import {expect, use} from "@esm-bundle/chai";
import {chaiA11yAxe} from "chai-a11y-axe";
import "../../components/retention/define.js";
import "../../components/retention-curve/define.js";
import type {LkRetention} from "../../components/retention/retention.js";
import type {LkRetentionCurve} from "../../components/retention-curve/retention-curve.js";
import {resultFromJson, type ResultJson} from "../../engine/results/result.js";
import {ask} from "../helpers/ask.js";
import {journeys} from "../helpers/dataset.js";
import {all, clear, focused, listen, one, place, press} from "./helpers.js";

use(chaiA11yAxe);

// Weeks begin on Monday, 1 January 2024. Two cohorts; the week of 15 January is under way.
const data = journeys(
  `
  ana   signup@0 login@8
  ben   signup@1 login@2 login@15
  cleo  signup@8 login@15.5
`,
  {asOf: "2024-01-17", historyStart: "2023-12-01"},
);
const query = {kind: "retention", start: "signup", return: "login", n: 3};
const answer = ask(data, query);

const place1 = (properties: Partial<LkRetention> = {}, width = 800) =>
  place<LkRetention>("lk-retention", {heading: "Back again", result: answer as never, ...properties}, width);
const labels = (element: Element) => all(element, ".mark").map((mark) => mark.getAttribute("aria-label")!);

describe("<lk-retention>", () => {
  afterEach(clear);

  it("draws the average on top, then a row for each cohort, and nothing for the future", async () => {
    const element = await place1();
    expect(all(element, ".mark .rate").map((text) => text.textContent)).to.deep.equal([
      "33%",
      "50%",
      "50%",
      "50%",
      "50%",
      "0%",
      "100%",
    ]);
  });

  it("hatches what is still being observed", async () => {
    const element = await place1();
    expect(all(element, ".unfinished")).to.have.length(2);
    expect(labels(element).filter((label) => label.includes("in progress"))).to.have.length(2);
  });

  it("names a cell by cohort, period, value, interval and status", async () => {
    const [, , , second] = labels(await place1());
    expect(second).to.equal(
      "Jan 1, 2024, week 1: 50%; 1 of 2; 95% interval 9.5% to 91%; complete; fewer than 30, read with care",
    );
  });

  it("moves in two directions by the arrows", async () => {
    const element = await place1();
    const marks = all(element, ".mark");
    marks[0]!.focus();
    press(marks[0]!, "ArrowDown");
    expect(focused(element)).to.equal(marks[2]);
    press(marks[2]!, "ArrowRight");
    expect(focused(element)).to.equal(marks[3]);
    press(marks[3]!, "ArrowUp");
    expect(focused(element)).to.equal(marks[1]);
  });

  it("gives the row of the cell that was chosen", async () => {
    const select = listen("lk-select");
    const element = await place1();
    press(all(element, ".mark")[3]!, "Enter");
    expect(select.details).to.deep.equal([{table: "cells", row: answer.tables["cells"]![1]}]);
    select.stop();
  });

  it("shows a scale instead of figures where those do not fit, and says which columns are left out", async () => {
    const year = journeys("ana signup@0 login@8\nben signup@1 login@200", {
      asOf: "2024-12-01",
      historyStart: "2023-12-01",
    });
    const wide = ask(year, {...query, n: 40});
    const element = await place1({result: wide as never}, 320);
    expect(all(element, ".rate")).to.have.length(0);
    expect(one(element, "[part=legend]").textContent).to.contain("0%");
    expect(one(element, ".note").textContent).to.match(/\d+ later columns are in the table/);
  });

  it("has no column for offsets of which nothing is known yet", async () => {
    const element = await place1({result: ask(data, {...query, n: 40}) as never});
    const heads = all(element, ".chart text")
      .map((text) => text.textContent)
      .filter((text) => /^\d+$/.test(text));
    expect(heads).to.deep.equal(["0", "1", "2"]);
  });

  it("mirrors from right to left", async () => {
    const xs = (element: Element) => all<SVGRectElement>(element, ".cell").map((cell) => cell.x.baseVal.value);
    const element = await place1();
    const before = xs(element);
    const room = await place<HTMLDivElement>("div", {dir: "rtl"});
    room.append(element);
    element.requestUpdate();
    await element.updateComplete;
    const after = xs(element);
    expect(before[0]).to.be.lessThan(before[1]!);
    expect(after[0]).to.be.greaterThan(after[1]!);
  });

  for (const theme of ["light", "dark"] as const) {
    it(`is accessible, ${theme}`, async () => {
      await expect(await place1({theme, view: "both"})).to.be.accessible();
    });
  }
});

describe("<lk-retention-curve>", () => {
  afterEach(clear);
  const curve = (properties: Partial<LkRetentionCurve> = {}, result: ResultJson = answer) =>
    place<LkRetentionCurve>("lk-retention-curve", {
      heading: "Back again",
      result: resultFromJson(result) as never,
      ...properties,
    });

  it("draws a faint line for each cohort and a strong one with its band for all", async () => {
    const element = await curve();
    expect(all(element, ".curve.cohort")).to.have.length(2);
    expect(all(element, ".curve.average .band")).to.have.length(1);
  });

  it("dashes what is still being observed", async () => {
    expect(all(await curve(), ".line.open")).to.have.length(2);
  });

  it("draws a line for each group of a breakdown instead of cohorts", async () => {
    const rows = answer.tables["average"]!;
    const by = {
      ...answer,
      tables: {
        ...answer.tables,
        average: [
          ...rows.map((row) => ({breakdown: null, ...row})),
          ...rows.map((row) => ({breakdown: "pro", ...row})),
        ],
      },
    };
    const element = await curve({}, by);
    expect(all(element, ".curve.cohort")).to.have.length(0);
    expect(all(element, ".end").map((text) => text.textContent)).to.have.members(["Average", "pro"]);
  });

  it("draws the cohort size at 100 % when asked", async () => {
    const element = await curve({baseline: true});
    expect(element.shadowRoot!.textContent).to.contain("Cohort size");
  });

  it("is accessible", async () => {
    await expect(await curve({view: "both"})).to.be.accessible();
  });
});
