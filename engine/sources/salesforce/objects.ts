// Which object a Salesforce file holds, and what its columns are called in each form of export.
import {
  hasSalesforceForm,
  isSalesforceId,
  type Field,
  type Recognition,
  type Sample,
  type SourceFile,
} from "../source.js";

/** Prefix of an id → object. */
const PREFIXES: Readonly<Record<string, string>> = {
  "001": "Account",
  "003": "Contact",
  "00Q": "Lead",
  "006": "Opportunity",
  "701": "Campaign",
  "00v": "CampaignMember",
  "500": "Case",
  "00T": "Task",
  "00U": "Event",
  "005": "User",
  "017": "OpportunityFieldHistory",
  "008": "OpportunityHistory",
};

/** Objects that others refer to are read first. */
const ORDER: Readonly<Record<string, number>> = {Account: -3, Campaign: -3, Opportunity: -2};

/** Columns of a report that hold the object's own id, most special first (labels; German ones unconfirmed). */
const REPORTS: readonly (readonly [object: string, ids: readonly string[]])[] = [
  ["CampaignMember", ["Campaign Member ID", "Member ID"]],
  ["Case", ["Case ID"]],
  ["Opportunity", ["Opportunity ID", "Opportunity-ID"]],
  ["Lead", ["Lead ID", "Lead-ID"]],
  ["Contact", ["Contact ID", "Kontakt-ID"]],
  ["Account", ["Account ID", "Account-ID"]],
];

const TIMES = ["CreatedDate", "ConvertedDate", "FirstRespondedDate", "CloseDate", "LastModifiedDate", "SystemModstamp"];

const found = (object: string, score: number, why: string): Recognition => ({
  score,
  why,
  part: object,
  order: ORDER[object] ?? 0,
  times: TIMES,
});

export function recognise(sample: Sample): Recognition | null {
  const type = typeOf(sample.records[0]);
  if (type) return {...found(type, 0.97, `records have attributes.type ${type}`), order: ORDER[type] ?? 0};
  return recogniseTable(sample) ?? recogniseReport(sample);
}

export function typeOf(record: unknown): string | null {
  const type = (record as {attributes?: {type?: unknown}} | null | undefined)?.attributes?.type;
  return typeof type === "string" ? type : null;
}

function recogniseTable(sample: Sample): Recognition | null {
  const id = firstCell(sample, "Id");
  const has = (...names: string[]) => sample.has(...names) || sample.has(...names.map(snake));
  const marked = has("SystemModstamp") || has("IsDeleted");
  if (id === null || !(marked ? hasSalesforceForm(id) : isSalesforceId(id))) return null;
  const object = has("Field", "OldValue", "NewValue") ? "OpportunityFieldHistory" : PREFIXES[id.slice(0, 3)];
  if (!object) return marked ? found("other", 0.8, "header has Id and SystemModstamp or IsDeleted") : null;
  return found(object, marked ? 0.95 : id.length === 18 ? 0.85 : 0.6, `column Id holds ids of ${object}`);
}

function recogniseReport(sample: Sample): Recognition | null {
  const history = sample.has("Opportunity ID", "New Value", "Edit Date");
  for (const [object, ids] of REPORTS) {
    const id = ids.map((name) => firstCell(sample, name)).find((cell) => cell !== null);
    if (!id || !isSalesforceId(id)) continue;
    const footer = (cells: readonly string[]) => cells.length === 1;
    const part = history ? "OpportunityFieldHistory" : object;
    return {...found(part, 0.8, `a report with the ids of ${object}`), layout: {footer}};
  }
  return null;
}

/** The first cell of a column that is not empty. */
function firstCell({rows, records, header}: Sample, name: string): string | null {
  const at = header.findIndex((column) => column.toLowerCase() === name.toLowerCase());
  if (at < 0) return null;
  const cells =
    rows.length > 0
      ? rows.slice(1).map((row) => row[at])
      : records.map((record) => (record as Record<string, unknown>)[header[at]!]);
  const cell = cells.find((value) => typeof value === "string" && value.trim() !== "");
  return typeof cell === "string" ? cell.trim() : null;
}

const snake = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
const label = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2");

/** Labels of reports that are not the field's name with blanks. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  StageName: ["Stage", "Phase"],
  Email: ["Email Address", "E-Mail"],
  CreatedDate: ["Create Date", "Edit Date", "Erstelldatum", "Erstellungsdatum", "Erstellt am"],
  CloseDate: ["Schlusstermin"],
  Amount: ["Betrag"],
  AccountId: ["Account ID", "Account-ID"],
  OpportunityId: ["Opportunity ID", "Opportunity-ID"],
  ContactId: ["Contact ID", "Kontakt-ID"],
  LeadId: ["Lead ID", "Lead-ID"],
  CampaignId: ["Campaign ID"],
  ConvertedContactId: ["Converted Contact ID"],
  ConvertedAccountId: ["Converted Account ID"],
  IsConverted: ["Converted"],
  IsClosed: ["Closed"],
  IsWon: ["Won"],
  HasResponded: ["Responded"],
  Status: ["Member Status", "Lead Status"],
  Field: ["Field / Event"],
};

/** A field by its API name, also in the spelling of warehouse tables (`created_date`) and of reports (`Created Date`). */
export function column(file: SourceFile, name: string): Field {
  return file.field(name, snake(name), label(name), ...(LABELS[name] ?? []));
}

/** The object's own id: `Id`, or the id column of a report. */
export function idColumn(file: SourceFile): Field {
  const ids = REPORTS.find(([object]) => object === file.part)?.[1] ?? [];
  return file.field("Id", ...ids);
}
