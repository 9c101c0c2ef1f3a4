// Which files are SurveyMonkey's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

export function recognise(sample: Sample): Recognition | null {
  const spaced = sample.rowWith("Respondent ID", "Collector ID");
  const joined = spaced >= 0 ? spaced : sample.rowWith("RespondentID", "CollectorID");
  if (joined >= 0)
    return {
      score: 0.97,
      why: "header has Respondent ID and Collector ID",
      part: "csv",
      layout: layoutOf(sample, joined),
    };
  const listed = (sample.document as {data?: unknown} | undefined)?.data;
  const first = (Array.isArray(listed) ? listed[0] : sample.records[0]) as Record<string, unknown> | undefined;
  if (first && "response_status" in first && "collector_id" in first) {
    return {
      score: 0.96,
      why: "responses have response_status and collector_id",
      part: "json",
      ...(Array.isArray(listed) ? {records: () => listed as unknown[]} : {}),
    };
  }
  const pages = (sample.document as {pages?: {questions?: {headings?: unknown}[]}[]} | undefined)?.pages;
  if (
    Array.isArray(pages) &&
    pages.some((page) => page.questions?.some((question) => question.headings !== undefined))
  ) {
    return {
      score: 0.9,
      why: "document has pages[].questions[].headings",
      part: "details",
      order: -1,
      records: () => pages.flatMap((page) => page.questions ?? []),
    };
  }
  return null;
}

// The second row is a header only where its fixed columns are empty.
function layoutOf(sample: Sample, header: number): NonNullable<Recognition["layout"]> {
  const second = sample.rows[header + 1] ?? [];
  return !second[0]?.trim() ? {header, headerRows: 2, names: columnNames} : {header, headerRows: 1};
}

/** Row 1 filled to the right, and row 2 where it says more than "Response". */
function columnNames([first = [], second = []]: readonly (readonly string[])[]): readonly string[] {
  let question = "";
  return Array.from({length: Math.max(first.length, second.length)}, (_, i) => {
    if (first[i]?.trim()) question = plain(first[i]);
    const choice = plain(second[i] ?? "");
    return choice && !/^(open-ended )?response$/i.test(choice) ? `${question}: ${choice}` : question;
  });
}

export const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
