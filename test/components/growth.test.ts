// Where the bars, the quick ratio and the retention of lk-growth lie.
import {expect} from "@esm-bundle/chai";
import {layoutGrowth, type GrowthRow} from "../../components/growth/growth-layout.js";

const row = (period: string, retention: number | null, quick: number | null, status = "complete"): GrowthRow => ({
  ...{period, retention, quick_ratio: quick, status},
  ...{new: 4, retained: 6, resurrected: 1, dormant: 3, active: 11},
});
const rows = [row("2025-01-06", null, null), row("2025-01-13", 0.25, 2), row("2025-01-20", 0.75, 0.5, "in_progress")];
const layout = layoutGrowth(
  rows,
  {width: 600, height: 200, rtl: false, compact: false},
  {period: String, count: String, ratio: String, rate: (value) => `${value * 100}%`},
);

describe("layoutGrowth(rows, …)", () => {
  it("draws quick ratio and retention each on a panel of its own, under the bars and each other", () => {
    const {time, ratio, retention} = layout;
    expect(time.plane.bottom).to.be.lessThan(ratio.plane.top);
    expect(ratio.plane.bottom).to.be.lessThan(retention.plane.top);
    expect(layout.height).to.be.greaterThan(retention.plane.bottom);
    expect(retention.ticks.map(({label}) => label)).to.include.members(["0%", "100%"]);
  });
  it("places shares between nothing and everyone; what is unknown has no place, and a period under way is no complete one", () => {
    const {points, plane} = layout.retention;
    expect(points[0]!.y).to.equal(null);
    expect(points[1]!.y).to.be.closeTo(plane.bottom - 0.25 * (plane.bottom - plane.top), 0.01);
    expect(points[2]!.y).to.be.closeTo(plane.bottom - 0.75 * (plane.bottom - plane.top), 0.01);
    expect(points.map(({complete}) => complete)).to.deep.equal([true, true, false]);
  });
});
