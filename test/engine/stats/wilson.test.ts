// The contract of wilson.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {wilson} from "../../../engine/stats/wilson.js";

describe("wilson(hits, n)", () => {
  it("gives the worked examples", () => {
    expect(wilson(120, 1000)!.lo).to.be.closeTo(0.1013, 5e-5);
    expect(wilson(120, 1000)!.hi).to.be.closeTo(0.1416, 5e-5);
    expect(wilson(0, 10)!.hi).to.be.closeTo(0.2775, 5e-5);
    expect(wilson(40, 50)!.lo).to.be.closeTo(0.6696, 5e-5);
    expect(wilson(40, 50)!.hi).to.be.closeTo(0.8876, 5e-5);
  });
  it("reaches exactly 0 and 1 at the ends", () => {
    for (const n of [1, 3, 10, 97, 1e7]) {
      expect(wilson(0, n)!.lo).to.equal(0);
      expect(wilson(n, n)!.hi).to.equal(1);
    }
  });
  it("holds the rate and lies within [0, 1]; the other outcome mirrors it", () => {
    const sample = fc.integer({min: 1, max: 1e7}).chain((n) => fc.tuple(fc.integer({min: 0, max: n}), fc.constant(n)));
    fc.assert(
      fc.property(sample, ([hits, n]) => {
        const {lo, hi} = wilson(hits, n)!;
        expect(lo).to.be.within(0, hits / n);
        expect(hi).to.be.within(hits / n, 1);
        expect(wilson(n - hits, n)!.lo).to.be.closeTo(1 - hi, 1e-12);
      }),
    );
  });
  it("is null of nobody, or of more hits than there are", () => {
    expect(wilson(0, 0)).to.equal(null);
    expect(wilson(11, 10)).to.equal(null);
    expect(wilson(-1, 10)).to.equal(null);
    expect(wilson(NaN, 10)).to.equal(null);
  });
});
