// Writes files whole or not at all: a dot-file beside the target, synced, then renamed over it.
import {randomBytes} from "node:crypto";
import {open, readdir, rename, rm} from "node:fs/promises";
import {dirname, join} from "node:path";
import {isAlive} from "../terminal/alive.js";

// Libraries for this name their temporary file after the target; ours must be a dot-file that the next run can recognise.
const MARK = ".lifecycle-kit-tmp";

let written = 0;

/** A file could not be written: a full disk, a folder without permission. */
export class WriteError extends Error {
  override readonly name = "WriteError";
  readonly exitCode = 4;
}

/** Replaces `path` by `bytes`; after a crash at any moment the target is the old or the new file, whole. Throws WriteError. */
export async function writeAtomic(path: string, bytes: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${process.pid}.${(written += 1)}.${randomBytes(4).toString("hex")}${MARK}`);
  try {
    const file = await open(temporary, "wx", 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, {force: true});
    throw new WriteError(`cannot write ${path}: ${(cause as Error).message}`, {cause});
  }
}

/** Removes what killed runs left in a folder; a file of a run that is still alive stays. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = name.endsWith(MARK) ? Number(/^\.(\d+)\./.exec(name)?.[1]) : NaN;
    if (pid === process.pid || (pid > 0 && !isAlive(pid))) await rm(join(folder, name), {force: true});
  }
}
