// The parts of pictures, by what they promise.
import {expect} from "@esm-bundle/chai";
import {arrowTarget} from "../../components/base/arrows.js";
import {list, orJson, orNone, range} from "../../components/base/converters.js";
import {toCsv} from "../../components/base/csv.js";
import {questionOf} from "../../components/base/question.js";
import {around, linear, thin, timeUnit} from "../../components/parts/axis.js";
import {fits, spread, spreadInColumns} from "../../components/parts/labels.js";
import {fitText, textWidth, wrapText} from "../../components/parts/text.js";
import {spot} from "../../components/parts/tooltip.js";
import {tableOf} from "../../engine/model/table.js";

describe("linear(low, high, …)", () => {
  it("always holds zero", () => expect(linear(40, 90, 0, 100)(0)).to.equal(0));
  it("has at most five grid lines", () => {
    for (const high of [0.01, 0.37, 1, 7, 99, 12345, 3e9])
      expect(linear(0, high, 0, 300).ticks().length, String(high)).to.be.within(2, 5);
    expect(linear(-30, 120, 0, 300).ticks()).to.include(0);
  });
  it("divides lengths of time into whole days, hours or minutes", () => {
    const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
    for (const [most, unit] of [
      [5.8 * day, day],
      [31 * hour, hour],
      [100 * minute, minute],
      [90_000, 1000],
    ] as const) {
      expect(timeUnit(most)).to.equal(unit);
      const scale = linear(0, most, 0, 300, 4, timeUnit(most));
      const step = unit === 1000 ? 1000 : unit;
      expect(scale.ticks().length).to.be.within(2, 5);
      for (const tick of scale.ticks()) expect(tick % step, String(tick)).to.equal(0);
      // Rounded outwards: the most lies within, and near the end.
      expect(scale(most)).to.be.within(200, 300);
      expect(scale.onto(0, 600)(most)).to.be.closeTo(2 * scale(most), 1e-9);
      for (const tick of around(-most, most, 0, 300, 4, timeUnit(most)).ticks())
        expect(Math.abs(tick % step)).to.equal(0);
    }
  });
  it("copes with nothing at all", () => expect(linear(0, 0, 0, 100)(1)).to.equal(100));
});

describe("thin(ticks)", () => {
  const ticks = Array.from({length: 30}, (_, i) => ({at: i * 10, label: `Mar ${i + 1}`}));
  it("keeps labels from touching", () => {
    const kept = thin(ticks);
    kept.slice(1).forEach(({at}, i) => expect(at - kept[i]!.at).to.be.at.least(textWidth("Mar 30", 11)));
  });
  it("keeps all where there is room", () =>
    expect(thin(ticks.slice(0, 3).map((tick, i) => ({...tick, at: i * 100})))).to.have.length(3));
});

describe("spread(items, wanted, gap, low, high)", () => {
  const at = (wanted: number[], gap: number, low: number, high: number) =>
    spread(wanted, (w) => w, gap, low, high).map((placed) => placed.at);
  it("leaves labels that do not touch", () => expect(at([10, 50, 90], 12, 0, 100)).to.deep.equal([10, 50, 90]));
  it("moves apart those that do, in order and inside", () =>
    expect(at([50, 50, 52], 12, 0, 100)).to.deep.equal([50, 62, 74]));
  it("pushes back from the end", () => expect(at([99, 100], 12, 0, 100)).to.deep.equal([88, 100]));
  it("presses together what cannot fit", () => expect(at([0, 0, 0], 60, 0, 100)).to.deep.equal([0, 50, 100]));
  it("knows what fits", () => expect([fits(5, 12, 48), fits(5, 12, 47)]).to.deep.equal([true, false]));
});

describe("spreadInColumns(boxes, column, middle, …)", () => {
  it("moves apart the labels of one column and leaves the others", () => {
    const boxes = [
      {column: 0, y: 50},
      {column: 1, y: 50},
      {column: 0, y: 52},
    ];
    const placed = spreadInColumns(
      boxes,
      ({column}) => column,
      ({y}) => y,
      14,
      0,
      100,
    );
    expect(placed.map(({item, at}) => [item.column, at])).to.deep.equal([
      [0, 50],
      [0, 64],
      [1, 50],
    ]);
  });
});

describe("wrapText(text, width)", () => {
  it("leaves a line that fits", () => expect(wrapText("so far 46", 200)).to.deep.equal(["so far 46"]));
  it("breaks between words and loses none", () => {
    const lines = wrapText("So far: 46, as much of the previous week", 120);
    expect(lines.length).to.be.greaterThan(1);
    expect(lines.join(" ")).to.equal("So far: 46, as much of the previous week");
    for (const line of lines) expect(textWidth(line)).to.be.at.most(120);
  });
  it("cuts a word that is too long alone", () =>
    expect(wrapText("Donaudampfschifffahrtsgesellschaft", 80)[0]).to.match(/…$/));
});

describe("fitText(text, width)", () => {
  it("leaves what fits", () => expect(fitText("visit", 100)).to.equal("visit"));
  it("cuts what does not, and says so", () => {
    const cut = fitText("Donaudampfschifffahrtsgesellschaft", 80);
    expect(cut).to.match(/…$/);
    expect(textWidth(cut)).to.be.at.most(80);
  });
  it("gives wide characters their room", () => expect(textWidth("日本語")).to.be.greaterThan(textWidth("abc")));
});

describe("spot(mark, tip, width, height)", () => {
  const tip = {width: 100, height: 60};
  const box = (left: number, top: number, right: number, bottom: number) => ({left, top, right, bottom});
  it("prefers above", () => expect(spot(box(200, 200, 240, 220), tip, 800, 600)).to.deep.equal({x: 170, y: 132}));
  it("goes below at the top", () => expect(spot(box(200, 10, 240, 30), tip, 800, 600).y).to.equal(38));
  it("goes beside a mark as high as the window", () =>
    expect(spot(box(200, 0, 240, 600), tip, 800, 600).x).to.equal(248));
  it("stays inside", () => expect(spot(box(0, 200, 10, 220), tip, 800, 600).x).to.equal(4));
});

describe("arrowTarget(key, from, places, rtl)", () => {
  const line = [undefined, undefined, undefined];
  const grid = [[0, 0], [1, 0], [2, 0], [0, 1], [1, 1]] as const; // prettier-ignore
  it("walks a line and stops at its ends", () => {
    expect([
      arrowTarget("ArrowRight", 0, line, false),
      arrowTarget("ArrowDown", 2, line, false),
      arrowTarget("ArrowUp", 0, line, false),
    ]).to.deep.equal([1, 2, 0]);
  });
  it("turns left and right round from right to left", () =>
    expect(arrowTarget("ArrowLeft", 0, line, true)).to.equal(1));
  it("jumps by Home and End", () =>
    expect([arrowTarget("Home", 2, line, false), arrowTarget("End", 0, line, false)]).to.deep.equal([0, 2]));
  it("moves in rows and columns of a grid", () => {
    expect([
      arrowTarget("ArrowDown", 2, grid, false),
      arrowTarget("ArrowRight", 4, grid, false),
      arrowTarget("ArrowUp", 3, grid, false),
    ]).to.deep.equal([4, 4, 0]);
  });
  it("leaves other keys alone", () => expect(arrowTarget("a", 0, line, false)).to.equal(null));
});

describe("toCsv(table)", () => {
  it("keeps numbers, quotes what needs it, and makes formulas text", () => {
    const table = tableOf(
      ["n", "text", "list"],
      [
        {n: -5, text: "-5", list: ["a", "b"]},
        {n: null, text: 'say "hi"\n', list: null},
        {n: 0.1, text: "＝1", list: []},
      ],
    );
    expect(toCsv(table)).to.equal(`n,text,list\n-5,'-5,"[""a"",""b""]"\n,"say ""hi""\n",\n0.1,'＝1,[]\n`);
  });
});

describe("questionOf(kind, query, plain, shared)", () => {
  it("lets plain options win over the query, and both over shared fields", () => {
    const question = questionOf(
      "funnel",
      {window: "P1D", tz: "UTC"},
      {window: "P2D", order: undefined},
      {tz: "Asia/Tokyo", asOf: "2026-01-01"},
    );
    expect(question).to.deep.equal({kind: "funnel", window: "P2D", tz: "UTC", asOf: "2026-01-01"});
  });
  it("lets a reader's range win, and joins conditions", () => {
    const [mine, theirs] = [
      {prop: "plan", op: "eq", value: "pro"},
      {prop: "country", op: "eq", value: "DE"},
    ];
    expect(
      questionOf("growth", {where: mine, range: ["2026-01-01", null]}, {}, {where: theirs, range: {last: "P4W"}}),
    ).to.deep.equal({
      kind: "growth",
      where: {all: [mine, theirs]},
      range: {last: "P4W"},
    });
  });
});

describe("converters", () => {
  const there = (converter: {fromAttribute?: unknown}, text: string) =>
    (converter.fromAttribute as (text: string) => unknown)(text);
  const back = (converter: {toAttribute?: unknown}, value: unknown) =>
    (converter.toAttribute as (value: unknown) => unknown)(value);
  it("read and write lists", () => {
    expect([there(list, "a, b"), there(list, '["a,b"]'), back(list, ["a", "b"]), back(list, ["a,b"])]).to.deep.equal([
      ["a", "b"],
      ["a,b"],
      "a,b",
      '["a,b"]',
    ]);
  });
  it("read and write ranges", () => {
    expect([there(range, "P26W"), there(range, "2026-01-01,"), back(range, {last: "P26W"})]).to.deep.equal([
      {last: "P26W"},
      ["2026-01-01", null],
      "P26W",
    ]);
  });
  it("know none, and names beside JSON", () => {
    expect([there(orNone, "none"), back(orNone, null), there(orJson, "login"), there(orJson, '["a"]')]).to.deep.equal([
      null,
      "none",
      "login",
      ["a"],
    ]);
  });
});
