// Quantiles by group: the same as those of each group's own values, and of all together.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {groupQuantiles} from "../../../engine/stats/group-quantiles.js";
import {quantile} from "../../../engine/stats/quantile.js";

const PS = [0, 0.25, 0.5, 0.75, 0.9, 1];
const sizes = fc.oneof(
  fc.integer({min: 0, max: 5}),
  fc.integer({min: 0, max: 2_000_000_000}),
  fc.double({min: -10, max: 1e12, noNaN: true}),
);

describe("groupQuantiles(grouped, ps)", () => {
  it("equals the quantiles of each group and of all values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({value: sizes, group: fc.integer({min: 1, max: 4})}), {maxLength: 400}),
        fc.integer({min: 1, max: 5}),
        (rows, count) => {
          const own = rows.filter(({group}) => count === 1 || group < count);
          const values = Float64Array.from(own, ({value}) => value);
          const of = Uint32Array.from(own, ({group}) => group);
          const found = groupQuantiles({values: values.slice(), of, count}, PS);
          const expected = Array.from({length: count}, (_, g) =>
            PS.map((p) =>
              quantile(
                values.filter((_, i) => g === 0 || of[i] === g),
                p,
              ),
            ),
          );
          expect(found).to.deep.equal(expected);
        },
      ),
      {numRuns: 500},
    );
  });
  it("of equal values is that value", () => {
    const values = new Float64Array(5000).fill(7);
    expect(groupQuantiles({values, of: new Uint32Array(5000), count: 1}, [0.5])).to.deep.equal([[7]]);
  });
  it("of nothing is null", () => {
    expect(groupQuantiles({values: new Float64Array(), of: new Uint32Array(), count: 2}, [0.5])).to.deep.equal([
      [null],
      [null],
    ]);
  });
});
