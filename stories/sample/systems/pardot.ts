// Pardot (Account Engagement): API dumps of prospects and of visitor activities, times on the clock of Berlin. Marketing in Europe.

import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {contactId, isContact, knownSince, leadId, pardotId, typedEmail, wasLead} from "./records.js";
import {berlin, blank} from "./times.js";

const PROSPECTS = "pardot/prospects.json";
const ACTIVITIES = "pardot/visitor_activities.json";
const clock = (ts: number): string => blank(berlin(ts));

export function pardot(cast: Cast, book: Book): ExportFile[] {
  const own = cast.members.filter(({europe}) => europe);
  return [
    [
      PROSPECTS,
      dump(
        "prospect",
        own.map((member) => prospect(member, book)),
      ),
    ],
    [ACTIVITIES, dump("visitor_activity", activities(own, cast, book))],
  ];
}

/** As the API prints it, with its escaped slashes; one record a line so that changes can be read. */
function dump(name: string, records: readonly object[]): string {
  const lines = records.map((record) => JSON.stringify(record).replaceAll("/", "\\/"));
  return `{"@attributes":{"stat":"ok","version":1},"result":{"total_results":${records.length},"${name}":[\n${lines.join(",\n")}\n]}}\n`;
}

function prospect(member: Member, book: Book): object {
  const {firstName, lastName} = member.person;
  return {
    id: Number(book.key(member, "pardot", pardotId(member))),
    email: book.key(member, "email", typedEmail(member, "pardot").trim()),
    first_name: firstName,
    last_name: lastName,
    company: member.account?.name ?? null,
    crm_contact_fid: isContact(member) ? book.key(member, "sfcontact", contactId(member)) : null,
    crm_lead_fid: wasLead(member) ? book.key(member, "sflead", leadId(member)) : null,
    score: member.random.fork("score").below(120),
    opted_out: null,
    created_at: clock(knownSince(member)),
  };
}

interface Activity {
  readonly ts: number;
  readonly prospect: string | null;
  readonly visitor: string | null;
  readonly type: number;
  readonly asset: string;
  readonly details: string;
}

function activities(own: readonly Member[], cast: Cast, book: Book): object[] {
  const all = own.flatMap((member) => activitiesOf(member, cast, book)).sort((a, b) => a.ts - b.ts);
  book.plant(ACTIVITIES, "operational record", all.filter(({type}) => type === 3).length);
  const rows = all.map(({ts, prospect: who, visitor, type, asset, details}, i) => ({
    id: 781_000_000 + i * 3,
    visitor_id: visitor,
    prospect_id: who,
    type,
    type_name: asset,
    details,
    email_id: type === 11 || type === 6 ? 440_021 : null,
    campaign_id: 9_021,
    created_at: clock(ts),
  }));
  book.plant(ACTIVITIES, "no time");
  book.plant(ACTIVITIES, "no identity");
  const last = rows.filter(({type}) => type === 20).at(-1)!;
  return [
    ...rows,
    {...last, id: 799_000_001, created_at: "0000-00-00 00:00:00"},
    {...last, id: 799_000_002, visitor_id: null, prospect_id: null},
  ];
}

function activitiesOf(member: Member, cast: Cast, book: Book): Activity[] {
  const {person, place} = member;
  const [who, since] = [pardotId(member), knownSince(member)];
  const visitor = person.anons.length > 0 ? String(330_000_000 + place * 17) : null;
  const made: Activity[] = [];
  for (const {name, ts} of member.happenings) {
    if (name !== "visit") continue;
    const known = ts >= since;
    if (known || visitor)
      made.push({ts, prospect: known ? who : null, visitor, type: 20, asset: "Visit", details: "harbour.example/"});
  }
  if (person.lead !== null)
    made.push({ts: since, prospect: who, visitor, type: 4, asset: "Form", details: "Ask for a demo"});
  if (place % 9 === 0)
    made.push({ts: since + 60_000, prospect: who, visitor, type: 3, asset: "Form", details: "Phone is missing"});
  for (const {who: touched, channel, ts} of cast.company.touches) {
    if (touched !== person || channel !== "email" || ts < since) continue;
    const mail = {prospect: who, visitor: null, asset: "Email Tracker", details: "Product news"};
    made.push({ts: ts - 7_200_000, type: 6, ...mail}, {ts, type: 11, ...mail});
  }
  // A visitor is known once one record names visitor and prospect together.
  if (visitor && made.some(({visitor: seen, prospect: by, type}) => seen && by && type !== 3))
    book.key(member, "pardotvisitor", visitor);
  return made;
}
