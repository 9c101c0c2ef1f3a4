// Transition counts of other people's tests, where the folder with them is at hand.
import assert from "node:assert/strict";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {rows} from "../../helpers/ask.js";
import {datasetOf} from "../../helpers/dataset.js";

const folder = fileURLToPath(new URL("../../../../shared/cases/", import.meta.url));

interface Case {
  id: string;
  events: [user: string, event: string, ts: string, props: Record<string, string>][];
  expected: {counts: Record<string, Record<string, number>>};
}

const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^transitions-.*\.json$/.test(name)) : [];

describe("cases: transitions", {skip: files.length === 0 && "no folder of cases beside the project"}, () => {
  for (const file of files) {
    const {id, events, expected} = JSON.parse(readFileSync(folder + file, "utf8")) as Case;
    it(id, () => {
      // Equal time stamps keep the order of the file there; here that order has to be stated, as `seq`.
      const dataset = datasetOf(events.map(([user, name, ts, props], seq) => ({user, name, ts, props, seq})));
      const query = {kind: "paths", unit: "user", collapse: false};
      const found: Record<string, Record<string, number>> = {};
      const add = (source: unknown, target: unknown, count: unknown) =>
        ((found[String(source)] ??= {})[String(target)] = Number(count));
      for (const {source, target, count} of rows(dataset, query, "graph")) add(source, target, count);
      for (const {position, name, count} of rows(dataset, query, "nodes"))
        if (position === 1) add("(start)", name, count);
      for (const {position, name, count} of rows(dataset, {...query, anchor: {at: "end"}}, "nodes"))
        if (position === 1) add(name, "(end)", count);
      assert.deepEqual(found, expected.counts);
    });
  }
});
