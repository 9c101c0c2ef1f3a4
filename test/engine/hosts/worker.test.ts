import {expect} from "@esm-bundle/chai";
import {localHost, openDataset, workerHost} from "../../../engine/index.js";

// What runs here is a real worker of a real browser; Node has none and would answer on its own thread.
const inPage = typeof Worker === "function" ? describe : describe.skip;

inPage("a worker host", () => {
  it("runs", async () => {
    const rows = Array.from({length: 1000}, (_, i) => ({
      user: `u${i % 50}`,
      name: ["a", "b", "c"][i % 3]!,
      ts: 1.7e12 + i * 3.6e6,
    }));
    const host = await workerHost(rows);
    const local = localHost(await openDataset(rows));
    const compared = {compare: {a: {event: "a", count: ["gte", 8] as [string, number]}, b: {event: "b"}}};
    for (const query of [{kind: "paths"}, {kind: "growth", ...compared}])
      expect(JSON.stringify(await host.ask(query))).to.equal(JSON.stringify(await local.ask(query)));
    host.close();
  });
});
