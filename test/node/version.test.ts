import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {describe, it} from "node:test";
import {VERSION} from "../../engine/model/version.js";

describe("VERSION", () => {
  it("is the version of the package", () => {
    const {version} = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    assert.equal(VERSION, version);
  });
});
