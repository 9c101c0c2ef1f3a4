// Looker (analytics): the result of any query as json, json_detail, json_bi, or (when source "looker" is stated) csv and txt with labels.
//
// There is no fixed schema: one row is one event by the map of the user (`ts`, `name`, `user`, `email`, `account`, `id`: fields of the query), and what is
// not mapped is suggested by the fields' names. Formats: Looker's run_query page. Unconfirmed there and read all the same: where pivots nest, names of
// `truncated` and `timezone`, ∅ for null. Rows without any person are totals and are rejected. A week or a month (`2024-W11`, `2024-03`) is the start of its
// first day, and `timestamp_precision` says so.
import {createCalendar} from "../model/calendar.js";
import {dayNumber} from "../ingest/parse-time.js";
import type {Mapping} from "../ingest/options.js";
import {readMap} from "../ingest/roles.js";
import {isRecord} from "../model/is-record.js";
import {shelf} from "./shelf.js";
import {stageOfName} from "./stage-words.js";
import {
  isSalesforceId,
  type Field,
  type FinalOut,
  type Out,
  type RecordReader,
  type Shared,
  type SourceFile,
  type SourceReader,
} from "./source.js";

type Json = Record<string, unknown>;

export const looker: SourceReader = {readsMap: true, read, finish};

interface Column {
  readonly name: string;
  /** The label's last word or the field's own name, in lower case. */
  readonly plain: string;
  readonly field: Field;
  readonly measure: boolean;
}

function columnsOf(file: SourceFile): Column[] {
  const measures = new Set(fieldsOf(file, "measures").map(({name}) => name));
  return file.names.map((name) => ({
    name,
    plain: name.toLowerCase().replace(/\s+/g, "_"),
    field: file.field(name),
    measure: measures.has(name),
  }));
}

function metadataOf(file: SourceFile): Json {
  const document = isRecord(file.document) ? file.document : {};
  return {...document, ...(isRecord(document.metadata) ? document.metadata : {})};
}

function fieldsOf(file: SourceFile, kind: string): {name: string; type: string}[] {
  const {fields} = metadataOf(file);
  const listed = isRecord(fields) ? fields[kind] : undefined;
  return (Array.isArray(listed) ? (listed as Json[]) : []).map(({name, type}) => ({
    name: String(name as string),
    type: String(type as string),
  }));
}

const ABSENT = /^(∅|null)?$/;

/** The columns by what they mean: as mapped, else as their names suggest. */
function rolesOf(file: SourceFile, columns: readonly Column[]) {
  const {map} = file.options;
  const stated = Array.isArray(map) ? {} : readMap(map as Mapping | string | undefined);
  const dates = new Set(
    fieldsOf(file, "dimensions")
      .filter(({type}) => /^(date|time)/.test(type))
      .map(({name}) => name),
  );
  const suggest = (...patterns: RegExp[]) =>
    patterns
      .map((pattern) => columns.find(({plain, measure}) => !measure && pattern.test(plain)))
      .find((column) => column);
  const role = (key: string, suggested: Column | undefined) => {
    const wanted = (stated as Json)[key];
    if (typeof wanted !== "string") return suggested;
    return columns.find(({name}) => name === wanted || name.toLowerCase() === wanted.toLowerCase());
  };
  const constant = typeof stated.name === "string" && stated.name.startsWith(":") ? stated.name.slice(1) : null;
  return {
    ts: role(
      "ts",
      suggest(/[._](time|timestamp|raw)$/, /[._]at$/, /[._]date$/, /^(time|date)$/) ??
        columns.find(({name}) => dates.has(name)),
    ),
    name: constant === null ? role("name", suggest(/(^|[._])event(_name|_type)?$/)) : undefined,
    user: role("user", suggest(/[._]user_id$|^user_id$/, /^users?[._]id$/, /[._]customer_id$/)),
    email: role("email", suggest(/(^|[._])e-?mail(_address)?$/)),
    account: role("account", suggest(/[._]account_id$|^accounts?[._]id$/, /[._]company_id$|^compan(y|ies)[._]id$/)),
    id: role("id", undefined),
    constant,
  };
}

/** How many rows each file has. */
const countsIn = (shared: Shared) => shelf(shared, "looker rows", () => new Map<SourceFile, number>());

const isCut = ({truncated, columns_truncated: columns}: Json) => truncated === true || columns === true;

/** The zone that times are in, as the result says; null where it does not. */
function zoneIn({query_timezone: own, timezone, query}: Json): string | null {
  const stated = [own, timezone, isRecord(query) ? query.query_timezone : null];
  return stated.find((tz): tz is string => typeof tz === "string") ?? null;
}

/** A cell as text, if there is any. */
function textOf(column: Column | undefined, r: number): string | null {
  const value = column?.field.text(r) ?? null;
  return value === null || ABSENT.test(value) ? null : value;
}

function read(file: SourceFile, out: Out): RecordReader {
  const columns = columnsOf(file);
  const roles = rolesOf(file, columns);
  const meta = metadataOf(file);
  const zone = zoneIn(meta);
  const time = file.time(roles.ts ? file.field(roles.ts.name) : file.field("ts"), {
    named: zone,
    fallback: "UTC",
  });
  const tz = zone || file.options.inputTz || "UTC";
  const name = roles.constant ?? (roles.name ? null : nameOfTime(roles.ts?.name ?? "row"));
  if (!zone && !file.options.inputTz)
    out.note(
      "times are in the zone of the query, which the file does not name; read as UTC, state inputTz if it is another",
    );
  if (name !== null && roles.constant === null)
    out.note(`no field names the event, so every row is "${name}"; state map name=FIELD or name=:text`);
  if (isCut(meta)) out.note("the result was cut by a limit of the query, so rows or columns are missing");
  const taken = new Set(Object.values(roles));
  const others = columns.filter((column) => !taken.has(column));
  const counts = countsIn(file.shared);
  if (roles.id) out.idColumns([roles.id]);
  return (r) => {
    counts.set(file, (counts.get(file) ?? 0) + 1);
    if (!roles.user && !roles.email && !roles.account) return out.reject("totals of a report, no users");
    const [user, email, company] = [textOf(roles.user, r), textOf(roles.email, r), textOf(roles.account, r)];
    const unread = time.problem(r);
    const period = unread ? periodOf(time.text(r) ?? "") : null;
    const isNobody = user === null && email === null && company === null;
    const problem = isNobody ? null : period ? period.problem : unread;
    if (problem) return out.reject(problem, time);
    const person = out.same([out.person("user", user), out.email(email)]);
    const account = company === null ? 0 : out.account(isSalesforceId(company) ? "sfacc" : "ext", company);
    if (!person && !account) return out.reject("no identity", (roles.user ?? roles.email ?? roles.account)!.field);
    if (person && account) out.member(person, account);
    const title = name ?? textOf(roles.name, r) ?? "";
    const props = {
      ...Object.fromEntries(others.flatMap((column) => propsOf(column, r))),
      ...(period ? {timestamp_precision: period.precision} : {}),
    };
    out.event({
      ts: period ? createCalendar({tz}).parseLocal(period.day) : time.at(r),
      name: title,
      id: textOf(roles.id, r),
      person,
      account,
      stage: stageOfName(title),
      dayOnly: !period && time.dayOnly(r),
      props,
    });
  };
}

/** A week or a month as its first day; null for other texts. */
function periodOf(text: string): {day: string; precision: "week" | "month"; problem: string | null} | null {
  const [, year, week, month] = /^(\d{4})-(?:W(\d\d)|(\d\d))$/.exec(text) ?? [];
  if (year === undefined) return null;
  const number = week === undefined ? dayNumber(Number(year), Number(month), 1) : mondayOf(Number(year), Number(week));
  return {
    day: number === null ? "" : new Date(number * DAY).toISOString().slice(0, 10),
    precision: week === undefined ? "month" : "week",
    problem: number === null ? "impossible date" : null,
  };
}

const DAY = 86_400_000;

// ISO 8601: week 1 is the one with 4 January; a year has a week 53 when its last Thursday is in it.
function mondayOf(year: number, week: number): number | null {
  const fourth = dayNumber(year, 1, 4)!;
  const monday = fourth - ((fourth + 3) % 7) + 7 * (week - 1);
  return week >= 1 && monday + 3 < dayNumber(year + 1, 1, 1)! ? monday : null;
}

/** `orders.created_time` is "orders created". */
const nameOfTime = (field: string): string =>
  field
    .toLowerCase()
    .replace(/[._ ](time|timestamp|date|week|month|raw|at)$/, "")
    .replace(/[._]+/g, " ")
    .trim();

/** A cell, or the cells of each pivot under it. */
function propsOf({name, field}: Column, r: number): [string, unknown][] {
  const value = field.raw(r);
  if (isRecord(value)) return Object.entries(value).map(([pivot, cell]) => [`${name} ${pivot}`, cell]);
  return typeof value === "string" && ABSENT.test(value.trim()) ? [] : [[name, value]];
}

// Limits cut a result in silence: a round number of rows is worth a word.
function finish(shared: Shared, out: FinalOut): void {
  for (const [file, rows] of countsIn(shared))
    if (rows > 0 && rows % 500 === 0)
      out.note(
        `has exactly ${rows} rows: perhaps the row limit of the query cut it (500 by default, 5000 in the user interface)`,
        file,
      );
}
