// MD5 as RFC 1321 has it, and dates that are never shifted to another day.
import {expect} from "@esm-bundle/chai";
import {md5} from "../../../engine/ingest/md5.js";
import {utcInstant} from "../../../engine/ingest/utc-instant.js";

describe("md5", () => {
  // The suite of the RFC's appendix, and lengths around the end of a block.
  for (const [text, hash] of [
    ["", "d41d8cd98f00b204e9800998ecf8427e"],
    ["a", "0cc175b9c0f1b6a831c399e269772661"],
    ["abc", "900150983cd24fb0d6963f7d28e17f72"],
    ["message digest", "f96b697d7cb7938d525a2f31aaf161d0"],
    [
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "57edf4a22be3c955ac49da2e2107b67a",
    ],
    ["x".repeat(55), "04364420e25c512fd958a70738aa8f72"],
    ["x".repeat(56), "668a72d5ba17f08e62dabcafad6db14b"],
    ["x".repeat(64), "c1bb4f81d892b2d57947682aeb252456"],
    ["é", "66ddcd97cfdeabb2f6fb8a999b4bc76f"],
  ] as const)
    it(`of ${text.length} characters is ${hash.slice(0, 8)}…`, () => expect(md5(text)).to.equal(hash));
});

describe("an instant in UTC", () => {
  it("is one possible date, with or without an offset", () => {
    expect(utcInstant("2018-04-01 22:23:21")).to.equal(Date.UTC(2018, 3, 1, 22, 23, 21));
    expect(utcInstant("2019-01-02T03:04:05+01:00")).to.equal(Date.UTC(2019, 0, 2, 2, 4, 5));
    expect(utcInstant("2019-01-02")).to.equal(Date.UTC(2019, 0, 2));
  });

  it("is nothing else", () => {
    for (const text of ["2018-02-31", "2018-02-31 10:00:00", "03/04/2024", "12", "never", ""])
      expect(utcInstant(text), text).to.be.NaN;
  });
});
