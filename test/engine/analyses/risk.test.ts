// Churn risk: the worked example of semantics 13, its backtest, the edges of its rules, and what must not throw.
import {expect} from "@esm-bundle/chai";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, journeys} from "../../helpers/dataset.js";

// Semantics 13, ten times over so that 30 gaps are there at 4 days: finished gaps 2, 3, 5, 8; open 4 and 10.
const ten = (line: (i: number) => string) => Array.from({length: 10}, (_, i) => line(i)).join("\n");
const example = journeys(`${ten((i) => `a${i} x@11 x@13 x@16`)}\n${ten((i) => `b${i} x@-3 x@2 x@10`)}`, {
  asOf: "2024-01-21",
});
const query = {kind: "risk", horizon: "P3D"};
const DAY = 86_400_000;

describe("churn risk, the worked example", () => {
  it("is the chance that a silence of 4 days lasts 3 more, and nothing where few gaps are as long", () => {
    const units = rows(example, query, "units", ["unit", "risk", "band", "silent_ms", "own_gap_ms"]);
    expect(units).to.have.length(20);
    expect(Number(units[0]!["risk"])).to.be.closeTo(2 / 3, 1e-12);
    expect({...units[0], risk: null}).to.deep.equal({
      unit: "a0",
      risk: null,
      band: "high",
      silent_ms: 4 * DAY,
      own_gap_ms: 2.5 * DAY,
    });
    // Only ten gaps last 10 days.
    expect(units[10]).to.deep.equal({
      unit: "b0",
      risk: null,
      band: "no_data",
      silent_ms: 10 * DAY,
      own_gap_ms: 6.5 * DAY,
    });
  });

  it("counts the bands", () => {
    expect(rows(example, query, "bands", ["band", "units", "share", "n"])).to.deep.equal([
      {band: "low", units: 0, share: 0, n: 20},
      {band: "medium", units: 0, share: 0, n: 20},
      {band: "high", units: 10, share: 0.5, n: 20},
      {band: "critical", units: 0, share: 0, n: 20},
      {band: "no_data", units: 10, share: 0.5, n: 20},
    ]);
  });

  it("says what speaks for the score: the ratio to the own gap, and active days now and before", () => {
    expect(
      rows(example, query, "units", ["gap_ratio", "active_days", "active_days_before"]).filter((_, i) => i % 10 === 0),
    ).to.deep.equal([
      {gap_ratio: 4 / 2.5, active_days: 3, active_days_before: 0},
      {gap_ratio: 10 / 6.5, active_days: 3, active_days_before: 0},
    ]);
  });

  it("says so in a sentence and names score and date", () => {
    const {summary, diagnostics} = ask(example, query);
    expect(summary).to.equal(
      "Of 20 people, 10 (50%) are at risk of staying silent for another 3 days; 10 cannot be scored.",
    );
    expect(diagnostics["risk"]).to.deep.equal({
      score: "gap",
      at: "2024-01-21T00:00:00.000Z",
      horizon_ms: 3 * DAY,
      finished_gaps: 40,
      open_gaps: 20,
      ordered: null,
    });
  });
});

describe("churn risk, the backtest", () => {
  // Seen at noon of day 4, two days before asOf: finished gaps 1, 1, 1; open 3 (a), 2 (b), 0 (c). At 0 of 6 gaps: S 1; at 1: S(1) = 1 − 3/5.
  const data = journeys("a x@0 x@1\nb x@0 x@1 x@2 x@5\nc x@4", {asOf: "2024-01-07T12:00"});
  const asked = {kind: "risk", horizon: "P2D", minAtRisk: 1};
  it("scores as things looked a horizon ago and compares with what came", () => {
    // b came back on day 5, a and c did not. S(0) = 1, S(2) = S(3) = S(4) = S(5) = 0.4: risks 1 (a), 1 (b), 0.4 (c).
    const [all, , medium, , critical] = rows(data, asked, "backtest", [
      ...["band", "units", "silent", "share", "brier", "expected"],
    ]);
    expect(all).to.include({band: null, units: 3, silent: 2, share: 2 / 3});
    expect(Number(all!["brier"])).to.be.closeTo((0 + 1 + 0.36) / 3, 1e-12);
    expect(Number(all!["expected"])).to.be.closeTo(2.4 / 3, 1e-12);
    expect(medium).to.include({band: "medium", units: 1, silent: 1, share: 1});
    expect(critical).to.include({band: "critical", units: 2, silent: 1, share: 0.5, brier: 0.5});
  });
  it("warns where higher bands did not stay silent more often", () => {
    const {summary, diagnostics} = ask(data, asked);
    expect(diagnostics["risk"]).to.include({ordered: false});
    expect(summary).to.contain("read this with care");
  });
  it("has no units where the data is younger than the horizon", () => {
    const [all] = rows(journeys("a x@0", {asOf: "2024-01-03"}), {kind: "risk"}, "backtest");
    expect(all).to.include({units: 0, silent: 0, share: null, brier: null});
  });
});

describe("churn risk, at the edges", () => {
  it("counts silence in local days, up to the day of asOf", () => {
    const data = datasetOf([{user: "a", name: "x", ts: "2024-01-01T23:00"}]);
    const silence = (asOf: string, tz = "UTC") =>
      Number(rows(data, {kind: "risk", asOf, tz}, "units", ["silent_ms"])[0]!["silent_ms"]) / DAY;
    expect(silence("2024-01-01T23:30:00Z")).to.equal(0);
    expect(silence("2024-01-02")).to.equal(1);
    expect(silence("2024-01-05")).to.equal(4);
    expect(silence("2024-01-05", "Asia/Tokyo")).to.equal(3);
  });
  it("scores units last active in the range, by the gaps of all", () => {
    const asked = {...query, range: ["2024-01-12", "2024-01-21"]};
    expect(rows(example, asked, "bands", ["n"])[0]).to.deep.equal({n: 10});
    expect(Number(rows(example, asked, "units")[0]!["risk"])).to.be.closeTo(2 / 3, 1e-12);
  });
  it("answers no events, one event and one instant without a score", () => {
    expect(rows(datasetOf([]), {kind: "risk"}, "bands", ["units", "share"])[0]).to.deep.equal({units: 0, share: null});
    expect(ask(datasetOf([]), {kind: "risk"}).summary).to.equal("Nobody was active in this time.");
    const same = datasetOf(["a", "b"].map((user) => ({user, name: "x", ts: "2024-01-01"})));
    expect(rows(same, {kind: "risk"}, "units", ["unit", "risk", "own_gap_ms"])).to.deep.equal([
      {unit: "a", risk: null, own_gap_ms: null},
      {unit: "b", risk: null, own_gap_ms: null},
    ]);
    expect(ask(same, {kind: "risk"}).summary).to.equal(
      "Of 2 people, nobody can be scored: too few silences have lasted as long.",
    );
  });
  it("does only the tables that are asked for", () => {
    expect(Object.keys(ask(example, {...query, tables: ["units"]}).tables)).to.deep.equal(["units"]);
  });
  it("refuses what it cannot mean", () => {
    expect(() => ask(example, {kind: "risk", horizon: "PT12H"})).to.throw(
      'horizon: "PT12H" is not a whole number of days',
    );
    expect(() => ask(example, {kind: "risk", horizon: "P0D"})).to.throw("horizon");
    expect(() => ask(example, {kind: "risk", score: "bgndb"})).to.throw("score");
    expect(() => ask(example, {kind: "risk", activity: "y"})).to.throw('activity: unknown event "y"');
    expect(() => ask(example, {kind: "risk", breakdown: {prop: "x", source: "step:1"}})).to.throw("breakdown.source");
  });
});
