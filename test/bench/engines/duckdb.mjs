// DuckDB native: an in-memory table sorted by user and time, asked in the best SQL we could write.
import {DuckDBInstance} from "@duckdb/node-api";
import {filesOf, readCsv} from "../data.mjs";
import {databaseAnswers, fingerprint, measureWorkloads, timed} from "../measure.mjs";
import {SORTED_TABLE, SQL} from "../sql.mjs";
import {report} from "./report.mjs";

const {size, threads, format = "parquet", what} = JSON.parse(process.argv[2]);
const instance = await DuckDBInstance.create(":memory:", {threads: String(threads)});
const connection = await instance.connect();
const query = async (text) => (await connection.runAndReadAll(text)).getRowObjectsJS();
const file = filesOf(size)[format];
const source = format === "csv" ? readCsv(file) : `'${file}'`;

if (what === "load") {
  // As the file has it, sorted like the kit's own index.
  const {ms} = await timed(() => query(`CREATE TABLE log AS SELECT * FROM ${source} ORDER BY "user", ts`));
  const peak = process.resourceUsage().maxRSS * 1024;
  for (const text of SORTED_TABLE("log", "epoch_ms(ts)")) await query(text);
  report({ms, peak, answer: await fingerprint(databaseAnswers(SQL, query))});
} else {
  for (const text of SORTED_TABLE(source, "epoch_ms(ts)")) await query(text);
  report({workloads: await measureWorkloads(databaseAnswers(SQL, query), size > 1e6 ? 0.6 : 1)});
}
