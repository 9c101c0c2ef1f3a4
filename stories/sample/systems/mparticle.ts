// mParticle: batches of the mobile apps, one JSON object a session. `mpid` is a number of 64 bits, too long for JavaScript.

import type {Happening} from "../model.js";
import {HOUR} from "../story.js";
import type {Book, ExportFile} from "./book.js";
import type {Cast, Member} from "./cast.js";
import {int64, uuid} from "./ids.js";
import {propertiesOf, trackedAs} from "./product.js";
import {typedEmail} from "./records.js";

const path = (device: string): string => `mparticle/batches-${device}.ndjson`;

interface Batch {
  readonly ts: number;
  readonly text: string;
}

export function mparticle(cast: Cast, book: Book): ExportFile[] {
  return (["ios", "android"] as const).map((device): ExportFile => {
    const own = cast.members.filter(({user, person}) => user !== null && person.device === device);
    const batches = own.flatMap((member) => batchesOf(member, book)).sort((a, b) => a.ts - b.ts);
    const texts = batches.map(({text}) => text);
    return [path(device), [...texts, ...traps(path(device), texts, book)].map((text) => `${text}\n`).join("")];
  });
}

/** One batch for each stretch without an hour's pause. */
function batchesOf(member: Member, book: Book): Batch[] {
  const {user, random} = member;
  const stream = random.fork("mparticle");
  const mpid = book.key(member, "mpid", int64(random.fork("mpid")));
  // The key is also spelled without its underscore.
  const key = member.place % 2 ? "customer_id" : "customerid";
  const identities = {
    [key]: book.key(member, "user", user!),
    email: book.key(member, "email", typedEmail(member, "mparticle")),
  };
  return sessionsOf(member.happenings).map((session) => {
    const ts = session[0]!.ts;
    const batch = {
      source_request_id: uuid(stream),
      environment: "production",
      schema_version: 2,
      timestamp_unixtime_ms: ts + 900,
      mpid: "MPID",
      user_identities: identities,
      device_info: {platform: member.person.device === "ios" ? "iOS" : "Android"},
      events: session.map((happening) => eventOf(happening, uuid(stream))),
    };
    return {ts, text: JSON.stringify(batch).replace('"MPID"', mpid)};
  });
}

function sessionsOf(happenings: readonly Happening[]): Happening[][] {
  const sessions: Happening[][] = [];
  let last = -Infinity;
  for (const happening of happenings) {
    if (trackedAs(happening) === null) continue;
    if (happening.ts - last > HOUR) sessions.push([]);
    sessions[sessions.length - 1]!.push(happening);
    last = happening.ts;
  }
  return sessions;
}

function eventOf(happening: Happening, id: string): object {
  const {name, ts, amount} = happening;
  const data = {timestamp_unixtime_ms: ts, source_message_id: id};
  if (name === "purchase" || name === "refund") {
    const product_action = {action: name, transaction_id: id.slice(0, 8), total_amount: Math.abs(amount!)};
    return {event_type: "commerce_event", data: {...data, product_action, currency_code: "USD"}};
  }
  const custom_event_type = /sent|invited/.test(name) ? "social" : "other";
  const custom = {event_name: trackedAs(happening), custom_event_type, custom_attributes: propertiesOf(happening)};
  return {event_type: "custom_event", data: {...data, ...custom}};
}

/** A batch of the developers, and one that belongs to nobody. */
function traps(file: string, texts: readonly string[], book: Book): string[] {
  const sample = texts[1]!;
  book.plant(file, "development environment");
  book.plant(file, "no identity");
  const nobody = sample.replace(/"mpid":-?\d+,/, "").replace(/"user_identities":\{[^}]*\},/, "");
  return [
    sample.replace('"production"', '"development"').replaceAll('"source_message_id":"', '"source_message_id":"dev-'),
    nobody.replaceAll('"source_message_id":"', '"source_message_id":"lost-'),
  ];
}
