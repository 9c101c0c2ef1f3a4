// Which files are HubSpot's, and what each of them holds.
import {hasLabel, isExport} from "./columns.js";
import type {Recognition, Sample} from "../source.js";

/** Is this a file of HubSpot, and which? */
export function recognise(sample: Sample): Recognition | null {
  return recogniseApi(sample) ?? recogniseTable(sample);
}

function recogniseApi({records}: Sample): Recognition | null {
  const first = records[0] as {id?: unknown; properties?: Record<string, unknown>} | null | undefined;
  const properties = first?.properties;
  if (typeof properties !== "object" || properties === null || first?.id === undefined) return null;
  const marked = "hs_object_id" in properties || "lifecyclestage" in properties || "dealstage" in properties;
  if (!marked) return null;
  const part =
    "dealstage" in properties || "dealname" in properties
      ? "dealsApi"
      : "domain" in properties && !("email" in properties)
        ? "companiesApi"
        : "contactsApi";
  return {score: 0.95, why: "records have properties.hs_object_id", part, order: part === "companiesApi" ? -1 : 0};
}

const TIMES = ["Create Date", "Close Date", "Last Modified Date", "timestamp"];

function recogniseTable(sample: Sample): Recognition | null {
  const found = (part: string, why: string, score: number, order = 0): Recognition => ({
    score,
    why,
    part,
    order,
    times: TIMES,
  });
  if ((sample.has("contact_id") || sample.has("vid")) && sample.has("name", "value", "timestamp"))
    return found("history", "header has contact_id, name, value and timestamp", 0.8, -1);
  const synced = sample.header.some((name) =>
    /^propert(y|ies)_(hs_|lifecyclestage|createdate|dealstage|domain)/i.test(name),
  );
  if (!synced && !isExport(sample)) return null;
  const why = synced ? "header has property_ columns" : "header has Record ID and columns of HubSpot";
  const has = (name: string) =>
    hasLabel(sample, name) || sample.has(`property_${name}`) || sample.has(`properties_${name}`);
  if (has("dealstage")) return found("deals", why, 0.9);
  const company = (has("domain") || sample.has("Company name")) && !has("email") && !sample.has("First Name");
  return company ? found("companies", why, 0.9, -1) : found("contacts", why, 0.9);
}
