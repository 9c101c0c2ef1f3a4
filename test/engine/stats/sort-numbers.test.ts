// Sorting numbers: the same as by comparing them, whatever they are.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {sortNumbers} from "../../../engine/stats/sort-numbers.js";

const of = (most: number) => fc.array(fc.integer({min: 0, max: most}), {minLength: 600, maxLength: 900});

describe("sortNumbers(values)", () => {
  it("equals the sort by comparing", () => {
    const values = fc.oneof(
      ...[10, 2047, 2048, 2 ** 22 - 1, 2 ** 22, 2 ** 32 - 1].map(of),
      ...[2 ** 32, 2 ** 43 - 1, 2 ** 53 - 1].map(of),
      fc.array(fc.double({noNaN: true}), {maxLength: 900}),
      fc.array(fc.constantFrom(0, -0, 5), {minLength: 600, maxLength: 700}),
    );
    fc.assert(
      fc.property(values, (own) => {
        const expected = Float64Array.from(own).sort();
        expect(sortNumbers(Float64Array.from(own)).every((value, i) => Object.is(value, expected[i]))).to.equal(true);
      }),
      {numRuns: 100},
    );
  }).timeout(60_000);
  it("sorts in place", () => {
    const values = Float64Array.from({length: 1000}, (_, i) => (i * 617) % 1000);
    expect(sortNumbers(values)).to.equal(values);
    expect(values[999]).to.equal(999);
  });
});
