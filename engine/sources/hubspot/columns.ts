// HubSpot's properties by their internal names, under the labels and paths that each form of export gives them.
import type {Field, Sample, SourceFile} from "../source.js";

/** Labels of the CSV of the user interface; languages besides English unconfirmed. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  hs_object_id: ["Record ID", "Datensatz-ID", "ID de l'enregistrement", "ID de registro", "ID de objeto"],
  email: ["Email", "E-Mail", "E-Mail-Adresse", "E-mail", "Adresse e-mail", "Correo", "Correo electrónico"],
  hs_additional_emails: ["Additional email addresses", "Additional emails", "Weitere E-Mail-Adressen"],
  createdate: [
    "Create Date",
    "Created Date",
    "Erstellungsdatum",
    "Erstelldatum",
    "Date de création",
    "Fecha de creación",
  ],
  lifecyclestage: ["Lifecycle Stage", "Lifecycle-Phase", "Phase du cycle de vie", "Etapa del ciclo de vida"],
  associatedcompanyid: [
    "Associated Company IDs",
    "Associated Company ID",
    "Primary Associated Company ID",
    "Zugeordnete Unternehmen-IDs",
  ],
  associatedcontactid: ["Associated Contact IDs", "Associated Contact ID"],
  hs_merged_object_ids: ["Merged object IDs", "Merged record IDs", "Merged contact IDs"],
  hs_calculated_merged_vids: ["Merged vids with timestamps of a contact"],
  lastmodifieddate: ["Last Modified Date", "Datum der letzten Änderung"],
  domain: ["Company Domain Name", "Company domain", "Website URL", "Domainname des Unternehmens"],
  dealstage: ["Deal Stage", "Deal-Phase"],
  dealtype: ["Deal Type", "Deal-Typ"],
  closedate: ["Close Date", "Abschlussdatum", "Date de fermeture", "Fecha de cierre"],
  amount: ["Amount", "Betrag", "Montant", "Valor"],
  deal_currency_code: ["Currency", "Währung"],
  hs_is_closed_won: ["Is Closed Won", "Is closed won"],
};

/** The decimal mark of amounts that do not prove one: that of the label's language. */
export const decimalMark = (label: string): "," | "." => (/^(betrag|montant|valor)$/i.test(label.trim()) ? "," : ".");

/** What a HubSpot table has besides its record id. */
const MARKS = ["lifecyclestage", "createdate", "dealstage"];

/** The property as a field: a label, a path into API records, or a warehouse column. */
export function property(file: SourceFile, name: string): Field {
  return file.field(
    ...(LABELS[name] ?? []),
    `properties.${name}.value`,
    `properties.${name}`,
    `property_${name}`,
    `properties_${name}`,
    name,
  );
}

/** Value fields of API records: `properties.x`, or `properties.x.value` of the old endpoints. */
export function apiProperty(file: SourceFile, name: string): Field {
  const [plain, old] = [file.field(`properties.${name}`), file.field(`properties.${name}.value`)];
  const at = (r: number) => (typeof plain.raw(r) === "object" ? old : plain);
  return {
    name,
    present: plain.present,
    text: (r) => at(r).text(r),
    raw: (r) => at(r).raw(r),
    number: (r) => at(r).number(r),
    flag: (r) => at(r).flag(r),
    json: (r) => at(r).json(r),
  };
}

/** True when the header has a label of the property. */
export function hasLabel(sample: Sample, name: string): boolean {
  return (LABELS[name] ?? []).some((label) => sample.has(label));
}

export function isExport(sample: Sample): boolean {
  const labelled = hasLabel(sample, "hs_object_id");
  return (
    labelled &&
    (MARKS.some((name) => hasLabel(sample, name)) || sample.has("Contact owner") || sample.has("Company name"))
  );
}

/** Columns that tell when a stage of the lifecycle was entered: the stage by its value or label, and the column. */
export function stageColumns(file: SourceFile): {stage: string; field: Field}[] {
  const found = file.names.flatMap((name) => {
    const stage = stageIn(name);
    return stage === null
      ? []
      : [{stage, rank: /^date entered|date_entered/i.test(name) ? 1 : 0, field: file.field(name)}];
  });
  // The same stage may have a column of either kind; the older one tells it.
  return found.sort((a, b) => a.rank - b.rank);
}

const BECAME = /^became an? (.+?) date$/i;
const ENTERED = /^date entered ["']?(.+?) \((?:lifecycle stage pipeline|lifecycle[^)]*)\)["']?$/i;
const INTERNAL = /^(?:property_|properties_)?hs_(?:lifecyclestage_(.+)_date|(?:v2_)?date_entered_(.+))$/i;

/** The stage that a column's name speaks of, in the spelling of the API where it is a standard one; else null. */
export function stageIn(name: string): string | null {
  const match = BECAME.exec(name.trim()) ?? ENTERED.exec(name.trim()) ?? INTERNAL.exec(name.trim());
  const text = match && (match[1] ?? match[2]);
  return text ? plainStage(text) : null;
}

const TRANSLATED: Readonly<Record<string, string>> = {
  kunde: "customer",
  client: "customer",
  cliente: "customer",
  abonnent: "subscriber",
  abonné: "subscriber",
  suscriptor: "subscriber",
};

export function plainStage(text: string): string {
  const plain = text.trim().toLowerCase();
  return (
    TRANSLATED[plain] ??
    (/^[a-z ]+$/.test(plain) && STANDARD.has(plain.replaceAll(" ", "")) ? plain.replaceAll(" ", "") : plain)
  );
}

export const STANDARD = new Map<string, readonly [name: string, stage: string | null]>([
  ["subscriber", ["became a subscriber", "awareness"]],
  ["lead", ["became a lead", "acquisition"]],
  ["marketingqualifiedlead", ["became a marketing qualified lead", "acquisition"]],
  ["salesqualifiedlead", ["became a sales qualified lead", "acquisition"]],
  ["opportunity", ["became an opportunity", "acquisition"]],
  ["customer", ["became a customer", "acquisition"]],
  ["evangelist", ["became an evangelist", "advocacy"]],
  ["other", ["became other", null]],
]);
/** The standard stages in the order in which a customer goes through them. */
export const ORDER = [...STANDARD.keys()];
