// What people of sales and support do: tasks, events of the calendar, cases.
import type {Field, Out, RecordReader, SourceFile} from "../source.js";
import {column, idColumn} from "./objects.js";

/** Who and what a record is about, by the prefix of the ids. */
function partiesOf(file: SourceFile, out: Out) {
  const person = (id: string) =>
    id.startsWith("00Q") ? out.person("sflead", id) : id.startsWith("003") ? out.person("sfcontact", id) : 0;
  const who = file.mapped(file.field("WhoId", "who_id", "ContactId", "contact_id"), person);
  const account = file.mapped(file.field("AccountId", "account_id"), (id) => out.account("sfacc", id));
  const what = file.mapped(file.field("WhatId", "what_id"), (id) =>
    id.startsWith("001") ? out.account("sfacc", id) : 0,
  );
  return (r: number) => ({person: who(r) ?? 0, account: (account(r) ?? 0) || (what(r) ?? 0)});
}

export function readWork(file: SourceFile, out: Out): RecordReader {
  const id = idColumn(file);
  const parties = partiesOf(file, out);
  const isCase = file.part === "Case";
  const times = (isCase ? ["CreatedDate"] : ["CompletedDateTime", "StartDateTime", "ActivityDate", "CreatedDate"]).map(
    (name) => file.time(column(file, name), {fallback: "UTC"}),
  );
  const ended = file.time(column(file, "ClosedDate"), {fallback: "UTC"});
  const [subject, status, deleted] = ["Subject", "Status", "IsDeleted"].map((name) => column(file, name)) as [
    Field,
    Field,
    Field,
  ];
  return (r) => {
    if (deleted.flag(r) && out.leaveOut("deleted", deleted)) return;
    const time = times.find((each) => each.text(r) !== null) ?? times.at(-1)!;
    const problem = time.problem(r);
    if (problem) return out.reject(problem, time);
    const who = parties(r);
    if (!who.person && !who.account) return out.reject("no identity", id);
    const props = {subject: subject.text(r), status: status.text(r)};
    const name = isCase ? "case created" : file.part.toLowerCase();
    out.event({ts: time.at(r), name, id: id.text(r), ...who, stage: null, dayOnly: time.dayOnly(r), props});
    if (isCase && !ended.problem(r))
      out.event({
        ts: ended.at(r),
        name: "case closed",
        id: `${id.text(r)} closed`,
        ...who,
        stage: null,
        dayOnly: ended.dayOnly(r),
        props,
      });
  };
}
