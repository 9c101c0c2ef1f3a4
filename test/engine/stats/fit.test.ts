// The contracts of the minimiser and of the fit, on the two published sBG examples of semantics 11.7.
import {expect} from "@esm-bundle/chai";
import {atOnce} from "../../../engine/model/at-once.js";
import {fitting} from "../../../engine/stats/fit.js";
import {descent} from "../../../engine/stats/nelder-mead.js";
import {ln} from "../../../engine/stats/special.js";

describe("descent(f, start)", () => {
  it("finds the bottom of a bent valley", () => {
    const rosenbrock = ([x, y]: Float64Array) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2;
    const {x, fx} = atOnce(descent((p) => rosenbrock(p), [-1.2, 1]))!;
    expect(x[0]).to.be.closeTo(1, 1e-5);
    expect(x[1]).to.be.closeTo(1, 1e-5);
    expect(fx).to.be.below(1e-11);
  });
  it("draws the whole simplex in where every single step fails", () => {
    // Steps and a ridge: reflections and contractions fail again and again.
    const rough = ([x, y]: Float64Array) => Math.floor(8 * Math.abs(x! - 1)) + Math.abs(x! - y!);
    expect(atOnce(descent((p) => rough(p), [5, -3]))!.fx).to.be.below(1);
  });
  it("walks around places without a value", () => {
    const {x} = atOnce(descent(([x]) => (x! > 1 ? NaN : (x! - 0.8) * (x! - 0.8)), [-5]))!;
    expect(x[0]).to.be.closeTo(0.8, 1e-5);
  });
  it("is null where nothing has a value, and does not change the start", () => {
    const start = [1, 2];
    expect(atOnce(descent(() => NaN, start))).to.equal(null);
    atOnce(descent(([x, y]) => x! * x! + y! * y!, start));
    expect(start).to.deep.equal([1, 2]);
  });
});

// LL of a cohort's survivors year by year.
function sbg(survivors: readonly number[]) {
  return ([alpha, beta]: Float64Array): number => {
    let lnS = 0;
    let ll = 0;
    for (let t = 1; t < survivors.length; t++) {
      const all = alpha! + beta! + t - 1;
      ll += (survivors[t - 1]! - survivors[t]!) * (lnS + ln(alpha! / all));
      lnS += ln((beta! + t - 1) / all);
    }
    return ll + survivors.at(-1)! * lnS;
  };
}

function survival([alpha, beta]: number[], years: number): number {
  let s = 1;
  for (let t = 1; t <= years; t++) s *= (beta! + t - 1) / (alpha! + beta! + t - 1);
  return s;
}

describe("fitting(logLikelihood, starts)", () => {
  const starts = [
    [1, 1],
    [0.3, 0.3],
    [0.25, 4],
  ];
  for (const [name, survivors, alpha, beta, ll, s12] of [
    ["High End", [1000, 869, 743, 653, 593, 551, 517, 491], 0.668088, 3.806095, -1611.1581, 0.378],
    ["Regular", [1000, 631, 468, 382, 326, 289, 262, 241], 0.704077, 1.182043, -1680.2652, 0.17],
  ] as const) {
    it(`reproduces the published parameters of "${name}"`, () => {
      const fit = atOnce(fitting(sbg(survivors), starts))!;
      expect(fit.converged).to.equal(true);
      expect(fit.parameters[0]).to.be.closeTo(alpha, 1e-5);
      expect(fit.parameters[1]).to.be.closeTo(beta, 1e-5);
      expect(fit.ll).to.be.closeTo(ll, 1e-4);
      expect(survival(fit.parameters, 12)).to.be.closeTo(s12, 5e-5);
    });
  }
  it("gives the same bits each time", () => {
    const once = () => atOnce(fitting(sbg([1000, 631, 468, 382]), starts));
    expect(once()).to.deep.equal(once());
  });
  it("is null where the likelihood has no value", () => expect(atOnce(fitting(() => NaN, starts))).to.equal(null));
});
