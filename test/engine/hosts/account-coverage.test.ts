// Account coverage (semantics 20): which accounts are targets, what reaches them, and the slow twin on random data.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {openDataset} from "../../../engine/index.js";
import {DAY, START} from "../../helpers/activity-worlds.js";
import {ask, rows} from "../../helpers/ask.js";
import {datasetOf, type TestEvent, type TestProfile} from "../../helpers/dataset.js";
import {coverageReference} from "../../reference/account-coverage.js";

const query = {kind: "metric", measure: "account_coverage", range: ["2024-01-01", "2024-03-01"], anomaly: false};
const event = (account: string, ts: string, name: string, user = `${account}-1`): TestEvent => ({
  account,
  user,
  ts,
  name,
});
// acme was visited in January and is active in February; zeta signed up only; idle has no event; other is no target.
const company = (options: object = {}) =>
  datasetOf(
    [
      event("acme", "2024-01-10", "visit"),
      event("acme", "2024-02-01", "signup"),
      event("acme", "2024-02-02", "activated"),
      event("acme", "2024-02-20", "login"),
      event("zeta", "2024-02-10", "signup"),
      event("other", "2024-01-05", "visit"),
    ],
    {
      asOf: "2024-03-01",
      accounts: ["idle"],
      accountProfiles: [
        ...["acme", "zeta", "idle"].map((unit): TestProfile => ({unit, prop: "target", value: true})),
        {unit: "other", prop: "target", value: false},
        {unit: "acme", prop: "tier", value: "A"},
        {unit: "idle", prop: "tier", value: "A"},
      ],
      ...options,
    },
  );
const values = (extra: object = {}) =>
  rows(company(), {...query, ...extra}, "series").map(({period, value, n}) => [period, value, n]);

describe("account coverage", () => {
  it("is the share of target accounts with a touch by the end of the period, those without any event among them", () => {
    expect(values()).to.deep.equal([
      ["2024-01-01", 1 / 3, 3],
      ["2024-02-01", 1 / 3, 3],
    ]);
  });
  it("counts the engaged ones by their stage when asked to", () => {
    expect(values({options: {level: "engaged"}})).to.deep.equal([
      ["2024-01-01", 0, 3],
      ["2024-02-01", 1 / 3, 3],
    ]);
    const {label} = ask(company(), {...query, options: {level: "engaged"}}).diagnostics.measure as {label: string};
    expect(label).to.equal("Account coverage, engaged");
  });
  it("takes other targets and other touches", () => {
    const target = {prop: "tier", op: "eq", value: "A"};
    expect(values({options: {target}})[1]).to.deep.equal(["2024-02-01", 1 / 2, 2]);
    expect(values({event: "signup"})[1]).to.deep.equal(["2024-02-01", 2 / 3, 3]);
    expect(values({options: {target: {prop: "tier", op: "eq", value: "Z"}}})[1]).to.deep.equal(["2024-02-01", null, 0]);
  });
  it("is broken down by a property of the accounts", () => {
    const all = rows(company(), {...query, breakdown: {prop: "tier", source: "profile"}}, "value");
    expect(all.map(({breakdown, value, n}) => [breakdown, value, n])).to.deep.equal([
      [null, 1 / 3, 3],
      ["A", 1 / 2, 2],
      ["(none)", 0, 1],
    ]);
  });
  it("lists the accounts behind it", () => {
    const behind = {query, table: "series", row: {period: "2024-02-01"}};
    expect(rows(company(), {kind: "units", behind}, "units")).to.deep.equal([
      {unit: "acme", touches: 1, first_touch: Date.UTC(2024, 0, 10), stage: "engagement"},
    ]);
    expect(ask(company(), {kind: "units", behind}).summary).to.contain("1 account ");
  });
  it("says what it needs", () => {
    expect(() => ask(datasetOf([{user: "ana", ts: "2024-01-01", name: "visit"}]), query)).to.throw(
      "measure: account_coverage needs the table `accounts`",
    );
    expect(() => values({options: {target: {prop: "targte", op: "eq", value: true}}})).to.throw(
      'options.target: no account has "targte"; the accounts have "target", "tier"',
    );
    expect(() => values({breakdown: {prop: "tier"}})).to.throw("breakdown.source: accounts are told apart");
    expect(ask(datasetOf([]), query).tables.series).to.have.length(0);
  });
  it("counts accounts of a file that no event names", async () => {
    const dataset = await openDataset([{user: "ana", account: "acme", ts: "2024-01-03T00:00:00Z", event: "visit"}], {
      tables: {
        accounts: [
          {account: "acme", target: true},
          {account: "idle", target: true},
        ],
      },
      asOf: "2024-02-01",
    });
    expect(dataset.accounts.ids).to.deep.equal(["acme", "idle"]);
    expect(rows(dataset, {...query, range: ["2024-01-01", "2024-02-01"]}, "series")[0]).to.include({value: 0.5, n: 2});
  });
});

const ACCOUNTS = ["acme", "beta", "core", "zeta"];
const instant = fc.integer({min: 0, max: 80}).map((n) => START + (n * DAY) / 2);
const happening = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  user: fc.constantFrom("ana", "bo"),
  ts: instant,
  name: fc.constantFrom("A", "B", "C"),
});
const targetEntry = fc.record({
  unit: fc.constantFrom(...ACCOUNTS),
  prop: fc.constant("target"),
  value: fc.boolean(),
  validFrom: fc.option(instant, {nil: -Infinity}),
});

describe("account coverage of any data", () => {
  it("equals the slow twin", () => {
    let some = 0;
    fc.assert(
      fc.property(
        fc.array(happening, {minLength: 1, maxLength: 12}),
        fc.uniqueArray(targetEntry, {
          minLength: 1,
          maxLength: 8,
          selector: ({unit, validFrom}) => `${unit} ${validFrom}`,
        }),
        fc.constantFrom("touched", "engaged"),
        instant.filter((ts) => ts > START + 2 * DAY),
        (events, profiles, level, asOf) => {
          const data = datasetOf(events, {asOf, accounts: ACCOUNTS, accountProfiles: profiles});
          const rules = {
            states: [
              {id: "deep", order: 5, when: {event: "C", within: "P7D"}},
              {id: "light", order: 2, when: {event: "*", within: "P14D"}},
            ],
          };
          const asked = {
            kind: "metric",
            measure: "account_coverage",
            period: "week",
            anomaly: false,
            unknownNames: "allow",
            event: ["A", "B"],
            range: [new Date(START).toISOString(), new Date(asOf).toISOString()],
            options: {level, rules},
          };
          const found = rows(data, asked, "series", ["period", "value", "n"]);
          const expected = coverageReference({events, profiles, accounts: ACCOUNTS, asOf, start: START}, level);
          expect(found).to.deep.equal(expected);
          if (found.some(({value}) => Number(value) > 0)) some++;
        },
      ),
      {numRuns: 300},
    );
    expect(some).to.be.greaterThan(50);
  }).timeout(60_000);
});
