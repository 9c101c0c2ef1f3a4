// A list of positions cut up by the values of a column, and what it costs to keep.
import {expect} from "@esm-bundle/chai";
import type {DictColumn} from "../../../engine/model/column.js";
import {PositionList} from "../../../engine/model/position-list.js";

describe("a list of positions", () => {
  // Ten positions of four units: 0–2, 3–5, none, 6–9. The list has those of an even number and 7.
  const ts = Float64Array.from({length: 10}, (_, i) => 100 + i);
  const column: DictColumn = {
    codes: Uint8Array.of(1, 2, 2, 0, 1, 2, 1, 1, 0, 2),
    dictionary: [null, "x", "y"],
  };
  const list = new PositionList(Uint32Array.of(0, 2, 3, 3, 6), Uint32Array.of(0, 2, 4, 6, 7, 8), false);
  const read = (code: number) => {
    const {units, offsets, positions} = list.withValue(column, code);
    return {units: [...units!], offsets: [...offsets], positions: [...positions]};
  };

  it("has a part for each value, with groups only of the units that have it", () => {
    expect(read(0)).to.deep.equal({units: [3], offsets: [0, 1], positions: [8]});
    expect(read(1)).to.deep.equal({units: [0, 1, 3], offsets: [0, 1, 2, 4], positions: [0, 4, 6, 7]});
    expect(read(2)).to.deep.equal({units: [0], offsets: [0, 1], positions: [2]});
    expect([...list.withValue(column, 1).instants(ts)]).to.deep.equal([100, 104, 106, 107]);
    expect(list.withValue(column, 1)).to.equal(list.withValue(column, 1));
  });

  it("cuts a part again by another column", () => {
    const other: DictColumn = {codes: Uint8Array.of(1, 1, 1, 1, 2, 1, 1, 2, 1, 1), dictionary: [null, "p", "q"]};
    const {units, offsets, positions} = list.withValue(column, 1).withValue(other, 2);
    expect([[...units!], [...offsets], [...positions]]).to.deep.equal([
      [1, 3],
      [0, 1, 2],
      [4, 7],
    ]);
  });

  it("asks the truth of the unit behind each entry", () => {
    const truth = Uint8Array.of(0, 1, 0, 1);
    expect([...list.ofUnits(truth)]).to.deep.equal([0, 0, 1, 1, 1, 1]);
    expect([...list.withValue(column, 1).ofUnits(truth)]).to.deep.equal([0, 1, 1, 1]);
  });

  it("weighs what was read along it, until it forgets that", () => {
    const before = list.withValue(column, 1);
    before.instants(ts);
    expect(list.weight).to.be.above(list.length);
    list.forget();
    expect(list.weight).to.equal(list.length);
    expect(read(1).positions).to.deep.equal([...before.positions]);
    expect(list.withValue(column, 1)).not.to.equal(before);
  });
});
