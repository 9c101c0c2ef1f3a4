// A folder with exports of many systems: who is who, whatever the order of files and rows.
import {expect} from "@esm-bundle/chai";
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import {EXPORTS, exportBytes, type ExportFile} from "../../helpers/exports.js";

const described = (system: string, file: ExportFile) =>
  typeof file === "string" ? {path: `${system}/${file}`} : {...file, path: `${system}/${file.path}`};
const FILES = Object.entries(EXPORTS).flatMap(([system, files]) => files.map((file) => described(system, file)));

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
  return [...events, ...rowsOfDataset(dataset, "profiles"), ...rowsOfDataset(dataset, "accounts")]
    .map((row) => JSON.stringify(row))
    .join("\n");
}

describe("exports of several systems together", () => {
  it("are each recognised", async () => {
    const {files} = (await open(null)).ledger;
    expect(files.map(({path, source}) => `${path} ${source}`)).to.deep.equal(
      FILES.map(({path}) => `${path} ${path.split("/")[0]}`),
    );
  });

  it("name one customer in eight systems once", async () => {
    const people = [...rowsOfDataset(await open(null), "profiles")];
    const ana = people.filter(({keys}) => (keys as string[]).includes("email:ana@firm.example"));
    expect(ana.map(({keys, account, sources}) => ({keys, account, sources}))).to.deep.equal([
      {
        keys: [
          "email:ana@firm.example",
          "mailchimp:e1e1",
          "marketo:5414087",
          "marketo:5414090",
          "marketo:5414091",
          "pardot:900",
          "pardotvisitor:501",
          "segment:anon-1",
          "sfcontact:0035e00000AbCdEAAV",
          "user:old-u1",
          "user:u1",
        ],
        account: "ext:acme",
        sources: Object.keys(EXPORTS).sort(),
      },
    ]);
    expect(people.filter(({anonymous}) => !anonymous)).to.have.length(6);
  });

  it("give the same bytes in any order of files and rows", async () => {
    const known = await listings(null);
    for (let seed = 1; seed <= 12; seed++) expect(await listings(shuffler(seed)), `seed ${seed}`).to.equal(known);
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
