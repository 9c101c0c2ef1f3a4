// The benchmark's engines agree on a small log. Skipped where its peers are not installed: npm ci --prefix test/bench.
import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {it} from "node:test";
import {fileURLToPath} from "node:url";

const folder = fileURLToPath(new URL("../bench/", import.meta.url));
const skip = existsSync(`${folder}node_modules/@duckdb/node-api`) ? false : "the peers are not installed";

it("the kit and its peers agree on every workload and every file", {skip, timeout: 600_000}, () => {
  const {status, stdout, stderr} = spawnSync(process.execPath, [`${folder}run.mjs`, "--quick", "--agree"], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /at 100000 events all engines agree/);
});
