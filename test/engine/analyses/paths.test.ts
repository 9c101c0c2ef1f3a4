import {expect} from "@esm-bundle/chai";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";

// One session a line, one event a minute.
const visits = (text: string) =>
  datasetOf(
    text
      .trim()
      .split("\n")
      .flatMap((line, u) =>
        line
          .trim()
          .split(">")
          .map((name, i): TestEvent => ({user: `u${u}`, name, ts: Date.UTC(2024, 0, 1) + i * 60_000})),
      ),
  );

const index = visits(`
  home>pricing>signup
  home>home>docs>pricing
  home>docs
`);
const links = (query: object) =>
  rows(index, {kind: "paths", ...query}, "links", ["source", "target", "count"]).map(
    ({source, target, count}) => `${String(source)}→${String(target)} ${String(count)}`,
  );

describe("paths", () => {
  it("counts links between positions, with (exit) where a sequence ends early", () => {
    expect(links({steps: 3})).to.deep.equal([
      "home→docs 2",
      "home→pricing 1",
      "docs→(exit) 1",
      "docs→pricing 1",
      "pricing→signup 1",
    ]);
  });
  it("keeps the most frequent names of each position and calls the rest (other)", () => {
    expect(links({steps: 3, top: 1})).to.deep.equal([
      "home→docs 2",
      "home→(other) 1",
      "(other)→(other) 1",
      "docs→(exit) 1",
      "docs→pricing 1",
    ]);
  });
  it("reads backwards from the last match", () => {
    expect(links({steps: 2, anchor: {at: "end", event: "pricing"}})).to.deep.equal([
      "pricing→docs 1",
      "pricing→home 1",
    ]);
  });
  it("shows what comes before and after an event", () => {
    expect(links({steps: 2, anchor: {at: "around", event: "docs"}})).to.deep.equal([
      "home→docs 2",
      "docs→(exit) 1",
      "docs→pricing 1",
    ]);
  });
  it("counts units without the anchor as not matched", () => {
    expect(ask(index, {kind: "paths", anchor: {at: "start", event: "signup"}}).diagnostics.not_matched).to.equal(2);
  });
  it("keeps runs when told not to collapse", () => {
    expect(links({steps: 2, collapse: false})).to.deep.equal(["home→docs 1", "home→home 1", "home→pricing 1"]);
  });
  it("lists whole routes, most frequent first", () => {
    expect(rows(index, {kind: "paths", steps: 2}, "routes", ["route", "count"])).to.deep.equal([
      {route: ["home", "docs"], count: 2},
      {route: ["home", "pricing"], count: 1},
    ]);
  });
  it("lets inflow equal outflow at every node before the last position", () => {
    const all = rows(index, {kind: "paths", steps: 4}, "links");
    for (const position of [2, 3]) {
      for (const {source} of all.filter((row) => row.position === position)) {
        const sum = (keep: (row: (typeof all)[number]) => boolean) =>
          all.filter(keep).reduce((total, row) => total + Number(row.count), 0);
        expect(sum((row) => row.position === position && row.source === source)).to.equal(
          sum((row) => row.position === position - 1 && row.target === source),
        );
      }
    }
  });
  it("lists the people behind a link", () => {
    const behind = {
      query: {kind: "paths", steps: 3},
      table: "links",
      row: {position: 1, source: "home", target: "docs"},
    };
    expect(rows(index, {kind: "units", behind}, "units", ["unit"]).map(({unit}) => unit)).to.deep.equal([
      "u1#1",
      "u2#1",
    ]);
  });
  it("answers an empty dataset with empty tables", () => {
    const result = ask(datasetOf([]), {kind: "paths"});
    expect(result.tables.links).to.deep.equal([]);
    expect(result.summary).to.equal("No sessions have such a path.");
  });
});
