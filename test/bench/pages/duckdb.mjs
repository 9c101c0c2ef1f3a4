// DuckDB-WASM in Chromium, offline: loaded from Arrow IPC into a table sorted by user and time.
import {AsyncDuckDB, VoidLogger} from "@duckdb/duckdb-wasm";
import {databaseAnswers, fingerprint, measureWorkloads, timed} from "../measure.mjs";
import {SORTED_TABLE, SQL} from "../sql.mjs";

async function start() {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker("/duckdb/duckdb-browser-eh.worker.js"));
  await db.instantiate(new URL("/duckdb/duckdb-eh.wasm", location.href).href);
  return db.connect();
}

export async function run({file, what, size}) {
  const connection = await start();
  const query = async (text) => (await connection.query(text)).toArray().map((row) => row.toJSON());
  const {ms} = await timed(async () => {
    const bytes = new Uint8Array(await (await fetch(file)).arrayBuffer());
    await connection.insertArrowFromIPCStream(bytes, {name: "log", create: true});
    for (const text of SORTED_TABLE("log", "epoch_ms(ts)")) await query(text);
  });
  await query("DROP TABLE log");
  const one = databaseAnswers(SQL, query);
  if (what === "load") return {ms, answer: await fingerprint(one)};
  return {workloads: await measureWorkloads(one, size > 1e6 ? 0.4 : 1)};
}
