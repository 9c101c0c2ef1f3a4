// Which files are ChurnZero's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

export function recognise(sample: Sample): Recognition | null {
  const found = (part: string, why: string, score = 0.95, order = 0): Recognition => ({
    score,
    why,
    part,
    order,
    times: ["eventDate", "begin_date", "end_date", "object_created_date"],
  });
  if (sample.records.length > 0 && sample.has("action", "accountExternalId"))
    return found("calls", "records have action and accountExternalId");
  if (sample.has("accountExternalId")) {
    if (sample.has("eventName")) return found("events", "header has accountExternalId and eventName");
    return sample.has("contactExternalId")
      ? found("contacts", "header has accountExternalId and contactExternalId", 0.95, -1)
      : found("accounts", "header has accountExternalId", 0.9, -1);
  }
  if (
    sample.has("journey_id", "begin_date", "account_id") ||
    sample.has("begin_date", "end_date", "is_completed", "account_id")
  )
    return found("journeys", "header has begin_date, is_completed and account_id", 0.8);
  if (sample.has("account_id", "external_id", "crm_id", "object_created_date"))
    return found("warehouseContacts", "header has account_id, external_id and crm_id", 0.8, -1);
  return null;
}
