// BG/NBD and Gamma–Gamma: the likelihoods as printed in semantics 11, and known parameters found again in drawn customers.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {alive, bgNbdLikelihood, expectedPurchases} from "../../../engine/stats/bgnbd.js";
import {atOnce} from "../../../engine/model/at-once.js";
import {fitting} from "../../../engine/stats/fit.js";
import {expectedMean, gammaGammaLikelihood} from "../../../engine/stats/gamma-gamma.js";
import {buyers} from "../../helpers/buyers.js";
import {bgNbdTwin, gammaGammaTwin} from "../../reference/clv.js";

const positive = fc.double({min: 0.05, max: 30, noNaN: true});
const history = fc
  .record({x: fc.integer({min: 0, max: 12}), part: fc.double({min: 0.01, max: 1, noNaN: true}), age: positive})
  .map(({x, part, age}) => ({x, tx: x === 0 ? 0 : part * age, age}));
const inColumns = <T extends object>(all: readonly T[], ...names: (keyof T)[]) =>
  names.map((name) => Float64Array.from(all, (one) => one[name] as number));

describe("the BG/NBD likelihood", () => {
  it("is the printed one, customer by customer", () => {
    fc.assert(
      fc.property(
        fc.array(history, {minLength: 1, maxLength: 12}),
        fc.tuple(positive, positive, positive, positive),
        (all, p) => {
          const sorted = [...all].sort((one, other) => one.x - other.x);
          const [x, tx, age] = inColumns(sorted, "x", "tx", "age");
          const weight = Float64Array.from(sorted, (_, i) => 1 + (i % 3));
          const found = bgNbdLikelihood({x: x!, tx: tx!, age: age!, weight})(Float64Array.from(p));
          const expected = sorted.reduce((sum, one, i) => sum + weight[i]! * bgNbdTwin(p, one), 0);
          expect(found).to.be.closeTo(expected, 1e-8 * (1 + Math.abs(expected)));
        },
      ),
    );
  });
});

describe("the Gamma–Gamma likelihood", () => {
  it("is the printed one, customer by customer", () => {
    const one = fc.record({x: fc.integer({min: 1, max: 12}), mean: positive});
    fc.assert(
      fc.property(fc.array(one, {minLength: 1, maxLength: 12}), fc.tuple(positive, positive, positive), (all, p) => {
        const sorted = [...all].sort((a, b) => a.x - b.x);
        const [x, mean] = inColumns(sorted, "x", "mean");
        const found = gammaGammaLikelihood({x: x!, mean: mean!})(Float64Array.from(p));
        const expected = sorted.reduce((sum, own) => sum + gammaGammaTwin(p, own), 0);
        expect(found).to.be.closeTo(expected, 1e-8 * (1 + Math.abs(expected)));
      }),
    );
  });
  it("gives mean values as printed, and none where the mean is infinite", () => {
    const model = {p: 6.25, q: 3.74, v: 15.44};
    expect(expectedMean(model, 2, 22.35)).to.be.closeTo(24.663714, 1e-6);
    expect(expectedMean(model, 1, 11.77)).to.be.closeTo(18.916852, 1e-6);
    expect(expectedMean(model, 0, null)).to.be.closeTo(35.218978, 1e-6);
    expect(expectedMean({...model, q: 1}, 2, 22.35)).to.equal(null);
  });
});

describe("BG/NBD in closed form", () => {
  const model = {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426};
  it("a customer with two repeats, and one with none", () => {
    expect(alive(model, {x: 2, tx: 30.43, age: 38.86})).to.be.closeTo(0.726579, 1e-6);
    expect(expectedPurchases(model, 39, {x: 2, tx: 30.43, age: 38.86})).to.be.closeTo(1.226028, 1e-6);
    expect(alive(model, {x: 0, tx: 0, age: 38.86})).to.equal(1);
    expect(expectedPurchases(model, 39, {x: 0, tx: 0, age: 38.86})).to.be.closeTo(0.195098, 1e-6);
  });
  it("ten repeats, long ago or lately", () => {
    expect(alive(model, {x: 10, tx: 20, age: 38.86})).to.be.closeTo(0.039346, 1e-6);
    expect(alive(model, {x: 10, tx: 38, age: 38.86})).to.be.closeTo(0.92145, 1e-6);
  });
  it("goes smoothly through a = 1", () => {
    const at = (a: number) => expectedPurchases({...model, a}, 20, {x: 3, tx: 10, age: 15})!;
    expect(at(1)).to.be.closeTo((at(0.999) + at(1.001)) / 2, 1e-6);
    expect(at(1 + 1e-9)).to.be.closeTo(at(1), 1e-6);
  });
  it("expects nothing of no time, and never less of more", () => {
    fc.assert(
      fc.property(history, fc.tuple(positive, positive, positive, positive), positive, (own, [r, alpha, a, b], t) => {
        // b + x − 1 must be above 0, as in every fit with repeaters.
        const params = {r, alpha, a, b: b + 1};
        const [less, more] = [t, 2 * t].map((ahead) => expectedPurchases(params, ahead, own)!);
        expect(expectedPurchases(params, 0, own)).to.be.closeTo(0, 1e-9);
        expect(more! - less!).to.be.greaterThan(-1e-6 * (1 + Math.abs(less!)));
      }),
    );
  });
});

describe("a fit to drawn customers", () => {
  const model = {r: 0.8, alpha: 5, a: 0.9, b: 3};
  const worth = {p: 6, q: 4, v: 15};
  const END = 52;
  const all = buyers(4000, model, worth, END);
  const histories = all
    .map(({purchases}) => ({
      x: purchases.length - 1,
      tx: purchases.at(-1)!.at - purchases[0]!.at,
      age: END - purchases[0]!.at,
      mean: purchases.slice(1).reduce((sum, {value}) => sum + value, 0) / (purchases.length - 1),
    }))
    .sort((a, b) => a.x - b.x);

  it("finds the parameters of the buying again", () => {
    const [x, tx, age] = inColumns(histories, "x", "tx", "age");
    const likelihood = bgNbdLikelihood({x: x!, tx: tx!, age: age!, weight: new Float64Array(x!.length).fill(1)});
    const fit = atOnce(
      fitting(likelihood, [
        [1, 1, 1, 1],
        [0.25, 4, 0.8, 2.5],
      ]),
    )!;
    expect(fit.converged).to.equal(true);
    Object.values(model).forEach((value, i) => expect(fit.parameters[i]! / value).to.be.within(0.6, 1.6));
    // The truth is never better than the fit, and seldom worse by more than half a chi-square of 4 degrees of freedom.
    const truth = likelihood(Float64Array.from(Object.values(model)));
    expect(fit.ll - truth).to.be.within(0, 8);
  }).timeout(60_000);
  it("finds the parameters of the spending again", () => {
    const repeaters = histories.filter((own) => own.x > 0);
    const [x, mean] = inColumns(repeaters, "x", "mean");
    const likelihood = gammaGammaLikelihood({x: x!, mean: mean!});
    const fit = atOnce(
      fitting(likelihood, [
        [1, 1, 1],
        [0.25, 4, 0.8],
      ]),
    )!;
    expect(fit.converged).to.equal(true);
    Object.values(worth).forEach((value, i) => expect(fit.parameters[i]! / value).to.be.within(0.75, 1.33));
    expect(fit.ll - likelihood(Float64Array.from(Object.values(worth)))).to.be.within(0, 8);
  }).timeout(60_000);
});
