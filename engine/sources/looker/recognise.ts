// Which files are Looker's, and what each of them holds.
import {isRecord} from "../../model/is-record.js";
import type {Recognition, Sample} from "../source.js";

const DOTTED = /^[a-z0-9_]+\.[a-z0-9_]+$/i;

export function recognise(sample: Sample): Recognition | null {
  const document = isRecord(sample.document) ? sample.document : {};
  const fields = document.fields ?? (isRecord(document.metadata) ? document.metadata.fields : undefined);
  const listed = document.data ?? document.rows;
  if (isRecord(fields) && Array.isArray(listed) && ("dimensions" in fields || "measures" in fields))
    return {
      score: 0.93,
      why: "document has fields with dimensions, and rows",
      part: "detail",
      records: () => listed.map(unwrapped),
    };
  const keys = sample.records.length > 0 ? sample.header : [];
  if (keys.length > 0 && keys.every((key) => DOTTED.test(key)))
    return {score: 0.65, why: "keys are view.field", part: "rows"};
  if (sample.options.source !== "looker") return null;
  return {score: 0.6, why: "source looker was stated", part: "rows"};
}

/** `{value, rendered, html}` as its value, also under pivots: what is rendered is for eyes. */
function unwrapped(row: unknown): unknown {
  if (!isRecord(row)) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, isRecord(cell) && "value" in cell ? cell.value : unwrapped(cell)]),
  );
}
