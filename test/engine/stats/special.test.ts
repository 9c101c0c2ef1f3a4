// The special functions against values computed with 30 digits, and linear systems.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {betaI} from "../../../engine/stats/incomplete-beta.js";
import {gammaQ} from "../../../engine/stats/incomplete-gamma.js";
import {solve} from "../../../engine/stats/linear-solve.js";
import {betaln, exp, gammaln, ln, pow} from "../../../engine/stats/special.js";
import {tCritical, tTwoSidedP} from "../../../engine/stats/student-t.js";

const expectRelative = (value: number | null, expected: number, tolerance = 1e-11) =>
  expect(value! / expected).to.be.closeTo(1, tolerance);

describe("exp, ln, pow, gammaln, betaln", () => {
  it("are what their names say", () => {
    expectRelative(exp(1), 2.718281828459045, 1e-15);
    expectRelative(ln(10), 2.302585092994046, 1e-15);
    expectRelative(pow(2, 0.5), Math.SQRT2, 1e-15);
    expectRelative(gammaln(11), ln(3628800), 1e-15);
    expectRelative(betaln(2, 3), ln(1 / 12), 1e-14);
  });
});

describe("gammaQ(a, x)", () => {
  for (const [a, x, q] of [
    [0.5, 0.1, 0.65472084601857702],
    [0.5, 2, 0.045500263896358414],
    [0.5, 30, 9.4857375710738484e-15],
    [3.5, 2, 0.77977740847571592],
    [3.5, 9, 0.011970002354029551],
    [50, 40, 0.92966493334060505],
    [50, 80, 0.00013078397659141034],
    [500, 500, 0.49405285382923964],
  ] as const) {
    it(`Q(${a}, ${x})`, () => expectRelative(gammaQ(a, x), q));
  }
  it("falls from 1 to 0", () => {
    expect(gammaQ(2, 0)).to.equal(1);
    expect(gammaQ(2, 1e4)).to.equal(0);
  });
});

describe("betaI(x, a, b)", () => {
  for (const [x, a, b, value] of [
    [0.1, 0.5, 0.5, 0.20483276469913346],
    [0.9, 2, 3, 0.9963],
    [0.3, 10, 0.5, 1.2205229279531706e-6],
    [0.999, 500, 0.5, 0.31731044730971715],
    [0.5, 0.5, 30, 0.99999999986697941],
  ] as const) {
    it(`I of ${x} with ${a}, ${b}`, () => expectRelative(betaI(x, a, b), value));
  }
  it("goes from 0 to 1", () => expect([betaI(0, 2, 3), betaI(1, 2, 3)]).to.deep.equal([0, 1]));
});

describe("Student's t", () => {
  for (const [t, df, p] of [
    [2.776445105, 4, 0.0500000000101195],
    [1, 1, 0.5],
    [0.1, 7.5, 0.92296533206779],
    [5, 30, 2.32966854670078e-5],
    [2, 1e6, 0.0455005338513192],
  ] as const) {
    it(`exceeds ${t} with ${df} degrees of freedom, on either side, with chance ${p}`, () => {
      expectRelative(tTwoSidedP(t, df), p, 1e-8);
      expectRelative(tTwoSidedP(-t, df), p, 1e-8);
    });
  }
  for (const [p, df, t] of [
    [0.05, 4, 2.77644510519779],
    [0.05, 1, 12.7062047361747],
    [0.05, 30, 2.04227245630124],
    [0.05, 12.7, 2.16556773136873],
    [0.01, 100, 2.62589052143802],
  ] as const) {
    it(`tCritical(${p}, ${df}) is ${t}`, () => expectRelative(tCritical(p, df), t));
  }
});

describe("solve(matrix, b)", () => {
  it("solves, pivoting where a diagonal element is 0", () => {
    expect(Array.from(solve(Float64Array.of(0, 2, 1, 1), Float64Array.of(4, 5))!)).to.deep.equal([3, 2]);
  });
  it("says null when there is no one solution", () => {
    expect(solve(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 2))).to.equal(null);
    expect(solve(Float64Array.of(0), Float64Array.of(1))).to.equal(null);
    expect(solve(Float64Array.of(NaN), Float64Array.of(1))).to.equal(null);
  });
  it("of nothing is nothing", () => expect(solve(new Float64Array(0), new Float64Array(0))).to.have.length(0));
  it("finds the x that made b, and changes neither argument", () => {
    const anyNumber = fc.integer({min: -50, max: 50});
    const anySystem = fc.integer({min: 1, max: 8}).chain((n) =>
      fc.record({
        matrix: fc.array(anyNumber, {minLength: n * n, maxLength: n * n}),
        x: fc.array(anyNumber, {minLength: n, maxLength: n}),
      }),
    );
    fc.assert(
      fc.property(anySystem, ({matrix, x}) => {
        const n = x.length;
        // A heavy diagonal keeps the system far from singular.
        const a = Float64Array.from(matrix, (value, i) => (i % (n + 1) === 0 ? value + 1000 : value));
        const b = Float64Array.from(x, (_, row) => x.reduce((sum, value, j) => sum + a[row * n + j]! * value, 0));
        const [a0, b0] = [a.slice(), b.slice()];
        const solution = solve(a, b)!;
        for (const [i, value] of x.entries()) expect(solution[i]).to.be.closeTo(value, 1e-9);
        expect([a, b]).to.deep.equal([a0, b0]);
      }),
    );
  });
});
