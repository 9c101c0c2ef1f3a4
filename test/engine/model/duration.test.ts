// The contract of parseDuration.
import {expect} from "@esm-bundle/chai";
import {parseDuration} from "../../../engine/model/duration.js";
import {QueryError} from "../../../engine/model/errors.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("parseDuration(text)", () => {
  const lengths: [string, number][] = [
    ["P14D", 14 * DAY],
    ["P1W", 7 * DAY],
    ["PT30M", 30 * 60_000],
    ["P1DT2H", 26 * HOUR],
    ["P1W2DT3H4M5S", 9 * DAY + 3 * HOUR + 4 * 60_000 + 5000],
    ["PT0S", 0],
    ["P0D", 0],
    ["PT0.5S", 500],
    ["PT4.35S", 4350],
    ["PT1,5H", 1.5 * HOUR],
    ["P0.5D", 12 * HOUR],
    ["PT0.001S", 1],
    ["P36500D", 36500 * DAY],
  ];
  for (const [text, ms] of lengths) it(`reads ${text} as ${ms} ms`, () => expect(parseDuration(text)).to.equal(ms));

  for (const [text, instead] of [
    ["P1M", "P30D"],
    ["P2Y", "P730D"],
    ["P1Y6M", "P545D"],
    ["P0M", "P0D"],
  ] as const) {
    it(`refuses ${text}, says why and proposes ${instead}`, () => {
      expect(() => parseDuration(text)).to.throw(QueryError, /months or years, whose length differs/);
      expect(() => parseDuration(text)).to.throw(instead);
    });
  }

  for (const text of [
    "",
    "P",
    "PT",
    "P1DT",
    "14d",
    "p14d",
    "P1D2H",
    "PT1H1D",
    "P1.5DT2H",
    "P 1D",
    "P1D ",
    "1",
    "PT.5S",
  ]) {
    it(`refuses ${JSON.stringify(text)} and says what to write`, () => {
      expect(() => parseDuration(text)).to.throw(QueryError, /is not ISO 8601; write for example P14D/);
    });
  }

  for (const text of ["-P1D", "−PT5M"]) {
    it(`refuses ${text} as negative`, () =>
      expect(() => parseDuration(text)).to.throw(QueryError, "must not be negative"));
  }
  it("refuses what is finer than a millisecond or too long to count", () => {
    expect(() => parseDuration("PT0.0005S")).to.throw(QueryError, "whole milliseconds");
    expect(() => parseDuration("P999999999999D")).to.throw(QueryError, "below 2^53");
  });
  it("refuses a value that is not text", () => {
    expect(() => parseDuration(14 as unknown as string)).to.throw(QueryError, "duration 14 is not");
    expect(() => parseDuration(undefined as unknown as string)).to.throw(QueryError, "duration undefined is not");
  });
  it("names the option it was given under", () => {
    expect(() => parseDuration("14d", "window")).to.throw(/^window: duration "14d"/);
  });
});
