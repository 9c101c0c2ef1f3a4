import {expect} from "@esm-bundle/chai";
import {answered} from "../../../engine/hosts/answer.js";
import {receivedResult, type SentResult} from "../../../engine/hosts/result-wire.js";
import {serve} from "../../../engine/hosts/worker-server.js";
import {Wire} from "../../../engine/hosts/wire.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import type {QueryInput} from "../../../engine/model/query.js";
import {tableOf} from "../../../engine/model/table.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";

const DAY = 86_400_000;
const NAMES = ["visit", "signup", "activate", "purchase", "login"];
const COUNTRIES = ["DE", "FR", null];

/** A small log without chance: 40 users, some events at one instant, an account for every fifth user. */
function log(options: {currencies?: readonly string[]; ids?: boolean} = {}): TestEvent[] {
  const {currencies = ["EUR"], ids = false} = options;
  return Array.from({length: 600}, (_, i): TestEvent => {
    const user = (i * 7 + (i >> 3)) % 40;
    return {
      user: user % 9 === 0 ? `anon:${user}` : `u${user}`,
      name: NAMES[(i * 3 + (i >> 2)) % NAMES.length]!,
      ts: 1_700_000_000_000 + ((i * 37) % 90) * DAY + (i % 3) * 60_000,
      ...(user % 5 === 0 ? {account: `a${user % 3}`} : {}),
      ...(i % 11 === 0 ? {amount: (i % 50) * 100, currency: currencies[user % currencies.length]!} : {}),
      ...(ids ? {id: `e${i}`} : {}),
      props: {country: COUNTRIES[user % 3]!, page: `p${i}`},
    };
  });
}

const profiles = Array.from({length: 40}, (_, u) => ({unit: `u${u}`, prop: "plan", value: u % 2 ? "free" : "team"}));

const base = datasetOf(log(), {
  profiles,
  tables: {subscriptions: tableOf(["user", "start", "amount"], [{user: "u1", start: 1_700_000_000_000, amount: 1000}])},
});

const local = (dataset: Dataset, query: QueryInput) =>
  answered(query, dataset).then((result) => JSON.stringify(result));

/** Each kind that can be compared, beside the same time a year ago and beside a range of its own. */
function sidesOfRanges(): Record<string, QueryInput> {
  const kinds: Record<string, object> = {
    funnel: {steps: ["visit", "purchase"], window: "P30D"},
    retention: {start: "visit", return: "login", period: "week", n: 3},
    growth: {period: "week"},
    stages: {period: "week"},
    stickiness: {interval: "week", subPeriod: "day"},
    revenue: {period: "month"},
    ltv: {period: "week"},
    paths: {steps: 3},
    metric: {measure: "count", period: "week"},
  };
  const ranges = {"a year ago": "year", "a range": {range: ["2023-11-20", "2023-12-18"]}} as const;
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, own]) =>
      Object.entries(ranges).map(([name, compare]) => [
        `${kind} beside ${name}`,
        {kind, ...own, range: ["2024-01-01", "2024-02-01"], compare},
      ]),
    ),
  );
}

/** A worker of `count` threads, all of them in this one: what matters is who counts what. */
async function split(dataset: Dataset, count: number): Promise<Wire> {
  const first = threadWith(dataset);
  const helpers = await Promise.all(
    Array.from({length: count - 1}, async () => {
      const {port1, port2} = new MessageChannel();
      await threadWith(dataset).call("help", port1, {transfer: [port1]});
      return port2;
    }),
  );
  await first.call("open", {input: null, options: {}});
  await first.call("share", helpers, {transfer: helpers});
  return first;
}

const open: MessagePort[] = [];
function threadWith(dataset: Dataset): Wire {
  const {port1, port2} = new MessageChannel();
  open.push(port1, port2);
  serve(port2, () => Promise.resolve(dataset));
  return new Wire(port1);
}

const ask = (wire: Wire, query: QueryInput, options = {}) =>
  wire.call<SentResult>("ask", query, options).then((sent) => JSON.stringify(receivedResult(sent)));

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe("an answer counted by several threads", () => {
  afterEach(() => open.splice(0).forEach((port) => port.close()));

  const queries: Record<string, QueryInput> = {
    "a plain question": {kind: "paths"},
    "a filter on a property": {kind: "paths", where: {prop: "country", op: "eq", value: "DE"}},
    "a filter on a profile": {kind: "paths", where: {prop: "plan", op: "eq", value: "team"}},
    "a filter on units": {kind: "paths", where: {event: "purchase", count: ["gte", 2]}},
    "sessions": {kind: "paths", unit: "session"},
    "a metric of events": {kind: "metric", measure: "count", breakdown: {prop: "country"}},
    "a sum": {kind: "metric", measure: "sum", prop: "amount", period: "day"},
    "a composed rate": {kind: "metric", measure: "churn_rate_no_contract"},
    "a rate of cohorts": {kind: "metric", measure: "retention_rate"},
    "without anonymous visitors": {kind: "paths", anonymous: "exclude"},
    "an earlier asOf": {kind: "paths", asOf: "2023-12-20"},
    "names that may be missing": {
      kind: "paths",
      anchor: {at: "start", event: ["later", "visit"]},
      unknownNames: "allow",
    },
    "accounts, whose users are spread": {kind: "paths", unit: "account"},
    "a filter on accounts": {kind: "paths", where: {account: {event: "purchase", count: ["gte", 2]}}},
    "the quality of the data, which is one": {kind: "quality"},
    "two sets side by side": {
      kind: "funnel",
      steps: ["visit", "purchase"],
      compare: {a: {prop: "plan", op: "eq", value: "team"}, b: {event: "signup"}, shares: [1, 1]},
    },
    "revenue of two sets": {kind: "revenue", compare: {a: {event: "signup"}, b: {not: {event: "signup"}}}},
    "two ranges side by side": {kind: "growth", period: "week", range: {last: "P4W"}, compare: "previous"},
    "a metric of two sets": {
      kind: "metric",
      measure: "retention_rate",
      compare: {a: {event: "login"}, b: {not: {event: "login"}}},
    },
    "a metric beside a year ago": {kind: "metric", measure: "uniques", period: "month", compare: "year"},
    "value by age with its spread": {kind: "ltv", period: "week", spread: true, breakdown: {prop: "country"}},
    "predicted value": {kind: "clv"},
    ...sidesOfRanges(),
    "units behind a number": {
      kind: "units",
      behind: {query: {kind: "paths"}, table: "nodes", row: {position: 1, name: "visit"}},
    },
  };
  for (const [name, query] of Object.entries(queries)) {
    for (const count of [2, 3]) {
      it(`is the answer of one thread, byte for byte: ${name}, ${count} threads`, async () => {
        expect(await ask(await split(base, count), query)).to.equal(await local(base, query));
      });
    }
  }

  it("is the same with more threads than users", async () => {
    const few = datasetOf(log().filter(({user}) => user === "u1" || user === "u2"));
    expect(await ask(await split(few, 5), {kind: "paths"})).to.equal(await local(few, {kind: "paths"}));
  });

  it("is the same without any event", async () => {
    const none = datasetOf([]);
    expect(await ask(await split(none, 2), {kind: "paths"})).to.equal(await local(none, {kind: "paths"}));
  });

  it("is refused with the words of one thread", async () => {
    const wire = await split(base, 2);
    for (const query of [
      {kind: "path"},
      {kind: "paths", steps: "x"},
      {kind: "paths", anchor: {at: "start", event: "vist"}},
    ] as QueryInput[]) {
      const words = await failure(local(base, query));
      expect(words).to.match(/^QueryError: /);
      expect(await failure(ask(wire, query))).to.equal(words);
    }
  });

  it("is refused where sums would mix currencies, even when no slice has two", async () => {
    const mixed = datasetOf(log({currencies: ["EUR", "USD"]}));
    const query = {kind: "paths", where: {event: "purchase", count: ["gte", 1], sum: ["amount", "gt", 100]}};
    expect(await failure(ask(await split(mixed, 40), query))).to.equal(await failure(local(mixed, query)));
  });

  it("tells progress that grows to its end, and stops on request", async () => {
    const wire = await split(base, 2);
    const stop = new AbortController();
    const answered = failure(ask(wire, {kind: "paths"}, {signal: stop.signal}));
    stop.abort();
    expect(await answered).to.match(/^AbortError/);
    expect(await ask(wire, {kind: "paths"})).to.equal(await local(base, {kind: "paths"}));
  });
});
