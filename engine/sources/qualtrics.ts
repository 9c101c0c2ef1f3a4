// Qualtrics (surveys): CSV and TSV with three header rows (short name, question text, ImportId as JSON), legacy files with two, API JSON.
//
// Formats: Qualtrics' "understanding your dataset". Unconfirmed there: the JSON shape `responses[].values`, codes of Status besides 32 and 36.
import {isNpsQuestion, npsScore} from "./nps.js";
import {respond, tellScores} from "./responses.js";
import {salesforcePerson} from "./salesforce/keys.js";
import {
  hasSalesforceForm,
  type Field,
  type Out,
  type RecordReader,
  type SourceFile,
  type SourceReader,
} from "./source.js";
import {isImportId} from "./qualtrics/recognise.js";

export const qualtrics: SourceReader = {read, finish: tellScores};

/** Columns about the response, not answers. */
const ABOUT = new Set([
  "startdate",
  "enddate",
  "status",
  "ipaddress",
  "progress",
  "duration (in seconds)",
  "finished",
  "recordeddate",
  "responseid",
  "recipientlastname",
  "recipientfirstname",
  "recipientemail",
  "externalreference",
  "externaldatareference",
  "locationlatitude",
  "locationlongitude",
  "distributionchannel",
  "userlanguage",
  "responseset",
  "_recordid",
]);

const LEGACY = /^(name|email ?address|recipient ?id)$/i;

function read(file: SourceFile, out: Out): RecordReader {
  const at = (...names: string[]) =>
    file.part === "json" ? file.field(`values.${keyIn(file, names)}`) : file.field(...names);
  const zone = zoneOf(file);
  const time = (...names: string[]) => file.time(at(...names), {named: zone, fallback: "UTC"});
  const [ended, recorded] = [time("endDate", "EndDate"), time("recordedDate", "RecordedDate")];
  const id = file.field("ResponseId", "responseId", "ResponseID", "_recordId");
  out.idColumns([id]);
  const [status, finished] = [at("status", "Status"), at("finished", "Finished")];
  const email = file.keys(at("recipientEmail", "RecipientEmail", "EmailAddress"), (text) => out.email(text));
  const reference = file.keys(
    at(...(file.options.userId ? [file.options.userId] : []), "externalDataReference", "ExternalReference"),
    (text) => userKey(text, out),
  );
  const survey = surveyName(file);
  const questions = questionsOf(file).filter(({name}) => file.part !== "legacy" || !LEGACY.test(name));
  const nps = npsOf(questions, file.options.npsQuestion);
  if (file.part !== "json") out.carry(questions.map(({field}) => field));
  const anonymous = file.keys(id, (text) => out.visitor("qualtrics", text));
  return (r) => {
    const left = leftOut(status.text(r));
    if (left && out.leaveOut(left, status)) return;
    const when = ended.text(r) === null ? recorded : ended;
    const problem = when.problem(r);
    if (problem) return out.reject(problem, when);
    if (!id.text(r)) return out.reject("no response id", id);
    const score = nps ? npsScore(nps.field.text(r)) : null;
    respond(file, out, {
      id: id.text(r),
      survey,
      ts: when.at(r),
      dayOnly: when.dayOnly(r),
      person: out.same([reference(r), email(r)]),
      visitor: anonymous(r),
      complete: finished.flag(r) ?? true,
      answers: file.part === "json" ? jsonAnswers(file.record(r)) : {},
      nps: score === null ? null : {question: nps!.name, score},
    });
  };
}

/** A CRM id in the reference is common, and tells more than an unknown user id. */
function userKey(text: string, out: Out): number {
  const inCrm = hasSalesforceForm(text) ? salesforcePerson(text, out) : 0;
  if (inCrm) return inCrm;
  return text.includes("@") ? out.email(text) : out.person("user", text);
}

function leftOut(status: string | null): string | null {
  const text = status?.toLowerCase() ?? "";
  if (/preview/.test(text) || text === "1") return "preview";
  if (/spam/.test(text) || text === "8") return "spam";
  return /test/.test(text) || text === "2" ? "test response" : null;
}

// Only some columns carry the zone; that of StartDate counts for all.
function zoneOf(file: SourceFile): string | null {
  const cells = file.headerRows.flat().filter(isImportId);
  const start =
    cells.find((cell) => /startDate/i.test(cell) && /timeZone/.test(cell)) ??
    cells.find((cell) => /timeZone/.test(cell));
  const zone = start === undefined ? null : (/timeZone"+\s*:\s*"+([^"]+)"/.exec(start)?.[1] ?? null);
  return zone === "Z" ? "UTC" : zone;
}

interface Question {
  readonly name: string;
  readonly text: string;
  readonly field: Field;
}

function questionsOf(file: SourceFile): Question[] {
  const texts = file.headerRows[1] ?? [];
  if (file.part === "json")
    return Object.keys(firstValues(file))
      .filter(isAnswer)
      .map((name) => ({name, text: name, field: file.field(`values.${name}`)}));
  return file.names.flatMap((name, i) =>
    !isAnswer(name) ? [] : [{name, text: `${texts[i] ?? ""} ${name}`.trim(), field: file.field(name)}],
  );
}

const isAnswer = (name: string): boolean => !ABOUT.has(name.toLowerCase());

/** The question with the score: by its text, by the option, or because the export grouped its answers. */
function npsOf(questions: readonly Question[], option: string | undefined): Question | undefined {
  const grouped = new Set(questions.flatMap(({name}) => /^(.+)_NPS_GROUP$/.exec(name)?.[1] ?? []));
  return (
    questions.find(({text, name}) => !/_NPS_GROUP$/.test(name) && isNpsQuestion(text, option)) ??
    (option === undefined ? questions.find(({name}) => grouped.has(name)) : undefined)
  );
}

const valuesIn = (record: unknown): Record<string, unknown> =>
  (record as {values?: Record<string, unknown>} | undefined)?.values ?? {};

function firstValues(file: SourceFile): Record<string, unknown> {
  return valuesIn((file.document as {responses?: unknown[]} | undefined)?.responses?.[0] ?? file.first);
}

/** The spelling of a key that the file has; the API's own comes first. */
function keyIn(file: SourceFile, names: readonly string[]): string {
  const known = firstValues(file);
  return names.find((name) => Object.hasOwn(known, name)) ?? names[0]!;
}

function jsonAnswers(record: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(valuesIn(record)).filter(([name]) => isAnswer(name)));
}

/** The survey is not named in the file; its own name is the best there is. */
function surveyName({path}: SourceFile): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.(csv|tsv|json|ndjson|gz|zip|txt)(?=\.|$)/gi, "");
}
