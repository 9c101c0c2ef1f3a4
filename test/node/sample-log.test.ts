// The large synthetic log and the random numbers behind it and the sample.

import assert from "node:assert/strict";
import {describe, it} from "node:test";
import {generateEvents} from "../../stories/sample/million.js";
import {Random} from "../../stories/sample/random.js";

const DAY = 86_400_000;

describe("generateEvents", () => {
  const log = generateEvents({events: 50_000, seed: 5});

  it("gives columns of the length asked for, coded by dictionaries without code 0", () => {
    assert.equal(log.ts.length, 50_000);
    for (const {codes, dictionary} of [log.user, log.name, log.country, log.plan]) {
      assert.equal(codes.length, 50_000);
      assert.equal(dictionary[0], null);
      for (const code of codes) assert.ok(code >= 1 && code < dictionary.length);
    }
  });

  it("has 20 names and a user for every 25 events", () => {
    assert.equal(new Set(log.name.codes).size, 20);
    assert.equal(log.user.dictionary.length - 1, 2000);
    assert.ok(new Set(log.user.codes).size > 1900);
  });

  it("runs in time order over 182 days", () => {
    for (let i = 1; i < log.ts.length; i++) assert.ok(log.ts[i]! >= log.ts[i - 1]!);
    assert.equal(Math.floor((log.ts[49_999]! - Date.UTC(2025, 0, 1)) / DAY), 181);
  });

  it("gives the same columns for the same seed and others for another", () => {
    assert.deepEqual(generateEvents({events: 50_000, seed: 5}), log);
    assert.notDeepEqual(generateEvents({events: 50_000, seed: 6}).user.codes, log.user.codes);
  });

  it("takes an empty log and refuses more names than a byte can hold", () => {
    assert.equal(generateEvents({events: 0}).ts.length, 0);
    assert.throws(() => generateEvents({events: 10, names: 300}), /names must be 1 to 255; got 300/);
  });
});

describe("Random", () => {
  it("gives streams that do not depend on how far another has run", () => {
    const random = new Random(1);
    const before = random.fork("a").next();
    random.next();
    assert.equal(random.fork("a").next(), before);
    assert.notEqual(random.fork("b").next(), before);
  });

  it("draws with the mean and spread it says", () => {
    const random = new Random(9);
    const mean = (draw: () => number): number => Array.from({length: 20_000}, draw).reduce((a, b) => a + b, 0) / 20_000;
    assert.ok(Math.abs(mean(() => random.next()) - 0.5) < 0.01);
    assert.ok(Math.abs(mean(() => random.normal(3, 2)) - 3) < 0.05);
    assert.ok(Math.abs(mean(() => (random.normal(3, 2) - 3) ** 2) - 4) < 0.15);
    assert.ok(Math.abs(mean(() => random.exponential(5)) - 5) < 0.15);
    assert.ok(Math.abs(mean(() => random.poisson(2.5)) - 2.5) < 0.05);
  });
});
