// Contacts: their traits, when they were created, and when they entered the stages of the lifecycle.
import {utcInstant} from "../../ingest/utc-instant.js";
import {each} from "../each.js";
import {shelf} from "../shelf.js";
import type {Field, Key, Out, RecordReader, SourceFile, TimeField} from "../source.js";
import {apiProperty, ORDER, plainStage, property, STANDARD, stageColumns, stageIn} from "./columns.js";

interface Entry {
  readonly stage: string;
  readonly ts: number;
  readonly dayOnly: boolean;
  readonly sourceType?: unknown;
}

/** Contacts whose history is in a file of its own. */
const withHistory = ({shared}: SourceFile) => shelf(shared, "contacts with a history", () => new Set<string>());

export function fieldOf(file: SourceFile): (name: string) => Field {
  return file.part.endsWith("Api") ? (name) => apiProperty(file, name) : (name) => property(file, name);
}

/** All properties of a record by their own names. */
export function traitsReader(file: SourceFile): (r: number) => Record<string, unknown> {
  if (file.part.endsWith("Api")) {
    const properties = file.field("properties");
    return (r) => (properties.raw(r) as Record<string, unknown> | undefined) ?? {};
  }
  const fields = file.names.map((name) => file.field(name));
  return (r) => Object.fromEntries(fields.map((field) => [field.name, field.text(r)]));
}

export const listed = (text: string | null): string[] =>
  (text ?? "")
    .split(/[;,]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");

export function readContacts(file: SourceFile, out: Out): RecordReader {
  const at = fieldOf(file);
  const {id, own} = contactId(file);
  const [email, more, companies] = each(["email", "hs_additional_emails", "associatedcompanyid"], at);
  const [merged, chained] = each(["hs_merged_object_ids", "hs_calculated_merged_vids"], at);
  const [created, modified] = [timeOf(file, "createdate", "createdAt"), timeOf(file, "lastmodifieddate", "updatedAt")];
  const gone = file.field("archived", "_fivetran_deleted", "is_deleted");
  const traits = traitsReader(file);
  const stagesOf = stageReader(file, out);
  out.idColumns([id]);
  return (r) => {
    if (gone.flag(r) && out.leaveOut("archived", gone)) return;
    const key = own(r);
    const person = personOf(out, key, email.text(r), listed(more.text(r)));
    if (!person) return out.reject("no identity", id);
    mergedInto(out, person, [...listed(merged.text(r)), ...listed(chained.text(r)).map((pair) => pair.split(":")[0]!)]);
    out.traits(person, traits(r), modified.at(r));
    const accounts = listed(companies.text(r)).map((company) => out.account("hscompany", company));
    for (const account of accounts) out.member(person, account);
    const who = {person, account: accounts[0] ?? 0};
    const name = key ?? out.textOf(person);
    if (!created.problem(r))
      out.event({
        ts: created.at(r),
        name: "contact created",
        id: `${name} created`,
        ...who,
        stage: "acquisition",
        dayOnly: created.dayOnly(r),
      });
    else if (created.text(r) !== null) out.warn(created.problem(r)!, created);
    emitStages(out, stagesOf(r, key), name, who);
  };
}

function contactId(file: SourceFile): {id: Field; own: (r: number) => string | null} {
  const [stated, plain] = [fieldOf(file)("hs_object_id"), file.field("id")];
  if (file.part === "contactsApi") return {id: stated, own: (r) => stated.text(r) ?? plain.text(r)};
  const id = stated.present ? stated : plain;
  return {id, own: (r) => id.text(r)};
}

/** A time by its property; where the API does not give that, by what stands beside the properties. */
export function timeOf(file: SourceFile, property: string, ...beside: readonly string[]): TimeField {
  const ofApi = file.part.endsWith("Api");
  const field = ofApi ? file.field(`properties.${property}`, ...beside) : fieldOf(file)(property);
  return file.time(field, {fallback: "UTC"});
}

function personOf(out: Out, id: string | null, email: string | null, more: readonly string[]): Key {
  return out.same([out.person("hubspot", id), out.email(email), ...more.map((address) => out.email(address))]);
}

function mergedInto(out: Out, person: Key, lost: readonly string[]): void {
  for (const id of lost) if (/^\d+$/.test(id)) out.same([person, out.person("hubspot", id)], "hard");
}

/** When the stages were entered: by the history where there is one, else by the dates of the record. */
function stageReader(file: SourceFile, out: Out): (r: number, id: string | null) => Entry[] {
  const known = withHistory(file);
  if (file.part === "contactsApi") {
    const [history, all] = [file.field("propertiesWithHistory.lifecyclestage"), file.field("properties")];
    return (r) => {
      const entries = history.raw(r);
      if (Array.isArray(entries)) return entries.flatMap((entry: unknown) => historyEntry(entry, out));
      return datesIn((all.raw(r) ?? {}) as Record<string, unknown>, out);
    };
  }
  const columns = stageColumns(file).map(({stage, field}) => ({stage, time: file.time(field, {fallback: "UTC"})}));
  return (r, id) => {
    if (id !== null && known.has(id)) return [];
    const seen = new Set<string>();
    return columns.flatMap(({stage, time}) => {
      if (time.text(r) === null || seen.has(stage)) return [];
      const problem = time.problem(r);
      if (problem) {
        out.warn(problem, time);
        return [];
      }
      seen.add(stage);
      return [{stage, ts: time.at(r), dayOnly: time.dayOnly(r)}];
    });
  };
}

/** The API writes ISO instants with Z, older endpoints epoch milliseconds; what is neither is told. */
function instantIn(value: unknown, name: string, out: Out): number {
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  if (text === "") return NaN;
  const ts = /^\d{11,14}$/.test(text) ? Number(text) : ZONED.test(text) ? utcInstant(text) : NaN;
  if (Number.isNaN(ts)) out.warn("not a time", {name, text: () => text});
  return ts;
}

const ZONED = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?$/;

function historyEntry(entry: unknown, out: Out): Entry[] {
  const {value, timestamp, sourceType} = (entry ?? {}) as {value?: unknown; timestamp?: unknown; sourceType?: unknown};
  // An empty value is a stage that was cleared.
  if (typeof value !== "string" || value.trim() === "") return [];
  if (timestamp === undefined || timestamp === null) out.warn("no time", {name: "timestamp", text: () => null});
  const ts = instantIn(timestamp, "propertiesWithHistory.lifecyclestage.timestamp", out);
  return Number.isNaN(ts) ? [] : [{stage: plainStage(value), ts, dayOnly: false, sourceType}];
}

// Of two dates of one stage the older kind of property tells it, as in a table.
function datesIn(properties: Record<string, unknown>, out: Out): Entry[] {
  const found = new Map<string, Entry>();
  const names = Object.keys(properties).sort(
    (a, b) => Number(/date_entered/i.test(a)) - Number(/date_entered/i.test(b)),
  );
  for (const name of names) {
    const stage = stageIn(name);
    if (stage === null || found.has(stage)) continue;
    const ts = instantIn(properties[name], `properties.${name}`, out);
    if (!Number.isNaN(ts)) found.set(stage, {stage, ts, dayOnly: false});
  }
  return [...found.values()];
}

interface Who {
  readonly person: Key;
  readonly account: number;
}

function emitStages(out: Out, entries: readonly Entry[], id: string, who: Who): void {
  const inTime = [...entries].sort((a, b) => a.ts - b.ts);
  let furthest = -1;
  for (const {stage, ts, dayOnly, sourceType} of inTime) {
    const place = ORDER.indexOf(stage);
    const reversed = place >= 0 && stage !== "other" && place < furthest;
    if (reversed) out.warn("stages were entered in reversed order");
    if (stage !== "other") furthest = Math.max(furthest, place);
    emitStage(out, {stage, ts, dayOnly, sourceType}, id, who, reversed);
  }
}

function emitStage(out: Out, {stage, ts, dayOnly, sourceType}: Entry, id: string, who: Who, reversed: boolean): void {
  const [name, kind] = STANDARD.get(stage) ?? [`lifecycle stage ${stage}`, null];
  // CSV tells minutes, the API milliseconds: one entry of a stage, whichever tells it.
  const minute = new Date(ts).toISOString().slice(0, 16);
  const props = {lifecycle_stage: stage, source_type: sourceType, ...(reversed ? {order_reversed: true} : {})};
  out.event({ts, name, id: `${id} ${stage} ${minute}`, ...who, stage: kind, dayOnly, props});
}

/** The history table of a warehouse: one row a change of one property. */
export function readHistory(file: SourceFile, out: Out): RecordReader {
  const id = file.field("contact_id", "vid", "canonical_vid");
  const [name, value, origin] = [file.field("name"), file.field("value"), file.field("source", "source_type")];
  const time = file.time(file.field("timestamp"), {fallback: "UTC"});
  const known = withHistory(file);
  out.idColumns([id, value, time]);
  return (r) => {
    if (name.text(r)?.toLowerCase() !== "lifecyclestage" && out.leaveOut("change of another property", name)) return;
    if (value.text(r) === null) return out.keep();
    const person = out.person("hubspot", id.text(r));
    if (!person) return out.reject("no identity", id);
    if (time.problem(r)) return out.reject(time.problem(r)!, time);
    known.add(id.text(r)!);
    const entry = {stage: plainStage(value.text(r)!), ts: time.at(r), dayOnly: false, sourceType: origin.text(r)};
    emitStage(out, entry, id.text(r)!, {person, account: 0}, false);
  };
}
