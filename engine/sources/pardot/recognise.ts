// Which files are Pardot's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

const TIMES = ["created_at", "createdAt", "Created Date", "Updated Date", "Created At", "Date/Time"];

/** Labels of the list of prospects that other tools hardly use. */
const LABELS = ["CRM Contact FID", "CRM Lead FID", "Last Activity At", "Opted Out", "Do Not Email"];

export function recognise(sample: Sample): Recognition | null {
  const result = (sample.document as {result?: Record<string, unknown>} | undefined)?.result;
  for (const [key, part] of [
    ["visitor_activity", "activities"],
    ["prospect", "prospects"],
  ] as const) {
    const listed = result?.[key];
    if (listed !== undefined)
      return {
        score: 0.97,
        why: `document has result.${key}`,
        part,
        order: part === "prospects" ? -1 : 0,
        records: () => listOf(listed),
      };
  }
  const values = (sample.document as {values?: unknown} | undefined)?.values;
  const keys = Array.isArray(values) ? Object.keys((values[0] ?? {}) as object) : sample.header;
  const has = (...names: string[]) => names.every((name) => keys.includes(name));
  const listed = Array.isArray(values) ? {records: () => values as unknown[]} : {};
  if (has("id", "email", "salesforceId"))
    return {score: 0.8, why: "records have id, email and salesforceId", part: "prospects", order: -1, ...listed};
  if (has("typeName", "prospectId", "visitorId"))
    return {score: 0.9, why: "records have typeName, prospectId and visitorId", part: "activities", ...listed};
  if (has("prospect_id", "type_name"))
    return {score: 0.9, why: "header has prospect_id and type_name", part: "activities", times: TIMES};
  if (has("id", "email", "crm_contact_fid") || has("id", "email", "crm_lead_fid"))
    return {score: 0.8, why: "header has id, email and a crm id", part: "prospects", order: -1, times: TIMES};
  const label = LABELS.find((name) => sample.has(name));
  if (label && sample.has("Email") && (sample.has("Prospect Id") || / FID$/.test(label)))
    return {score: 0.8, why: `header has Email and ${label}`, part: "prospects", order: -1, times: TIMES};
  if (sample.has("Prospect Id", "Visitor Id", "Type"))
    return {score: 0.8, why: "header has Prospect Id, Visitor Id and Type", part: "activities", times: TIMES};
  return null;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : typeof value === "object" && value !== null ? [value] : [];
}
