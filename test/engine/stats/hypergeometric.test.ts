// 2F1 against values computed with 30 digits, and the purchase models of semantics 11 that are made from it.
import {expect} from "@esm-bundle/chai";
import {hyp2f1, scaledHyp2f1} from "../../../engine/stats/hypergeometric.js";
import {pow} from "../../../engine/stats/special.js";

describe("hyp2f1(a, b, c, z)", () => {
  for (const [a, b, c, z, value] of [
    [0.243, 2.426, 2.219, 0.5, 1.2070970070440423],
    [0.243, 2.426, 2.219, 0.95, 2.4461866770309917],
    [2.243, 4.426, 4.219, 0.4741, 4.5768521660719899],
    [12.243, 12.426, 12.219, 0.999, 2.2396596221624375e37],
    [300.243, 302.4, 302.2, 0.8, 1.0004453662938165e210],
    [1, 1, 2, 0.5, 1.3862943611198906],
    [0.5, 1, 1.5, 0.81, 1.6357994328702448],
    [3, 2, 5, -4, 0.10763357640116699],
    [50, 2, 1.5, 0.97, 4.952704102237206e77],
    [1.16, 1.606, 2.16, 0.999, 123.56440554668931],
    [100.2, 2.4, 102.2, 0.9, 176.81918886702946],
  ] as const) {
    it(`(${a}, ${b}; ${c}; ${z})`, () => expect(hyp2f1(a, b, c, z)! / value).to.be.closeTo(1, 1e-11));
  }
  it("is 1 at z = 0 and for a = 0", () => {
    expect(hyp2f1(2, 3, 4, 0)).to.equal(1);
    expect(hyp2f1(0, 3, 4, 0.7)).to.equal(1);
  });
  it("is unknown from z = 1 on, for c = 0, −1 …, and past all numbers", () => {
    for (const z of [1, 2, NaN]) expect(hyp2f1(1, 2, 3, z)).to.equal(null);
    expect(hyp2f1(1, 2, -3, 0.5)).to.equal(null);
    expect(hyp2f1(1500, 1502, 1501, 0.999)).to.equal(null);
  });
  it("scaled, it stays within the numbers where the factors do not", () => {
    const value = scaledHyp2f1(1500.243, 1502.426, 1502.219, 0.999, 1500.243)!;
    expect(value / 4.1771662212303732).to.be.closeTo(1, 1e-9);
  });
});

type BgNbd = {r: number; alpha: number; a: number; b: number};

// P(alive), E[X(t)] and E[Y(t) | x, t_x, T] as printed in semantics 11.2.
function odds({r, alpha, a, b}: BgNbd, x: number, tx: number, age: number): number {
  return x === 0 ? 0 : (a / (b + x - 1)) * pow((alpha + age) / (alpha + tx), r + x);
}
function purchases({r, alpha, a, b}: BgNbd, t: number): number {
  const f = scaledHyp2f1(r, b, a + b - 1, t / (alpha + t), r)!;
  return ((a + b - 1) / (a - 1)) * (1 - f);
}
function further(model: BgNbd, t: number, x: number, tx: number, age: number): number {
  const {r, alpha, a, b} = model;
  const f = scaledHyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + age + t), r + x)!;
  return (((a + b + x - 1) / (a - 1)) * (1 - f)) / (1 + odds(model, x, tx, age));
}

describe("BG/NBD in closed form", () => {
  const model = {r: 0.243, alpha: 4.414, a: 0.793, b: 2.426};

  for (const [t, expected] of [
    [1, 0.053268],
    [4, 0.196068],
    [13, 0.53444],
    [26, 0.902637],
    [39, 1.196723],
    [52, 1.446051],
  ] as const) {
    it(`E[X(${t})] is ${expected}`, () => expect(purchases(model, t)).to.be.closeTo(expected, 1e-6));
  }
  it("a customer with two repeats: P(alive) and E[Y(39)]", () => {
    expect(1 / (1 + odds(model, 2, 30.43, 38.86))).to.be.closeTo(0.726579, 1e-6);
    expect(further(model, 39, 2, 30.43, 38.86)).to.be.closeTo(1.226028, 1e-6);
  });
  it("a customer with none: E[Y(39)]", () => expect(further(model, 39, 0, 0, 38.86)).to.be.closeTo(0.195098, 1e-6));
  it("ten repeats, long ago or lately", () => {
    expect(1 / (1 + odds(model, 10, 20, 38.86))).to.be.closeTo(0.039346, 1e-6);
    expect(1 / (1 + odds(model, 10, 38, 38.86))).to.be.closeTo(0.92145, 1e-6);
  });
  it("the value of that customer over twelve periods of 4.345 weeks, discounted or not", () => {
    const mean = (6.25 * (15.44 + 2 * 22.35)) / (6.25 * 2 + 3.74 - 1);
    const y = (k: number) => (k === 0 ? 0 : further(model, k * 4.345, 2, 30.43, 38.86));
    let discounted = 0;
    for (let k = 1; k <= 12; k++) discounted += (y(k) - y(k - 1)) / pow(1.01, k);
    expect(mean).to.be.closeTo(24.663714, 1e-6);
    expect(mean * y(12)).to.be.closeTo(38.528525, 1e-5);
    expect(mean * discounted).to.be.closeTo(36.289211, 1e-5);
  });
});
