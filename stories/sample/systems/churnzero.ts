// ChurnZero, the layout of its imports: accounts, their contacts, and events. Customer success looks after companies that pay.

import type {Account, Happening} from "../model.js";
import {paidSpans} from "../money.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast} from "./cast.js";
import {type Line, windowsCsv} from "./csv.js";
import {typedEmail} from "./records.js";
import {date, isoMinutes} from "./times.js";

const EVENTS = "churnzero/events.csv";

const NAMES: Readonly<Record<string, string>> = {
  invoice_paid: "Invoice Paid",
  subscription_cancelled: "Subscription Cancelled",
  review_posted: "Review Posted",
  case_study: "Case Study",
  reference_call: "Testimonial Call",
};

export function churnzero(cast: Cast, book: Book): ExportFile[] {
  const paying = cast.accounts.filter((account) => paidSpans(account).length > 0);
  return [
    ["churnzero/accounts.csv", windowsCsv(accounts(paying, cast.end))],
    ["churnzero/contacts.csv", windowsCsv(contacts(paying, cast, book))],
    [EVENTS, windowsCsv(events(paying, cast, book))],
  ];
}

function accounts(paying: readonly Account[], end: number): Line[] {
  const head = "accountExternalId,name,website,startDate,endDate,isActive,totalContractAmount,licenseCount".split(",");
  const rows = paying.map((account): Line => {
    const spans = paidSpans(account);
    const last = spans[spans.length - 1]!;
    const now = account.subscriptions[account.subscriptions.length - 1]!;
    const active = last.to >= end;
    return [
      account.id,
      account.name,
      account.domain,
      date(spans[0]!.from),
      active ? "" : date(last.to),
      active ? "Yes" : "No",
      now.amount,
      now.seats,
    ];
  });
  return [head, ...rows];
}

function contacts(paying: readonly Account[], cast: Cast, book: Book): Line[] {
  const rows = cast.members.flatMap((member): Line[] => {
    if (!member.account || !paying.includes(member.account) || member.user === null) return [];
    const {firstName, lastName} = member.person;
    const email = book.key(member, "email", typedEmail(member, "churnzero"));
    return [
      [member.account.id, book.key(member, "user", member.user), email, firstName, lastName, member.person.title],
    ];
  });
  return [["accountExternalId", "contactExternalId", "email", "firstName", "lastName", "cf_Title"], ...rows];
}

function events(paying: readonly Account[], cast: Cast, book: Book): Line[] {
  const rows = cast.company.happenings.flatMap((happening): Line[] => {
    const account = accountOf(happening, paying);
    const person = happening.person && cast.members.find((member) => member.person === happening.person);
    const name = NAMES[happening.name];
    if (!account || !name || (happening.person && !person)) return [];
    return [
      [
        account.id,
        person?.user ?? "",
        name,
        isoMinutes(happening.ts),
        "",
        happening.amount === undefined ? 1 : happening.amount.toFixed(2),
      ],
    ];
  });
  book.plant(EVENTS, "no identity");
  book.plant(EVENTS, "not a time");
  const last = rows[rows.length - 1]!;
  return [
    ["accountExternalId", "contactExternalId", "eventName", "eventDate", "description", "quantity"],
    ...rows,
    last.with(0, "").with(1, ""),
    last.with(3, "n/a"),
  ];
}

const accountOf = ({account, person}: Happening, paying: readonly Account[]): Account | undefined =>
  paying.find((own) => own === (account ?? person?.account));
