// At the edges of the data every question is answered: unknown is null, never NaN, and the sentence says something.
import {expect} from "@esm-bundle/chai";
import {answered} from "../../../engine/hosts/answer.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import {QueryError} from "../../../engine/model/errors.js";
import type {QueryInput} from "../../../engine/model/query.js";
import type {Result} from "../../../engine/results/result.js";
import {edgeQueries, edgeRanges, edgeWorlds} from "../../helpers/edge-worlds.js";

const nameOf = ({kind, measure}: QueryInput) => (measure === undefined ? kind : `${kind} ${String(measure)}`);

/** The answer; null where the question says what it misses. */
async function answerOf(query: QueryInput, data: Dataset): Promise<Result | null> {
  try {
    return await answered(query, data);
  } catch (error) {
    if (error instanceof QueryError && /needs (the table|a range)|has no sides/.test(error.message)) return null;
    throw error;
  }
}

function expectSound({tables, summary}: Result, where: string): void {
  for (const [name, table] of Object.entries(tables))
    for (const column of table.columnNames())
      for (const value of Array.from(table.array(column))) {
        const place = `${where}: ${name}.${column}`;
        expect(value, place).not.to.equal(undefined);
        if (typeof value !== "number") continue;
        expect(Number.isFinite(value), `${place} is ${value}`).to.equal(true);
        if (/^(rate|share)$/.test(column)) expect(value, place).to.be.within(0, 1);
      }
  expect(summary, where).to.match(/\S/);
  expect(summary, where).not.to.match(/NaN|Infinity|undefined|null|\[object/);
}

describe("a question at the edges of the data", () => {
  for (const [world, data] of Object.entries(edgeWorlds)) {
    for (const [range, own] of Object.entries(edgeRanges)) {
      it(`is answered over ${world}, ${range}`, async () => {
        let some = 0;
        for (const query of edgeQueries) {
          const result = await answerOf({...query, ...own}, data);
          if (!result) continue;
          some++;
          expectSound(result, `${nameOf(query)} over ${world}, ${range}`);
        }
        expect(some).to.be.greaterThan(edgeQueries.length / 2);
      }).timeout(60_000);
    }
    it(`can be compared over ${world}`, async () => {
      const compared = [
        {compare: {a: {event: "visit"}, b: {not: {event: "visit"}}, shares: [1, 1]}},
        {compare: "previous", range: ["2024-02-01", "2024-03-01"]},
        {compare: "year", range: ["2024-01-01", "2024-02-01"]},
      ];
      for (const query of edgeQueries) {
        for (const own of compared) {
          const result = await answerOf({...query, ...own}, data);
          if (result) expectSound(result, `${nameOf(query)} compared over ${world}`);
        }
      }
    }).timeout(60_000);
  }

  it("names the nearest right name", async () => {
    const data = edgeWorlds["one unit"]!;
    const faults: readonly (readonly [QueryInput, RegExp])[] = [
      [{kind: "funnel", steps: ["vist", "signup"]}, /steps\[0\].*unknown event "vist" \(did you mean "visit"\?\)/],
      [{kind: "growth", activity: "logn"}, /activity: unknown event "logn" \(did you mean "login"\?\)/],
      [{kind: "revenu"}, /kind: unknown kind "revenu" \(did you mean "revenue"\?\)/],
      [{kind: "metric", measure: "activation_rat"}, /measure: .*"activation_rate"/],
      [{kind: "ltv", breakdown: {prop: "acount"}}, /breakdown.prop: unknown property "acount"/],
    ];
    for (const [query, words] of faults) {
      const said = await answered(query, data).then(
        () => "",
        (error: Error) => error.message,
      );
      expect(said, JSON.stringify(query)).to.match(words);
    }
  });
});
