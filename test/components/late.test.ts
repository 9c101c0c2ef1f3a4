// Parts of a widget that load when they are shown.
import {expect} from "@esm-bundle/chai";
import {LateParts} from "../../components/base/late.js";
import {Lazy} from "../../engine/model/lazy.js";

/** Counts how often an element would be drawn again. */
function owner() {
  const drawn = {times: 0, requestUpdate: () => void drawn.times++};
  return drawn;
}

describe("LateParts.get(part)", () => {
  it("is null while the part is on its way, then the part; the element is drawn again once", async () => {
    const element = owner();
    const parts = new LateParts(element, () => {});
    const part = new Lazy("words", () => Promise.resolve("here"));
    expect([parts.get(part), parts.get(part)]).to.deep.equal([null, null]);
    expect(await parts.arrived()).to.equal(true);
    expect(parts.get(part)).to.equal("here");
    expect(await parts.arrived()).to.equal(false);
    expect(element.times).to.be.greaterThan(0);
  });

  it("is there at once for the next element", async () => {
    const part = new Lazy("words", () => Promise.resolve("here"));
    await part.load();
    const element = owner();
    expect(new LateParts(element, () => {}).get(part)).to.equal("here");
    expect(element.times).to.equal(0);
  });

  it("tells the element when the part cannot be had, and tries again when asked again", async () => {
    const failures: string[] = [];
    const starts = [() => Promise.reject(new Error("404")), () => Promise.resolve("here")];
    const part = new Lazy("words", () => starts.shift()!());
    const parts = new LateParts(owner(), ({message}) => void failures.push(message));
    parts.get(part);
    await parts.arrived();
    expect(failures).to.deep.equal(['the part "words" could not be loaded: 404']);
    parts.get(part);
    await parts.arrived();
    expect(parts.get(part)).to.equal("here");
  });
});
