// The contract that paths and funnels tell the same story of the same data (semantics 9, "ours can").
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {rows} from "../../helpers/ask.js";
import {datasetOf} from "../../helpers/dataset.js";

/** What each of some people did, one event a minute. */
const histories = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), {minLength: 1, maxLength: 8}), {
  minLength: 1,
  maxLength: 12,
});
const dataOf = (people: readonly (readonly string[])[]) =>
  datasetOf(
    people.flatMap((names, u) =>
      names.map((name, i) => ({user: `u${u}`, name, ts: Date.UTC(2024, 0, 1) + i * 60_000})),
    ),
    {asOf: "2024-03-01"},
  );
const common = {unit: "user", unknownNames: "allow"} as const;

/** Whether `route` has the names of `steps` in this order, with anything between. */
function passes(route: readonly string[], steps: readonly string[]): boolean {
  let next = 0;
  for (const name of route) if (name === steps[next]) next++;
  return next === steps.length;
}

describe("paths and funnels of the same data", () => {
  it("whole routes from the first step on add up to each step of the funnel", () => {
    fc.assert(
      fc.property(histories, fc.shuffledSubarray(["a", "b", "c", "d"], {minLength: 2}), (people, steps) => {
        const data = dataOf(people);
        const paths = {...common, kind: "paths", anchor: {at: "start", event: steps[0]}, steps: 8, top: 20};
        const routes = rows(data, paths, "routes") as unknown as {route: string[]; count: number}[];
        const funnel = rows(data, {...common, kind: "funnel", steps, window: "P7D"}, "steps", ["reached"]);
        const expected = steps.map((_, k) => {
          const through = routes.filter(({route}) => passes(route, steps.slice(0, k + 1)));
          return {reached: through.reduce((sum, {count}) => sum + count, 0)};
        });
        expect(funnel).to.deep.equal(expected);
      }),
      {seed: 9, numRuns: 300},
    );
  });
  it("links of the first position add up to all who entered the funnel", () => {
    fc.assert(
      fc.property(histories, (people) => {
        const data = dataOf(people);
        const links = rows(data, {...common, kind: "paths", anchor: {at: "start", event: "a"}, top: 1}, "links");
        const out = links.filter(({position}) => position === 1).reduce((sum, {count}) => sum + Number(count), 0);
        const [entered] = rows(data, {...common, kind: "funnel", steps: ["a", "b"], window: "P7D"}, "steps");
        expect(out).to.equal(entered?.reached ?? 0);
      }),
      {seed: 9, numRuns: 200},
    );
  });
});
