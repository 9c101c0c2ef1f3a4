// What a rejected record says of people counts for nobody: the rest reads as if it were not there.
import {expect} from "@esm-bundle/chai";
import {inspectDataset, type Dataset} from "../../../engine/index.js";
import {accounts, file, ledger, open, profiles} from "./helpers.js";

const lines = (...list: string[]) => list.join("\n");
const who = (dataset: Dataset) => {
  const {profiles: people, accounts: companies, units, merges, events} = inspectDataset(dataset);
  return {people, companies, units, merges, events, rows: profiles(dataset), accountRows: accounts(dataset)};
};

/** A file whose `bad` record has no time and names people whom no other record names. */
const FILES: Readonly<Record<string, {path: string; head?: string; good: string; bad: string; reason: string}>> = {
  marketo: {
    path: "activities.csv",
    head: "marketoGUID,leadId,activityDate,activityTypeId",
    good: "1,7,2024-03-01T10:00:00Z,2",
    bad: "2,8,null,2",
    reason: "no time",
  },
  pardot: {
    path: "visitors.csv",
    head: "id,visitor_id,prospect_id,type,type_name,created_at",
    good: "1,v1,7,4,Form,2024-03-01 10:00:00",
    bad: "2,v2,8,4,Form,0000-00-00 00:00:00",
    reason: "no time",
  },
  segment: {
    path: "calls.ndjson",
    good: '{"messageId":"1","type":"track","event":"Go","userId":"u7","anonymousId":"a","timestamp":"2024-03-01T10:00:00Z"}',
    bad: '{"messageId":"2","type":"track","event":"Go","userId":"u8","context":{"groupId":"g8","traits":{"email":"bo@firm.example"}},"timestamp":"soon"}',
    reason: "not a time",
  },
  ga4: {
    path: "events.ndjson",
    good: '{"event_timestamp":"1709287200000000","event_name":"go","user_id":"u7","user_pseudo_id":"1.1"}',
    bad: '{"event_timestamp":"soon","event_name":"go","user_id":"u8","user_pseudo_id":"1.2"}',
    reason: "not a time",
  },
  churnzero: {
    path: "events.csv",
    head: "accountExternalId,contactExternalId,eventName,eventDate",
    good: "a7,u7,Logged in,2024-03-01T10:00Z",
    bad: "a8,u8,Logged in,soon",
    reason: "not a time",
  },
  generic: {
    path: "log.csv",
    head: "user,email,account,event,time",
    good: "u7,ana@firm.example,a7,go,2024-03-01T10:00:00Z",
    bad: "u8,bo@firm.example,a8,go,soon",
    reason: "not a time",
  },
};

describe("a rejected record names nobody", () => {
  for (const [system, {path, head, good, bad, reason}] of Object.entries(FILES))
    it(`in a file of ${system}`, async () => {
      const read = (...records: string[]) => open([file(path, lines(...(head ? [head] : []), ...records))]);
      const [without, before, after] = [await read(good), await read(bad, good), await read(good, bad)];
      expect(who(without)).to.include({people: 1, events: 1, units: 1});
      expect(who(before)).to.deep.equal(who(without));
      expect(who(after)).to.deep.equal(who(without));
      expect(ledger(after).map((row) => row.at(-1))).to.deep.equal([reason]);
      expect(after.hash).to.equal(without.hash);
    });

  it("and joins nobody, though both are known from other records", async () => {
    const dataset = await open([
      file(
        "log.csv",
        lines(
          "user,email,event,time",
          "u7,,go,2024-03-01T10:00:00Z",
          ",bo@firm.example,go,2024-03-01T11:00:00Z",
          "u7,bo@firm.example,go,soon",
        ),
        {map: {user: "user", email: "email"}},
      ),
    ]);
    expect(profiles(dataset).map(([id]) => id)).to.deep.equal(["email:bo@firm.example", "u7"]);
  });

  it("but the same join counts when a kept record says it later", async () => {
    const call = (id: string, time: string) =>
      JSON.stringify({
        messageId: id,
        type: "track",
        event: "Go",
        userId: "u7",
        context: {traits: {email: "ana@firm.example"}},
        timestamp: time,
      });
    const dataset = await open([file("calls.ndjson", lines(call("1", "soon"), call("2", "2024-03-01T10:00:00Z")))]);
    expect(profiles(dataset)).to.deep.equal([["user:u7", "email:ana@firm.example user:u7", null]]);
  });

  it("while a row of a side table with somebody who was only rejected keeps the id as written", async () => {
    const log = lines("user,event,time", "u7,go,2024-03-01T10:00:00Z", "u8,go,soon");
    const subscriptions = [{user: "u8", from: "2024-03-01", mrr: 5}];
    const dataset = await open([file("log.csv", log)], {tables: {subscriptions}});
    expect(inspectDataset(dataset).profiles).to.equal(1);
    expect(dataset.tables.subscriptions!.get("user")).to.equal("u8");
  });
});
