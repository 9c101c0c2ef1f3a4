// The tables beside the events: found columns, cleaned cells, canonical units.
import {expect} from "@esm-bundle/chai";
import {inspectDataset, openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {TableName} from "../../../engine/model/dataset.js";
import {profileCodeAt} from "../../../engine/model/profiles.js";
import {rowsOf} from "../../../engine/model/table.js";

const day = (n: number) => Date.UTC(2024, 0, n);
const events = [
  {user: "u1", ts: day(5), name: "e", account: "A"},
  {anon: "x", ts: day(6), name: "e"},
  {user: "u2", ts: day(7), name: "e"},
];
const utf8 = (text: string) => new TextEncoder().encode(text);
const csv = (text: string, path = "t.csv") => ({path, data: utf8(text)});
const open = (tables: object) => openDataset(events, {tables});
const table = async (name: TableName, text: string, more: object = {}) => {
  const dataset = await open({[name]: csv(text), ...more});
  return {
    dataset,
    rows: rowsOf(dataset.tables[name]!),
    ledger: dataset.ledger.entries.map(({row, column, value, reason}) => [row, column, value, reason]),
  };
};
const failure = async (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => expect.fail("it was read"),
    (error: unknown) => error as Error,
  );

describe("profiles", () => {
  const valueAt = async (tables: object, prop: string, user: string, ts: number) => {
    const dataset = await open(tables);
    const index = dataset.index("user");
    const found = dataset.profilesOf(index).get(prop);
    return found ? found.column.dictionary[profileCodeAt(found, index.ids.indexOf(user), ts)] : undefined;
  };

  it("may be wide, with types found by column", async () => {
    const text = "user_id,country,seats,ok,zip\nu1,SE,3,true,007\nu2,DE,12,false,12\nu3,FR,,,\n";
    const dataset = await open({profiles: csv(text)});
    expect(inspectDataset(dataset)).to.include({profiles: 3, units: 3});
    expect([...rowsOfDataset(dataset, "profiles")].map(({id, traits}) => [id, {...(traits as object)}])).to.deep.equal([
      ["anon:x", {}],
      ["u1", {country: "SE", ok: true, seats: 3, zip: "007"}],
      ["u2", {country: "DE", ok: false, seats: 12, zip: "12"}],
      ["u3", {country: "FR"}],
    ]);
    expect(await valueAt({profiles: csv(text)}, "seats", "u2", day(1))).to.equal(12);
  });

  it("may be long, with the time from which each value holds", async () => {
    const text = "unit,prop,value,validFrom\nu1,plan,free,2024-01-01\nu1,plan,pro,2024-01-04\nu1,seats,3,\n";
    expect(await valueAt({profiles: csv(text)}, "plan", "u1", day(3))).to.equal("free");
    expect(await valueAt({profiles: csv(text)}, "plan", "u1", day(4))).to.equal("pro");
    expect(await valueAt({profiles: csv(text)}, "seats", "u1", day(1))).to.equal(3);
  });

  it("belong to whom their user turned out to be, and to visitors", async () => {
    const links = [{userA: "u1", userB: "u9"}];
    expect(
      await valueAt(
        {
          profiles: [
            {unit: "u9", plan: "pro"},
            {unit: "anon:x", plan: "free"},
          ],
          links,
        },
        "plan",
        "u1",
        day(9),
      ),
    ).to.equal("pro");
    expect(await valueAt({profiles: [{unit: "anon:x", plan: "free"}]}, "plan", "anon:x", day(9))).to.equal("free");
  });

  it("without a user are rejected; without a column for one the file is refused", async () => {
    const dataset = await open({profiles: csv("user,plan\n,pro\nu1,free\n")});
    expect(dataset.ledger.entries[0]).to.include({file: "t.csv", row: 1, line: 2, column: "user", reason: "no user"});
    expect((await failure(open({profiles: csv("plan,seats\npro,1\n")}))).message).to.match(
      /t\.csv: has no column for the user; its columns are "plan", "seats"/,
    );
  });
});

describe("accounts", () => {
  it("have traits, for the units of the account index", async () => {
    const dataset = await open({accounts: csv("account_id,industry,seats\nA,energy,5\nB,retail,7\n")});
    const index = dataset.index("account");
    const seats = dataset.profilesOf(index).get("seats")!;
    expect(index.ids).to.deep.equal(["A"]);
    expect(seats.column.dictionary[profileCodeAt(seats, 0, day(1))]).to.equal(5);
    expect(
      [...rowsOfDataset(dataset, "accounts")].map(({id, keys, traits}) => [id, keys, {...(traits as object)}]),
    ).to.deep.equal([
      ["A", ["A"], {industry: "energy", seats: 5}],
      ["B", ["B"], {industry: "retail", seats: 7}],
    ]);
  });
});

describe("subscriptions", () => {
  it("have amounts in minor units of their currency and instants as numbers", async () => {
    const {rows, ledger} = await table(
      "subscriptions",
      'account,amount,interval,currency,from,to,plan,seats\nA,12.50,month,eur,2024-01-01,,pro,3\nA,"1,200",year,JPY,2024-02-01,2024-03-01T10:00:00Z,,\nA,x,month,EUR,2024-01-01,,,\nA,5,month,EUR,2024-02-30,,,\nA,5,month,EUR,,,,\n',
    );
    expect(rows).to.deep.equal([
      {account: "A", amount: 1250, interval: "month", currency: "EUR", from: day(1), to: null, seats: 3, plan: "pro"},
      {
        account: "A",
        amount: 1200,
        interval: "year",
        currency: "JPY",
        from: Date.UTC(2024, 1, 1),
        to: Date.UTC(2024, 2, 1, 10),
        seats: null,
        plan: null,
      },
    ]);
    expect(ledger).to.deep.equal([
      [3, "amount", "x", "not an amount"],
      [4, "from", "2024-02-30", "impossible date"],
      [5, "from", null, "no from"],
    ]);
  });
});

describe("other tables", () => {
  it("name their columns as people do, and keep further ones", async () => {
    const {rows} = await table(
      "surveys",
      "user_id,answered_at,survey_name,question,score,channel\nu1,2024-01-06,nps,recommend,9,mail\n",
    );
    expect(rows).to.deep.equal([
      {unit: "u1", ts: day(6), survey: "nps", question: "recommend", value: 9, channel: "mail"},
    ]);
  });

  it("have canonical units, also of visitors who became known", async () => {
    const links = [
      {anon: "x", user: "u2", ts: day(1)},
      {userA: "u1", userB: "u8"},
    ];
    const {rows} = await table(
      "touches",
      "unit,ts,channel,cost\nanon:x,2024-01-02,mail,0.105\nu8,2024-01-02,ads,\nanon:unknown,2024-01-02,ads,1\n",
      {links},
    );
    expect(rows.map(({unit, cost}) => [unit, cost])).to.deep.equal([
      ["u2", 10],
      ["u1", null],
      ["anon:unknown", 100],
    ]);
  });

  it("may be invites, survey invites, rates, annotations, stage overrides", async () => {
    const dataset = await open({
      "invites": csv("inviter,invitee,date,code\nu1,u2,2024-01-02,X1\n"),
      "survey-invites": csv("unit,ts,survey\nu1,2024-01-02,nps\n"),
      "rates": csv("currency,to,rate\nUSD,EUR,0.92\n"),
      "annotations": csv("date,label\n2024-01-02,launch\n"),
      "stage_overrides": csv("unit,stage,from,to\nu1,active,2024-01-02,\n"),
    });
    expect(
      Object.fromEntries(Object.entries(dataset.tables).map(([name, rows]) => [name, rowsOf(rows)])),
    ).to.deep.equal({
      invites: [{from: "u1", to: "u2", ts: day(2), code: "X1"}],
      surveyInvites: [{unit: "u1", ts: day(2), survey: "nps"}],
      rates: [{currency: "USD", to: "EUR", rate: 0.92}],
      annotations: [{ts: day(2), text: "launch"}],
      stageOverrides: [{unit: "u1", stage: "active", from: day(2), to: null}],
    });
  });

  it("may be given several times, and with a map", async () => {
    const dataset = await open({
      touches: [
        csv("unit,ts,channel\nu1,2024-01-02,mail\n"),
        {...csv("who,ts,via\nu1,2024-01-03,ads\n"), map: {unit: "who", channel: "via"}},
      ],
    });
    expect(rowsOf(dataset.tables.touches!).map(({channel}) => channel)).to.deep.equal(["mail", "ads"]);
  });

  it("that lack a column, or do not exist, are refused", async () => {
    expect((await failure(open({surveys: csv("user,ts\nu1,2024-01-01\n")}))).message).to.match(
      /t\.csv: has no column "value", which the table surveys needs; its columns are "user", "ts"/,
    );
    expect((await failure(open({survey: csv("a\n1\n")}))).message).to.match(
      /tables: unknown table "survey" \(did you mean "surveys"\?\); tables are profiles, accounts/,
    );
  });
});
