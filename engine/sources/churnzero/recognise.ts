// Which files are ChurnZero's, and what each of them holds.
import type {Recognition, Sample} from "../source.js";

/** Names of the import layout, and the labels of lists in the user interface. */
export const ACCOUNT = ["accountExternalId", "Account External ID"];
export const CONTACT = ["contactExternalId", "Contact External ID"];
export const EVENT = ["eventName", "Event Name"];
export const EVENT_DATE = ["eventDate", "Event Date"];
export const TASK = ["task_name", "Task Name", "Task"];
export const COMPLETED = ["completed_date", "Completed Date", "Date Completed"];
const DUE = ["due_date", "Due Date"];

export function recognise(sample: Sample): Recognition | null {
  const any = (names: readonly string[]) => names.find((name) => sample.has(name));
  const found = (part: string, why: string, score = 0.95, order = 0): Recognition => ({
    score,
    why,
    part,
    order,
    times: [...EVENT_DATE, ...COMPLETED, ...TIMES],
  });
  if (sample.records.length > 0 && sample.has("action", "accountExternalId"))
    return found("calls", "records have action and accountExternalId");
  const [account, event, contact, task] = [ACCOUNT, EVENT, CONTACT, TASK].map(any);
  if (account) {
    if (event) return found("events", `header has ${account} and ${event}`);
    if (task && any([...DUE, ...COMPLETED])) return found("tasks", `header has ${account}, ${task} and its date`, 0.9);
    return contact
      ? found("contacts", `header has ${account} and ${contact}`, 0.95, -1)
      : found("accounts", `header has ${account}`, 0.9, -1);
  }
  if (
    sample.has("journey_id", "begin_date", "account_id") ||
    sample.has("begin_date", "end_date", "is_completed", "account_id")
  )
    return found("journeys", "header has begin_date, is_completed and account_id", 0.8);
  return recogniseWarehouse(sample, found);
}

const TIMES = ["begin_date", "end_date", "event_date", "object_created_date", "object_last_modified_date"];

type Found = (part: string, why: string, score?: number, order?: number) => Recognition;

const ACCOUNT_MARKS = ["next_renewal_date", "total_contract_amount", "license_count", "is_active", "crm_id"];

// Accounts and contacts give ids to what refers to them, and types of events their names, so they are read first.
function recogniseWarehouse(sample: Sample, found: Found): Recognition | null {
  if (sample.has("event_type_id", "event_date") && (sample.has("account_id") || sample.has("contact_id")))
    return found("warehouseEvents", "header has event_type_id and event_date", 0.85);
  if (sample.has("account_id") && (sample.has("task_status_id") || sample.has("task_priority_id")))
    return found("tasks", "header has account_id and the status or priority of a task", 0.85);
  if (sample.has("account_id", "external_id", "crm_id", "object_created_date"))
    return found("warehouseContacts", "header has account_id, external_id and crm_id", 0.8, -1);
  if (sample.has("id", "external_id") && !sample.has("account_id")) {
    const marks = ACCOUNT_MARKS.filter((name) => sample.has(name));
    if (marks.length >= 2) return found("warehouseAccounts", `header has external_id and ${marks[0]}`, 0.75, -2);
  }
  if (sample.has("contact_id", "name", "value") && !sample.has("timestamp"))
    return found("customs", "header has contact_id, name and value", 0.55, -1);
  if (sample.has("id", "name") && /event_types?\b/i.test(sample.path))
    return found("types", "header has id and name, and the file is called event_type", 0.7, -2);
  const [, kind] = /task_(status|priorit)(?:y|e?s|ies)?\b/i.exec(sample.path) ?? [];
  if (kind && sample.has("id", "name"))
    return kind.toLowerCase() === "status"
      ? found("statuses", "header has id and name, and the file is called task_status", 0.7, -2)
      : found("priorities", "header has id and name, and the file is called task_priority", 0.7, -2);
  return null;
}
