// The built component bundle that a rendering page loads: one file that registers every widget.
import {existsSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";

export interface Kit {
  /** The script, a module without imports. */
  readonly script: string;
  /** Whether a widget of this name (tag without prefix) is in it. */
  has(widget: string): boolean;
}

let kit: Kit | undefined;

/** The bundle of this installation. Throws when it was never built. */
export function builtKit(): Kit {
  return (kit ??= readKit(
    fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "../../dist/" : "../../", import.meta.url)),
  ));
}

/** The bundle in a folder as the build leaves it. */
function readKit(dist: string): Kit {
  const [bundle, register] = [`${dist}lifecycle-kit.cdn.js`, `${dist}components/all.js`];
  for (const file of [bundle, register]) {
    if (!existsSync(file))
      throw new Error(`${file} is missing, so nothing can be drawn; in a checkout run npm run build`);
  }
  const names = new Set(Array.from(readFileSync(register, "utf8").matchAll(/\["([a-z-]+)",/g), ([, name]) => name));
  return {
    script: readFileSync(bundle, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, ""),
    has: (widget) => names.has(widget),
  };
}
