// The list behind a number has as many units as the number says, whatever the data.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {QueryInput} from "../../../engine/model/query.js";
import type {Row} from "../../../engine/model/table.js";
import {ask} from "../../helpers/ask.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";

const DAY = 86_400_000;
const START = Date.parse("2024-01-01");
const event: fc.Arbitrary<TestEvent> = fc.record({
  user: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  ts: fc.integer({min: 0, max: 70 * 4}).map((step) => START + (step * DAY) / 4),
  name: fc.constantFrom("visit", "signup", "pay"),
});

interface Case {
  readonly query: QueryInput;
  readonly table: string;
  readonly keys: readonly string[];
  /** The number of a row; null where it has none. */
  readonly count: (row: Row) => number | null;
  /** What must hold for a listed unit to be counted. */
  readonly counted?: (unit: Row) => boolean;
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

describe("units behind a number", () => {
  for (const {query, table, keys, count, counted = () => true} of cases) {
    it(`are as many as ${query.kind}.${table} says, each with the reason`, () => {
      let lists = 0;
      fc.assert(
        fc.property(fc.array(event, {minLength: 20, maxLength: 60}), (events) => {
          const data = datasetOf(events, {asOf: START + 71 * DAY});
          const options = {...query, unknownNames: "allow"};
          for (const found of (ask(data, options).tables[table] ?? []).slice(0, 40)) {
            const expected = count(found);
            if (expected === null) continue;
            const row = Object.fromEntries(keys.map((key) => [key, found[key]!]));
            const units = ask(data, {kind: "units", behind: {query: options, table, row}}).tables["units"]!;
            expect(units.filter(counted).length, JSON.stringify(row)).to.equal(expected);
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
