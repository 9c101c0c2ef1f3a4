// What people of sales and support do: tasks, events of the calendar, cases.
import {each} from "../each.js";
import type {Out, RecordReader, SourceFile} from "../source.js";
import {salesforceAccount, salesforcePerson} from "./keys.js";
import {column, idColumn} from "./objects.js";

/** Who and what a record is about, by the prefix of the ids. */
function partiesOf(file: SourceFile, out: Out) {
  const who = file.keys(file.field("WhoId", "who_id", "ContactId", "contact_id"), (id) => salesforcePerson(id, out));
  const account = file.keys(file.field("AccountId", "account_id"), (id) => out.account("sfacc", id));
  const what = file.keys(file.field("WhatId", "what_id"), (id) => salesforceAccount(id, out));
  return (r: number) => ({person: who(r), account: account(r) || what(r)});
}

export function readWork(file: SourceFile, out: Out): RecordReader {
  const id = idColumn(file);
  out.idColumns([id]);
  const parties = partiesOf(file, out);
  const isCase = file.part === "Case";
  const times = (isCase ? ["CreatedDate"] : ["CompletedDateTime", "StartDateTime", "ActivityDate", "CreatedDate"]).map(
    (name) => file.time(column(file, name), {fallback: "UTC"}),
  );
  const ended = file.time(column(file, "ClosedDate"), {fallback: "UTC"});
  const [subject, status, deleted] = each(["Subject", "Status", "IsDeleted"], (name) => column(file, name));
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
