// The contracts of what surveys and goals need: NPS, the t interval, anomalies.
import {expect} from "@esm-bundle/chai";
import {anomaly, mad} from "../../../engine/stats/mad.js";
import {meanSd} from "../../../engine/stats/mean-sd.js";
import {nps, npsDifference} from "../../../engine/stats/nps.js";
import {tInterval} from "../../../engine/stats/t-interval.js";
import {wilson} from "../../../engine/stats/wilson.js";

const of = (...values: number[]) => Float64Array.from(values);

describe("nps(promoters, passives, detractors)", () => {
  for (const [p, n, d, score, lo, hi] of [
    [50, 30, 20, 30, 14.1, 44.2],
    [7, 2, 1, 60, 7.0, 85.3],
    [3, 0, 0, 100, -6.6, 100],
  ] as const) {
    it(`${p}/${n}/${d} is ${score}, ${lo} … ${hi}`, () => {
      const answer = nps(p, n, d);
      expect(answer.score).to.equal(score);
      expect(answer.lo).to.be.closeTo(lo, 0.05);
      expect(answer.hi).to.be.closeTo(hi, 0.05);
    });
  }
  it("is unknown without answers", () => {
    expect(nps(0, 0, 0)).to.deep.equal({n: 0, score: null, lo: null, hi: null, middle: null, se: null});
  });
  it("difference: centre between the adjusted scores, spread from both", () => {
    const [first, second] = [nps(40, 30, 30), nps(50, 30, 20)];
    const {lo, hi} = npsDifference(first, second)!;
    expect((lo + hi) / 2).to.be.closeTo(100 * (30 / 103 - 10 / 103), 1e-10);
    const se = Math.sqrt(first.se! * first.se! + second.se! * second.se!);
    expect(hi - lo).to.be.closeTo(200 * 1.959964 * se, 1e-10);
    expect(npsDifference(first, nps(0, 0, 0))).to.equal(null);
  });
});

describe("tInterval(meanSd, scale)", () => {
  it("gives the worked example of customer effort", () => {
    const answers = meanSd(of(5, 6, 7, 4, 6));
    const {lo, hi} = tInterval(answers)!;
    expect(answers.mean).to.be.closeTo(5.6, 1e-12);
    expect(answers.sd).to.be.closeTo(1.1402, 5e-5);
    expect(lo).to.be.closeTo(4.18, 5e-3);
    expect(hi).to.be.closeTo(7.02, 5e-3);
    expect(tInterval(answers, {lo: 1, hi: 7})!.hi).to.equal(7);
    expect(tInterval(answers, {lo: 1, hi: 7})!.lo).to.equal(lo);
  });
  it("needs two values", () => {
    expect(tInterval(meanSd(of(5)))).to.equal(null);
    expect(tInterval(meanSd(of()))).to.equal(null);
  });
  it("satisfaction is a share: 40 of 50", () => {
    const {lo, hi} = wilson(40, 50)!;
    expect([lo.toFixed(4), hi.toFixed(4)]).to.deep.equal(["0.6696", "0.8876"]);
  });
});

describe("anomaly(x, reference)", () => {
  it("gives the worked example", () => {
    const {z, median, mad: spread, flagged} = anomaly(90, of(100, 102, 98, 101, 99));
    expect([median, spread, flagged]).to.deep.equal([100, 1, true]);
    expect(z).to.be.closeTo(-6.745, 5e-4);
  });
  it("flags from |z| = 3.5 on", () => {
    const reference = of(100, 102, 98, 101, 99);
    expect(anomaly(100 + 3.49 * 1.4826, reference).flagged).to.equal(false);
    expect(anomaly(100 + 3.51 * 1.4826, reference).flagged).to.equal(true);
    expect(anomaly(100 - 3.51 * 1.4826, reference).flagged).to.equal(true);
  });
  it("without spread flags from 1 and from 5 % of the median on", () => {
    expect(anomaly(10, of(10, 10, 10))).to.deep.equal({z: null, median: 10, mad: 0, flagged: false});
    expect(anomaly(10.9, of(10, 10, 10)).flagged).to.equal(false);
    expect(anomaly(11, of(10, 10, 10)).flagged).to.equal(true);
    expect(anomaly(104, of(100, 100)).flagged).to.equal(false);
    expect(anomaly(95, of(100, 100)).flagged).to.equal(true);
    expect(anomaly(-106, of(-100, -100)).flagged).to.equal(true);
  });
  it("flags nothing without a past", () => {
    expect(anomaly(5, of())).to.deep.equal({z: null, median: null, mad: null, flagged: false});
    expect(mad(of())).to.equal(null);
  });
});
