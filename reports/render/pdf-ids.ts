// The names of tagged elements in a printed PDF. Chromium numbers them by what else its process has drawn, so they are numbered anew.
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFString,
  type PDFDocument,
  type PDFObject,
} from "@cantoo/pdf-lib";

const [ID, KIDS, ATTRIBUTES, HEADERS, NAMES] = ["ID", "K", "A", "Headers", "Names"].map((name) => PDFName.of(name)) as [
  PDFName,
  PDFName,
  PDFName,
  PDFName,
  PDFName,
];
const ID_TREE = PDFName.of("IDTree");

/** Numbers the tagged elements in the order of the document, in the cells that name them as their headers, and in the tree of names. */
export function renumberTags({catalog, context}: PDFDocument): void {
  const root = catalog.lookupMaybe(PDFName.of("StructTreeRoot"), PDFDict);
  if (!root?.has(ID_TREE)) return;
  const elements = [...elementsBelow(root)];
  const names = new Map<string, PDFString>();
  for (const {element} of elements) {
    const old = textOf(element.lookup(ID));
    if (old === null) continue;
    const name = PDFString.of(`e${String(names.size + 1).padStart(8, "0")}`);
    names.set(old, name);
    element.set(ID, name);
  }
  for (const {element} of elements) renameHeaders(element, names);
  const pairs = elements.flatMap(({element, ref}) => (element.has(ID) && ref ? [element.get(ID)!, ref] : []));
  const tree = context.obj({});
  tree.set(NAMES, context.obj(pairs));
  removeTree(root.get(ID_TREE), context);
  root.set(ID_TREE, tree);
}

interface Found {
  readonly element: PDFDict;
  readonly ref: PDFRef | null;
}

function* elementsBelow(parent: PDFDict): Generator<Found> {
  const kids = parent.get(KIDS);
  const list = kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [kids];
  for (const kid of list) {
    const element = parent.context.lookup(kid);
    if (element instanceof PDFArray) {
      for (const inner of element.asArray()) yield* one(inner, parent);
      continue;
    }
    yield* one(kid, parent);
  }
}

function* one(kid: PDFObject, parent: PDFDict): Generator<Found> {
  const element = parent.context.lookup(kid);
  if (!(element instanceof PDFDict) || !element.has(PDFName.of("S"))) return;
  yield {element, ref: kid instanceof PDFRef ? kid : null};
  yield* elementsBelow(element);
}

function renameHeaders(element: PDFDict, names: ReadonlyMap<string, PDFString>): void {
  const attributes = element.lookup(ATTRIBUTES);
  const all =
    attributes instanceof PDFArray ? attributes.asArray().map((one) => element.context.lookup(one)) : [attributes];
  for (const own of all) {
    const headers = own instanceof PDFDict ? own.lookup(HEADERS) : undefined;
    if (!(headers instanceof PDFArray)) continue;
    headers.asArray().forEach((header, i) => {
      const name = names.get(textOf(header) ?? "");
      if (name) headers.set(i, name);
    });
  }
}

function removeTree(node: PDFObject | undefined, context: PDFDocument["context"]): void {
  const tree = context.lookup(node);
  if (tree instanceof PDFDict) {
    const kids = tree.lookup(PDFName.of("Kids"));
    if (kids instanceof PDFArray) kids.asArray().forEach((kid) => removeTree(kid, context));
  }
  if (node instanceof PDFRef) context.delete(node);
}

function textOf(value: PDFObject | undefined): string | null {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;
}
