// The referral rate: what is an accepted invite (semantics 16), and the slow twin on random data.
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {tableOf} from "../../../engine/model/table.js";
import {askedIn, DAY, historyOf, HOUR, START, worlds} from "../../helpers/activity-worlds.js";
import {ask, rows} from "../../helpers/ask.js";
import {at, datasetOf, type TestEvent} from "../../helpers/dataset.js";
import {expectNear} from "../../helpers/near.js";
import {referralReference, type Invite} from "../../reference/referral-rate.js";

const INVITES = ["from", "to", "ts", "code"];
const event = (user: string, ts: string, name: string, code?: string): TestEvent => ({
  user,
  ts,
  name,
  ...(code === undefined ? {} : {props: {code}}),
});
const company = (invites: readonly (readonly [from: string, ts: string, code: string | null, to?: string])[]) =>
  datasetOf(
    [
      ...["ana", "bo", "cy"].map((user) => event(user, "2024-01-01", "signup")),
      ...["ana", "bo", "cy"].map((user) => event(user, "2024-01-10", "login")),
      event("dee", "2024-01-09", "signup", "K1"),
      event("eve", "2024-01-10", "signup"),
    ],
    {
      asOf: "2024-01-15",
      tables: {
        invites: tableOf(
          INVITES,
          invites.map(([from, ts, code, to = null]) => ({from, to, ts: at(ts), code})),
        ),
      },
    },
  );
const query = {kind: "metric", measure: "referral_rate"};
const second = (...invites: Parameters<typeof company>[0]) => rows(company(invites), query, "series")[1]!;

describe("referral rate", () => {
  it("is the share of active units with an accepted invite in the period", () => {
    // In week 2 five are active; dee signs up with ana's code.
    const {value, n, small} = second(["ana", "2024-01-03", "K1"]);
    expect([value, n, small]).to.deep.equal([1 / 5, 5, true]);
  });
  it("counts a unit once, and an invite without a code by whom it went to", () => {
    expect(second(["ana", "2024-01-03", "K1"], ["ana", "2024-01-04", null, "eve"]).value).to.equal(1 / 5);
    expect(second(["ana", "2024-01-03", "K1"], ["bo", "2024-01-04", null, "eve"]).value).to.equal(2 / 5);
  });
  it("lets the first of several invites win", () => {
    const data = company([
      ["bo", "2024-01-04", "K1"],
      ["ana", "2024-01-03", "K1"],
    ]);
    const behind = {query, table: "series", row: {period: "2024-01-08"}};
    expect(rows(data, {kind: "units", behind}, "units")).to.deep.equal([{unit: "ana", accepted: 1}]);
  });
  it("takes no referral of oneself, of a unit that was there before, after the horizon or with another code", () => {
    expect(second(["dee", "2024-01-03", "K1"]).value).to.equal(0);
    expect(second(["ana", "2024-01-09T01:00", "K1"]).value).to.equal(0);
    expect(second(["ana", "2023-12-10", "K1"]).value).to.equal(1 / 5);
    expect(second(["ana", "2023-12-09", "K1"]).value).to.equal(0);
    expect(second(["ana", "2024-01-03", "K2"]).value).to.equal(0);
  });
  it("says what it needs", () => {
    const none = datasetOf([event("ana", "2024-01-01", "signup", "K1")]);
    expect(() => ask(none, query)).to.throw("referral_rate needs the table `invites`");
    expect(() => ask(company([]), {...query, unit: "account"})).to.throw("unit: invites are sent by users");
    expect(ask(datasetOf([]), query).tables).to.deep.equal({series: [], value: []});
    expect(() => ask(company([["ana", "2024-01-03", "K1"]]), {...query, options: {code: "cod"}})).to.throw(
      'options.code: unknown property "cod"',
    );
  });
});

const invite: fc.Arbitrary<Invite> = fc.record({
  from: fc.constantFrom("ana", "bo", "cy", "zoe"),
  to: fc.constantFrom(null, "ana", "bo", "anon:e"),
  code: fc.constantFrom(null, "free", "pro", "7"),
  ts: fc.integer({min: -20, max: 160}).map((n) => START + n * 6 * HOUR + 3 * HOUR),
});

describe("referral rate of any data", () => {
  it("equals the slow twin", () => {
    let some = 0;
    fc.assert(
      fc.property(
        worlds,
        fc.array(invite, {minLength: 4, maxLength: 24, size: "max"}),
        fc.constantFrom("day" as const, "week" as const, "month" as const),
        fc.constantFrom(1, 7, 30),
        (world, invites, period, days) => {
          if (world.events.length === 0 || !world.events.some(({ts}) => ts < world.asOf)) return;
          const {events, asOf, historyStart, profiles} = world;
          const data = datasetOf(events, {
            asOf,
            historyStart,
            profiles,
            tables: {
              invites: tableOf(
                INVITES,
                invites.map((row) => ({...row})),
              ),
            },
          });
          const options = {signup: "A", code: "plan", horizon: `P${days}D`};
          const asked = {kind: "metric", measure: "referral_rate", anomaly: false, ...askedIn(world), period, options};
          const found = rows(data, asked, "series", ["period", "value", "n", "status"]);
          const expected = referralReference(historyOf(world), invites, period, days * DAY);
          expectNear(found, expected, "series");
          if (expected.some(({value}) => Number(value) > 0)) some++;
        },
      ),
      {numRuns: 500},
    );
    expect(some).to.be.greaterThan(20);
  }).timeout(120_000);
});
