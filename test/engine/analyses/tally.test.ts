// Sums by bucket and key: few of them in fixed places, many of them only where they occur.
import {expect} from "@esm-bundle/chai";
import {rankedBuckets, shownBuckets} from "../../../engine/analyses/buckets.js";
import {mergeTallies, Tally, type TallyFacts} from "../../../engine/analyses/tally.js";

/** Counts (bucket, key) pairs, with as many possible keys as said. */
function counted(pairs: readonly [bucket: number, key: number][], keys: number): TallyFacts {
  const tally = new Tally(["a", "b", "c"], keys, 2);
  for (const [bucket, key] of pairs) {
    const row = tally.at(bucket, key);
    tally.cells[row]!++;
    tally.cells[row + 1]! += key;
  }
  return tally.facts();
}
const listed = ({buckets, keys, cells, width}: TallyFacts) =>
  buckets.map((bucket, r) => [bucket, keys[r], ...cells.subarray(r * width, (r + 1) * width)].join(" ")).sort();

describe("Tally", () => {
  const pairs: [number, number][] = [
    [0, 5],
    [1, 5],
    [0, 5],
    [2, 0],
    [1, 7],
  ];

  it("counts the same with few possible keys and with very many", () => {
    expect(listed(counted(pairs, 8))).to.deep.equal(["a 5 2 10", "b 5 1 5", "b 7 1 7", "c 0 1 0"]);
    expect(listed(counted(pairs, 1e9))).to.deep.equal(listed(counted(pairs, 8)));
  });

  it("grows", () => {
    const many = Array.from({length: 1000}, (_, key): [number, number] => [key % 3, key]);
    expect(listed(counted(many, 1e9))).to.deep.equal(listed(counted(many, 1000)));
  });

  it("merges parts by bucket and key", () => {
    const parts = [counted(pairs.slice(0, 2), 8), counted(pairs.slice(2), 1e9)];
    expect(listed(mergeTallies(parts))).to.deep.equal(listed(counted(pairs, 8)));
    expect(mergeTallies([]).buckets).to.deep.equal([]);
  });
});

describe("buckets of a tally", () => {
  const facts = counted(
    [
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 2],
    ],
    8,
  );
  const shown = (top: number, own = {}) =>
    shownBuckets(facts, rankedBuckets(facts, {prop: "p", source: "first", top}, 0, own)).map(({breakdown, byKey}) =>
      [breakdown, ...[...byKey].map(([key, [n]]) => `${key}:${n}`)].join(" "),
    );

  it("are the total, the largest, and the rest", () => {
    expect(shown(10)).to.deep.equal([" 1:2 2:2", "b 1:1 2:1", "a 1:1", "c 2:1"]);
    expect(shown(1)).to.deep.equal([" 1:2 2:2", "b 1:1 2:1", "(other) 1:1 2:1"]);
  });

  it("can be ranked by some keys only, and know labels that occur elsewhere", () => {
    expect(shown(10, {fromKey: 2, also: ["d"]})).to.deep.equal([" 1:2 2:2", "b 1:1 2:1", "c 2:1", "a 1:1", "d"]);
  });

  it("are the total alone without a breakdown", () => {
    expect(shownBuckets(facts, rankedBuckets(facts, undefined, 0))).to.have.length(1);
  });
});
