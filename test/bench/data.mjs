// The benchmark's data: one synthetic log by seed, as CSV, Arrow IPC and Parquet, kept in a cache folder beside the benchmark.
// As a program: node data.mjs SIZE makes the files of one size, if they are not there.
import {createWriteStream, existsSync, mkdirSync, renameSync, rmSync} from "node:fs";
import {writeFile} from "node:fs/promises";
import {once} from "node:events";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const SEED = 1;
/** Raised when the files would come out differently. */
const EDITION = 1;
export const cache = fileURLToPath(new URL(".cache/", import.meta.url));
export const FORMATS = ["csv", "arrow", "parquet"];

/** The files of a size, by format. */
export function filesOf(size) {
  return Object.fromEntries(FORMATS.map((format) => [format, join(cache, `events-${EDITION}-${size}.${format}`)]));
}

export const isMade = (size) => Object.values(filesOf(size)).every((file) => existsSync(file));

async function make(size) {
  mkdirSync(cache, {recursive: true});
  const {generateEvents} = await import(join(cache, "bundles/million.js"));
  const columns = generateEvents({seed: SEED, events: size});
  const files = filesOf(size);
  await whole(files.csv, (file) => writeCsv(file, columns));
  await whole(files.arrow, (file) => writeArrow(file, columns));
  await whole(files.parquet, (file) => writeParquet(file, files.csv));
}

/** A file appears under its name only when it is complete. */
async function whole(file, write) {
  const part = `${file}.part`;
  await write(part);
  rmSync(file, {force: true});
  renameSync(part, file);
}

async function writeCsv(file, {ts, ...coded}) {
  const out = createWriteStream(file);
  const fields = [coded.user, coded.name, coded.country, coded.plan];
  const [user, name, country, plan] = fields.map(
    ({codes, dictionary}) =>
      (i) =>
        dictionary[codes[i]],
  );
  out.write("user,ts,name,country,plan\n");
  for (let from = 0; from < ts.length; from += 20_000) {
    let text = "";
    for (let i = from; i < Math.min(from + 20_000, ts.length); i++)
      text += `${user(i)},${new Date(ts[i]).toISOString()},${name(i)},${country(i)},${plan(i)}\n`;
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

async function writeArrow(file, {ts, ...coded}) {
  const {columnFromArray, dictionary, tableFromColumns, tableToIPC, timestamp, utf8, uint8, uint32} =
    await import("@uwdata/flechette");
  const options = {maxBatchRows: 1_000_000};
  const text = ({codes, dictionary: values}, indices) =>
    columnFromArray(
      Array.from(codes, (code) => values[code]),
      dictionary(utf8(), indices),
      options,
    );
  const columns = {
    user: text(coded.user, uint32()),
    ts: columnFromArray(ts, timestamp(1, null), options),
    name: text(coded.name, uint8()),
    country: text(coded.country, uint8()),
    plan: text(coded.plan, uint8()),
  };
  await writeFile(file, tableToIPC(tableFromColumns(columns), {format: "stream"}));
}

async function writeParquet(file, csv) {
  const {DuckDBInstance} = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT * FROM ${readCsv(csv)}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
}

/** The CSV file as DuckDB reads it, without guessing. */
export function readCsv(file) {
  const columns = "{'user': 'VARCHAR', 'ts': 'TIMESTAMP', 'name': 'VARCHAR', 'country': 'VARCHAR', 'plan': 'VARCHAR'}";
  return `read_csv('${file}', header = true, auto_detect = false, delim = ',', quote = '"', columns = ${columns})`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await make(Number(process.argv[2]));
