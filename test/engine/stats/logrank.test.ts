// The contract of the log-rank test.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {logRank} from "../../../engine/stats/logrank.js";
import {CONTROL, group, TREATED} from "./freireich.js";

describe("logRank(groups)", () => {
  const treated = group(TREATED);
  const control = group(CONTROL);
  const three = ["1 3 3+ 5 8+", "2 3 6 7+", "4+ 6 9 9+ 10 11+"].map(group);

  it("gives the reference: O1 9, E1 19.2505, V 6.256961, χ² 16.792941", () => {
    const {observed, expected, chi2, df, p} = logRank([treated, control]);
    expect(observed).to.deep.equal([9, 21]);
    expect(expected[0]).to.be.closeTo(19.2505, 5e-5);
    expect((observed[0]! - expected[0]!) ** 2 / chi2!).to.be.closeTo(6.256961, 5e-7);
    expect(chi2).to.be.closeTo(16.792941, 5e-7);
    expect(df).to.equal(1);
    expect(p).to.be.closeTo(4.17e-5, 5e-8);
  });
  it("compares three groups with two degrees of freedom (by exact fractions)", () => {
    const {observed, expected, chi2, df, p} = logRank(three);
    expect(observed).to.deep.equal([3, 3, 3]);
    expect(expected[0]).to.be.closeTo(1.7066544566544566, 1e-12);
    expect(chi2).to.be.closeTo(4.117743391640172, 1e-12);
    expect(df).to.equal(2);
    expect(p).to.be.closeTo(0.1275978579012543, 1e-12);
  });
  it("does not depend on the order of groups or rows", () => {
    const {chi2} = logRank(three);
    for (const [a, b, c] of [
      [0, 2, 1],
      [2, 1, 0],
      [1, 2, 0],
    ] as const) {
      expect(logRank([three[a]!, three[b]!, three[c]!]).chi2).to.be.closeTo(chi2!, 1e-12);
    }
    const reversed = {durations: treated.durations.slice().reverse(), events: treated.events.slice().reverse()};
    expect(logRank([reversed, control])).to.deep.equal(logRank([treated, control]));
  });
  it("finds nothing between equal groups", () => {
    expect(logRank([treated, treated]).chi2).to.be.closeTo(0, 1e-12);
    expect(logRank([treated, treated]).p).to.be.closeTo(1, 1e-6);
  });
  it("the last one to end, alone at risk, adds no variance", () => {
    // Ends at 1, 2, 3, 4: E1 = 1/2 + 1/3 + 1/2, V = 1/4 + 2/9 + 1/4.
    const {observed, expected, chi2} = logRank([group("1 3"), group("2 4")]);
    expect(observed[0]! - expected[0]!).to.be.closeTo(2 / 3, 1e-12);
    expect(chi2).to.be.closeTo(4 / 9 / (13 / 18), 1e-12);
  });
  it("leaves out groups nobody can be compared with", () => {
    const empty = group("");
    const early = group("0+ 0+");
    const withOthers = logRank([treated, empty, control, early]);
    const {chi2, df, p} = logRank([treated, control]);
    expect([withOthers.chi2, withOthers.df, withOthers.p]).to.deep.equal([chi2, df, p]);
    for (const groups of [[], [treated], [treated, empty], [empty, early], [group("1+"), group("2+")]]) {
      expect(logRank(groups)).to.include({chi2: null, df: 0, p: null});
    }
  });
  it("expected ends add up to the observed ones; nothing is NaN", () => {
    const anyGroup = fc
      .array(fc.tuple(fc.integer({min: 0, max: 9}), fc.boolean()), {maxLength: 12})
      .map((rows) => group(rows.map(([t, ended]) => `${t}${ended ? "" : "+"}`).join(" ")));
    fc.assert(
      fc.property(fc.array(anyGroup, {maxLength: 5}), (groups) => {
        const {observed, expected, chi2, p} = logRank(groups);
        const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
        expect(sum(expected)).to.be.closeTo(sum(observed), 1e-9);
        if (chi2 !== null) expect(chi2).to.be.within(0, Number.MAX_VALUE);
        if (p !== null) expect(p).to.be.within(0, 1);
      }),
    );
  });
});
