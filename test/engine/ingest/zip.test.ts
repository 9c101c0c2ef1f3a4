// ZIP archives: members by the directory, unpacked as they are read.
import {expect} from "@esm-bundle/chai";
import {strToU8, zipSync} from "fflate";
import {zipMembers} from "../../../engine/ingest/zip.js";

const csv = "user,ts,event\n" + "a,2024-03-01,visit\n".repeat(200_000);

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<{text: string; pieces: number}> {
  const [decoder, parts] = [new TextDecoder(), [] as string[]];
  for await (const chunk of chunks) parts.push(decoder.decode(chunk, {stream: true}));
  return {text: parts.join(""), pieces: parts.length};
}

const failure = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return "no error";
  } catch (error) {
    return (error as Error).message;
  }
};

/** The place of a mark in the archive. */
function placeOf(zip: Uint8Array, mark: readonly number[]): number {
  for (let i = 0; i < zip.length; i++) if (mark.every((byte, k) => zip[i + k] === byte)) return i;
  return -1;
}
const ENTRY = [0x50, 0x4b, 1, 2];
const changed = (zip: Uint8Array, at: number, ...bytes: number[]): Uint8Array => {
  const copy = zip.slice();
  copy.set(bytes, placeOf(zip, ENTRY) + at);
  return copy;
};

describe("a ZIP archive", () => {
  const zip = zipSync(
    {"b/täglich.csv": strToU8(csv), "a.csv": [strToU8("x\n1\n"), {level: 0}]},
    {
      comment: "a comment",
    },
  );

  it("has members by name, packed or stored, each unpacked in pieces when it is read", async () => {
    const members = zipMembers(zip, Infinity, "all.zip");
    expect(members.map(({name, size}) => [name, size])).to.deep.equal([
      ["a.csv", 4],
      ["b/täglich.csv", csv.length],
    ]);
    expect((await textOf(members[0]!.chunks())).text).to.equal("x\n1\n");
    const {text, pieces} = await textOf(members[1]!.chunks());
    expect(text === csv).to.equal(true);
    expect(pieces).to.be.above(10);
  });

  it("may hold too much, nothing, a secret, or an unknown packing, and says so", async () => {
    const one = zipSync({"a.csv": strToU8("user\na\n".repeat(50))});
    const all = async (bytes: Uint8Array, limit = Infinity) => {
      for (const {chunks} of zipMembers(bytes, limit, "x.zip")) await textOf(chunks());
    };
    expect(await failure(() => all(one, 100))).to.equal(
      "x.zip: expands to more than 100 bytes; raise limits.expandedBytes to read it",
    );
    expect(await failure(() => all(zipSync({"a.pdf": strToU8("x")})))).to.match(
      /is a ZIP archive without a file of data/,
    );
    expect(await failure(() => all(changed(one, 8, 1)))).to.match(/^x\.zip\/a\.csv: is locked with a password/);
    expect(await failure(() => all(changed(one, 10, 12)))).to.match(/is packed by method 12 of ZIP, which is not read/);
  });

  it("that is damaged is refused, never read in part", async () => {
    const one = zipSync({"a.csv": strToU8("user\na\n".repeat(50))});
    const all = async (bytes: Uint8Array) => {
      for (const {chunks} of zipMembers(bytes, Infinity, "x.zip")) await textOf(chunks());
    };
    for (let length = 4; length < one.length; length++)
      expect(await failure(() => all(one.slice(0, length))), String(length)).to.match(
        /^x\.zip: is a ZIP archive that cannot be read/,
      );
    expect(await failure(() => all(changed(one, 24, 1, 1)))).to.match(/^x\.zip\/a\.csv: is damaged in its ZIP archive/);
    const packed = one.slice();
    packed.fill(0xff, 40, 44);
    expect(await failure(() => all(packed))).to.match(/a\.csv: is (a member of a ZIP archive that is )?damaged/);
  });
});
