// Segment: tables of the warehouse for 2025, raw calls since then. People who use the product in a browser.

import type {Happening} from "../model.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {type Line, jsonLines, plainCsv} from "./csv.js";
import {uuid} from "./ids.js";
import {propertiesOf, trackedAs} from "./product.js";
import {segmentBrowser, typedEmail} from "./records.js";
import {blank, isoMs} from "./times.js";

const RAW_SINCE = Date.UTC(2026, 0, 1);
const path = (name: string): string => `segment/${name}`;
const [CALLS, TRACKS] = [path("calls-2026.ndjson"), path("warehouse/tracks.csv")];

interface Track {
  readonly id: string;
  readonly ts: number;
  readonly user: string;
  readonly browser: string | null;
  readonly name: string;
  readonly happening: Happening;
}

export function segment(cast: Cast, book: Book): ExportFile[] {
  const own = cast.members.filter(({user, person}) => user !== null && person.device === "desktop");
  const tracks = own.flatMap((member) => tracksOf(member, cast, book)).sort((a, b) => a.ts - b.ts);
  const old = tracks.filter(({ts}) => ts < RAW_SINCE);
  const raw = tracks.filter(({ts}) => ts >= RAW_SINCE);
  return [
    [path("warehouse/identifies.csv"), plainCsv(identifies(own, cast, book))],
    [TRACKS, plainCsv(tracksTable(old, book))],
    [CALLS, calls(raw, own, cast, book)],
  ];
}

function tracksOf(member: Member, cast: Cast, book: Book): Track[] {
  const {random, user, happenings} = member;
  const stream = random.fork("segment");
  return happenings.flatMap((happening): Track[] => {
    const name = trackedAs(happening);
    if (name === null) return [];
    const browser = happening.anonymous ? segmentBrowser(cast.seed, happening.anonymous) : null;
    if (browser) book.key(member, "segment", browser);
    return [{id: uuid(stream), ts: happening.ts, user: book.key(member, "user", user!), browser, name, happening}];
  });
}

/** At sign-up the app says who the user is. */
function identifies(own: readonly Member[], cast: Cast, book: Book): Line[] {
  const head = "id,anonymous_id,user_id,email,name,plan,received_at,timestamp".split(",");
  const rows = own.map((member): Line => {
    const {person, user} = member;
    const browser = person.anons[0] ? book.key(member, "segment", segmentBrowser(cast.seed, person.anons[0])) : null;
    const at = person.signup! + 1000;
    const email = book.key(member, "email", typedEmail(member, "segment"));
    const name = `${person.firstName} ${person.lastName}`;
    return [
      uuid(member.random.fork("identify")),
      browser,
      user,
      email,
      name,
      member.account?.plan ?? "free",
      blank(at + 400),
      blank(at),
    ];
  });
  return [head, ...rows, secondUser(own[7]!, book)];
}

/** Somebody signed up twice with one address: two users that must not be joined by it. */
function secondUser({person, user, random}: Member, book: Book): Line {
  const again = book.key({}, "user", `${user}-2`);
  book.dispute();
  const at = person.signup! + 40 * 86_400_000;
  return [uuid(random.fork("again")), null, again, person.email, person.firstName, "free", blank(at + 400), blank(at)];
}

/** The table of all tracks: no properties, times in UTC without saying so. One row delivered to the table and the raw file. */
function tracksTable(tracks: readonly Track[], book: Book): Line[] {
  const head = "id,received_at,anonymous_id,user_id,event,event_text,original_timestamp,sent_at,timestamp".split(",");
  const rows = tracks.map(({id, ts, user, browser, name}): Line => {
    const slug = name.toLowerCase().replaceAll(" ", "_");
    return [
      id,
      `${blank(ts)}.640`,
      browser,
      user,
      slug,
      name,
      `${blank(ts)}.120`,
      `${blank(ts)}.510`,
      `${blank(ts)}.250`,
    ];
  });
  book.plant(TRACKS, "no identity");
  book.plant(TRACKS, "impossible date");
  const spoilt = rows.slice(2, 4).map((row, i) => row.with(0, `spoilt-${i}`));
  return [
    head,
    ...rows,
    spoilt[0]!.with(2, null).with(3, null),
    spoilt[1]!.with(1, null).with(6, null).with(7, null).with(8, "2025-02-30 09:10:11.000"),
  ];
}

function calls(tracks: readonly Track[], own: readonly Member[], cast: Cast, book: Book): string {
  const records: object[] = tracks.map(call);
  const alias = own.slice(10, 12).map((member, i) => aliased(member, i, book));
  const groups = own.filter(({account}) => account?.owner).map((member) => grouped(member, cast));
  const again = records.slice(20, 23);
  book.plant(CALLS, "duplicate id", again.length);
  book.plant(CALLS, "no identity");
  book.plant(CALLS, "not JSON");
  const nobody = {...(records[5] as {messageId: string}), messageId: "ajs-nobody", userId: null, anonymousId: null};
  const cut = JSON.stringify(records[6]).slice(0, 120);
  return jsonLines([...alias, ...groups, ...records, ...again, nobody]) + cut;
}

function call({id, ts, user, browser, name, happening}: Track): object {
  return {
    type: "track",
    messageId: `ajs-${id}`,
    userId: user,
    ...(browser && {anonymousId: browser}),
    event: name,
    properties: propertiesOf(happening),
    context: {page: {path: "/app"}},
    timestamp: isoMs(ts + 250),
    sentAt: isoMs(ts + 510),
    receivedAt: isoMs(ts + 640),
  };
}

/** Before they had an account of their own these used a trial's temporary id. */
function aliased(member: Member, i: number, book: Book): object {
  const at = isoMs(RAW_SINCE + i * 60_000);
  const previousId = book.key(member, "user", `trial-${member.place}`);
  return {type: "alias", messageId: `ajs-alias-${i}`, previousId, userId: member.user, timestamp: at, receivedAt: at};
}

function grouped({person, user, account}: Member, {end}: Cast): object {
  const at = isoMs(Math.min(end - 1, Math.max(person.signup!, RAW_SINCE) + 2000));
  const traits = {name: account!.name, domain: account!.domain, employees: account!.employees};
  return {
    type: "group",
    messageId: `ajs-group-${user}`,
    userId: user,
    groupId: account!.id,
    traits,
    timestamp: at,
    receivedAt: at,
  };
}
