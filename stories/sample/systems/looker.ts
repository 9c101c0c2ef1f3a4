// Looker, `json_detail` of a query over support tickets: field names with their view, values apart from how they are shown.

import type {Book, ExportFile} from "./book.js";
import type {Cast} from "./cast.js";
import {typedEmail} from "./records.js";
import {blank} from "./times.js";

export const TICKETS = "looker/support-tickets.json";

const field = (name: string, label: string, type: string): object => ({
  name,
  label,
  label_short: label.split(" ").pop(),
  type,
});

export function looker(cast: Cast, book: Book): ExportFile[] {
  const rows = cast.members.flatMap((member) =>
    member.happenings
      .filter(({name}) => name === "ticket_opened")
      .map(({ts}, i) => ({
        ts,
        "tickets.id": {value: 40_000 + member.place * 20 + i},
        "tickets.created_time": {value: blank(ts)},
        "users.id": {value: book.key(member, "user", member.user!)},
        "users.email": {value: book.key(member, "email", typedEmail(member, "looker"))},
        "tickets.minutes_to_answer": {value: 5 + ((member.place * 37 + i * 11) % 1400), rendered: "in time"},
      })),
  );
  rows.sort((a, b) => a.ts - b.ts);
  book.plant(TICKETS, "no time");
  const spoilt = {...rows[0]!, "tickets.id": {value: 99_001}, "tickets.created_time": {value: null}};
  const lines = [...rows, spoilt].map(({ts: _, ...row}) => JSON.stringify(row));
  const dimensions = [
    field("tickets.id", "Tickets ID", "number"),
    field("tickets.created_time", "Tickets Created Time", "date_time"),
    field("users.id", "Users ID", "string"),
    field("users.email", "Users Email", "string"),
  ];
  const measures = [field("tickets.minutes_to_answer", "Tickets Minutes to Answer", "average")];
  const fields = JSON.stringify({dimensions, measures, table_calculations: [], pivots: []});
  return [[TICKETS, `{"fields":${fields},"timezone":"UTC","truncated":false,"data":[\n${lines.join(",\n")}\n]}\n`]];
}
