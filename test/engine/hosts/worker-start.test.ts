// Where the worker's file is looked for.
import {expect} from "@esm-bundle/chai";
import {ownAddresses} from "../../../engine/hosts/worker-start.js";

const addresses = (own: string) => ownAddresses(new URL(own)).map(({href}) => href);

describe("ownAddresses(own)", () => {
  it("are the worker in parts beside its whole, and the whole where that cannot be had", () => {
    expect(addresses("https://a.example/kit/dist/lifecycle-kit.worker.whole.js")).to.deep.equal([
      "https://a.example/kit/dist/lifecycle-kit.worker.js",
      "https://a.example/kit/dist/lifecycle-kit.worker.whole.js",
    ]);
  });

  it("are the one file that a bundler copied, wherever it put it", () => {
    const copied = "https://a.example/assets/lifecycle-kit.worker.whole-1a2b3c.js";
    expect(addresses(copied)).to.deep.equal([copied]);
  });
});
