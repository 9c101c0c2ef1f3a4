// The two registers of sentences: all at once, and one by one.
import {expect} from "@esm-bundle/chai";
import {kinds} from "../../../engine/hosts/question.js";
import {sentences} from "../../../engine/results/sentence-of.js";
import {kinds as atOnce} from "../../../engine/results/summarise.js";

describe("the sentences", () => {
  it("are there for every kind of question, in both registers", () => {
    expect([...sentences.keys()].sort()).to.deep.equal([...kinds.keys()].sort());
    expect(Object.keys(atOnce).sort()).to.deep.equal([...kinds.keys()].sort());
  });
});
