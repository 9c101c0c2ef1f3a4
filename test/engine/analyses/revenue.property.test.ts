// Revenue against its slow twin, and what must hold for any data (semantics 10.1, 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {cut, openSlice} from "../../../engine/model/slice.js";
import type {Row} from "../../../engine/model/table.js";
import {askedIn, historyOf, START, HOUR, worlds, type RandomWorld} from "../../helpers/activity-worlds.js";
import {ask} from "../../helpers/ask.js";
import {datasetOf} from "../../helpers/dataset.js";
import {expectNear} from "../../helpers/near.js";
import {tablesOfParts} from "../../helpers/split.js";
import {unitBreakdown} from "../../helpers/unit-breakdown.js";
import {revenueReference, type Invoice, type RevenueOptions} from "../../reference/revenue.js";

const invoices = fc.array(
  fc.record({
    account: fc.constantFrom("acme", "zeta"),
    ts: fc.integer({min: 0, max: 160}).map((n) => START + n * 6 * HOUR),
    amount: fc.constantFrom(5000, -700, 0),
    plan: fc.constantFrom("pro", "team", null),
  }),
  {maxLength: 2},
);
const options: fc.Arbitrary<RevenueOptions> = fc
  .record({period: fc.constantFrom("day" as const, "week" as const, "month" as const), breakdown: unitBreakdown})
  .map(({period, breakdown}) => ({period, ...(breakdown ? {breakdown} : {})}));
const shops = fc.record({
  world: worlds,
  bills: invoices.map((all) => all.map((bill, i): Invoice => ({...bill, id: `i${i}`}))),
});
type Shop = {world: RandomWorld; bills: Invoice[]};

function datasetOfShop({world, bills}: Shop, order: readonly number[] = []) {
  const all = [...world.events, ...bills.map(({plan, ...bill}) => ({...bill, name: "invoice", props: {plan}}))];
  const shuffled = [...all.keys()].sort((a, b) => (order[a] ?? a) - (order[b] ?? b) || a - b).map((i) => all[i]!);
  return datasetOf(shuffled, {asOf: world.asOf, profiles: world.profiles});
}
const visible = ({world, bills}: Shop) =>
  bills.filter(({ts, plan}) => ts < world.asOf && (!world.where || plan === world.where.value));
const queryOf = ({world}: Shop, own: RevenueOptions) => ({kind: "revenue", ...askedIn(world), ...own});
const answer = (shop: Shop, own: RevenueOptions, order: readonly number[] = []) =>
  ask(datasetOfShop(shop, order), queryOf(shop, own)).tables["periods"]!;

describe("revenue of any data", () => {
  it("equals the slow twin", () => {
    fc.assert(
      fc.property(shops, options, (shop, own) => {
        // Without any event before asOf there is nothing to tell, not even zeros.
        const some = [...shop.world.events, ...shop.bills].length > 0;
        const expected = some ? revenueReference(historyOf(shop.world), visible(shop), own) : [];
        expectNear(answer(shop, own), expected, "periods", 1e-9);
      }),
      {numRuns: 1000},
    );
  }).timeout(60_000);

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(shops, options, fc.array(fc.nat(1000), {minLength: 28, maxLength: 28}), (shop, own, order) => {
        expect(JSON.stringify(answer(shop, own, order))).to.equal(JSON.stringify(answer(shop, own)));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("is the sum of what slices of the users give", () => {
    fc.assert(
      fc.property(shops, options, fc.integer({min: 1, max: 3}), (shop, own, count) => {
        const whole = datasetOfShop(shop);
        const joined = tablesOfParts(whole, cut(whole, count).map(openSlice), queryOf(shop, own));
        expect(JSON.stringify(joined["periods"])).to.equal(JSON.stringify(answer(shop, own)));
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);

  it("has buckets that sum to the total", () => {
    fc.assert(
      fc.property(shops, options, (shop, own) => {
        const rows = answer(shop, {...own, breakdown: {prop: "plan", source: "last", top: 1}});
        for (const column of ["revenue", "active", "payers", "orders"]) {
          const sum = (keep: (row: Row) => boolean) =>
            rows.filter(keep).reduce((total, row) => total + Number(row[column]), 0);
          expect(sum(({breakdown}) => breakdown !== null)).to.equal(sum(({breakdown}) => breakdown === null));
        }
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("lists as many units behind a period as paid in it, or were active", () => {
    fc.assert(
      fc.property(shops, options, fc.nat(1000), (shop, own, pick) => {
        const rows = answer(shop, own);
        fc.pre(rows.length > 0);
        const {breakdown, period, payers, active} = rows[pick % rows.length]!;
        const listed = (more: object) => {
          const row = {period: period!, ...(breakdown === undefined ? {} : {breakdown}), ...more};
          return ask(datasetOfShop(shop), {
            kind: "units",
            unknownNames: "allow",
            behind: {query: queryOf(shop, own), table: "periods", row},
          }).tables["units"]!;
        };
        expect(listed({}).length).to.equal(payers ?? 0);
        expect(listed({class: "active"}).length).to.equal(active ?? 0);
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
});
