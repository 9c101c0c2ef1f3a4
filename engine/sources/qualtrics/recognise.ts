// Which files are Qualtrics's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

export function recognise(sample: Sample): Recognition | null {
  const ids = sample.rows.slice(0, 6).findIndex((row) => row.some(isImportId));
  if (ids >= 0) {
    return {
      score: 0.98,
      why: "a row of ImportId cells",
      part: "responses",
      layout: {header: Math.max(0, ids - 2), headerRows: Math.min(3, ids + 1), names: ([first]) => first ?? []},
    };
  }
  const legacy =
    sample.rowWith("ResponseID", "ResponseSet") >= 0
      ? sample.rowWith("ResponseID", "ResponseSet")
      : sample.rowWith("V1", "V2", "V3", "V8");
  if (legacy >= 0)
    return {
      score: 0.85,
      why: "header of a legacy export (V1, V2 … or ResponseID, ResponseSet)",
      part: "legacy",
      layout: {header: legacy === 1 ? 0 : legacy, headerRows: 2, names: legacyNames},
    };
  if (sample.has("StartDate", "EndDate", "ResponseId"))
    return {score: 0.75, why: "header has StartDate, EndDate and ResponseId", part: "responses"};
  const listed = (sample.document as {responses?: unknown} | undefined)?.responses;
  if (Array.isArray(listed) && typeof (listed[0] as {values?: unknown} | undefined)?.values === "object") {
    return {score: 0.95, why: "document has responses[].values", part: "json", records: () => listed as unknown[]};
  }
  const first = sample.records[0] as {responseId?: unknown; values?: unknown} | undefined;
  return first?.responseId !== undefined && typeof first.values === "object"
    ? {score: 0.9, why: "records have responseId and values", part: "json"}
    : null;
}

export const isImportId = (cell: string): boolean => /^\s*\{\s*"+ImportId"+\s*:/.test(cell);

// V1, V2 … mean nothing; the second row says what they are.
function legacyNames([codes = [], labels = []]: readonly (readonly string[])[]): readonly string[] {
  return codes.map((code, i) => (/^V\d+$/.test(code) && labels[i] ? labels[i] : code));
}
