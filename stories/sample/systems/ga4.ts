// Google Analytics 4, BigQuery export as JSON lines: whole numbers of 64 bits are text. The public web site since October 2025.

import type {Anonymous, Channel, Happening} from "../model.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {jsonLines} from "./csv.js";
import {googleBrowser} from "./records.js";
import {compactDate} from "./times.js";

const SINCE = Date.UTC(2025, 9, 1);
const [DAILY, INTRADAY] = ["ga4/events_20251001-20260630.ndjson", "ga4/events_intraday_20260630.ndjson"];

const NAMES: Readonly<Record<string, string>> = {
  visit: "page_view",
  pricing_viewed: "page_view",
  docs_viewed: "page_view",
  lead_created: "generate_lead",
  signup: "sign_up",
};
const PAGES: Readonly<Record<string, string>> = {pricing_viewed: "/pricing", docs_viewed: "/docs", signup: "/join"};

interface Hit {
  readonly happening: Happening;
  readonly browser: string;
  readonly user: string | null;
}

export function ga4(cast: Cast, book: Book): ExportFile[] {
  const hits = [
    ...cast.members.flatMap((member) => hitsOf(member, cast, book)),
    ...cast.strangers.flatMap(({anonymous, happenings}) =>
      happenings.map((happening) => ({happening, browser: googleBrowser(cast.seed, anonymous), user: null})),
    ),
  ].filter(({happening: {name, ts}}) => NAMES[name] && ts >= SINCE);
  const rows = hits.sort((a, b) => a.happening.ts - b.happening.ts).map(row);
  // The last day stands in the daily and, for a while, in the intraday table too.
  const again = rows.slice(-4);
  book.plant(INTRADAY, "duplicate id", again.length);
  return [
    [DAILY, jsonLines([...rows, ...traps(rows, book)])],
    [INTRADAY, jsonLines(again)],
  ];
}

/** Only what happened in a browser that was seen before is on the site; the sign-up says who it was. */
function hitsOf(member: Member, cast: Cast, book: Book): Hit[] {
  return member.happenings.flatMap((happening): Hit[] => {
    const anonymous: Anonymous | undefined = happening.anonymous ?? member.person.anons[0];
    if (!anonymous || !NAMES[happening.name]) return [];
    const browser = googleBrowser(cast.seed, anonymous);
    const user = happening.name === "signup" ? member.user : null;
    if (user && happening.ts >= SINCE) {
      book.key(member, "ga4", browser);
      book.key(member, "user", user);
    }
    return [{happening, browser, user}];
  });
}

const text = (key: string, value: string): object => ({key, value: {string_value: value}});

function row({happening: {name, ts, channel}, browser, user}: Hit): Record<string, unknown> {
  const page = text("page_location", `https://harbour.example${PAGES[name] ?? "/"}`);
  const session = {key: "ga_session_id", value: {int_value: String(Math.floor(ts / 1_800_000) * 1800)}};
  return {
    event_date: compactDate(ts),
    event_timestamp: String(ts * 1000 + 417),
    event_name: NAMES[name],
    event_params: [page, session],
    event_bundle_sequence_id: String(ts % 1_000_003),
    ...(user && {user_id: user}),
    user_pseudo_id: browser,
    platform: "WEB",
    traffic_source: sourceOf(channel),
  };
}

function sourceOf(channel: Channel | undefined): object {
  const medium = {paid_search: "cpc", paid_social: "paid", email: "email", partner: "referral", referral: "referral"};
  return {
    medium: medium[channel as keyof typeof medium] ?? (channel === "organic" ? "organic" : "(none)"),
    source: channel ?? "(direct)",
  };
}

/** Colleagues at work, and visitors who refused to be known. */
function traps(rows: readonly Record<string, unknown>[], book: Book): object[] {
  const [first, second, third] = rows as [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>];
  book.plant(DAILY, "internal traffic");
  book.plant(DAILY, "no identity", 2);
  const internal = [...(first["event_params"] as object[]), text("traffic_type", "internal")];
  return [
    {...first, event_params: internal, event_bundle_sequence_id: "77000001"},
    {...second, user_pseudo_id: null, user_id: null},
    {...third, user_pseudo_id: null, user_id: null},
  ];
}
