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

  it("lists the units behind a number, and says what is wrong with a row, as the page's own thread does", async () => {
    const rows = ["ana", "ben", "cleo"].flatMap((user, i) =>
      ["visit", "signup"].slice(0, 1 + (i % 2)).map((name, j) => ({user, name, ts: 1.7e12 + (i + j) * 3.6e6})),
    );
    const behind = {query: {kind: "funnel", steps: ["visit", "signup"]}, table: "steps", row: {step: 2}};
    const host = await workerHost(rows);
    const local = localHost(await openDataset(rows));
    const found = await host.ask({kind: "units", behind});
    expect(found.tables["units"]!.get("unit", 0)).to.equal("ben");
    expect(found.tables["units"]!.numRows()).to.equal(1);
    expect(JSON.stringify(found)).to.equal(JSON.stringify(await local.ask({kind: "units", behind})));
    const refused = await host.ask({kind: "units", behind: {...behind, table: "stairs"}}).then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refused).to.contain('unknown table "stairs"; funnel has steps');
    host.close();
  });
});
