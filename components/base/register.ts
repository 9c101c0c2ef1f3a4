// Registers elements: safely twice, under any prefix, with one warning when two versions meet on a page.
import {VERSION} from "../../engine/model/version.js";

/** A class of the kit: it knows the version it came with. */
export interface ElementClass extends CustomElementConstructor {
  readonly version: string;
}

let warned = false;

/**
 * Registers `element` as `<prefix>-<name>`. A tag that is taken stays as it is: the same version is silent, another one (or
 * somebody else's element) is told once on the console. Never throws for a taken name.
 */
export function define(name: string, element: ElementClass, prefix = "lk"): void {
  if (typeof customElements === "undefined") return;
  const tag = `${prefix}-${name}`;
  const present = customElements.get(tag) as Partial<ElementClass> | undefined;
  if (!present) customElements.define(tag, ownClass(element));
  else if (present.version !== VERSION) warn(tag, present.version);
}

const registered = new WeakSet<ElementClass>();

// A class can be registered once; for another prefix a class of its own is made from it.
function ownClass(element: ElementClass): ElementClass {
  const taken = registered.has(element) || Boolean(customElements.getName?.(element));
  registered.add(element);
  return taken ? class extends element {} : element;
}

function warn(tag: string, present: string | undefined): void {
  if (warned) return;
  warned = true;
  const theirs = present ? `lifecycle-kit ${present}` : "something else";
  console.warn(
    `lifecycle-kit ${VERSION} was loaded, but <${tag}> is already registered by ${theirs}. It stays; load one version, or use defineAll({prefix: "other"}).`,
  );
}
