// What is offered instead of a name that is not there: only what may have been meant.
import {expect} from "@esm-bundle/chai";
import {didYouMean, edits, nearest} from "../../../engine/model/nearest.js";

describe("the nearest name", () => {
  it("differs in at most a third of its letters", () => {
    for (const [name, known, found] of [
      ["vist", ["visit", "list"], "visit"],
      ["sing_up", ["signup", "visit"], "signup"],
      ["Signup", ["signup"], "signup"],
      ["signup", ["sign-up", "sign_up"], "sign-up"],
      ["purchse", ["purchase"], "purchase"],
      ["scroe", ["score"], "score"],
      ["pay", ["buy", "play"], "play"],
    ] as const)
      expect(nearest(name, known), name).to.equal(found);
  });
  it("is none where another word stands, however short", () => {
    for (const [name, known] of [
      ["c", ["a", "b"]],
      ["ab", ["ad", "xb"]],
      ["pay", ["buy", "day off"]],
      ["login", ["visit", "logout"]],
      ["plan", ["paid_on", "place", "country"]],
      ["", ["a"]],
      ["sub", ["subscriptions"]],
    ] as const)
      expect(nearest(name, known), name).to.equal(null);
    expect(didYouMean("c", ["a"])).to.equal("");
    expect(didYouMean("vist", ["visit"])).to.equal(' (did you mean "visit"?)');
  });
  it("counts added, dropped and changed letters, and swapped neighbours once", () => {
    for (const [a, b, n] of [
      ["", "abc", 3],
      ["kitten", "sitting", 3],
      ["ab", "ba", 1],
      ["ca", "abc", 3],
      ["flaw", "lawn", 2],
      ["same", "same", 0],
    ] as const)
      expect([edits(a, b), edits(b, a)], `${a} ${b}`).to.deep.equal([n, n]);
  });
});
