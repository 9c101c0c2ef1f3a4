// Runs a script of this folder in a process of its own and gives what it reports.
import {spawn} from "node:child_process";
import {fileURLToPath} from "node:url";
import {MARK} from "./engines/report.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

export function runInNode(script, argument) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--expose-gc", `${here}${script}`, argument], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const found = text.split(MARK)[1];
      if (code !== 0) reject(new Error(`${script} ended with code ${code}`));
      else resolve(found ? JSON.parse(found) : null);
    });
  });
}
