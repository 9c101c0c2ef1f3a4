// Which files are Google Analytics 4's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

/** Is this a file of Google Analytics 4, and which? */
export function recognise(sample: Sample): Recognition | null {
  return recogniseEvents(sample) ?? recogniseReport(sample);
}

function recogniseEvents(sample: Sample): Recognition | null {
  if (!sample.has("event_timestamp", "event_name")) return null;
  if (!sample.has("event_params") && !sample.has("user_pseudo_id")) return null;
  const why = "records have event_timestamp and event_name";
  return {score: 0.96, why, part: "events", times: ["event_timestamp"]};
}

const REPORT_COLUMN =
  /^(session (primary channel|default channel|source)|first user |event count$|key events$|active users$)/i;

function recogniseReport(sample: Sample): Recognition | null {
  if (typeof sample.document === "object" && sample.document !== null && "metricHeaders" in sample.document) {
    const {rows} = sample.document as {rows?: unknown};
    const why = "document has metricHeaders";
    return {score: 0.9, why, part: "totals", records: () => (Array.isArray(rows) ? (rows as unknown[]) : [])};
  }
  const {rows} = sample;
  const header = rows.findIndex((row) => !isComment(row) && row.some((cell) => cell.trim() !== ""));
  if (header < 0) return null;
  // The grand total of an exploration has a cell more than the header.
  const layout = {header, footer: (row: readonly string[]) => isComment(row) || row.some(isTotal)};
  if (
    header > 0 &&
    /^#\s*-{3,}|^#.*(start date|\d{8}-\d{8})/i.test(
      rows
        .slice(0, header)
        .map(([c]) => c)
        .join("\n"),
    )
  )
    return {score: 0.9, why: "begins with the comment lines of a report", part: "totals", layout};
  const marks = rows[header]!.filter((cell) => REPORT_COLUMN.test(cell.trim())).length;
  return marks >= 2 ? {score: 0.7, why: "header has columns of a report", part: "totals", layout} : null;
}

export const isTotal = (cell: string): boolean => /^(grand )?totals?$/i.test(cell.trim());
const isComment = ([first = ""]: readonly string[]): boolean => first.trimStart().startsWith("#");
