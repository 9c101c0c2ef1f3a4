// Everything that is wrong with a query is told at once, whatever kind it is, and a right query hears nothing of it.
import {expect} from "@esm-bundle/chai";
import {QueryError} from "../../../engine/model/errors.js";
import type {QueryInput} from "../../../engine/model/query.js";
import {ask} from "../../helpers/ask.js";
import {datasetOf} from "../../helpers/dataset.js";

const data = datasetOf(
  [
    {user: "ana", account: "x", ts: "2024-03-04", name: "visit", props: {plan: "pro"}},
    {user: "ana", account: "x", ts: "2024-03-05", name: "signup", props: {plan: "pro"}},
    {user: "bo", ts: "2024-03-05", name: "visit", props: {country: "DE"}, amount: 5, currency: "EUR"},
  ],
  {profiles: [{unit: "ana", prop: "segment", value: "big"}]},
);

function faultsOf(query: unknown): string[] {
  try {
    ask(data, query as QueryInput);
  } catch (error) {
    expect(error).to.be.instanceOf(QueryError);
    return (error as Error).message.split("\n");
  }
  return [];
}
/** Places of the faults, in any order; what the data has is said once, after them. */
const places = (query: unknown) =>
  faultsOf(query)
    .filter((line) => !/^(events|properties) of the data: |^To count a name/.test(line))
    .map((line) => line.slice(0, line.indexOf(":")))
    .sort();

describe("what is wrong with a query", () => {
  it("is told at once, each at its place, with the nearest name, and what there is once", () => {
    const lines = faultsOf({
      kind: "funnel",
      steps: ["vist", {when: {event: "signup", where: {prop: "plna", op: "eq", value: "pro"}}}, "sginup"],
      where: {any: [{prop: "contry", op: "eq", value: "DE"}, {cohort: "buyers"}]},
      breakdown: {prop: "channel"},
      hold: ["segmnt"],
    });
    expect(lines.slice().sort()).to.deep.equal(
      [
        'steps[0]: unknown event "vist" (did you mean "visit"?)',
        'steps[2]: unknown event "sginup" (did you mean "signup"?)',
        'steps[1].when.where: unknown property "plna" (did you mean "plan"?)',
        'where.any[0]: unknown property "contry" (did you mean "country"?)',
        'where.any[1].cohort: unknown cohort "buyers"; the query defines none under "cohorts"',
        'hold[0]: unknown property "segmnt" (did you mean "segment"?)',
        'breakdown.prop: unknown property "channel"',
        'events of the data: "visit", "signup"',
        'properties of the data: "plan", "country", "segment"',
        'To count a name that may come later, set "unknownNames": "allow"',
      ].sort(),
    );
  });

  it("has options, names, zones and ranges in one", () => {
    expect(
      places({kind: "funnel", steps: ["vist", "signup"], windw: "P7D", order: "orderd", tz: "Europe/Berln"}),
    ).to.deep.equal(["order", "steps[0]", "tz", "windw"]);
    expect(places({kind: "retention", start: "sgnup", period: "weeks", n: 3.5})).to.deep.equal([
      "n",
      "period",
      "start",
    ]);
    expect(places({kind: "growth", activity: "x", asOf: "yesterday", tables: ["perods"]})).to.deep.equal([
      "activity",
      "asOf",
      "tables",
    ]);
  });

  it("is found in every kind", () => {
    for (const [query, expected] of [
      [{kind: "retention", start: "a", return: "b"}, ["return", "start"]],
      [{kind: "growth", activity: "a", weight: "b"}, ["activity", "weight"]],
      [{kind: "stickiness", activity: "a", breakdown: {prop: "b"}}, ["activity", "breakdown.prop"]],
      [{kind: "paths", anchor: {at: "start", event: "a"}, where: {prop: "b", op: "exists"}}, ["anchor.event", "where"]],
      [{kind: "revenue", where: {prop: "a", op: "exists"}, breakdown: {prop: "b"}}, ["breakdown.prop", "where"]],
      [{kind: "ltv", start: "a", breakdown: {prop: "b"}}, ["breakdown.prop", "start"]],
      [{kind: "survival", start: "a", end: "b", group: "c"}, ["end", "group", "start"]],
      [{kind: "risk", activity: "a", breakdown: {prop: "b"}}, ["activity", "breakdown.prop"]],
      [
        {
          kind: "stages",
          breakdown: {prop: "c"},
          rules: {
            id: "own",
            version: 1,
            states: [
              {id: "one", order: 1, when: {all: [{event: "a"}, {first: "b", olderThan: "P1D"}]}},
              {id: "two", order: 2, when: {cohort: "none"}},
            ],
          },
        },
        [
          "breakdown.prop",
          "rules.states[0].when.all[0].event",
          "rules.states[0].when.all[1].first",
          "rules.states[1].when.cohort",
        ],
      ],
    ] as const)
      expect(places(query), query.kind).to.deep.equal(expected);
  });

  it("is told in the words of the question that was asked, also of those inside it", () => {
    expect(places({kind: "metric", measure: "count", event: "a", where: {prop: "b", op: "exists"}})).to.deep.equal([
      "event",
      "where",
    ]);
    expect(places({kind: "metric", measure: "retention_rate", event: "a", options: {start: "b"}})).to.deep.equal([
      "event",
      "options.start",
    ]);
    const sides = {a: {event: "c"}, b: {event: "d"}};
    expect(places({kind: "funnel", steps: ["a", "b"], compare: sides})).to.include.members(["steps[0]", "steps[1]"]);
    const behind = {query: {kind: "funnel", steps: ["a", "b"]}, table: "steps", row: {step: 1}};
    expect(places({kind: "units", behind})).to.deep.equal(["behind.query.steps[0]", "behind.query.steps[1]"]);
  });

  it("is told by accounts and sessions too, where the first person has none", () => {
    for (const unit of ["account", "session"])
      expect(places({kind: "funnel", unit, steps: ["a", "b"]}), unit).to.deep.equal(["steps[0]", "steps[1]"]);
  });

  it("says nothing of a unit that is there", () => {
    const many = datasetOf(Array.from({length: 300}, (_, i) => ({user: `u${i}`, ts: "2024-03-04", name: "visit"})));
    const told = (query: object) => {
      try {
        ask(many, query as QueryInput);
      } catch (error) {
        return (error as Error).message.split("\n");
      }
      return [];
    };
    const compare = {a: {event: "visit"}, b: {event: "visit"}};
    expect(told({kind: "customer", id: "u288", compare})).to.have.length(1);
    expect(told({kind: "customer", id: "u2888"})).to.have.length(1);
  });
  it("is as it was where it is one thing", () => {
    expect(faultsOf({kind: "funnel", steps: ["vist", "signup"]})).to.deep.equal([
      'steps[0]: unknown event "vist" (did you mean "visit"?); the data has "visit", "signup". To count a name that may come later, set "unknownNames": "allow"',
    ]);
    expect(faultsOf({kind: "funel"})[0]).to.match(/^kind: unknown kind "funel" \(did you mean "funnel"\?\)/);
    expect(faultsOf("funnel")[0]).to.match(/^a query is an object/);
  });

  it("is the same when asked again, and nothing once it is put right", () => {
    const wrong = {kind: "stages", rules: {id: "own", version: 1, states: [{id: "a", order: 1, when: {event: "x"}}]}};
    const first = faultsOf(wrong);
    expect(first).to.have.length(1);
    expect(faultsOf(wrong)).to.deep.equal(first);
    expect(faultsOf({kind: "funnel", steps: ["visit", "signup"]})).to.deep.equal([]);
    expect(faultsOf({kind: "funnel", steps: ["vist", "sginup"], unknownNames: "allow"})).to.deep.equal([]);
  });
});
