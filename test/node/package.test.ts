// What is published keeps its promises: every entry is there, loads in Node, and registers what it says.
import assert from "node:assert/strict";
import {execFile} from "node:child_process";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {build} from "esbuild";
import {publint} from "publint";
import {formatMessage} from "publint/utils";
import ts from "typescript";
import {MAP_PRESETS} from "../../engine/ingest/map-presets.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = <T>(file: string) => JSON.parse(readFileSync(join(root, file), "utf8")) as T;

type Target = string | {types: string; default: string};
type Manifest = {
  exports: Record<string, Target>;
  dependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
type Declaration = {
  tagName?: string;
  customElement?: boolean;
  members?: {kind: string; name: string; attribute?: string; type?: {text: string}}[];
};

const manifest = read<Manifest>("package.json");
const widgets = readdirSync(join(root, "components"), {withFileTypes: true})
  .filter((item) => item.isDirectory() && existsSync(join(root, "components", item.name, "define.ts")))
  .map(({name}) => name);

/** Every entry with its pattern filled in, as entry → files. */
const entries = Object.entries(manifest.exports).flatMap(([entry, target]): [string, string[]][] => {
  const files = typeof target === "string" ? [target] : [target.types, target.default];
  const fill = (name: string): [string, string[]] => [
    entry.replace("*", name),
    files.map((file) => file.replaceAll("*", name)),
  ];
  const names = entry.startsWith("./presets/") ? Object.keys(MAP_PRESETS) : widgets;
  return entry.includes("*") ? names.map(fill) : [[entry, files]];
});

/** What a file imports, at once or later; modules of Node are for Node. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const to =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (to && ts.isStringLiteralLike(to) && !to.text.startsWith("node:")) found.push(to.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("the package", () => {
  it("has widgets", () => assert.ok(widgets.length > 0));

  it("has a file and its types for every entry", () => {
    const missing = entries.flatMap(([entry, files]) =>
      files.filter((file) => !existsSync(join(root, file))).map((file) => `${entry}: ${file}`),
    );
    assert.deepEqual(missing, []);
  });

  it("holds every preset of maps as a file", () => {
    for (const [name, preset] of Object.entries(MAP_PRESETS))
      assert.deepEqual(read(`dist/presets/${name}.json`), JSON.parse(JSON.stringify(preset)));
  });

  it("loads every entry in Node without throwing, as a server that renders pages does", async () => {
    // The worker and the command line are started, not imported.
    const names = entries.map(([entry]) => entry).filter((entry) => !entry.endsWith(".json") && entry !== "./worker");
    const script = `for (const name of ${JSON.stringify(names)}) {
      try { await import(name.replace(".", "lifecycle-kit")); } catch (error) { console.log(name + ": " + error.message); }
    }`;
    const {stdout} = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {cwd: root});
    assert.equal(stdout, "");
  });

  it("passes publint", async () => {
    const {messages} = await publint({pkgDir: root, level: "suggestion"});
    const pkg = read<Record<string, unknown>>("package.json");
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it("names every element in its manifest, each public field with a type", () => {
    const {modules} = read<{modules: {declarations?: Declaration[]}[]}>("custom-elements.json");
    const elements = modules.flatMap(({declarations = []}) => declarations).filter(({tagName}) => tagName);
    assert.deepEqual(
      widgets.filter((name) => !elements.some(({tagName}) => tagName === `lk-${name}`)),
      [],
    );
    const untyped = elements.flatMap(({tagName, members = []}) =>
      members
        .filter(({kind, attribute, type}) => kind === "field" && attribute && !type?.text)
        .map(({name}) => `${tagName}.${name}`),
    );
    assert.deepEqual(untyped, []);
  });

  it("keeps the registrations when a bundler drops what nobody uses", async () => {
    const {outputFiles} = await build({
      stdin: {contents: `import "lifecycle-kit/define";`, resolveDir: root},
      bundle: true,
      write: false,
      format: "esm",
      mainFields: ["browser", "module", "main"],
      conditions: ["browser"],
      logLevel: "error",
      external: ["node:*"],
    });
    const code = outputFiles.map(({text}) => text).join("\n");
    assert.deepEqual(
      widgets.filter((name) => !code.includes(`["${name}", `)),
      [],
    );
  });

  it("ships a page bundle and a whole worker that import nothing", () => {
    for (const file of ["dist/lifecycle-kit.cdn.js", "dist/lifecycle-kit.worker.whole.js"])
      assert.deepEqual(importsOf(file), [], file);
  });

  it("ships a worker in parts, which import each other and nothing else", () => {
    const parts = readdirSync(join(root, "dist/lifecycle-kit.worker")).filter((name) => name.endsWith(".js"));
    const files = ["dist/lifecycle-kit.worker.js", ...parts.map((name) => `dist/lifecycle-kit.worker/${name}`)];
    const imported = files.flatMap((file) => importsOf(file).map((to) => join(file, "..", to)));
    assert.ok(parts.length > 20 && imported.length > parts.length);
    assert.deepEqual(
      imported.filter((file) => !files.includes(file)),
      [],
    );
    const reached = new Set(imported);
    assert.deepEqual(
      files.slice(1).filter((file) => !reached.has(file)),
      [],
    );
  });
});

describe("the installation", () => {
  it("runs no script of a dependency", () => {
    const {packages} = read<{packages: Record<string, {hasInstallScript?: boolean}>}>("package-lock.json");
    const names = Object.entries(packages).flatMap(([path, {hasInstallScript}]) =>
      path && hasInstallScript ? [path.split("node_modules/").at(-1) ?? path] : [],
    );
    assert.deepEqual(
      names.filter((name) => manifest.allowScripts[name] !== false),
      [],
    );
  });

  it("holds the one version of flechette that installs", () =>
    assert.equal(manifest.dependencies["@uwdata/flechette"], "2.6.0"));
});
