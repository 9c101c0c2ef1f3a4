// Readers that do less than the kit: they decode a file and build nothing.
import {readFile} from "node:fs/promises";
import {filesOf} from "../data.mjs";
import {timed} from "../measure.mjs";
import {report} from "./report.mjs";

const READERS = {
  async hyparquet(file) {
    const {parquetRead, asyncBufferFromFile} = await import("hyparquet");
    let rows = 0;
    await parquetRead({file: await asyncBufferFromFile(file), onChunk: ({columnData}) => (rows += columnData.length)});
    return rows / 5;
  },
  async arquero(file) {
    const {fromCSV} = await import("arquero");
    return fromCSV(await readFile(file, "utf8"), {autoMax: 1000}).numRows();
  },
};

const {size, reader, format} = JSON.parse(process.argv[2]);
const {ms, value: rows} = await timed(() => READERS[reader](filesOf(size)[format]));
if (rows !== size) throw new Error(`${reader} read ${rows} rows of ${size}`);
report({ms, peak: process.resourceUsage().maxRSS * 1024});
