import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {frozenHost} from "../../../engine/hosts/frozen.js";
import {localHostWith} from "../../../engine/hosts/local.js";
import {datasetOf, type TestEvent} from "../../helpers/dataset.js";
import {ask, rows} from "../../helpers/ask.js";

const HOUR = 3_600_000;
const data = datasetOf(
  [
    {user: "ana", account: "acme", ts: "2024-01-01T10:00", name: "visit", props: {page: "/"}},
    {user: "ana", account: "acme", ts: "2024-01-01T10:20", name: "signup"},
    {user: "ana", account: "acme", ts: "2024-01-01T10:51", name: "purchase", amount: 1200, currency: "EUR"},
    {user: "ana", account: "acme", ts: "2024-03-01", name: "purchase", amount: -200, currency: "EUR"},
    {user: "ben", account: "acme", ts: "2024-01-02", name: "visit"},
  ],
  {
    asOf: "2024-04-01",
    profiles: [
      {unit: "ana", prop: "plan", value: "free"},
      {unit: "ana", prop: "plan", value: "pro", validFrom: Date.parse("2024-02-01")},
      {unit: "ben", prop: "plan", value: "team"},
    ],
  },
);
const of = (table: string, more: object = {}) => rows(data, {kind: "customer", id: "ana", ...more}, table);
const failure = (query: object): string => {
  try {
    ask(data, {kind: "customer", ...query});
    return "no error";
  } catch (error) {
    return (error as Error).message;
  }
};

describe("customer", () => {
  it("lists the events of one person in time order, with properties as JSON", () => {
    expect(of("events").map(({name}) => name)).to.deep.equal(["visit", "signup", "purchase", "purchase"]);
    expect(of("events")[0]).to.include({props: '{"page":"/"}', user: "ana", account: "acme", amount: null});
  });
  it("cuts sessions where more than the gap lies between two events", () => {
    const lengths = of("sessions").map(({duration_ms, events}) => [duration_ms, events]);
    expect(lengths).to.deep.equal([
      [HOUR / 3, 2],
      [0, 1],
      [0, 1],
    ]);
    expect(of("sessions", {sessionGap: "PT31M"}).map(({events}) => events)).to.deep.equal([3, 1]);
  });
  it("adds what was paid, by currency, refunds included", () => {
    expect(of("revenue")).to.deep.equal([{currency: "EUR", events: 2, revenue: 1000}]);
  });
  it("knows the traits valid at asOf", () => {
    expect(of("traits")).to.deep.equal([{trait: "plan", value: "pro", since: Date.parse("2024-02-01")}]);
    expect(of("traits", {asOf: "2024-01-15"})[0]).to.include({value: "free", since: null});
  });
  it("sees nothing at or after asOf, and only the range", () => {
    expect(of("events", {asOf: "2024-03-01"})).to.have.length(3);
    expect(of("events", {range: ["2024-02-01", "2024-04-01"]})).to.have.length(1);
    expect(of("events", {where: {prop: "page", op: "exists"}})).to.have.length(1);
  });
  it("asks a filter about units of the one unit, whose account has others in it", () => {
    const names = (where: object, more: object = {}) => of("events", {where, ...more}).map(({name}) => name);
    expect(names({account: {event: "visit", count: ["gte", 2]}})).to.have.length(4);
    expect(names({account: {event: "visit", count: ["gte", 3]}})).to.deep.equal([]);
    expect(names({not: {event: "purchase"}}, {id: "ben"})).to.deep.equal(["visit"]);
    expect(names({prop: "plan", op: "eq", value: "pro", at: "asOf"})).to.have.length(4);
    expect(names({prop: "plan", op: "eq", value: "free"})).to.deep.equal(["visit", "signup", "purchase"]);
    expect(names({prop: "plan", op: "eq", value: "team"}, {id: "ben"})).to.deep.equal(["visit"]);
  });
  it("leaves no gap between stays: each ends where the next begins, the last goes on", () => {
    const stays = of("stages");
    expect(stays.length).to.be.greaterThan(1);
    stays.forEach(({until}, i) => expect(until).to.equal(stays[i + 1]?.["since"] ?? null));
  });
  it("tells the stays that ask of stages tells of everyone", () => {
    const now = rows(data, {kind: "stages"}, "now").find(({unit}) => unit === "ana")!;
    const last = of("stages").at(-1)!;
    expect([last["stage"], last["since"]]).to.deep.equal([now["stage"], now["since"]]);
  });
  it("joins the people of an account", () => {
    const events = rows(data, {kind: "customer", unit: "account", id: "acme"}, "events");
    expect(events.map(({user}) => user)).to.deep.equal(["ana", "ana", "ana", "ben", "ana"]);
  });
  it("says in a sentence how much there is", () => {
    expect(ask(data, {kind: "customer", id: "ana"}).summary).to.match(
      /^ana: 4 events between Jan 1, 2024 and Mar 1, 2024, €10\.00 paid; in /,
    );
    expect(ask(data, {kind: "customer", id: "ana", range: ["2023-01-01", "2023-02-01"]}).summary).to.equal(
      "ana: no events in this time.",
    );
  });
  it("names the nearest id of one that is not there, and refuses what no customer has", () => {
    expect(failure({id: "anna"})).to.equal(
      'id: the data has no user "anna" (did you mean "ana"?); write an id as lists of units show it, such as "ana"',
    );
    expect(failure({id: "ana", unit: "session"})).to.contain('write "user" (the default) or "account"');
    expect(failure({id: "ana", breakdown: {prop: "plan"}})).to.contain("breakdown: one customer cannot");
    expect(failure({})).to.contain("id:");
  });
  it("can be frozen", async () => {
    const query = {kind: "customer", id: "ana"};
    const result = await localHostWith(data, (table) => table).ask(query);
    const frozen = frozenHost([{asked: query, result: JSON.parse(JSON.stringify(result)) as never}]);
    expect(JSON.stringify(await frozen.ask(query))).to.equal(JSON.stringify(result));
    const other = await frozen.ask({kind: "customer", id: "ben"}).catch((error: Error) => error.message);
    expect(other).to.contain("this page carries finished answers only");
  });
  it("gives each event to exactly one customer and one session, whatever the data", () => {
    const event = fc.record({
      user: fc.constantFrom("a", "b", "é", "\u{1f600}", "\uff5e"),
      ts: fc.integer({min: 0, max: 40}).map((step) => 1.7e12 + step * 17 * 60_000),
      name: fc.constantFrom("x", "y"),
    });
    fc.assert(
      fc.property(fc.array(event, {minLength: 1, maxLength: 40}), (events: TestEvent[]) => {
        const world = datasetOf(events);
        for (const id of new Set(events.map(({user}) => user!))) {
          const own = events.filter(({user}) => user === id);
          const {tables} = ask(world, {kind: "customer", id});
          expect(tables["events"]!.map(({ts}) => ts)).to.deep.equal(
            own.map(({ts}) => Number(ts)).sort((a, b) => a - b),
          );
          expect(tables["sessions"]!.reduce((sum, {events: n}) => sum + Number(n), 0)).to.equal(own.length);
          const gaps = own
            .map(({ts}) => Number(ts))
            .sort((a, b) => a - b)
            .filter((ts, i, all) => i && ts - all[i - 1]! > 1_800_000);
          expect(tables["sessions"]).to.have.length(gaps.length + 1);
          const now = rows(world, {kind: "stages"}, "now").find(({unit}) => unit === id)!;
          expect([now["stage"], now["since"]]).to.deep.equal([
            tables["stages"]!.at(-1)!["stage"],
            tables["stages"]!.at(-1)!["since"],
          ]);
        }
      }),
      {seed: 7, numRuns: 60},
    );
  });
});
