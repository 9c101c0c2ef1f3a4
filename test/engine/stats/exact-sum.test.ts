import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {ExactSum, squaresAround} from "../../../engine/stats/exact-sum.js";
import {meanSd} from "../../../engine/stats/mean-sd.js";

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum.add(value), new ExactSum());
// Whole multiples of 2⁻⁶⁰ can be added exactly as integers.
const fraction = fc.tuple(fc.maxSafeInteger(), fc.integer({min: 0, max: 60})).map(([n, bits]) => n * 2 ** -bits);
const exact = (values: readonly number[]) => values.reduce((sum, value) => sum + scaled(value), 0n);
function scaled(value: number): bigint {
  let [whole, bits] = [value, 0];
  while (!Number.isInteger(whole)) [whole, bits] = [whole * 2, bits + 1];
  return BigInt(whole) * 2n ** BigInt(60 - bits);
}

describe("ExactSum", () => {
  it("loses nothing that plain addition loses", () => {
    expect(sumOf([0.1, 0.2, 0.3]).value).to.equal(0.6);
    expect(sumOf(Array.from({length: 10}, () => 0.1)).value).to.equal(1);
    expect(sumOf([1e16, 1, -1e16]).value).to.equal(1);
    expect(sumOf([1, 1e100, 1, -1e100]).value).to.equal(2);
    expect(sumOf([]).value).to.equal(0);
  });
  it("rounds half-way to even, unless something smaller decides", () => {
    expect(sumOf([2 ** 53, 1]).value).to.equal(2 ** 53);
    expect(sumOf([2 ** 53, 1, 2 ** -40]).value).to.equal(2 ** 53 + 2);
    expect(sumOf([2 ** 53 + 2, 1, -(2 ** -40)]).value).to.equal(2 ** 53 + 2);
  });
  it("is the float nearest to the exact sum", () => {
    fc.assert(
      fc.property(fc.array(fraction, {maxLength: 20}), (values) => {
        expect(sumOf(values).value).to.equal(Number(exact(values)) * 2 ** -60);
      }),
      {numRuns: 1000},
    );
  });
  it("does not depend on order or on how the values are shared out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({noNaN: true, min: -1e12, max: 1e12}), {maxLength: 20}),
        fc.nat(20),
        (values, cut) => {
          const joined = sumOf(values.slice(cut)).addAll(
            structuredClone({partials: sumOf(values.slice(0, cut)).partials}),
          );
          expect(joined.value).to.equal(sumOf([...values].reverse()).value);
        },
      ),
      {numRuns: 1000},
    );
  });
  it("adds products without rounding them", () => {
    expect(new ExactSum().addProduct(1 + 2 ** -30, 1 - 2 ** -30).add(-1).value).to.equal(-(2 ** -60));
  });
  it("gives the squares around the mean as two passes would", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({noNaN: true, min: 999_000, max: 1_000_000}), {minLength: 2, maxLength: 20}),
        (values) => {
          const squares = values.reduce((sum, value) => sum.addProduct(value, value), new ExactSum());
          const sum = sumOf(values);
          const mean = sum.value / values.length;
          const sd = Math.sqrt(squaresAround(mean, values.length, sum, squares) / (values.length - 1));
          expect(sd).to.be.closeTo(meanSd(Float64Array.from(values)).sd!, 1e-9 * Math.max(1, sd));
        },
      ),
      {numRuns: 500},
    );
  });
});
