// Parts that load when they are needed: once, again after a failure, and without starting what has begun.
import {expect} from "@esm-bundle/chai";
import {Lazy, loaded, NotLoaded} from "../../../engine/model/lazy.js";

describe("Lazy", () => {
  it("has its part only after loading, and loads once", async () => {
    let starts = 0;
    const part = new Lazy("seven", () => Promise.resolve(++starts && 7));
    expect(part.soFar).to.equal(null);
    expect(() => part.now).to.throw(NotLoaded, '"seven" has not been loaded');
    expect(await Promise.all([part.load(), part.load()])).to.deep.equal([7, 7]);
    expect([part.now, part.soFar, starts]).to.deep.equal([7, 7, 1]);
  });

  it("says which part could not be had, and tries again", async () => {
    const starts = [() => Promise.reject(new Error("no network")), () => Promise.resolve(7)];
    const part = new Lazy("seven", () => starts.shift()!());
    const refused = await part.load().catch((error: Error) => error.message);
    expect(refused).to.equal('the part "seven" could not be loaded: no network');
    expect(await part.load()).to.equal(7);
  });
});

describe("loaded(act)", () => {
  it("loads every part that is asked for on the way, one after the other", async () => {
    const [a, b] = [2, 3].map((n) => new Lazy(String(n), () => Promise.resolve(n)));
    expect(await loaded(() => a!.now * b!.now)).to.equal(6);
  });

  it("passes other errors on, also those of what is waited for", async () => {
    const wrong = () => Promise.reject(new RangeError("wrong"));
    expect(await loaded(wrong).catch((error: Error) => error.message)).to.equal("wrong");
  });

  it("rejects when a part cannot be loaded", async () => {
    const part = new Lazy("gone", () => Promise.reject(new Error("404")));
    expect(await loaded(() => part.now).catch((error: Error) => error.message)).to.match(/"gone".*404/);
  });
});
