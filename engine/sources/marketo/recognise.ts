// Which files are Marketo's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

export function recognise(sample: Sample): Recognition | null {
  const found = (score: number, why: string, part: string, order = 0): Recognition => ({
    score,
    why,
    part,
    order,
    times: ["activityDate", "createdAt", "updatedAt", "Created At", "Updated At"],
    members: ["attributes"],
    texts: ["marketoGUID", "leadId", "activityTypeId"],
    empty: "null",
  });
  if (sample.has("marketoGUID")) return found(0.97, "header has marketoGUID", "activities");
  if (sample.has("leadId", "activityDate", "activityTypeId"))
    return found(0.95, "header has leadId, activityDate and activityTypeId", "activities");
  const listed = listIn(sample.document);
  if (listed) {
    const first = (listed[0] ?? {}) as Record<string, unknown>;
    if ("activityTypeId" in first)
      return {...found(0.95, "result[] has activityTypeId", "activities"), records: () => listed};
    if ("primaryAttribute" in first && "name" in first)
      return {...found(0.9, "result[] lists activity types", "types", -1), records: () => listed};
  }
  const named = LEAD_MARKS.filter((name) => sample.header.includes(name)).length;
  if (sample.has("id", "email") && named > 0)
    return found(named > 1 ? 0.55 : 0.45, "header has id, email and createdAt, updatedAt or leadScore", "leads", -1);
  const labelled = LABEL_MARKS.filter((name) => sample.has(name)).length;
  if (sample.has("Id", "Email Address") && labelled > 0)
    return found(labelled > 2 ? 0.6 : 0.4, "header has Id, Email Address and labels of a smart list", "leads", -1);
  return null;
}

/** Labels of a smart list; three of them make one. */
const LABEL_MARKS = [
  "Lead Score",
  "Person Score",
  "Lead Status",
  "Person Status",
  "Lead Source",
  "Person Source",
  "Company Name",
  "Unsubscribed",
  "Marketing Suspended",
  "Acquisition Program",
  "SFDC Type",
];

/** Columns of leads; one of them alone is too common to be believed. */
const LEAD_MARKS = ["createdAt", "updatedAt", "leadScore", "sfdcLeadId", "sfdcContactId", "unsubscribed", "cookies"];

function listIn(document: unknown): readonly unknown[] | null {
  const result = (document as {result?: unknown} | undefined)?.result;
  return Array.isArray(result) ? (result as unknown[]) : null;
}
