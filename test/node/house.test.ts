// Keeps the house in order: which rooms there are, and which room may import from which.
import assert from "node:assert/strict";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join, posix, sep} from "node:path";
import {describe, it} from "node:test";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

type Import = {readonly from: string; readonly to: string; readonly typeOnly: boolean};

const rooms = ["components", "engine", "reports", "stories", "test"];
const generated = ["node_modules", "dist", "coverage", "storybook-static", "report"];

/** engine room → the engine rooms it may use, and those it may only take types from. */
const engineArrows: Record<string, {uses: string[]; types?: string[]}> = {
  stats: {uses: ["stats"]},
  model: {uses: ["model"]},
  ingest: {uses: ["ingest", "model"]},
  sources: {uses: ["sources", "ingest", "model"]},
  analyses: {uses: ["analyses", "model", "stats"], types: ["results"]},
  results: {uses: ["results", "model"], types: ["analyses"]},
  warehouse: {uses: ["warehouse", "model", "results"], types: ["analyses"]},
  hosts: {uses: ["hosts", "analyses", "warehouse", "results", "sources", "ingest", "stats", "model"]},
};

/** What components may use of the engine; the rest of it stays behind a Host, and so out of the page's first bytes. */
const openToComponents = ["index.ts", "hosts", "results", "model"];

const kinds = [
  ...["funnel", "retention", "growth", "stages", "stickiness", "paths", "revenue", "mrr", "ltv", "clv", "survival"],
  ...["risk", "attribution", "survey", "referral", "accounts", "metric", "units", "quality", "customer"],
];

function sources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), {recursive: true, encoding: "utf8"})
    .filter((name) => /\.ts$/.test(name) && !name.includes("node_modules"))
    .map((name) => posix.join(folder, name.split(sep).join("/")));
}

const statement = /^\s*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s*)?["']([^"']+)["']/gm;
const lazy = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** The imports of a file; relative ones as paths from the root, without regard to .js or .ts. */
function importsOf(file: string): Import[] {
  const code = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const found = [
    ...Array.from(code.matchAll(statement), ([, type, to = ""]) => ({to, typeOnly: type !== undefined})),
    ...Array.from(code.matchAll(lazy), ([, to = ""]) => ({to, typeOnly: false})),
  ];
  return found.map(({to, typeOnly}) => ({from: file, to: to.startsWith(".") ? target(file, to) : to, typeOnly}));
}

function target(file: string, to: string): string {
  return posix.normalize(posix.join(posix.dirname(file), to)).replace(/\.js$/, ".ts");
}

const imports = rooms.flatMap(sources).flatMap(importsOf);
const isPath = ({to}: Import) => /^(components|engine|reports|stories|test|\.\.)\b/.test(to);
const inRoom = (room: string) => (found: Import) => found.from.startsWith(`${room}/`);
const room = (path: string, depth: number) => path.split("/")[depth] ?? "";
const line = ({from, to}: Import) => `${from} imports ${to}`;

describe("the house", () => {
  it("has only the rooms of the plan at its top", () => {
    const folders = readdirSync(root, {withFileTypes: true}).filter((item) => item.isDirectory());
    const strange = folders.map(({name}) => name).filter((name) => !name.startsWith(".") && !rooms.includes(name));
    assert.deepEqual(
      strange.filter((name) => !generated.includes(name)),
      [],
    );
  });

  it("reads imports at all", () => {
    assert.ok(imports.filter(inRoom("engine")).length > 20, "the engine must have imports, or this test reads nothing");
  });

  it("keeps what ships from importing tests, stories and settings", () => {
    const allowed: Record<string, string[]> = {
      engine: ["engine"],
      components: ["components", "engine"],
      reports: ["reports", "engine"],
      stories: ["stories", "components", "engine", "reports"],
    };
    const backwards = imports.filter(isPath).filter(({from, to}) => {
      const may = allowed[room(from, 0)];
      return may !== undefined && !may.includes(room(to, 0)) && to !== "package.json" && to !== "custom-elements.json";
    });
    assert.deepEqual(backwards.map(line), []);
  });

  for (const [name, {uses, types = []}] of Object.entries(engineArrows)) {
    it(`lets engine/${name} use ${uses.join(", ")}${types.length > 0 ? ` and the types of ${types.join(", ")}` : ""}`, () => {
      const backwards = imports
        .filter(inRoom(`engine/${name}`))
        .filter(({to}) => to.startsWith("engine/"))
        .filter(({to, typeOnly}) => !uses.includes(room(to, 1)) && !(typeOnly && types.includes(room(to, 1))));
      assert.deepEqual(backwards.map(line), []);
    });
  }

  it("has no engine rooms besides these", () => {
    const others = sources("engine").filter((file) => file.split("/").length > 2 && !(room(file, 1) in engineArrows));
    assert.deepEqual(others, []);
  });

  it("keeps the analyses of one kind from using those of another", () => {
    const kindOf = (path: string) => kinds.find((kind) => new RegExp(`^engine/analyses/${kind}(/|\\.ts$)`).test(path));
    const across = imports.filter(({from, to}) => kindOf(from) && kindOf(to) && kindOf(from) !== kindOf(to));
    assert.deepEqual(across.map(line), []);
  });

  it("lets components use hosts, results and the model, and of the rest only types", () => {
    const deep = imports
      .filter(inRoom("components"))
      .filter(({to, typeOnly}) => to.startsWith("engine/") && !typeOnly && !openToComponents.includes(room(to, 1)));
    assert.deepEqual(deep.map(line), []);
  });

  it("keeps layouts pure: geometry in, geometry out, no elements", () => {
    const layouts = imports.filter(({from}) => from.endsWith("-layout.ts"));
    assert.deepEqual(layouts.filter(({to, typeOnly}) => !typeOnly && /^(@?lit\b|lit-)/.test(to)).map(line), []);
  });

  it("registers elements only in files named define", () => {
    const defining = sources("components").filter((file) => {
      const code = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      return /customElements\s*\.\s*define\(|@customElement\(/.test(code);
    });
    const elsewhere = defining.filter(
      (file) => !/(^|\/)define(-[a-z]+)?\.ts$/.test(file) && !file.startsWith("components/base/"),
    );
    assert.deepEqual(elsewhere, []);
  });

  it("asks only for packages that package.json names as dependencies", () => {
    const {dependencies, peerDependencies} = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
      "dependencies" | "peerDependencies",
      Record<string, string>
    >;
    const known = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies), "@sparticuz/chromium"]);
    const shipped = imports.filter(({from}) => /^(engine|components|reports)\//.test(from));
    const outside = shipped.filter((found) => !isPath(found) && !found.to.startsWith("node:"));
    const unknown = outside.filter(({to}) => !known.has(to.split("/", to.startsWith("@") ? 2 : 1).join("/")));
    assert.deepEqual(unknown.map(line), []);
  });
});
