// MRR against its slow twin, and what must hold for any subscriptions (semantics 10.3, 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import type {Dataset} from "../../../engine/model/dataset.js";
import {tableOf} from "../../../engine/model/table.js";
import {ask} from "../../helpers/ask.js";
import {datasetOf} from "../../helpers/dataset.js";
import {expectNear} from "../../helpers/near.js";
import {mrrReference, type Line, type MrrWorld} from "../../reference/mrr.js";

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);
// Many starts and ends on the first of a month.
const instant = fc.oneof(
  fc.integer({min: 0, max: 8}).map((month) => Date.UTC(2024, month, 1)),
  fc.integer({min: 0, max: 240}).map((day) => START + day * DAY),
  fc.integer({min: 0, max: 240 * DAY}).map((ms) => START + ms),
);
const line: fc.Arbitrary<Line> = fc
  .record({
    account: fc.constantFrom("a", "b", "c", "d"),
    mrr: fc.constantFrom(0, 50, 100, 120),
    from: instant,
    length: fc.option(fc.constantFrom(0, 1, 10 * DAY, 31 * DAY, 90 * DAY)),
    plan: fc.constantFrom("solo", "team", null),
  })
  .map(({length, ...rest}) => ({...rest, to: length === null ? null : rest.from + length}));
const worlds: fc.Arbitrary<MrrWorld> = fc.record({
  lines: fc.uniqueArray(line, {maxLength: 10, selector: ({account, from}) => `${account} ${from}`}),
  asOf: instant,
  range: fc.tuple(instant, instant).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  tz: fc.constantFrom("UTC", "America/New_York"),
});
const options = fc.record({
  period: fc.constantFrom("week" as const, "month" as const, "quarter" as const),
  top: fc.option(fc.constantFrom(1, 10)),
});

function datasetOfLines({lines, asOf}: MrrWorld): Dataset {
  const rows = lines.map(({mrr, ...rest}) => ({...rest, amount: mrr, interval: "month", currency: "EUR"}));
  const subscriptions = tableOf(["account", "amount", "interval", "from", "to", "plan", "currency"], rows);
  return datasetOf([{user: "u", ts: START, name: "login"}], {asOf, tables: {subscriptions}});
}
type Options = {period: "week" | "month" | "quarter"; top: number | null};
function queryOf({range, tz}: MrrWorld, {period, top}: Options) {
  const iso = (ts: number) => new Date(ts).toISOString();
  return {
    kind: "mrr",
    period,
    tz,
    range: [iso(range[0]), iso(range[1])],
    ...(top === null ? {} : {breakdown: {prop: "plan", top}}),
  };
}
const answer = (world: MrrWorld, own: Options) => ask(datasetOfLines(world), queryOf(world, own)).tables["movements"]!;

describe("mrr of any subscriptions", () => {
  it("equals the slow twin", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => expectNear(answer(world, own), mrrReference(world, own))),
      {numRuns: 1000},
    );
  }).timeout(60_000);

  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(worlds, options, (world, own) => {
        expect(answer({...world, lines: [...world.lines].reverse()}, own)).to.deep.equal(answer(world, own));
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);

  it("moves from one period's end to the next by its movements", () => {
    fc.assert(
      fc.property(worlds, options, (world, {period}) => {
        const rows = answer(world, {period, top: null}).filter(({status}) => status !== "future");
        rows.forEach((row, i) => {
          if (i === 0) return;
          const n = (name: string) => Number(row[name]);
          expect(n("mrr")).to.equal(
            Number(rows[i - 1]!["mrr"]) +
              n("new") +
              n("reactivation") +
              n("expansion") -
              n("contraction") -
              n("churned"),
          );
          expect(n("accounts_before")).to.equal(rows[i - 1]!["accounts"]);
        });
      }),
      {numRuns: 300},
    );
  }).timeout(60_000);

  it("lists as many accounts behind a movement as had it", () => {
    const counts = {
      new: "new_accounts",
      reactivation: "reactivated_accounts",
      expansion: "expanded_accounts",
      contraction: "contracted_accounts",
      churned: "churned_accounts",
    };
    fc.assert(
      fc.property(worlds, options, fc.nat(1000), (world, own, pick) => {
        const rows = answer(world, own);
        fc.pre(rows.length > 0);
        const row = rows[pick % rows.length]!;
        const listed = (more: object) => {
          const behind = {
            query: queryOf(world, own),
            table: "movements",
            row: {period: row["period"]!, ...(own.top === null ? {} : {breakdown: row["breakdown"]!}), ...more},
          };
          return ask(datasetOfLines(world), {kind: "units", behind}).tables["units"]!.length;
        };
        for (const [name, column] of Object.entries(counts)) expect(listed({class: name})).to.equal(row[column] ?? 0);
        expect(listed({})).to.equal(row["accounts"] ?? 0);
      }),
      {numRuns: 200},
    );
  }).timeout(60_000);
});
