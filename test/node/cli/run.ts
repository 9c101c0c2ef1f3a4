// Runs the command line from the sources in a folder of its own.
import {spawn, type ChildProcess} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const loader = pathToFileURL(join(root, "node_modules/tsx/dist/loader.mjs")).href;

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** A folder with these files in it, and how to run a command there. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "lk-cli-"));

  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), {recursive: true});
      writeFileSync(join(this.folder, name), content);
    }
    return this;
  }
  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, ["--import", loader, join(root, "reports/cli.ts"), ...args], {cwd: this.folder});
  }
  run(args: readonly string[], input: string | Uint8Array = ""): Promise<Ran> {
    const child = this.start(args);
    let [out, err] = ["", ""];
    child.stdout!.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.stdin!.on("error", () => undefined).end(input);
    return new Promise((resolve) => child.on("close", (code) => resolve({code, out, err})));
  }
  remove(): void {
    rmSync(this.folder, {recursive: true, force: true});
  }
}
