// A folder with exports of many systems: who is who, whatever the order of files and rows.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {inspectDataset, localHost, openDataset, rowsOfDataset} from "../../../engine/index.js";
import {sources} from "../../../engine/sources/index.js";
import {EXPORTS, exportBytes, type ExportFile} from "../../helpers/exports.js";
import {file} from "./helpers.js";

const described = (system: string, file: ExportFile) =>
  typeof file === "string" ? {path: `${system}/${file}`} : {...file, path: `${system}/${file.path}`};
/** Systems whose own tests are in files of their own: one file each, about the same people. */
const MORE = {
  salesforce: ["Contact.csv"],
  hubspot: ["contacts.csv"],
  ga4: ["events.ndjson"],
  mparticle: ["batches.ndjson"],
  looker: ["orders.json"],
};
const SYSTEMS = {...EXPORTS, ...MORE};
const FILES = Object.entries(SYSTEMS).flatMap(([system, files]) => files.map((file) => described(system, file)));

const texts = new Map<string, string>();
async function textOf(path: string): Promise<string> {
  if (!texts.has(path)) texts.set(path, new TextDecoder("utf-8", {ignoreBOM: true}).decode(await exportBytes(path)));
  return texts.get(path)!;
}

type Shuffle = <T>(list: readonly T[]) => T[];

function shuffler(seed: number): Shuffle {
  let state = seed;
  const below = (n: number) => Math.floor(((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * n);
  return (list) => {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  };
}

// Headers stay on top; files with line breaks inside cells keep their rows.
function shuffled(path: string, text: string, shuffle: Shuffle): string {
  if (/survey|individual|\.json$/.test(path)) return text;
  const lines = text.trimEnd().split("\n");
  const header = /\.csv$|list\.ndjson$/.test(path) ? 1 : 0;
  return [...lines.slice(0, header), ...shuffle(lines.slice(header))].join("\n");
}

async function open(shuffle: Shuffle | null) {
  const files = await Promise.all(
    FILES.map(async (file) => {
      const text = await textOf(file.path);
      return {...file, data: new TextEncoder().encode(shuffle ? shuffled(file.path, text, shuffle) : text)};
    }),
  );
  return openDataset(shuffle ? shuffle(files) : files);
}

async function listings(shuffle: Shuffle | null): Promise<string> {
  const dataset = await open(shuffle);
  const events = [...rowsOfDataset(dataset, "events")].map(({row: _row, ...event}) => event);
  const conflicts = [...rowsOfDataset(dataset, "conflicts")].map(({row: _row, ...conflict}) => conflict);
  const others = (["profiles", "accounts", "merges"] as const).flatMap((kind) => [...rowsOfDataset(dataset, kind)]);
  return [...events, ...conflicts, ...others].map((row) => JSON.stringify(row)).join("\n");
}

describe("exports of several systems together", () => {
  it("are of all thirteen", () => {
    expect(Object.keys(SYSTEMS).sort()).to.deep.equal(sources.map(({name}) => name).sort());
  });

  it("are each recognised", async () => {
    const {files} = (await open(null)).ledger;
    expect(files.map(({path, source}) => `${path} ${source}`)).to.deep.equal(
      FILES.map(({path}) => `${path} ${path.split("/")[0]}`),
    );
  });

  it("name one customer in thirteen systems once", async () => {
    const people = [...rowsOfDataset(await open(null), "profiles")];
    const ana = people.filter(({keys}) => (keys as string[]).includes("email:ana@firm.example"));
    expect(ana.map(({keys, account, sources}) => ({keys, account, sources}))).to.deep.equal([
      {
        keys: [
          "email:ana@firm.example",
          "ga4:77.88",
          "hubspot:301",
          "mailchimp:e1e1",
          "marketo:5414087",
          "marketo:5414090",
          "marketo:5414091",
          "mpid:9007199254740993",
          "pardot:900",
          "pardotvisitor:501",
          "segment:anon-1",
          "sfcontact:0035e00000AbCdEAAV",
          "user:old-u1",
          "user:u1",
        ],
        account: "ext:acme",
        sources: Object.keys(SYSTEMS).sort(),
      },
    ]);
    expect(people.filter(({anonymous}) => !anonymous)).to.have.length(9);
  });

  it("list what contradicts, with those it is between and where it shows", async () => {
    const dataset = await open(null);
    expect([...rowsOfDataset(dataset, "conflicts")]).to.deep.equal([
      {
        kind: "person",
        key: "email:ana@firm.example",
        between: ["marketo:5414087", "user:u9"],
        file: "mparticle/batches.ndjson",
        row: 2,
      },
      {
        kind: "visitor",
        key: "ga4:77.88",
        between: ["email:bo@other.example", "marketo:5414087"],
        file: "ga4/events.ndjson",
        row: 3,
      },
    ]);
    const {conflicts, conflictList, merges} = inspectDataset(dataset);
    expect([conflicts, conflictList.length]).to.deep.equal([2, 2]);
    const merged = [...rowsOfDataset(dataset, "merges")];
    expect(merged).to.have.length(merges);
    expect(merged).to.deep.include({id: "marketo:5414087", key: "hubspot:301", sources: ["hubspot"]});
  });

  it("say the same of conflicts in a query for quality", async () => {
    const {tables} = await localHost(await open(null)).ask({kind: "quality"});
    const {conflicts} = tables;
    expect(["kind", "key", "file", "row"].map((name) => conflicts!.get(name, 1))).to.deep.equal([
      "visitor",
      "ga4:77.88",
      "ga4/events.ndjson",
      3,
    ]);
  });

  it("give each event of a shared device to whoever was last seen on it", async () => {
    const seen = [...rowsOfDataset(await open(null), "events")].filter(({source}) => source === "ga4");
    const bo = "email:bo@other.example";
    expect(seen.sort((a, b) => Number(a.ts) - Number(b.ts)).map(({user}) => user)).to.deep.equal([
      "marketo:5414087",
      "marketo:5414087",
      bo,
      bo,
    ]);
  });

  it("take a role mailbox for nobody's key", async () => {
    const people = [...rowsOfDataset(await open(null), "profiles")].filter(({keys}) =>
      /hubspot:302|InFo1/.test(String(keys)),
    );
    expect(people.map(({keys}) => keys)).to.deep.equal([["hubspot:302"], ["sfcontact:0035e00000InFo1AAF"]]);
    expect(people.every(({traits}) => JSON.stringify(traits).includes("info@firm.example"))).to.equal(true);
  });

  it("give the same bytes in any order of files and rows", async () => {
    const known = await listings(null);
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        expect(await listings(shuffler(seed))).to.equal(known);
      }),
      {numRuns: 12, examples: [[1], [2]]},
    );
  });
});

describe("records that say the same in two files", () => {
  const call = '{"type":"track","event":"Go","userId":"u1","messageId":"m1","timestamp":"2024-01-01T00:00:00Z"}';
  const twice = [file("a.ndjson", call), file("b.ndjson", call)];
  const row = [file("c.csv", "user,ts,event\nu1,2024-01-01,Go\n"), file("d.csv", "user,ts,event\nu1,2024-01-01,Go\n")];

  it("leave the one of the first file by name, whatever the order of the files", async () => {
    for (const [first, second] of [twice, [...twice].reverse(), row, [...row].reverse()] as const) {
      const dataset = await openDataset([first!, second!], {dedupe: "content"});
      const kept = dataset.ledger.files.map(({path, kept: rows}) => [path, rows] as const);
      const [winner, loser] = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
      expect([winner![1], loser![1]]).to.deep.equal([1, 0]);
      expect([...rowsOfDataset(dataset, "events")].map((event) => event.file)).to.deep.equal([winner![0]]);
    }
  });
});

describe("a file that nobody is known to have written", () => {
  const lines = "id,email,createdAt\n1,ana@firm.example,2024-01-01T00:00:00Z\n";
  const data = new TextEncoder().encode(lines);

  it("is read by its columns or refused, with the nearest guess and how to map it", async () => {
    const told = await openDataset({path: "people.csv", data}).then(
      ({ledger}) => ledger.notes.join(" "),
      (error: unknown) => (error as Error).message,
    );
    expect(told).to.match(/nearest guess is marketo \(header has id, email .*--source marketo.*--map/);
  });

  it("is read as what it is said to be", async () => {
    const dataset = await openDataset({path: "people.csv", data, source: "marketo"});
    expect([...rowsOfDataset(dataset, "profiles")].map(({id}) => id)).to.deep.equal(["email:ana@firm.example"]);
  });
});

describe("a repeated event of a visitor who is known", () => {
  const call = (id: string, more: object) =>
    JSON.stringify({
      type: "track",
      messageId: id,
      anonymousId: "a",
      event: "Go",
      timestamp: "2024-01-01T00:00:00Z",
      ...more,
    });

  it("is rejected as a duplicate, also where the call carries a user or an address", async () => {
    const byUser = call("m1", {userId: "u1"});
    const byMail = call("m2", {context: {traits: {email: "ana@firm.example"}}});
    const data = new TextEncoder().encode([byUser, byUser, byMail, byMail].join("\n"));
    const [file] = (await openDataset({path: "calls.ndjson", data})).ledger.files;
    expect([file!.kept, file!.reasons.map(({reason, rows}) => [reason, rows])]).to.deep.equal([
      2,
      [["duplicate id", 2]],
    ]);
  });

  it("names nobody beside the visitor's own people", async () => {
    const data = new TextEncoder().encode(
      [call("m1", {}), call("m2", {context: {traits: {email: "ana@firm.example"}}})].join("\n"),
    );
    const people = [...rowsOfDataset(await openDataset({path: "calls.ndjson", data}), "profiles")];
    expect(people.map(({keys}) => keys)).to.deep.equal([["email:ana@firm.example", "segment:a"]]);
  });
});
