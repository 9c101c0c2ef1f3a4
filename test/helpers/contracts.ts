// What every analysis of activity keeps on any data (semantics 19), as tests that the property file of a kind calls.
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {cut, openSlice} from "../../engine/model/slice.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Row} from "../../engine/model/table.js";
import type {ResultJson} from "../../engine/results/result.js";
import {askedIn, datasetOfWorld, shifted, worlds, type RandomWorld} from "./activity-worlds.js";
import {ask} from "./ask.js";
import {tablesOfParts} from "./split.js";

/** One kind of question with the options `Own`, asked of random worlds. */
export interface Asking<Own, Table extends string = string> {
  query(world: RandomWorld, own: Own): QueryInput;
  answer(world: RandomWorld, own: Own): ResultJson;
  /** The tables of the answer; with `order`, the rows come in another order. */
  tables(world: RandomWorld, own: Own, order?: readonly number[]): Record<Table, Row[]>;
  /** The units behind one row of a table. */
  units(world: RandomWorld, own: Own, behind: {table?: Table; row: Row}): Row[];
}

export function asking<Own extends object, Table extends string>(kind: string): Asking<Own, Table> {
  const query = (world: RandomWorld, own: Own): QueryInput => ({kind, ...askedIn(world), ...own});
  return {
    query,
    answer: (world, own) => ask(datasetOfWorld(world), query(world, own)),
    tables: (world, own, order = []) =>
      ask(datasetOfWorld(world, order), query(world, own)).tables as Record<Table, Row[]>,
    units(world, own, behind) {
      const list = {kind: "units", unknownNames: "allow", behind: {query: query(world, own), ...behind}};
      return ask(datasetOfWorld(world), list).tables["units"] as Row[];
    },
  };
}

const orders = fc.array(fc.nat(1000), {minLength: 32, maxLength: 32});

export function itIgnoresTheOrderOfRows<Own>({tables}: Asking<Own>, options: fc.Arbitrary<Own>): void {
  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(worlds, options, orders, (world, own, order) => {
        expect(JSON.stringify(tables(world, own, order))).to.equal(JSON.stringify(tables(world, own)));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
}

/** `as` gives options whose periods all have one length; the columns `named` hold labels of periods, which move along. */
export function itMovesWithTime<Own>(
  {tables}: Asking<Own>,
  options: fc.Arbitrary<Own>,
  {as = (own) => own, named = []}: {as?: (own: Own) => Own; named?: readonly string[]} = {},
): void {
  it("stays the same when all instants move by whole weeks in UTC", () => {
    const bare = (found: Record<string, Row[]>) =>
      JSON.stringify(found, (key, value: unknown) => (named.includes(key) ? undefined : value));
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        const utc = {...world, tz: "UTC"};
        expect(bare(tables(shifted(utc, 5), as(own)))).to.equal(bare(tables(utc, as(own))));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
}

export function itIsTheSumOfShares<Own>({query, tables}: Asking<Own>, options: fc.Arbitrary<Own>): void {
  it("is the sum of what shares of the users give", () => {
    fc.assert(
      fc.property(
        worlds,
        options,
        fc.constantFrom<string[]>(["ana"], ["ana", "cy"], ["bo", "anon:e"]),
        (world, own, share) => {
          const parts = [true, false].map((inside) =>
            datasetOfWorld({...world, events: world.events.filter(({user}) => share.includes(user) === inside)}),
          );
          const joined = tablesOfParts(datasetOfWorld(world), parts, query(world, own));
          expect(JSON.stringify(joined)).to.equal(JSON.stringify(tables(world, own)));
        },
      ),
      {numRuns: 300},
    );
  }).timeout(60_000);
}

export function itIsTheSumOfSlices<Own>({query, tables}: Asking<Own>, options: fc.Arbitrary<Own>): void {
  it("is the sum of what slices of the dataset give", () => {
    fc.assert(
      fc.property(worlds, options, fc.integer({min: 1, max: 3}), (world, own, count) => {
        const whole = datasetOfWorld(world);
        const joined = tablesOfParts(whole, cut(whole, count).map(openSlice), query(world, own));
        expect(JSON.stringify(joined)).to.equal(JSON.stringify(tables(world, own)));
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);
}
