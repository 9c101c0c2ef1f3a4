// The README that goes with the files: what the company is, what happened to it, and what is wrong with the event file.

import type {Company} from "./company.js";
import {DIRT_COUNTS} from "./dirty.js";
import {ANNOTATIONS, START} from "./story.js";
import type {Tables} from "./tables.js";

const CONTENTS: Readonly<Record<keyof Tables, string>> = {
  events: "everything people did, and invoices by account; with dirty rows, see below",
  profiles: "one row for each person known by name: leads and those who signed up",
  links: "which browser turned out to be whose, and when",
  accounts: "companies, customers first, then prospects; `target` marks those on the wish list of sales",
  memberships: "who belongs to which account since when; a few consultants belong to two",
  subscriptions: "what an account pays from when to when; `amount` for each `interval`, 0 for a trial",
  invites: "invitations with their codes; `to` is whoever signed up with the code",
  surveys: "answers: `recommend` 0–10, `satisfaction` 1–5, `effort` 1–7",
  surveyInvites: "who was asked",
  touches:
    "contacts of marketing with people, and with visitors who stayed unknown (`anon:…`); `cost` where there was one",
  annotations: "what to write on the time axis",
};

const day = (ts: number): string => new Date(ts).toISOString().slice(0, 10);
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The README for `company`, with the exact numbers of rows. */
export function readme(company: Company, files: Readonly<Record<keyof Tables, string>>): string {
  return `# ${company.name}: sample data

${company.name} is an invented company that sells planning software by subscription. Its people, customers and addresses are invented
too; any likeness is chance. All of it was made by \`npm run sample\` with seed ${company.seed}: the same seed gives the same bytes.

The data cover ${day(START)} to ${day(company.end - 1)} (${company.people.length} known people, ${company.anonymous.length} browsers). Times are UTC; rows of people in
Brazil and Japan are written in local time with its offset. The last event lies in the last millisecond, so the last month is complete.
Amounts are US dollars in major units.

## Files

${table(["file", "rows", "what"], fileRows(company, files))}

## What happened

${ANNOTATIONS.map(({ts, text}) => `- ${day(ts)}: ${text}`).join("\n")}

What to look for: activation rises with the new onboarding, and so does the recommendation score. The summer campaign brings many
sign-ups by paid social who do not stay. Companies with three or more users, and the plan \`team\`, keep people longest. The new pricing
makes accounts pay less or leave; the win-back campaign brings some of them, and of the people who had gone quiet, back. Weekdays are
busy, weekends and the end of the year are not; on the day of the outage hardly anybody got in.

## Worth knowing

- Before a form or the sign-up a visitor has only an \`anonymous_id\`; \`links.csv\` says who it was. ${sharedBrowsers(company)} browsers of founders
  were also used by a colleague, so those are linked to two people each.
- \`invoice_paid\` carries an \`account_id\` only: nobody did it. Check-outs (\`purchase\`) and \`refund\`s, which are negative, are people's.
- \`plan\` in the event file is the plan of the moment, in \`profiles.csv\` the latest. \`channel\` in the event file stands on visits,
  clicks, mails, forms and sign-ups; on a sign-up it is the channel that first brought the person, as in \`profiles.csv\`.
- \`code\` stands on the invitation that was sent and on the sign-up it led to.

## Dirty rows in ${files.events}

${table(["kind", "rows", "a reader should have it", "note"], dirtRows())}

So the file has ${company.tables.events.length + dirty("all")} rows: ${company.tables.events.length + dirty("kept")} to keep, ${dirty("rejected")} to reject.
`;
}

function fileRows({tables}: Company, files: Readonly<Record<keyof Tables, string>>): (string | number)[][] {
  const names = (Object.keys(files) as (keyof Tables)[]).filter((name) => tables[name].length > 0);
  return names.map((name) => [
    files[name],
    tables[name].length + (name === "events" ? dirty("all") : 0),
    CONTENTS[name],
  ]);
}

function sharedBrowsers({links}: Company): number {
  return links.length - new Set(links.map(({anonymous}) => anonymous)).size;
}

const dirtRows = (): (string | number)[][] =>
  DIRT_COUNTS.map(({kind, rows, outcome, note}) => [kind, rows, outcome, note]);

function dirty(which: "all" | "kept" | "rejected"): number {
  const chosen = DIRT_COUNTS.filter(({outcome}) => which === "all" || outcome === which);
  return chosen.reduce((sum, {rows}) => sum + rows, 0);
}
