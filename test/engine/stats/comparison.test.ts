// The contracts of the tests that compare: two proportions, two means, many p values, counts against shares.
import {expect} from "@esm-bundle/chai";
import {benjaminiHochberg} from "../../../engine/stats/benjamini-hochberg.js";
import {chiSquareP, sampleRatio} from "../../../engine/stats/chi-square.js";
import {meanSd} from "../../../engine/stats/mean-sd.js";
import {compareProportions} from "../../../engine/stats/newcombe.js";
import {twoSidedP} from "../../../engine/stats/normal.js";
import {welch} from "../../../engine/stats/welch.js";

const of = (...values: number[]) => meanSd(Float64Array.from(values));

describe("compareProportions(hits1, n1, hits2, n2)", () => {
  it("gives the worked example", () => {
    const {diff, lo, hi, z, p} = compareProportions(120, 1000, 150, 1000);
    expect(diff).to.be.closeTo(0.03, 1e-12);
    expect(z).to.be.closeTo(1.963, 5e-5);
    expect(p).to.be.closeTo(0.0496, 5e-5);
    expect(lo).to.be.closeTo(0, 5e-5);
    expect(hi).to.be.closeTo(0.06, 5e-5);
  });
  it("changes sign with the order", () => {
    const there = compareProportions(3, 40, 9, 50);
    const back = compareProportions(9, 50, 3, 40);
    expect([back.diff, back.z, back.p]).to.deep.equal([-there.diff!, -there.z!, there.p]);
    expect(back.lo).to.be.closeTo(-there.hi!, 1e-15);
    expect(back.hi).to.be.closeTo(-there.lo!, 1e-15);
  });
  it("has no z where nothing varies, and nothing at all of an empty group", () => {
    expect(compareProportions(0, 5, 0, 9)).to.include({diff: 0, z: null, p: null});
    expect(compareProportions(5, 5, 9, 9)).to.include({diff: 0, z: null, p: null});
    expect(compareProportions(0, 0, 1, 9)).to.deep.equal({diff: null, lo: null, hi: null, z: null, p: null});
  });
});

describe("welch(first, second)", () => {
  it("is Welch's t with fractional degrees of freedom", () => {
    // means 3 and 6, variances 2.5 and 10, five values each: t = 3/√2.5, df = 2.5²/(0.25/4 + 4/4)
    const {diff, t, df, p, lo, hi} = welch(of(1, 2, 3, 4, 5), of(2, 4, 6, 8, 10));
    expect(diff).to.equal(3);
    expect(t).to.be.closeTo(3 / Math.sqrt(2.5), 1e-12);
    expect(df).to.be.closeTo(6.25 / 1.0625, 1e-12);
    expect(p).to.be.closeTo(0.107531194930627, 1e-10);
    expect((lo! + hi!) / 2).to.be.closeTo(3, 1e-12);
    expect(hi! - 3).to.be.closeTo(3.88774164373698, 1e-9);
  });
  it("gives only the difference when a group is too small or nothing varies", () => {
    const unknown = {lo: null, hi: null, t: null, df: null, p: null};
    expect(welch(of(1), of(2, 3))).to.deep.equal({diff: 1.5, ...unknown});
    expect(welch(of(1, 1), of(2, 2))).to.deep.equal({diff: 1, ...unknown});
    expect(welch(of(), of(2, 3))).to.deep.equal({diff: null, ...unknown});
  });
  it("takes its spread from one group when the other does not vary", () => {
    expect(welch(of(1, 1, 1), of(1, 2, 3)).df).to.equal(2);
  });
});

describe("benjaminiHochberg(ps)", () => {
  const close = (ps: (number | null)[]) => benjaminiHochberg(ps).map((q) => q && Number(q.toFixed(10)));

  it("gives the worked example", () => expect(close([0.001, 0.02, 0.03, 0.2])).to.deep.equal([0.004, 0.04, 0.04, 0.2]));
  it("keeps the order given", () => expect(close([0.2, 0.03, 0.001, 0.02])).to.deep.equal([0.2, 0.04, 0.004, 0.04]));
  it("does not count what was not compared", () =>
    expect(close([null, 0.01, null, 0.04])).to.deep.equal([null, 0.02, null, 0.04]));
  it("never exceeds 1", () => expect(benjaminiHochberg([1, 1, 0.9])).to.deep.equal([1, 1, 1]));
  it("of none is none", () => expect(benjaminiHochberg([])).to.deep.equal([]));
});

describe("sampleRatio(counts, shares)", () => {
  it("is quiet about a fair split", () => {
    const {chi2, df, p, mismatch} = sampleRatio([5050, 4950], [0.5, 0.5]);
    expect(chi2).to.be.closeTo(1, 1e-12);
    expect(df).to.equal(1);
    expect(p).to.be.closeTo(0.3173, 5e-5);
    expect(mismatch).to.equal(false);
  });
  it("raises the alarm from p < 0.001 on", () => {
    expect(sampleRatio([5300, 4700], [1, 1]).mismatch).to.equal(true);
    expect(sampleRatio([530, 470], [1, 1]).mismatch).to.equal(false);
  });
  it("takes shares as ratios", () => {
    expect(sampleRatio([100, 200, 300], [1, 2, 3])).to.deep.equal({chi2: 0, df: 2, p: 1, mismatch: false});
  });
  it("somebody in a group that was to be empty is a mismatch", () => {
    expect(sampleRatio([10, 10, 1], [1, 1, 0])).to.deep.equal({chi2: null, df: 1, p: 0, mismatch: true});
    expect(sampleRatio([10, 10, 0], [1, 1, 0]).df).to.equal(1);
  });
  it("says nothing when there is nothing to test", () => {
    for (const [counts, shares] of [
      [[], []],
      [[5], [1]],
      [
        [0, 0],
        [1, 1],
      ],
    ] as const) {
      expect(sampleRatio(counts, shares)).to.include({chi2: null, p: null, mismatch: false});
    }
  });
});

describe("probabilities of z and χ²", () => {
  it("are the textbook's", () => {
    expect(twoSidedP(1.963)).to.be.closeTo(0.0496461740348, 1e-12);
    expect(chiSquareP(3.841458820694124, 1)).to.be.closeTo(0.05, 1e-12);
    expect(chiSquareP(5.991464547107979, 2)).to.be.closeTo(0.05, 1e-12);
    expect(chiSquareP(0, 3)).to.equal(1);
  });
});
