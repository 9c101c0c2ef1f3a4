// Data at the edges: none, one of everything, all at one instant, nothing that counts. What every question has to cope with.
import type {Dataset} from "../../engine/model/dataset.js";
import type {QueryInput} from "../../engine/model/query.js";
import {tableOf} from "../../engine/model/table.js";
import {COMPOSED_MEASURES} from "../../engine/hosts/metric/measures.js";
import {at, datasetOf, type TestEvent, type TestOptions} from "./dataset.js";

const DAY = "2024-01-10T12:00";
const NAMES = ["visit", "signup", "activated", "login", "purchase"];

const event = (user: string, ts: string, name: string, extra: Partial<TestEvent> = {}): TestEvent => ({
  user,
  account: "acme",
  ts,
  name,
  ...extra,
});
const money = (amount: number) => ({amount, currency: "EUR"});

const tables = (subscriptions: readonly (readonly [from: string, to: string | null, amount: number])[]) => ({
  subscriptions: tableOf(
    ["account", "amount", "interval", "currency", "from", "to"],
    subscriptions.map(([from, to, amount]) => ({
      ...{account: "acme", amount, interval: "month", currency: "EUR"},
      ...{from: at(from), to: to === null ? null : at(to)},
    })),
  ),
  invites: tableOf(["from", "to", "ts", "code"], []),
});

function world(events: readonly TestEvent[], options: TestOptions = {}): Dataset {
  return datasetOf(events, {
    accounts: ["idle"],
    accountProfiles: [{unit: "acme", prop: "target", value: true}],
    tables: tables([]),
    ...options,
  });
}

/** Each by what is odd about it. */
export const edgeWorlds: Readonly<Record<string, Dataset>> = {
  "no event": world([]),
  "one event": world([event("ana", DAY, "visit")]),
  "one unit": world(
    NAMES.map((name, i) => event("ana", `2024-01-${String(10 + i * 3)}`, name, i === 4 ? money(500) : {})),
    {tables: tables([["2024-01-10", "2024-02-20", 100]]), asOf: "2024-03-01"},
  ),
  "all at one instant": world(
    ["ana", "bo", "cy"].flatMap((user) => NAMES.map((name) => event(user, DAY, name, money(100)))),
    {tables: tables([["2024-01-10", "2024-01-10", 100]])},
  ),
  "all after asOf": world([event("ana", DAY, "visit"), event("bo", DAY, "login")], {asOf: "2024-01-01"}),
  "money that comes to nothing": world(
    [
      event("ana", DAY, "purchase", money(500)),
      event("ana", "2024-01-11", "purchase", money(-500)),
      event("bo", "2024-02-11", "purchase", money(0)),
    ],
    {tables: tables([["2024-01-10", null, 0]]), asOf: "2024-03-01"},
  ),
  "events of nobody": datasetOf([{account: "acme", ts: DAY, name: "invoice", amount: 900, currency: "EUR"}], {
    tables: tables([]),
    asOf: "2024-03-01",
  }),
  "names that no question knows": world([event("ana", DAY, "x"), event("bo", "2024-02-10", "y")], {asOf: "2024-03-01"}),
};

/** Ranges at the edges; by default all data. */
export const edgeRanges: Readonly<Record<string, object>> = {
  "all data": {},
  "an empty range": {range: ["2024-01-10", "2024-01-10"]},
  "a range before the data": {range: ["2020-01-01", "2020-02-01"]},
  "a range after the data": {range: ["2030-01-01", "2030-02-01"]},
};

/** A question of each kind, and one for each measure. Names may be missing in the data. */
export const edgeQueries: readonly QueryInput[] = [
  {kind: "funnel", steps: ["visit", "signup", "activated"], histogram: true, curve: true, trend: {period: "week"}},
  {kind: "retention", period: "week", n: 3},
  {kind: "growth", period: "week"},
  {kind: "stages", period: "week", projection: 2},
  {kind: "stickiness", interval: "month", subPeriod: "day", rolling: true},
  {kind: "paths", steps: 3},
  {kind: "revenue", period: "month"},
  {kind: "mrr", period: "month"},
  {kind: "ltv", period: "month", spread: true},
  {kind: "clv"},
  {kind: "survival", start: "signup"},
  {kind: "risk"},
  {kind: "quality"},
  ...["count", "uniques", ...COMPOSED_MEASURES].map((measure) => ({kind: "metric", measure})),
  {kind: "metric", measure: "sum", prop: "amount"},
  {kind: "metric", measure: "mean", prop: "amount"},
].map((query) => ({...query, unknownNames: "allow"}));
