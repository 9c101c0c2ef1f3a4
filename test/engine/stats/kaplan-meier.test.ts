// The contract of the Kaplan–Meier curve, on the remission weeks of Freireich 1963.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {
  kaplanMeier,
  kaplanMeierCounts,
  medianLife,
  restrictedMean,
  split,
  type Survival,
  survivalAt,
  survivalMedian,
  survivalQuantile,
  survivalSteps,
} from "../../../engine/stats/kaplan-meier.js";
import {CONTROL, group, TREATED} from "./freireich.js";

const curveOf = (text: string) => {
  const {durations, events} = group(text);
  return kaplanMeier(durations, events);
};

const anySample = fc
  .array(fc.tuple(fc.integer({min: 0, max: 30}), fc.boolean(), fc.integer({min: 1, max: 3})), {maxLength: 80})
  .map((rows) => ({
    durations: Float64Array.from(rows, ([t]) => t),
    events: Uint8Array.from(rows, ([, ended]) => (ended ? 1 : 0)),
    weights: Float64Array.from(rows, ([, , weight]) => weight),
  }));

describe("kaplanMeier(durations, events)", () => {
  const treated = curveOf(TREATED);

  it("gives the reference table: n, d, S, standard error and log–log limits", () => {
    const table = [
      [6, 21, 3, 0.857143, 0.07636, 0.6197, 0.9516],
      [7, 17, 1, 0.806723, 0.086935, 0.5631, 0.9228],
      [10, 15, 1, 0.752941, 0.09635, 0.5032, 0.8894],
      [13, 12, 1, 0.690196, 0.106815, 0.4316, 0.8491],
      [16, 11, 1, 0.627451, 0.114054, 0.3675, 0.8049],
      [22, 7, 1, 0.537815, 0.128234, 0.2678, 0.7468],
      [23, 6, 1, 0.448179, 0.134591, 0.1881, 0.6801],
    ] as const;
    const steps = survivalSteps(treated);
    expect(steps).to.have.length(table.length);
    for (const [i, [t, n, d, s, se, lo, hi]] of table.entries()) {
      const step = steps[i]!;
      expect([step.t, step.atRisk, step.events]).to.deep.equal([t, n, d]);
      expect(step.s).to.be.closeTo(s, 5e-7);
      expect(step.se).to.be.closeTo(se, 5e-7);
      expect(step.lo).to.be.closeTo(lo, 5e-5);
      expect(step.hi).to.be.closeTo(hi, 5e-5);
    }
    expect([treated.n, treated.ended]).to.deep.equal([21, 9]);
  });
  it("has the reference medians and area", () => {
    expect(survivalMedian(treated)).to.equal(23);
    expect(survivalMedian(curveOf(CONTROL))).to.equal(8);
    expect(restrictedMean(treated, 20)).to.be.closeTo(16.116527, 5e-7);
  });
  it("gives the worked example of gaps: S(7)/S(4)", () => {
    const gaps = curveOf("2 3 5 8 4+ 10+");
    expect(Array.from(gaps.s, (s) => s.toFixed(4))).to.deep.equal(["0.8333", "0.6667", "0.4444", "0.2222"]);
    expect(survivalAt(gaps, 7)! / survivalAt(gaps, 4)!).to.be.closeTo(0.6667, 5e-5);
  });
  it("has no limits and no standard error where S is 0", () => {
    const last = survivalSteps(curveOf("1 2")).at(-1)!;
    expect(last).to.deep.equal({t: 2, atRisk: 1, events: 1, s: 0, se: null, lo: null, hi: null});
  });
  it("finds the median where S is one half but for rounding", () => {
    for (let n = 2; n <= 400; n += 2) {
      const durations = Float64Array.from({length: n}, (_, i) => i + 1);
      expect(survivalMedian(kaplanMeier(durations, new Uint8Array(n).fill(1)))).to.equal(n / 2);
    }
  });
  it("does not reach a median when most are censored", () => {
    const curve = curveOf("1 2+ 3+ 4+");
    expect(survivalMedian(curve)).to.equal(null);
    expect(survivalQuantile(curve, 0.25)).to.equal(1);
  });
  it("has the same median without the rest of the curve", () => {
    fc.assert(
      fc.property(anySample, ({durations, events}) => {
        expect(medianLife(split(durations, events))).to.equal(survivalMedian(kaplanMeier(durations, events)));
      }),
    );
    expect(medianLife(split(new Float64Array(), new Uint8Array()))).to.equal(null);
  });

  it("counts durations of 0", () => {
    const curve = curveOf("0 0 5+ 6");
    expect(survivalAt(curve, 0)).to.equal(0.5);
    expect(survivalMedian(curve)).to.equal(0);
    expect(restrictedMean(curve, 4)).to.equal(2);
  });
  it("of nobody, and of censored ones only, has no steps", () => {
    const nobody = curveOf("");
    expect(survivalSteps(nobody)).to.deep.equal([]);
    expect([survivalMedian(nobody), survivalAt(nobody, 3), restrictedMean(nobody, 3)]).to.deep.equal([
      null,
      null,
      null,
    ]);
    const waiting = curveOf("4+ 9+");
    expect(survivalSteps(waiting)).to.deep.equal([]);
    expect([survivalAt(waiting, 100), restrictedMean(waiting, 9)]).to.deep.equal([1, 9]);
  });

  it("never rises, stays within [0, 1] and follows its definition", () => {
    fc.assert(
      fc.property(anySample, ({durations, events}) => {
        const curve = kaplanMeier(durations, events);
        let share = 1;
        for (const {t, atRisk, events: d, s, se, lo, hi} of survivalSteps(curve)) {
          expect(atRisk).to.equal(durations.filter((x) => x >= t).length);
          expect(d).to.equal(durations.filter((x, i) => x === t && events[i] === 1).length);
          share *= 1 - d / atRisk;
          expect(s).to.be.closeTo(share, 1e-12);
          for (const value of [se, lo, hi]) expect(value === null || Number.isFinite(value)).to.equal(true);
          if (lo !== null) expect(lo <= s && s <= hi!).to.equal(true);
        }
      }),
    );
  });
  it("a weight counts a row that often", () => {
    fc.assert(
      fc.property(anySample, ({durations, events, weights}) => {
        const rows = Array.from(weights, (weight, i) => Array.from({length: weight}, () => i)).flat();
        const repeated = kaplanMeier(
          Float64Array.from(rows, (i) => durations[i]!),
          Uint8Array.from(rows, (i) => events[i]!),
        );
        expectSame(kaplanMeier(durations, events, weights), repeated);
      }),
    );
  });
  it("is the same from counts", () => {
    fc.assert(
      fc.property(anySample, ({durations, events}) => {
        const [ended, censored] = [new Float64Array(31), new Float64Array(31)];
        durations.forEach((t, i) => (events[i] ? ended : censored)[t]!++);
        expectSame(kaplanMeierCounts(ended, censored), kaplanMeier(durations, events));
      }),
    );
  });
});

function expectSame(a: Survival, b: Survival): void {
  expect([a.n, a.ended]).to.deep.equal([b.n, b.ended]);
  for (const column of ["t", "atRisk", "events", "s", "v"] as const) {
    expect(Array.from(a[column])).to.deep.equal(Array.from(b[column]));
  }
}
