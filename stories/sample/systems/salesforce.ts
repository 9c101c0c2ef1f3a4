// Salesforce, Data Loader CSV: one file an object, API names, every cell quoted. Sales looks after companies of three users or more.

import type {Account, Subscription} from "../model.js";
import {DAY} from "../story.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {type Line, quotedCsv} from "./csv.js";
import {salesforceId} from "./ids.js";
import {accountId, contactId, inSalesforce, isContact, knownSince, leadId, typedEmail, wasLead} from "./records.js";
import {date, isoMs} from "./times.js";

const OWNER = salesforceId("005", 4);
const WEBINAR = salesforceId("701", 1);
const path = (object: string): string => `salesforce/${object}.csv`;

export function salesforce(cast: Cast, book: Book): ExportFile[] {
  const deals = dealsOf(cast);
  return [
    [path("Account"), quotedCsv(accounts(cast))],
    [path("Contact"), quotedCsv(contacts(cast, book))],
    [path("Lead"), quotedCsv(leads(cast, book))],
    [path("CampaignMember"), quotedCsv(campaign(cast, book))],
    [path("Opportunity"), quotedCsv(opportunities(deals))],
    [path("OpportunityFieldHistory"), quotedCsv(history(deals, book))],
  ];
}

const ofSales = ({accounts: all}: Cast): Account[] => all.filter(({owner, members}) => !owner || members.length >= 3);
const stamp = (ts: number): string[] => [isoMs(ts), isoMs(ts + DAY), isoMs(ts + DAY)];

function accounts(cast: Cast): Line[] {
  const rows = ofSales(cast).map((account): Line => {
    const {name, industry, employees, domain, created, owner} = account;
    const site = cast.accounts.indexOf(account) % 2 ? `https://www.${domain}/` : domain;
    return [
      accountId(cast, account),
      "false",
      "",
      name,
      owner ? "Customer" : "Prospect",
      industry,
      employees,
      site,
      ...stamp(created),
    ];
  });
  const head =
    "Id IsDeleted MasterRecordId Name Type Industry NumberOfEmployees Website CreatedDate LastModifiedDate SystemModstamp";
  return [head.split(" "), ...rows];
}

function contacts(cast: Cast, book: Book): Line[] {
  const head =
    "Id IsDeleted MasterRecordId AccountId FirstName LastName Email Title LeadSource HasOptedOutOfEmail CreatedDate LastModifiedDate SystemModstamp";
  const own = cast.members.filter(isContact);
  const rows = own.map((member): Line => {
    const {firstName, lastName, title, channel} = member.person;
    const email = book.key(member, "email", typedEmail(member, "salesforce"));
    const id = book.key(member, "sfcontact", contactId(member));
    const created = Math.max(knownSince(member), member.account!.created);
    return [
      id,
      "false",
      "",
      accountId(cast, member.account!),
      firstName,
      lastName,
      email,
      title,
      channel,
      "false",
      ...stamp(created),
    ];
  });
  return [head.split(" "), ...rows, ...merged(own.slice(3, 6), cast, book)];
}

/** Duplicates that somebody merged into the contact: deleted, with the master they went into. */
function merged(members: readonly Member[], cast: Cast, book: Book): Line[] {
  return members.map((member, i): Line => {
    const {firstName, lastName, title} = member.person;
    const id = book.key(member, "sfcontact", salesforceId("003", 900 + i));
    const created = knownSince(member) + DAY;
    const account = accountId(cast, member.account!);
    return [
      id,
      "true",
      contactId(member),
      account,
      firstName,
      lastName,
      "",
      title,
      "Import",
      "false",
      ...stamp(created),
    ];
  });
}

const LEAD =
  "Id IsDeleted MasterRecordId FirstName LastName Email Company Status LeadSource Description IsConverted ConvertedDate ConvertedAccountId ConvertedContactId ConvertedOpportunityId CreatedDate SystemModstamp";

function leads(cast: Cast, book: Book): Line[] {
  return [LEAD.split(" "), ...cast.members.filter(wasLead).map((member) => lead(member, cast, book))];
}

function lead(member: Member, cast: Cast, book: Book): Line {
  const {firstName, lastName, channel, lead: at, signup} = member.person;
  const converted = isContact(member);
  const known = [
    book.key(member, "sflead", leadId(member)),
    "false",
    "",
    firstName,
    lastName,
    book.key(member, "email", typedEmail(member, "salesforce lead")),
    member.account?.name ?? "[not provided]",
  ];
  // Text areas hold line breaks and quotes.
  const words =
    member.place % 3 === 0
      ? `Called back.\nSays: "${member.account ? "we plan in spreadsheets" : "next year"}", ask again`
      : "";
  const conversion = converted
    ? [
        "true",
        date(Math.max(signup!, member.account!.created) + DAY),
        accountId(cast, member.account!),
        contactId(member),
        "",
      ]
    : ["false", "", "", "", ""];
  return [...known, converted ? "Qualified" : "Open", channel, words, ...conversion, isoMs(at!), isoMs(at! + DAY)];
}

/** A webinar in February 2026: invited were leads and contacts, some came. */
function campaign(cast: Cast, book: Book): Line[] {
  const head =
    "Id IsDeleted CampaignId LeadId ContactId Status HasResponded CreatedDate FirstRespondedDate SystemModstamp";
  const sent = Date.UTC(2026, 1, 3, 9);
  const asked = cast.members.filter(
    (member) => inSalesforce(member) && knownSince(member) < sent && member.place % 2 === 1,
  );
  const rows = asked.map((member, i): Line => {
    const came = member.random.fork("webinar").chance(0.35);
    const who = isContact(member) ? ["", contactId(member)] : [leadId(member), ""];
    const response = came ? date(sent + (2 + (i % 8)) * DAY) : "";
    const at = sent + i * 1000;
    return [
      salesforceId("00v", i + 1),
      "false",
      WEBINAR,
      ...who,
      came ? "Attended" : "Sent",
      String(came),
      isoMs(at),
      response,
      isoMs(at),
    ];
  });
  book.plant(path("CampaignMember"), "no identity");
  const orphan: Line = [
    salesforceId("00v", 700),
    "false",
    WEBINAR,
    "",
    "",
    "Sent",
    "false",
    isoMs(sent),
    "",
    isoMs(sent),
  ];
  return [head.split(" "), ...rows, orphan];
}

interface Deal {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly type: string;
  readonly amount: number;
  readonly created: number;
  readonly closed: number;
  readonly won: boolean;
}

/** The first payment is new business, one after a pause is won back, a contract of a year or a quarter is renewed. */
function dealsOf(cast: Cast): Deal[] {
  let n = 0;
  return ofSales(cast).flatMap((account) => {
    const paid = account.subscriptions.filter(({amount}) => amount > 0);
    return paid.flatMap((subscription, i): Deal[] => {
      const type = dealType(subscription, paid[i - 1]);
      if (type === null) return [];
      const {from, amount} = subscription;
      const created = Math.max(account.created, from - (9 + (n % 12)) * DAY);
      const name = `${account.name}: ${subscription.plan}`;
      return [
        {
          id: salesforceId("006", ++n),
          account: accountId(cast, account),
          name,
          type,
          amount,
          created,
          closed: from,
          won: true,
        },
      ];
    });
  });
}

function dealType({from}: Subscription, before: Subscription | undefined): string | null {
  if (!before) return "New Business";
  return before.to === from ? "Renewal" : "Win-back";
}

function opportunities(deals: readonly Deal[]): Line[] {
  const head =
    "Id IsDeleted AccountId Name StageName Amount CloseDate Type IsClosed IsWon CreatedDate LastModifiedDate SystemModstamp";
  const rows = deals.map(({id, account, name, type, amount, created, closed}): Line => {
    const times = [isoMs(created), isoMs(closed), isoMs(closed)];
    return [id, "false", account, name, "Closed Won", amount.toFixed(1), date(closed), type, "true", "true", ...times];
  });
  return [head.split(" "), ...rows];
}

/** Stage by stage; the record of creation says nothing more than the opportunity itself. */
function history(deals: readonly Deal[], book: Book): Line[] {
  const head = "Id IsDeleted OpportunityId CreatedById CreatedDate Field OldValue NewValue";
  let n = 0;
  const rows = deals.flatMap(({id, created, closed}) => {
    const middle = created + Math.floor((closed - created) / 2000) * 1000;
    const line = (at: number, field: string, before: string, after: string): Line => [
      salesforceId("017", ++n),
      "false",
      id,
      OWNER,
      isoMs(at),
      field,
      before,
      after,
    ];
    return [
      line(created, "created", "", ""),
      line(middle, "StageName", "Qualification", "Proposal"),
      line(closed, "StageName", "Proposal", "Closed Won"),
    ];
  });
  book.plant(path("OpportunityFieldHistory"), "no change of stage", deals.length);
  return [head.split(" "), ...rows];
}
