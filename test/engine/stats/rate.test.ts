// The contracts of rate, roundHalfUp and roundHalfEven.
import {expect} from "@esm-bundle/chai";
import {rate} from "../../../engine/stats/rate.js";
import {roundHalfEven, roundHalfUp} from "../../../engine/stats/round.js";

describe("rate(n, d)", () => {
  it("is a fraction", () => expect(rate(1, 4)).to.equal(0.25));
  it("of nobody is unknown, not 0", () => {
    expect(rate(0, 0)).to.equal(null);
    expect(rate(3, 0)).to.equal(null);
  });
  it("is never NaN or infinite", () => {
    expect(rate(NaN, 1)).to.equal(null);
    expect(rate(Infinity, 1)).to.equal(null);
  });
});

describe("roundHalfUp(value)", () => {
  it("takes halves up", () => expect([0.5, 1.5, 2.5, -0.5, -2.5].map(roundHalfUp)).to.deep.equal([1, 2, 3, 0, -2]));
  it("is not fooled by the largest number below a half", () => expect(roundHalfUp(0.49999999999999994)).to.equal(0));
  it("never gives −0", () => expect(Object.is(roundHalfUp(-0.2), 0)).to.equal(true));
});

describe("roundHalfEven(value)", () => {
  it("takes halves to the even neighbour", () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, -2.5].map(roundHalfEven)).to.deep.equal([0, 2, 2, 0, -2, -2]);
  });
  it("takes everything else to the nearest", () =>
    expect([0.4, 0.6, -1.4, 7].map(roundHalfEven)).to.deep.equal([0, 1, -1, 7]));
  it("never gives −0", () => {
    for (const value of [-0, -0.2, -0.5]) expect(Object.is(roundHalfEven(value), 0)).to.equal(true);
  });
});
