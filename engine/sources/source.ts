// What an adapter of a system is: it recognises the system's files and says what each record means. Nothing more. The two are in files of
// their own, since every file that is opened is looked at by all systems, and read by one.
//
// A small adapter, whole. In example/recognise.ts:
//
//     export const recognise = (sample: Sample): Recognition | null =>
//       sample.has("contactId", "eventName") ? {score: 0.9, why: "header has contactId and eventName", part: "events"} : null;
//
// In example.ts:
//
//     export const example: SourceReader = {
//       read(file, out) {
//         // Columns are looked up once a file. A column that is missing reads as null.
//         const when = file.time(file.field("eventDate"), {fallback: "UTC"});
//         const name = file.field("eventName");
//         const who = file.keys(file.field("contactId"), (id) => out.person("user", id));     // once for each different id
//         const mail = file.keys(file.field("email"), (text) => out.email(text));
//         const deleted = file.field("isDeleted");
//         out.carry([file.field("country"), {field: file.field("qty"), as: "quantity"}]);       // properties of every event
//         return (r) => {
//           if (deleted.flag(r) && out.leaveOut("deleted", deleted)) return;
//           const problem = when.problem(r);
//           if (problem) return out.reject(problem, when);
//           const person = out.same([who(r), mail(r)]);                                         // strong join, the record holds both
//           out.event({ts: when.at(r), name: name.text(r) ?? "", person, stage: "engagement", dayOnly: when.dayOnly(r)});
//         };
//       },
//     };
//
// Rules: a record that gives nothing must be rejected or left out with a reason, in short stable words, without values in them.
// JSON files work the same: fields are keys or paths, `field.raw(r)` and `file.record(r)` give the values. Ids are text, always.
// Register the adapter in index.ts.

export {SOURCE_KINDS} from "../ingest/adapter.js";
export type {
  AccountKey,
  EventDraft,
  Field,
  FinalOut,
  Key,
  Members,
  Origin,
  Out,
  Recognition,
  RecordReader,
  Sample,
  Shared,
  Source,
  SourceFile,
  SourceKind,
  SourceReader,
  TimeField,
} from "../ingest/adapter.js";
export type {Layout} from "../ingest/delimited.js";
export {companyDomain, isPublicMail, isRoleMailbox, normalDomain, normalEmail} from "../ingest/email.js";
export {parseJson} from "../ingest/json-text.js";
export {AWARE_THEN_ENGAGED, FIRST_THEN_REPEAT} from "../ingest/repeat-stage.js";
export {hasSalesforceForm, isSalesforceId, longSalesforceId} from "../ingest/salesforce-id.js";
