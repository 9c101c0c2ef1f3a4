// SurveyMonkey (after onboarding, two header rows) and Qualtrics (recommendation, three header rows, the clock of Denver).

import type {Answer} from "../surveys.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {type Line, plainCsv, quotedCsv} from "./csv.js";
import {typedEmail} from "./records.js";
import {american, blank, denver} from "./times.js";

const MONKEY = "surveymonkey/After your first days.csv";
const QUALTRICS = "qualtrics/Relationship_2026.csv";

interface Reply {
  readonly member: Member;
  readonly answer: Answer;
}

function repliesTo(cast: Cast, survey: string, since = 0): Reply[] {
  const members = new Map(cast.members.map((member) => [member.person, member]));
  return cast.company.surveys.answers.flatMap((answer): Reply[] => {
    const member = members.get(answer.person);
    return member && answer.survey === survey && answer.ts >= since ? [{member, answer}] : [];
  });
}

export function surveymonkey(cast: Cast, book: Book): ExportFile[] {
  const first =
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1".split(
      ",",
    );
  const head: Line[] = [
    [
      ...first,
      "How satisfied are you with your first days, all in all?",
      "What, if anything, was <strong>hard</strong>?",
    ],
    [...first.map(() => ""), "Response", "Open-Ended Response"],
  ];
  const rows = repliesTo(cast, "onboarding").map(({member, answer: {ts, value}}, i): Line => {
    const email = member.place % 3 === 0 ? "" : book.key(member, "email", typedEmail(member, "surveymonkey"));
    const words = value <= 3 ? "Importing,\nand finding colleagues" : "";
    const id = String(118_000_000_000 + i * 907);
    return [
      id,
      "455001",
      american(ts - 180_000),
      american(ts),
      "",
      email,
      member.person.firstName,
      "",
      book.key(member, "user", member.user!),
      value,
      words,
    ];
  });
  book.plant(MONKEY, "not a time");
  const spoilt = rows[0]!.with(0, "118999999999").with(2, "yesterday").with(3, "yesterday");
  return [[MONKEY, plainCsv([...head, ...rows, spoilt])]];
}

const IMPORT_IDS: readonly (readonly [name: string, question: string, id: object])[] = [
  ["StartDate", "Start Date", {ImportId: "startDate", timeZone: "America/Denver"}],
  ["EndDate", "End Date", {ImportId: "endDate", timeZone: "America/Denver"}],
  ["Status", "Response Type", {ImportId: "status"}],
  ["Progress", "Progress", {ImportId: "progress"}],
  ["Finished", "Finished", {ImportId: "finished"}],
  ["RecordedDate", "Recorded Date", {ImportId: "recordedDate", timeZone: "America/Denver"}],
  ["ResponseId", "Response ID", {ImportId: "_recordId"}],
  ["RecipientEmail", "Recipient Email", {ImportId: "recipientEmail"}],
  ["ExternalReference", "External Data Reference", {ImportId: "externalDataReference"}],
  ["Q1", "How likely are you to recommend Harbour\nto a friend or colleague?", {ImportId: "QID1"}],
];

export function qualtrics(cast: Cast, book: Book): ExportFile[] {
  const head = [IMPORT_IDS.map(([name]) => name), IMPORT_IDS.map(([, question]) => question)];
  const ids = IMPORT_IDS.map(([, , id]) => JSON.stringify(id));
  const rows = repliesTo(cast, "relationship", Date.UTC(2026, 0, 1)).map(({member, answer: {ts, value}}, i): Line => {
    const [start, end] = [blank(denver(ts - 95_000)), blank(denver(ts))];
    const email = book.key(member, "email", typedEmail(member, "qualtrics"));
    const user = book.key(member, "user", member.user!);
    return [
      start,
      end,
      "IP Address",
      100,
      "True",
      end,
      `R_${String(i + 1).padStart(4, "0")}xHarbour`,
      email,
      user,
      value,
    ];
  });
  book.plant(QUALTRICS, "preview", 2);
  book.plant(QUALTRICS, "spam");
  const odd = ["Survey Preview", "Survey Preview", "Spam"].map((status, i) =>
    rows[i]!.with(2, status).with(6, `R_odd${i}xHarbour`),
  );
  return [[QUALTRICS, quotedCsv([...head, ids, ...rows, ...odd])]];
}
