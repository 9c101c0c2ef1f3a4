// Which files are Mailchimp's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

export const TIMES = ["OPTIN_TIME", "CONFIRM_TIME", "UNSUB_TIME", "CLEAN_TIME", "LAST_CHANGED"];

export function recognise(sample: Sample): Recognition | null {
  const audience = sample.has("MEMBER_RATING", "LEID") || sample.has("OPTIN_TIME", "EUID");
  if (audience && sample.rows.length)
    return {
      score: 0.96,
      why: "header has MEMBER_RATING and LEID, or OPTIN_TIME and EUID",
      part: "members",
      times: TIMES,
    };
  if (sample.has("Successful Deliveries", "Unique Opens") || sample.has("Total Recipients", "Open Rate"))
    return {score: 0.9, why: "header has totals of campaigns", part: "totals"};
  const listed = (sample.document as {emails?: unknown} | undefined)?.emails;
  const first = (Array.isArray(listed) ? listed[0] : sample.records[0]) as
    Record<string, unknown> | unknown[] | undefined;
  if (Array.isArray(first)) {
    const header = first.map(String);
    return header.includes("MEMBER_RATING") || header.includes("EUID")
      ? {score: 0.95, why: "first line lists the columns of an audience", part: "lines"}
      : null;
  }
  if (Array.isArray(listed) && first && "email_id" in first)
    return {
      score: 0.95,
      why: "document has emails[] with email_id",
      part: "reports",
      records: () => listed as unknown[],
    };
  if (first && "email_id" in first && Array.isArray(first.activity))
    return {score: 0.9, why: "records have email_id and activity", part: "reports"};
  const keyed = sample.records.filter(isAddressed).length;
  if (keyed > 0 && keyed * 2 >= sample.records.length)
    return {score: 0.95, why: "records are addresses with lists of actions", part: "activity"};
  return null;
}

// One key, an address, with a list; a broken line among them is no reason to doubt the file.
function isAddressed(record: unknown): boolean {
  const [entry, ...more] = Object.entries(record ?? {}) as [string, unknown][];
  return entry !== undefined && more.length === 0 && entry[0].includes("@") && Array.isArray(entry[1]);
}
