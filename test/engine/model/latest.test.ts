// What is kept of earlier answers, and what goes first.
import {expect} from "@esm-bundle/chai";
import {Latest} from "../../../engine/model/latest.js";

describe("Latest", () => {
  it("keeps values as long as their weights fit, and lets go what was used longest ago", () => {
    const latest = new Latest<string>(10);
    latest.set("a", "A", 4);
    latest.set("b", "B", 4);
    expect(latest.get("a")).to.equal("A");
    latest.set("c", "C", 4);
    expect([latest.get("a"), latest.get("b"), latest.get("c")]).to.deep.equal(["A", undefined, "C"]);
  });

  it("keeps the newest value even where it alone is too heavy", () => {
    const latest = new Latest<string>(10);
    latest.set("a", "A", 4);
    latest.set("huge", "H", 99);
    expect([latest.get("a"), latest.get("huge")]).to.deep.equal([undefined, "H"]);
    latest.set("b", "B", 4);
    expect([latest.get("huge"), latest.get("b")]).to.deep.equal([undefined, "B"]);
  });

  it("replaces a value, and its weight with it", () => {
    const latest = new Latest<number>(10);
    latest.set("a", 1, 9);
    latest.set("a", 2, 1);
    latest.set("b", 3, 9);
    expect([latest.get("a"), latest.get("b")]).to.deep.equal([2, 3]);
  });
});
