// Where the bars and ticks of stickiness lie: an axis of numbers, whatever numbers of days occur.
import {expect} from "@esm-bundle/chai";
import {layoutStickiness, type ShareRow} from "../../components/stickiness/stickiness-layout.js";

const rows = (shares: Readonly<Record<number, number>>): ShareRow[] =>
  Object.entries(shares).map(([k, share]) => ({
    period: "2025-09-01",
    k: Number(k),
    units: 10 * share,
    share,
    lo: null,
    hi: null,
  }));
const lay = (exact: ShareRow[], cumulative: ShareRow[], width: number) =>
  layoutStickiness(
    exact,
    cumulative,
    [],
    {width, height: 200, rtl: false, compact: false},
    {share: (value) => `${100 * value}%`, period: (label) => label},
  );

describe("layoutStickiness(exact, cumulative, …)", () => {
  const layout = lay(rows({1: 0.5, 2: 0.3, 12: 0.2}), rows({1: 1, 2: 0.5, 12: 0.2}), 700);
  it("leaves the place of numbers on which nobody was active", () => {
    const [one, two, twelve] = layout.bars.map(({x}) => x);
    expect(twelve! - two!).to.be.closeTo(10 * (two! - one!), 0.01);
  });
  it("keeps so many or more level over such numbers", () => {
    const y = layout.line.map((point) => Math.round(point.y!));
    expect(layout.line).to.have.length(12);
    expect(new Set(y.slice(2)).size).to.equal(1);
  });
  it("has ticks at round numbers where not all fit", () => {
    const days = Array.from({length: 31}, (_, i) => i + 1);
    const all = rows(Object.fromEntries(days.map((k) => [k, 1 / 31])));
    expect(lay(all, all, 320).time.xTicks.map(({label}) => label)).to.deep.equal([
      "1",
      "5",
      "10",
      "15",
      "20",
      "25",
      "30",
    ]);
  });
});
