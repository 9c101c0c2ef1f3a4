// Mailchimp: the audience in three files as its ZIP holds them, and what the win-back mailing of March 2026 led to.

import {DAY, WIN_BACK} from "../story.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {type Line, jsonLines, plainCsv} from "./csv.js";
import {hex} from "./ids.js";
import {knownSince, typedEmail} from "./records.js";
import {blank} from "./times.js";

const path = (kind: string): string => `mailchimp/${kind}_members_export.csv`;
const CAMPAIGN = "mailchimp/win-back-2026-03.ndjson";
const HEAD =
  "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS".split(
    ",",
  );

export function mailchimp(cast: Cast, book: Book): ExportFile[] {
  const own = cast.members.filter(({random}) => random.fork("newsletter").chance(0.6));
  const [subscribed, unsubscribed, cleaned]: [Line[], Line[], Line[]] = [[], [], []];
  own.forEach((member, i) => {
    const row = subscriber(member, i, book);
    const left = blank(Math.min(cast.end - DAY, knownSince(member) + 70 * DAY));
    if (i % 9 === 4) unsubscribed.push([...row, left, "Product news", "aa01", "NORMAL", ""]);
    else if (i % 31 === 7) cleaned.push([...row, left, "Product news", "aa01"]);
    else subscribed.push(row);
  });
  book.plant(path("subscribed"), "no valid e-mail address");
  subscribed.push(subscribed[0]!.with(0, "n/a").with(17, "0badbadbad"));
  return [
    [path("subscribed"), plainCsv([HEAD, ...subscribed])],
    [
      path("unsubscribed"),
      plainCsv([
        [...HEAD, "UNSUB_TIME", "UNSUB_CAMPAIGN_TITLE", "UNSUB_CAMPAIGN_ID", "UNSUB_REASON", "UNSUB_REASON_OTHER"],
        ...unsubscribed,
      ]),
    ],
    [path("cleaned"), plainCsv([[...HEAD, "CLEAN_TIME", "CLEAN_CAMPAIGN_TITLE", "CLEAN_CAMPAIGN_ID"], ...cleaned])],
    [CAMPAIGN, winBack(cast, book)],
  ];
}

function subscriber(member: Member, i: number, book: Book): Line {
  const {person, random} = member;
  const [joined, euid] = [
    blank(knownSince(member) + 60_000),
    book.key(member, "mailchimp", hex(random.fork("euid"), 10)),
  ];
  const email = book.key(member, "email", typedEmail(member, "mailchimp"));
  const tags = member.account ? '"Customer","Team"' : '"Trial"';
  const place = ["", "", "", "", "", person.country, ""];
  return [
    email,
    person.firstName,
    person.lastName,
    2 + (i % 4),
    joined,
    "",
    joined,
    "",
    ...place,
    joined,
    51_000_000 + i,
    euid,
    "",
    tags,
  ];
}

/** One object a person, keyed by the address; most did nothing with it. */
function winBack(cast: Cast, book: Book): string {
  const asked = cast.members.filter((member) => member.user !== null && knownSince(member) < WIN_BACK.from - 60 * DAY);
  const lines = asked.map((member) => {
    const opens = member.happenings.filter(
      ({name, ts}) => name === "email_open" && WIN_BACK.from <= ts && ts < WIN_BACK.to + DAY,
    );
    const actions = opens.flatMap(({ts}) => [
      {action: "open", timestamp: blank(ts), url: null, ip: "192.0.2.40"},
      {action: "click", timestamp: blank(ts + 20_000), url: "https://harbour.example/back", ip: "192.0.2.40"},
    ]);
    return {[book.key(member, "email", member.person.email)]: actions};
  });
  return jsonLines(lines);
}
