// The list behind a number has as many units as the number says, whatever the data.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {QueryInput} from "../../../engine/model/query.js";
import {tableOf, type Row} from "../../../engine/model/table.js";
import {ask} from "../../helpers/ask.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";

const DAY = 86_400_000;
const START = Date.parse("2024-01-01");
// Money comes with any event: some of it goes back.
const event: fc.Arbitrary<TestEvent> = fc.record({
  user: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  ts: fc.integer({min: 0, max: 70 * 4}).map((step) => START + (step * DAY) / 4),
  name: fc.constantFrom("visit", "signup", "pay", "activated", "login"),
  amount: fc.constantFrom(0, 0, 500, 1000, -500),
});
const line = fc.record({
  account: fc.constantFrom("a", "b", "c", "d"),
  amount: fc.constantFrom(50, 100, 120),
  from: fc.integer({min: 0, max: 60}).map((day) => START + day * DAY),
  days: fc.constantFrom(5, 14, 40, 90),
});
const lines = fc.uniqueArray(line, {minLength: 3, maxLength: 10, selector: ({account, from}) => `${account} ${from}`});

function world(events: readonly TestEvent[], contracts: readonly {from: number; days: number}[]) {
  const rows = contracts.map(({days, ...rest}) => ({
    ...rest,
    to: rest.from + days * DAY,
    interval: "month",
    currency: "EUR",
  }));
  const subscriptions = tableOf(["account", "amount", "interval", "from", "to", "currency"], rows);
  return datasetOf(events, {asOf: START + 71 * DAY, tables: {subscriptions}});
}

interface Case {
  readonly query: QueryInput;
  readonly table: string;
  readonly keys: readonly string[];
  /** The number of a row; null where it has none. */
  readonly count: (row: Row) => number | null;
  /** What must hold for a listed unit to be counted. */
  readonly counted?: (unit: Row) => boolean;
  /** How much a listed unit adds to the number. Default 1. */
  readonly adds?: (unit: Row) => number;
  /** What the row asked for says besides its keys. */
  readonly more?: Row;
}
const number = (column: string) => (row: Row) => row[column] as number | null;
const funnel = {
  kind: "funnel",
  steps: ["visit", "signup", "pay"],
  window: "P30D",
  histogram: true,
  trend: {period: "week"},
};
const retention = {kind: "retention", start: "visit", return: "pay", period: "week", n: 4};
const stages = {kind: "stages", period: "week"};

const cases: readonly Case[] = [
  {query: funnel, table: "steps", keys: ["step"], count: number("reached")},
  {query: funnel, table: "trend", keys: ["period"], count: number("entered")},
  {query: funnel, table: "histogram", keys: ["from_ms"], count: number("units")},
  {
    query: retention,
    table: "cells",
    keys: ["cohort", "n"],
    count: number("retained"),
    counted: ({retained}) => retained === true,
  },
  {query: stages, table: "distribution", keys: ["period", "stage"], count: number("units")},
  {
    query: stages,
    table: "flows",
    keys: ["period", "stage"],
    count: number("stock"),
    counted: ({there}) => there === true,
  },
  ...(["jumps", "pairs"] as const).map((column): Case => ({
    query: stages,
    table: "transitions",
    keys: ["from", "to"],
    count: number(column),
    counted: (unit) => Number(unit[column]) > 0,
    adds: (unit) => Number(unit[column]),
  })),
  {query: retention, table: "average", keys: ["n"], count: number("eligible")},
  {query: retention, table: "average", keys: ["n"], count: number("retained"), more: {retained: true}},
  ...(["new", "retained", "resurrected", "dormant", "active"] as const).map((name): Case => ({
    query: {kind: "growth", activity: "login", period: "week"},
    table: "periods",
    keys: ["period"],
    count: number(name),
    more: {class: name},
  })),
  {query: {kind: "revenue", period: "week"}, table: "periods", keys: ["period"], count: number("payers")},
  {
    query: {kind: "revenue", period: "week"},
    table: "periods",
    keys: ["period"],
    count: number("active"),
    more: {class: "active"},
  },
  {query: {kind: "mrr", period: "week"}, table: "movements", keys: ["period"], count: number("accounts")},
  ...(
    [
      ["new", "new"],
      ["reactivation", "reactivated"],
      ["expansion", "expanded"],
      ["contraction", "contracted"],
      ["churned", "churned"],
    ] as const
  ).map(([name, column]): Case => ({
    query: {kind: "mrr", period: "week"},
    table: "movements",
    keys: ["period"],
    count: number(`${column}_accounts`),
    more: {class: name},
  })),
  {query: {kind: "ltv", period: "week"}, table: "curve", keys: ["n"], count: number("eligible")},
  {query: {kind: "ltv", period: "week"}, table: "cohorts", keys: ["cohort", "n"], count: number("size")},
  {query: {kind: "paths", unit: "user"}, table: "nodes", keys: ["position", "name"], count: number("count")},
  {
    query: {kind: "metric", measure: "uniques", event: "pay", period: "week"},
    table: "series",
    keys: ["period"],
    count: number("value"),
  },
  {
    query: {kind: "metric", measure: "count", event: "pay", period: "week"},
    table: "series",
    keys: ["period"],
    count: number("value"),
    adds: ({events}) => Number(events),
  },
  {query: stages, table: "dwell", keys: ["stage"], count: number("stays")},
  {query: stages, table: "now", keys: ["unit"], count: () => 1},
  {query: {kind: "stickiness"}, table: "exact", keys: ["period", "k"], count: number("units")},
  {
    query: {kind: "paths", unit: "user"},
    table: "links",
    keys: ["position", "source", "target"],
    count: number("count"),
  },
  {query: {kind: "paths", unit: "user"}, table: "routes", keys: ["route"], count: number("count")},
];

const wordsOf = (more: Row) => (Object.keys(more).length > 0 ? ` of ${JSON.stringify(more)}` : "");

describe("units behind a number", () => {
  for (const {query, table, keys, count, counted = () => true, adds = () => 1, more = {}} of cases) {
    it(`are as many as ${query.kind}.${table} says${wordsOf(more)}, each with the reason`, () => {
      let lists = 0;
      fc.assert(
        fc.property(fc.array(event, {minLength: 20, maxLength: 60}), lines, (events, contracts) => {
          const data = world(events, contracts);
          const options = {...query, unknownNames: "allow"};
          for (const found of (ask(data, options).tables[table] ?? []).slice(0, 40)) {
            const expected = count(found);
            if (expected === null) continue;
            const row = {...Object.fromEntries(keys.map((key) => [key, found[key]!])), ...more};
            const units = ask(data, {kind: "units", behind: {query: options, table, row}}).tables["units"]!;
            const listed = units.filter(counted).reduce((sum, unit) => sum + adds(unit), 0);
            expect(listed, JSON.stringify(row)).to.equal(expected);
            if (expected > 0) {
              lists++;
              expect(Object.keys(units[0]!).length).to.be.greaterThan(1);
            }
          }
        }),
        {seed: 11, numRuns: 15},
      );
      expect(lists).to.be.greaterThan(0);
    });
  }
});
