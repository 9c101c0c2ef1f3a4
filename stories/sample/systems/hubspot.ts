// HubSpot, CSV of a contacts view: property labels, wall clock of Berlin without zone or seconds. Self-service and small firms.

import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {type Line, windowsCsv} from "./csv.js";
import {hubspotId, inHubspot, knownSince, typedEmail} from "./records.js";
import {berlin, blank} from "./times.js";

const CONTACTS = "hubspot/hubspot-crm-exports-all-contacts-2026-07-01.csv";
/** Names and times that the CRM gives its life-cycle stages. */
const HEAD = [
  "Record ID",
  "First Name",
  "Last Name",
  "Email",
  "Lifecycle Stage",
  "Create Date",
  "Original Source",
  "Contact owner",
  "Associated Company",
  "Associated Company IDs",
  "Additional email addresses",
  "Merged vids with timestamps of a contact",
  "Became a Subscriber Date",
  "Became a Lead Date",
  "Became a Marketing Qualified Lead Date",
  "Became a Sales Qualified Lead Date",
  "Became an Opportunity Date",
  "Became a Customer Date",
  "Became an Evangelist Date",
];

export function hubspot(cast: Cast, book: Book): ExportFile[] {
  const own = cast.members.filter(inHubspot);
  const rows = own.map((member) => contact(member, cast, book));
  return [[CONTACTS, windowsCsv([HEAD, ...rows, ...traps(cast, book)])]];
}

const clock = (ts: number | null | undefined): string => (ts ? blank(berlin(ts)).slice(0, 16) : "");

function contact(member: Member, cast: Cast, book: Book): Line {
  const {person, account} = member;
  const created = knownSince(member);
  const paid =
    account?.subscriptions.find(({amount, from}) => amount > 0 && from >= created)?.from ?? firstPurchase(member);
  const praise = member.happenings.find(({name}) => /review|case_study|reference/.test(name))?.ts;
  const stage = praise ? "Evangelist" : paid ? "Customer" : person.signup ? "Sales Qualified Lead" : "Lead";
  return [
    book.key(member, "hubspot", hubspotId(member)),
    person.firstName,
    person.lastName,
    book.key(member, "email", typedEmail(member, "hubspot")),
    stage,
    clock(created),
    person.channel.replace("_", " "),
    member.place % 4 === 0 ? "" : "Ivo Marsh",
    account?.name ?? "",
    account ? companyId(cast, member) : "",
    member.place % 23 === 0
      ? book.key(member, "email", `${person.lastName.toLowerCase().replace(/[^a-z]/g, "")}${member.place}@example.net`)
      : "",
    mergedVids(member, book),
    person.seen < created ? clock(person.seen) : "",
    clock(created),
    clock(person.trial),
    clock(person.signup),
    "",
    clock(paid),
    clock(praise),
  ];
}

const companyId = (cast: Cast, {account}: Member): string =>
  String(9_871_000_000 + cast.accounts.indexOf(account!) * 13);

const firstPurchase = ({happenings}: Member): number | undefined =>
  happenings.find(({name}) => name === "purchase")?.ts;

/** Every twentieth contact was two contacts once. */
function mergedVids(member: Member, book: Book): string {
  if (member.place % 20 !== 0) return "";
  const lost = book.key(member, "hubspot", String(30_460_000_000 + member.place));
  return `${lost}:${knownSince(member) + 86_400_000};${hubspotId(member)}:${knownSince(member) + 86_400_000}`;
}

/** A mailbox that is no person, a row with nobody in it, and one that Excel spoilt. */
function traps(cast: Cast, book: Book): Line[] {
  const blanks = (n: number): string[] => Array<string>(n).fill("");
  const host = cast.accounts[0]!.domain;
  const mailbox = [
    book.key({}, "hubspot", "30470000001"),
    "",
    "",
    `info@${host}`,
    "Subscriber",
    clock(cast.end - 9e9),
    "offline sources",
    ...blanks(12),
  ];
  book.plant(CONTACTS, "no identity");
  const nobody = ["", "Sam", "", "", "Lead", clock(cast.end - 8e9), ...blanks(13)];
  return [mailbox, nobody];
}
