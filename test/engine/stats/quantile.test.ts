// The contracts of the quantiles, of select, and of mean and standard deviation.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {mean, meanSd} from "../../../engine/stats/mean-sd.js";
import {median, quantile, quantileInPlace, quantileSorted} from "../../../engine/stats/quantile.js";
import {select} from "../../../engine/stats/select.js";

const of = (...values: number[]) => Float64Array.from(values);
const anyValues = fc.array(fc.integer({min: -20, max: 1000}), {minLength: 1, maxLength: 300}).map((v) => of(...v));

describe("quantile(values, p)", () => {
  it("interpolates at (n − 1) p: the worked example", () => {
    const hours = of(168, 24, 144, 48);
    expect(quantile(hours, 0.25)).to.equal(42);
    expect(quantile(hours, 0.5)).to.equal(96);
    expect(quantile(hours, 0.75)).to.equal(150);
    expect(quantile(hours, 0.9)).to.be.closeTo(160.8, 1e-12);
    expect(Array.from(hours)).to.deep.equal([168, 24, 144, 48]);
  });
  it("is the least at 0, the greatest at 1", () => {
    expect(quantile(of(3, 1, 2), 0)).to.equal(1);
    expect(quantile(of(3, 1, 2), 1)).to.equal(3);
  });
  it("of one value is that value, of none null", () => {
    for (const p of [0, 0.3, 1]) expect(quantile(of(7), p)).to.equal(7);
    expect(quantile(of(), 0.5)).to.equal(null);
    expect(quantileSorted(of(), 0.5)).to.equal(null);
    expect(quantileInPlace(of(), 0.5)).to.equal(null);
    expect(median(of())).to.equal(null);
  });
  it("is the same to the last bit sorted, unsorted and in place, in any order of questions", () => {
    fc.assert(
      fc.property(anyValues, fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 5}), (values, ps) => {
        const sorted = values.slice().sort();
        const mixed = values.slice();
        for (const p of [...ps, 0.25, 0.5, 0.75, 0.9]) {
          expect(quantile(values, p)).to.equal(quantileSorted(sorted, p));
          expect(quantileInPlace(mixed, p)).to.equal(quantileSorted(sorted, p));
        }
      }),
    );
  });
});

describe("select(values, k)", () => {
  it("puts the k-th smallest in its place, nothing greater before and nothing smaller after", () => {
    fc.assert(
      fc.property(anyValues, fc.nat(), (values, seed) => {
        const k = seed % values.length;
        const mixed = values.slice();
        select(mixed, k);
        expect(mixed[k]).to.equal(values.slice().sort()[k]);
        expect(Math.max(...mixed.subarray(0, k + 1))).to.equal(mixed[k]);
        expect(Math.min(...mixed.subarray(k))).to.equal(mixed[k]);
        expect(Array.from(mixed.sort())).to.deep.equal(Array.from(values.slice().sort()));
      }),
    );
  });
  it("copes with order, reverse order and equal values", () => {
    const n = 20_000;
    for (const make of [(i: number) => i, (i: number) => n - i, () => 5, (i: number) => (i < n / 2 ? i : n - i)]) {
      const values = Float64Array.from({length: n}, (_, i) => make(i));
      const middle = values.slice().sort()[n / 2];
      select(values, n / 2);
      expect(values[n / 2]).to.equal(middle);
    }
  });
});

describe("mean(values), meanSd(values)", () => {
  it("divide by n, and by n − 1", () => {
    const {n, mean: centre, sd} = meanSd(of(5, 6, 7, 4, 6));
    expect(n).to.equal(5);
    expect(centre).to.be.closeTo(5.6, 1e-12);
    expect(sd).to.be.closeTo(1.1402, 5e-5);
  });
  it("keep their digits where the mean is large", () => expect(meanSd(of(1e9, 1e9 + 1, 1e9 + 2)).sd).to.equal(1));
  it("are null where there is nothing to say", () => {
    expect(mean(of())).to.equal(null);
    expect(meanSd(of())).to.deep.equal({n: 0, mean: null, sd: null});
    expect(meanSd(of(3))).to.deep.equal({n: 1, mean: 3, sd: null});
  });
});
