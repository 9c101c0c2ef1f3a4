// Writes files whole or not at all: a dot-file beside the target, synced, then renamed over it.
import {open, readdir, rename, rm} from "node:fs/promises";
import {dirname, join, basename} from "node:path";

// Libraries for this name their temporary file after the target; ours must be a dot-file that the next run can recognise.
const MARK = ".lifecycle-kit-tmp";

/** Replaces `path` by `bytes`; after a crash at any moment the target is the old or the new file, whole. */
export async function writeAtomic(path: string, bytes: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}${MARK}`);
  try {
    const file = await open(temporary, "w", 0o644);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
}

/** Removes what killed runs left in a folder; a file of a run that is still alive stays. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(".") && name.endsWith(MARK) ? Number(/\.(\d+)\.lifecycle-kit-tmp$/.exec(name)?.[1]) : NaN;
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, name), {force: true});
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
