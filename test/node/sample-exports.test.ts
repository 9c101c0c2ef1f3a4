// The exports of the sample company's thirteen systems: the committed bytes are the generator's, and the kit reads them as it should.

import assert from "node:assert/strict";
import {readdirSync, readFileSync} from "node:fs";
import {describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {openDataset} from "../../engine/index.js";
import {inspectDataset, rowsOfDataset} from "../../engine/ingest/inspect.js";
import type {DescribedInput} from "../../engine/ingest/options.js";
import {sources} from "../../engine/sources/index.js";
import {makeCompany} from "../../stories/sample/company.js";
import {exportsOf} from "../../stories/sample/systems/index.js";

const FOLDER = fileURLToPath(new URL("../../stories/sample/exports/", import.meta.url));
const made = exportsOf(makeCompany());
const systemOf = (path: string): string => path.split("/")[0]!;
const systems = new Set(made.inputs.map(({path}) => systemOf(path)));
const adapters = new Set(sources.map(({name}) => name));
const all = [...systems].every((name) => adapters.has(name));
const understood = made.inputs.filter(({path}) => adapters.has(systemOf(path)));
const described = understood.map((input): DescribedInput => ({
  ...input,
  data: new TextEncoder().encode(made.files.get(input.path)),
}));
const dataset = await openDataset(described);

describe("the exports of the sample", () => {
  it("are what the generator writes, byte for byte", () => {
    const found = readdirSync(FOLDER, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
    assert.equal(found.length, made.files.size);
    for (const [path, text] of made.files)
      assert.ok(
        readFileSync(FOLDER + path, "utf8") === text,
        `stories/sample/exports/${path} differs; run npm run sample`,
      );
  });

  it("are of thirteen systems and stay small", () => {
    assert.equal(systems.size, 13);
    const bytes = [...made.files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    assert.ok(bytes < 2.2e6, `${bytes} bytes`);
  });

  it("are about 150 to 300 people", () => {
    assert.ok(made.people.length >= 150 && made.people.length <= 300, `${made.people.length} people`);
  });

  it("use no address outside the domains kept for examples", () => {
    for (const keys of made.people)
      for (const key of keys)
        if (key.startsWith("email:")) assert.match(key, /@([a-z]+\d*\.example|example\.(com|net|org))$/);
  });
});

describe("the exports as the kit reads them", () => {
  const {files, conflicts, profiles} = inspectDataset(dataset);

  it("are recognised without being told", () => {
    for (const {path, source} of files) assert.equal(source, systemOf(path), path);
  });

  it("lose the planted rows, for the planted reasons, and no other", () => {
    const lost = files.flatMap(({path, reasons}) => reasons.map(({reason, rows}) => `${path}: ${rows} ${reason}`));
    const planted = made.planted.filter(({file}) => adapters.has(systemOf(file)));
    assert.deepEqual(lost.sort(), planted.map(({file, reason, rows}) => `${file}: ${rows} ${reason}`).sort());
  });

  it("never take two people for one", () => {
    const owners = new Map<string, Set<number>>();
    made.people.forEach((keys, person) => {
      for (const key of keys) owners.set(key, (owners.get(key) ?? new Set()).add(person));
    });
    for (const {keys, anonymous} of rowsOfDataset(dataset, "profiles")) {
      if (anonymous) continue;
      const [first, ...rest] = (keys as string[]).map((key) => owners.get(key) ?? new Set<number>());
      const common = [...first!].filter((person) => rest.every((other) => other.has(person)));
      assert.ok(common.length > 0, (keys as string[]).join(", "));
    }
  });

  it("are the same people whatever the order of the files", async () => {
    const turned = await openDataset([...described].reverse());
    const list = (of: typeof dataset) =>
      JSON.stringify([...rowsOfDataset(of, "profiles")].map(({id, keys}) => [id, keys]));
    assert.ok(list(turned) === list(dataset));
  });

  it("are exactly the people the generator knows", {skip: !all && "not every system has its adapter yet"}, () => {
    const known = [...rowsOfDataset(dataset, "profiles")].filter(({anonymous}) => !anonymous);
    const found = known.map(({keys}) => (keys as string[]).join(" ")).sort();
    assert.deepEqual(found, made.people.map((keys) => keys.join(" ")).sort());
    assert.equal(profiles, made.people.length);
    assert.equal(conflicts, made.conflicts);
  });
});
