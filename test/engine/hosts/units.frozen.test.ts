// The list behind a number on a page of finished answers: those that were frozen with it, and a plain no for all others.
import {expect} from "@esm-bundle/chai";
import {frozenHost} from "../../../engine/hosts/frozen.js";
import {localHostWith} from "../../../engine/hosts/local.js";
import {journeys} from "../../helpers/dataset.js";

const local = localHostWith(journeys("ana visit@0 signup@1\nben visit@2", {asOf: "2024-02-01"}), (table) => table);
const funnel = {kind: "funnel", steps: ["visit", "signup"]};
const units = (step: number) => ({kind: "units", behind: {query: funnel, table: "steps", row: {step}}});

describe("units of a frozen host", () => {
  it("are those of the list that was frozen", async () => {
    const asked = units(2);
    const host = frozenHost([{asked, result: await local.ask(asked)}]);
    expect((await host.ask(asked)).tables["units"]!.get("unit", 0)).to.equal("ana");
  });
  it("are refused with the reason where only the number was frozen", async () => {
    const host = frozenHost([{asked: funnel, result: await local.ask(funnel)}]);
    const refused = await host.ask(units(1)).then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refused).to.equal(
      "this page carries finished answers only, and none for this units query; the list behind a number needs the data, or that list among the answers",
    );
  });
});
