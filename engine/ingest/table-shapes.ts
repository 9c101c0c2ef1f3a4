// The tables beside the events: their columns by wire name, the other names they go by, and what each cell is.
import type {TableName} from "../model/dataset.js";

/** `unit` = a person or an unlinked visitor; `anon` = a visitor; `money` is read by the row's `currency`. */
export type CellKind = "text" | "number" | "instant" | "money" | "unit" | "anon" | "account" | "any";

export interface ColumnShape {
  readonly name: string;
  readonly kind: CellKind;
  /** Further names, without capitals and separators. */
  readonly also?: readonly string[];
  /** A row without it is rejected. */
  readonly needed?: true;
}

const shape =
  (kind: CellKind) =>
  (name: string, also: readonly string[] = [], needed?: true): ColumnShape => ({
    name,
    kind,
    also,
    ...(needed && {needed}),
  });
const [instant, text, unit] = [shape("instant"), shape("text"), shape("unit")];

const USER = ["userid", "user", "customerid", "uid", "unit"];
const TIME = ["timestamp", "time", "date", "at", "createdat"];
const ACCOUNT: ColumnShape = {
  name: "account",
  kind: "account",
  also: ["accountid", "companyid", "organizationid", "orgid", "workspaceid"],
};
const CURRENCY = text("currency", ["currencycode"]);

/** Tables whose columns are fixed; profiles and accounts are traits, see profile-tables.ts. */
export type SideTable = Exclude<TableName, "events" | "profiles" | "accounts">;

export const SHAPES: Readonly<Record<SideTable, readonly ColumnShape[]>> = {
  links: [
    {name: "anon", kind: "anon", also: ["anonymousid", "anonid", "visitorid"]},
    unit("user", ["userid"]),
    unit("userA", ["usera", "alias", "previousid"]),
    unit("userB", ["userb"]),
    instant("ts", TIME),
  ],
  memberships: [
    unit("user", USER, true),
    {...ACCOUNT, needed: true},
    instant("ts", [...TIME, "validfrom", "from", "since"]),
  ],
  subscriptions: [
    ACCOUNT,
    unit("user", USER),
    {name: "mrr", kind: "money"},
    {name: "amount", kind: "money", also: ["price"]},
    text("interval", ["period", "billinginterval"]),
    CURRENCY,
    instant("from", ["start", "startdate", "startedat", "validfrom"], true),
    instant("to", ["end", "enddate", "endedat", "validto", "canceledat", "cancelledat"]),
    {name: "seats", kind: "number", also: ["quantity", "licensecount"]},
  ],
  surveys: [
    unit("unit", [...USER, "respondent", "respondentid"], true),
    instant("ts", [...TIME, "answeredat", "submittedat"], true),
    text("survey", ["surveyid", "surveyname"]),
    text("wave"),
    text("question", ["questionid"]),
    {name: "value", kind: "any", also: ["answer", "score", "response"], needed: true},
  ],
  surveyInvites: [
    unit("unit", USER, true),
    instant("ts", [...TIME, "sentat"], true),
    text("survey", ["surveyid", "surveyname"]),
    text("wave"),
  ],
  invites: [
    unit("from", ["inviter", "referrer", "fromuser", "inviterid", "referrerid"], true),
    unit("to", ["invitee", "referred", "touser", "inviteeid"]),
    instant("ts", [...TIME, "sentat"], true),
    text("code", ["invitecode", "referralcode"]),
  ],
  touches: [
    unit("unit", USER, true),
    instant("ts", TIME, true),
    text("channel", ["source", "medium", "utmsource"], true),
    {name: "cost", kind: "money", also: ["spend"]},
    CURRENCY,
  ],
  rates: [
    text("currency", ["from", "base"], true),
    text("to", ["target", "quote"], true),
    {name: "rate", kind: "number", needed: true},
    instant("ts", TIME),
  ],
  annotations: [instant("ts", TIME, true), text("text", ["label", "title", "note", "description"], true)],
  stageOverrides: [
    unit("unit", USER, true),
    text("stage", [], true),
    instant("from", ["validfrom", "start"]),
    instant("to", ["validto", "end"]),
  ],
};

/** What the cells of a column are; undefined for columns without a meaning here. */
export function kindOf(table: SideTable, column: string): CellKind | undefined {
  return SHAPES[table].find(({name}) => name === column)?.kind;
}

/** All tables beside the events. */
export const OTHER_TABLES: readonly TableName[] = ["profiles", "accounts", ...(Object.keys(SHAPES) as SideTable[])];

/** `survey-invites`, `survey_invites` and `surveyInvites` are one table. */
export function tableNamed(name: string): TableName | null {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  return ["events" as const, ...OTHER_TABLES].find((known) => known.toLowerCase() === plain) ?? null;
}
