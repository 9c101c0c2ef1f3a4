// SurveyMonkey (surveys): responses of the API as JSON, the survey's details as an optional second file, and CSV with two header rows.
//
// Formats: SurveyMonkey/public_api_docs. Unconfirmed there and read where found: the address under metadata.contact.email.value, the zone and order of
// CSV dates (options inputTz and dateOrder).
import {each} from "./each.js";
import {isNpsQuestion, npsScore} from "./nps.js";
import {respond, tellScores} from "./responses.js";
import {shelf} from "./shelf.js";
import type {Out, RecordReader, SourceFile, SourceReader} from "./source.js";
import {plain} from "./surveymonkey/recognise.js";

export const surveymonkey: SourceReader = {read, finish: tellScores};

function read(file: SourceFile, out: Out): RecordReader {
  if (file.part === "details") return readDetails(file, out);
  return file.part === "csv" ? readCsv(file, out) : readJson(file, out);
}

interface Details {
  readonly question: Map<string, string>;
  readonly choice: Map<string, string>;
}
const detailsIn = ({shared}: SourceFile) =>
  shelf(shared, "surveymonkey details", (): Details => ({question: new Map(), choice: new Map()}));

const plainOf = (text: unknown): string => (typeof text === "string" ? plain(text) : "");

function readDetails(file: SourceFile, out: Out): RecordReader {
  const details = detailsIn(file);
  return (r) => {
    const {id, headings, answers} = (file.record(r) ?? {}) as {
      id?: string;
      headings?: {heading?: unknown}[];
      answers?: Record<string, ({id?: string; text?: unknown} | null)[]>;
    };
    details.question.set(String(id), plainOf(headings?.[0]?.heading));
    for (const group of Object.values(answers ?? {}))
      if (Array.isArray(group))
        for (const choice of group) details.choice.set(String(choice?.id), plainOf(choice?.text));
    out.keep();
  };
}

const LEFT_OUT: Readonly<Record<string, string>> = {disqualified: "disqualified", overquota: "over quota"};

function readJson(file: SourceFile, out: Out): RecordReader {
  const details = detailsIn(file);
  const [id, survey, status, mode] = each(["id", "survey_id", "response_status", "collection_mode"], (name) =>
    file.field(name),
  );
  const time = file.time(file.field("date_modified", "date_created"), {fallback: "UTC"});
  const email = file.keys(file.field("metadata.contact.email.value", "metadata.contact.email"), (text) =>
    out.email(text),
  );
  const customs = [...(file.options.userId ? [file.options.userId] : []), "user_id"]
    .map((name) => `custom_variables.${name}`)
    .concat("custom_value")
    .map((name) => file.keys(file.field(name), (text) => customKey(text, out)));
  const custom = (r: number) => customs.reduce((found, read) => found || read(r), 0);
  const recipient = file.keys(file.field("recipient_id"), (key) =>
    key === "0" ? 0 : out.person("surveymonkeyrecipient", key),
  );
  out.idColumns([id]);
  const anonymous = file.keys(id, (key) => out.visitor("surveymonkey", key));
  return (r) => {
    const left = LEFT_OUT[status.text(r) ?? ""] ?? (/preview/.test(mode.text(r) ?? "") ? "preview" : null);
    if (left && out.leaveOut(left, status)) return;
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const answers = jsonAnswers(file.record(r), details);
    const nps = Object.entries(answers).find(([question]) => isNpsQuestion(question, file.options.npsQuestion));
    const score = nps ? npsScore(nps[1]) : null;
    respond(file, out, {
      id: id.text(r),
      survey: survey.text(r) ?? "survey",
      ts: time.at(r),
      dayOnly: time.dayOnly(r),
      visitor: anonymous(r),
      person: out.same([custom(r), email(r), recipient(r)]),
      complete: status.text(r) === "completed",
      answers,
      nps: nps && score !== null ? {question: nps[0], score} : null,
    });
  };
}

interface JsonAnswer {
  choice_id?: unknown;
  text?: unknown;
  choice_metadata?: {weight?: unknown};
}

// Question texts are not in the responses; without the details file ids stand in for them.
type Answer = string | number;

function jsonAnswers(record: unknown, {question, choice}: Details): Record<string, Answer | undefined> {
  const pages = (record as {pages?: {questions?: {id?: unknown; answers?: JsonAnswer[]}[]}[]}).pages ?? [];
  const found = pages
    .flatMap((page) => page.questions ?? [])
    .map(({id, answers}) => {
      const values = (answers ?? []).map(
        (answer): Answer =>
          scalar(answer.text) ??
          scalar(answer.choice_metadata?.weight) ??
          choice.get(String(scalar(answer.choice_id))) ??
          scalar(answer.choice_id) ??
          "",
      );
      return [
        question.get(String(scalar(id))) || `question ${scalar(id)}`,
        values.length === 1 ? values[0] : values.join("; "),
      ];
    });
  return Object.fromEntries(found) as Record<string, Answer | undefined>;
}

const scalar = (value: unknown): Answer | null =>
  typeof value === "string" || typeof value === "number" ? value : null;

function customKey(text: string, out: Out): number {
  return text.includes("@") ? out.email(text) : out.person("user", text);
}

const FIXED =
  /^(respondent ?id|collector ?id|start ?date|end ?date|date (created|modified)|ip ?address|email( ?address)?|first ?name|last ?name|custom ?(data|value)( ?\d+)?)$/i;

function readCsv(file: SourceFile, out: Out): RecordReader {
  const id = file.field("Respondent ID", "RespondentID");
  out.idColumns([id]);
  const [ended, started] = [
    file.field("End Date", "EndDate", "Date Modified"),
    file.field("Start Date", "StartDate", "Date Created"),
  ];
  const [end, start] = [file.time(ended, {fallback: "UTC"}), file.time(started, {fallback: "UTC"})];
  const email = file.keys(file.field("Email Address", "EmailAddress", "Email"), (text) => out.email(text));
  const custom = file.keys(
    file.field(
      ...(file.options.userId ? [file.options.userId] : []),
      "Custom Data 1",
      "Custom Data",
      "CustomData",
      "CustomValue",
    ),
    (text) => customKey(text, out),
  );
  const anonymous = file.keys(id, (key) => out.visitor("surveymonkey", key));
  const collector = file.field("Collector ID", "CollectorID");
  const questions = file.names.filter((name) => !FIXED.test(name)).map((name) => ({name, field: file.field(name)}));
  out.carry(questions.map(({field}) => field));
  const nps = questions.find(({name}) => isNpsQuestion(name, file.options.npsQuestion));
  return (r) => {
    const time = end.text(r) === null ? start : end;
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    if (!id.text(r)) return out.reject("no response id", id);
    const score = nps ? npsScore(nps.field.text(r)) : null;
    respond(file, out, {
      id: id.text(r),
      survey: collector.text(r) ?? "survey",
      ts: time.at(r),
      dayOnly: time.dayOnly(r),
      visitor: anonymous(r),
      person: out.same([custom(r), email(r)]),
      complete: end.text(r) !== null,
      answers: {},
      nps: score === null ? null : {question: nps!.name, score},
    });
  };
}
