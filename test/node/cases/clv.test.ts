// The purchase models on the published CDNOW sample, where it is at hand beside the project: semantics 11, reference values.
import assert from "node:assert/strict";
import {existsSync} from "node:fs";
import {describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {openDataset} from "../../../engine/index.js";
import {ask} from "../../helpers/ask.js";

const file = fileURLToPath(new URL("../../../../shared/data/CDNOW_sample.txt", import.meta.url));
const skip = existsSync(file) ? false : "the data is not at hand";
const PUBLISHED: Readonly<Record<string, number>> = {
  "bgnbd r": 0.242595,
  "bgnbd alpha": 4.413602,
  "bgnbd a": 0.792922,
  "bgnbd b": 2.425906,
  "bgnbd ll": -9582.4292,
  "gamma_gamma p": 6.249572,
  "gamma_gamma q": 3.744225,
  "gamma_gamma v": 15.443523,
  "gamma_gamma ll": -4055.9177,
};

describe("clv of the CDNOW sample", {skip}, () => {
  it("has the published parameters, and foretells the last third", async () => {
    const dataset = await openDataset(file, {
      map: {user: "2", ts: "3", amount: "5", name: ":order"},
      asOf: "1997-09-30T00:00:00.001Z",
    });
    const {tables, diagnostics} = ask(dataset, {kind: "clv"});
    for (const {model, parameter, value} of tables.model!) {
      const published = PUBLISHED[`${String(model)} ${String(parameter)}`]!;
      const tolerance = parameter === "ll" ? 1e-3 : 1e-4 * published;
      assert.ok(
        Math.abs(Number(value) - published) < tolerance,
        `${String(model)} ${String(parameter)}: ${String(value)}`,
      );
    }
    assert.equal(tables.summary![0]!.customers, 2357);
    assert.equal(tables.summary![0]!.repeaters, 946);
    const {correlation} = (diagnostics.clv as {gamma_gamma: {correlation: number}}).gamma_gamma;
    assert.ok(Math.abs(correlation - 0.1139) < 1e-4);
    const [check] = tables.holdout!;
    assert.equal(check!.customers, 2357);
    assert.ok(Math.abs(Number(check!.expected) / Number(check!.actual) - 1) < 0.05);
  });

  it("has risks that are what is missing to the chance of still buying", async () => {
    const dataset = await openDataset(file, {
      map: {user: "2", ts: "3", amount: "5", name: ":order"},
      asOf: "1997-09-30T00:00:00.001Z",
    });
    const {customers} = ask(dataset, {kind: "clv", tables: ["customers"]}).tables;
    const {tables, diagnostics} = ask(dataset, {kind: "risk", score: "bgnbd"});
    const {model, ordered} = diagnostics.risk as {model: Record<string, number>; ordered: boolean};
    for (const name of ["r", "alpha", "a", "b"]) {
      const published = PUBLISHED[`bgnbd ${name}`]!;
      assert.ok(Math.abs(model[name]! - published) < 1e-4 * published, name);
    }
    const alive = new Map(customers!.map(({unit, p_alive}) => [unit, Number(p_alive)]));
    assert.equal(tables.units!.length, 2357);
    for (const {unit, risk} of tables.units!) assert.ok(Math.abs(Number(risk) + alive.get(unit)! - 1) < 1e-9);
    assert.equal(tables.bands![0]!.n, 2357);
    assert.equal((diagnostics.risk as {bought_once: number}).bought_once, 2357 - 946);
    assert.equal(typeof ordered, "boolean");
  });
});
