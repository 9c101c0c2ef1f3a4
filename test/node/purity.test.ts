// The engine is arithmetic: nothing in it takes from a page, from Node, from the clock or from chance.
import assert from "node:assert/strict";
import {readdirSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {before, describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Found in pages, workers and Node alike, and without effects. */
const everywhere = ["TextEncoder", "TextDecoder", "AbortSignal", "AbortController", "DOMException", "structuredClone"];
/** Besides those, what reading data and reaching a worker needs; present in pages, workers and Node. */
const atTheEdge = [
  ...["Blob", "File", "URL", "URLSearchParams", "Response", "Request", "fetch", "ReadableStream", "TransformStream"],
  ...["DecompressionStream", "TextDecoderStream", "Worker", "MessageChannel", "MessagePort", "MessageEvent", "Event"],
  ...["EventTarget", "queueMicrotask", "setTimeout", "clearTimeout", "self", "postMessage", "addEventListener"],
  ...["removeEventListener", "navigator", "location", "crossOriginIsolated", "trustedTypes", "console", "performance"],
];
const edges = ["engine/hosts/", "engine/ingest/", "engine/sources/", "engine/warehouse/"];

/** Functions of Math whose last bit differs between engines; sums of a result take them from @stdlib instead. */
const inexact = new Set([
  ...["exp", "expm1", "log", "log1p", "log2", "log10", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2"],
  ...["sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt", "hypot"],
]);

type Finding = {readonly file: string; readonly line: number; readonly text: string};

let files: readonly ts.SourceFile[] = [];
let checker: ts.TypeChecker;

before(() => {
  const {config} = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {config: object};
  const {options} = ts.parseJsonConfigFileContent({...config, include: [], files: []}, ts.sys, root);
  const names = readdirSync(join(root, "engine"), {recursive: true, encoding: "utf8"}).filter((name) =>
    name.endsWith(".ts"),
  );
  const program = ts.createProgram(
    names.map((name) => join(root, "engine", name)),
    options,
  );
  files = program.getSourceFiles().filter(({fileName}) => path(fileName).startsWith("engine/"));
  checker = program.getTypeChecker();
});

function path(fileName: string): string {
  return relative(root, fileName).split(sep).join("/");
}

/** Every place in the engine where `wrong` says something about a node that runs; types are erased and do not count. */
function findings(wrong: (node: ts.Node, file: string) => string | null): Finding[] {
  return files.flatMap((source) => {
    const found: Finding[] = [];
    const file = path(source.fileName);
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
      const text = wrong(node, file);
      if (text) found.push({file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text});
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** The name of a global that the page's or Node's library declares, when the node is a use of one. */
function platformGlobal(node: ts.Node): string | null {
  if (!ts.isIdentifier(node) || isName(node)) return null;
  const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
  const platform = declarations.some((one) =>
    /lib\.dom[^/]*\.d\.ts$|@types\/node\//.test(one.getSourceFile().fileName),
  );
  const standard = declarations.some((declaration) =>
    /lib\.es[^/]*\.d\.ts$/.test(declaration.getSourceFile().fileName),
  );
  return platform && !standard ? node.text : null;
}

/** True where an identifier is a label and not a use: the name after a dot, a key, a declared name. */
function isName(node: ts.Identifier): boolean {
  const {parent} = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent)
    ? parent.name === node
    : ts.isImportSpecifier(parent) || ts.isBindingElement(parent);
}

function member(node: ts.Node, object: string): string | null {
  const access =
    ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === object;
  return access ? node.name.text : null;
}

const lines = (found: Finding[]) => found.map(({file, line, text}) => `${file}:${line} ${text}`);

describe("the engine", () => {
  it("is read by this test", () => assert.ok(files.length > 5));

  it("imports no module of Node at load; what needs one imports it when asked", () => {
    const found = findings((node) =>
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier) &&
      node.moduleSpecifier.text.startsWith("node:") &&
      !(ts.isImportDeclaration(node) && node.importClause?.isTypeOnly)
        ? node.moduleSpecifier.text
        : null,
    );
    assert.deepEqual(lines(found), []);
  });

  it("takes nothing from a page or from Node but what all of them have", () => {
    const found = findings((node, file) => {
      const name = platformGlobal(node);
      const allowed = edges.some((edge) => file.startsWith(edge)) ? [...everywhere, ...atTheEdge] : everywhere;
      return name && !allowed.includes(name) ? name : null;
    });
    assert.deepEqual(lines(found), []);
  });

  it("knows no clock: the present is `asOf`, which the caller states", () => {
    const found = findings((node, file) => {
      // Hosts measure how long they have held the thread, so as to let it go; no answer depends on that.
      if (member(node, "performance") && !file.startsWith("engine/hosts/")) return node.getText();
      if (member(node, "Date") === "now" || member(node, "Temporal") === "Now") return node.getText();
      const bare = ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length;
      return bare ? "new Date()" : null;
    });
    assert.deepEqual(lines(found), []);
  });

  it("knows no chance: what is drawn at random is drawn from a seed", () => {
    assert.deepEqual(lines(findings((node) => (member(node, "Math") === "random" ? "Math.random" : null))), []);
  });

  it("takes exp, log and pow from pure arithmetic, whose last bit is the same everywhere", () => {
    const found = findings((node) => {
      const name = member(node, "Math");
      return name && inexact.has(name) ? `Math.${name}` : null;
    });
    assert.deepEqual(lines(found), []);
  });

  it("never makes code from text", () => {
    const found = findings((node) => {
      const called = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : "";
      return called === "eval" || called === "Function" ? called : null;
    });
    assert.deepEqual(lines(found), []);
  });
});
