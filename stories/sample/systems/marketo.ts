// Marketo: bulk extracts of leads and of activities, one file a half-year. Marketing outside Europe.

import type {Happening} from "../model.js";
import type {Random} from "../random.js";
import {DAY} from "../story.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {type Line, plainCsv} from "./csv.js";
import {accountId, contactId, isContact, knownSince, leadId, marketoId, typedEmail, wasLead} from "./records.js";
import {isoSeconds} from "./times.js";

const LEADS = "marketo/leads.csv";
const HEAD =
  "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes".split(
    ",",
  );
/** Jobs cover a month each; here they were put together by half-years. */
const HALVES = [
  {path: "marketo/activities-2025-H1.csv", until: Date.UTC(2025, 6, 1)},
  {path: "marketo/activities-2025-H2.csv", until: Date.UTC(2026, 0, 1)},
  {path: "marketo/activities-2026-H1.csv", until: Infinity},
];

interface Activity {
  readonly ts: number;
  readonly cells: Line;
}

export function marketo(cast: Cast, book: Book): ExportFile[] {
  const own = cast.members.filter(({europe}) => !europe);
  const all = own.flatMap((member) => activitiesOf(member, cast)).sort((a, b) => a.ts - b.ts);
  const merges = mergesOf(own.slice(5, 7), book);
  let from = 0;
  const activities = HALVES.map(({path, until}): ExportFile => {
    const rows = all.filter(({ts}) => from <= ts && ts < until);
    from = until;
    const operational = rows.filter(({cells}) => cells[3] === 13).length;
    if (operational > 0) book.plant(path, "operational record", operational);
    const more = until === Infinity ? [...merges, ...spoilt(path, own, book)] : [];
    return [path, plainCsv([HEAD, ...rows.map(({cells}) => cells), ...more])];
  });
  return [[LEADS, plainCsv(leads(own, cast, book))], ...activities];
}

function leads(own: readonly Member[], cast: Cast, book: Book): Line[] {
  const head =
    "id,email,firstName,lastName,company,createdAt,updatedAt,leadScore,unsubscribed,sfdcLeadId,sfdcContactId,sfdcAccountId";
  const rows = own.map((member): Line => {
    const {firstName, lastName} = member.person;
    const [since, score] = [isoSeconds(knownSince(member)), member.random.fork("score").below(100)];
    return [
      book.key(member, "marketo", marketoId(member)),
      book.key(member, "email", typedEmail(member, "marketo")),
      firstName,
      lastName,
      member.account?.name ?? "null",
      since,
      isoSeconds(knownSince(member) + 20 * DAY),
      score,
      "false",
      wasLead(member) ? book.key(member, "sflead", leadId(member)) : "null",
      isContact(member) ? book.key(member, "sfcontact", contactId(member)) : "null",
      member.sales ? accountId(cast, member.account!) : "null",
    ];
  });
  const host = cast.accounts[1]!.domain;
  const mailbox = [
    book.key({}, "marketo", "1299001"),
    `Sales@${host}`,
    "null",
    "null",
    "null",
    isoSeconds(cast.end - 50 * DAY),
    isoSeconds(cast.end - 50 * DAY),
    3,
    "false",
    "null",
    "null",
    "null",
  ];
  return [head.split(","), ...rows, mailbox];
}

/** What Marketo saw of somebody: how they came, forms, mails. */
function activitiesOf(member: Member, cast: Cast): Activity[] {
  const random = member.random.fork("marketo");
  const since = knownSince(member);
  const made: Activity[] = [activity(random, member, since, 12, "", "", {"Source Type": "Web form fill"})];
  if (member.person.lead !== null)
    made.push(
      activity(random, member, since, 2, "1007", "Ask for a demo", {
        "Webform ID": 1007,
        "Query Parameters": "utm_source=site",
      }),
    );
  for (const happening of member.happenings) made.push(...seen(happening, member, random, since));
  for (const {ts} of touches(member, cast)) made.push(...mails(random, member, ts));
  made.push(
    activity(random, member, since + 60_000, 13, "", "", {
      "Attribute Name": "Lead Score",
      "New Value": 10,
      "Old Value": 0,
    }),
  );
  return made.filter(({ts}) => ts < cast.end);
}

function seen({name, ts}: Happening, member: Member, random: Random, since: number): Activity[] {
  if (name === "visit" && ts >= since)
    return [activity(random, member, ts, 1, "4", "harbour.example/", {"Client IP Address": "192.0.2.7"})];
  if (name === "trial_requested") return [activity(random, member, ts, 46, "", "Trial requested", {Source: "Web"})];
  return [];
}

const touches = (member: Member, {company}: Cast) =>
  company.touches.filter(
    ({who, channel, ts}) => who === member.person && channel === "email" && ts >= knownSince(member),
  );

/** A mail goes out, arrives, is opened, and sometimes a link in it is clicked. */
function mails(random: Random, member: Member, opened: number): Activity[] {
  const mail = (ts: number, type: number): Activity =>
    activity(random, member, ts, type, "210", "Product news", {"Step ID": 3});
  const clicked = random.chance(0.4) ? [mail(opened + 30_000, 11)] : [];
  return [mail(opened - 7_200_000, 6), mail(opened - 7_140_000, 7), mail(opened, 10), ...clicked];
}

function activity(
  random: Random,
  member: Member,
  ts: number,
  type: number,
  id: string,
  value: string,
  attributes: object,
): Activity {
  const guid = String(900_000_000 + random.below(99_000_000));
  const cells = [
    guid,
    marketoId(member),
    isoSeconds(ts),
    type,
    "null",
    id || "null",
    value || "null",
    JSON.stringify(attributes),
  ];
  return {ts, cells};
}

/** Type 32: the first lead took the place of others. */
function mergesOf(members: readonly Member[], book: Book): Line[] {
  return members.map((member): Line => {
    const lost = book.key(member, "marketo", String(1_190_000 + member.place));
    const attributes = JSON.stringify({"Merge IDs": `[${lost}]`, "Master Updated": false});
    return [
      `91${member.place}0001`,
      marketoId(member),
      isoSeconds(knownSince(member) + 9 * DAY),
      32,
      "null",
      marketoId(member),
      "null",
      attributes,
    ];
  });
}

/** Rows that say nothing: no time, nobody; and one activity delivered a second time. */
function spoilt(path: string, own: readonly Member[], book: Book): Line[] {
  book.plant(path, "no time");
  book.plant(path, "no identity");
  const row = (n: number, lead: string, at: string): Line => [
    `99900000${n}`,
    lead,
    at,
    10,
    "null",
    "210",
    "Product news",
    "{}",
  ];
  return [row(1, marketoId(own[0]!), "null"), row(2, "null", "2026-06-02T09:00:00Z")];
}
