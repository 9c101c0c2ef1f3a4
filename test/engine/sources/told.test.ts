// What reading tells beside the events: the columns of repeated ids, zones that are not stated, and leads that only their rows call new.
import {expect} from "@esm-bundle/chai";
import {events, file, ledger, open} from "./helpers.js";

const lines = (...list: string[]) => list.join("\n");
const notes = (dataset: Awaited<ReturnType<typeof open>>) => dataset.ledger.notes;

describe("the ledger names the columns of a repeated id", () => {
  it("of HubSpot's history", async () => {
    const row = "7,lifecyclestage,lead,2024-03-01T10:00:00Z,FORM";
    const dataset = await open([file("history.csv", lines("contact_id,name,value,timestamp,source", row, row))]);
    expect(ledger(dataset).map(([, row, column, , reason]) => [row, column, reason])).to.deep.equal([
      [2, "contact_id, value, timestamp", "duplicate id"],
    ]);
  });

  it("of GA4", async () => {
    const row =
      '{"event_timestamp":"1709287200000000","event_name":"go","user_id":"u7","user_pseudo_id":"1.1","batch_event_index":1}';
    const dataset = await open([file("a.ndjson", row), file("b.ndjson", row)]);
    expect(ledger(dataset).map(([, , column, , reason]) => [column, reason])).to.deep.equal([
      ["user_pseudo_id, event_name, event_timestamp", "duplicate id"],
    ]);
  });

  it("of Mailchimp's activity", async () => {
    const row = '{"ana@firm.example":[{"action":"open","timestamp":"2024-03-01 10:00:00"}]}';
    const dataset = await open([file("activity.ndjson", lines(row, row))]);
    expect(ledger(dataset).map(([, , column, , reason]) => [column, reason])).to.deep.equal([
      ["email_address, action, timestamp, campaign_id, url", "duplicate id"],
    ]);
  });
});

describe("Pardot's zone", () => {
  const read = (...times: string[]) =>
    open([
      file(
        "visitors.csv",
        lines("id,visitor_id,prospect_id,type,type_name,created_at", ...times.map((at, i) => `${i},v,7,4,Form,${at}`)),
      ),
    ]);
  const zoned = (list: readonly string[]) => list.filter((note) => note.includes("zone of the user"));

  it("is told once where a time states no offset, and not where all do", async () => {
    expect(zoned(notes(await read("2024-03-01T10:00:00+01:00", "2024-03-01T10:00:00Z")))).to.deep.equal([]);
    expect(zoned(notes(await read("2024-03-01T10:00:00+01:00", "2024-03-01 10:00:00")))).to.have.length(1);
  });
});

describe("a lead of Marketo is new by createdAt", () => {
  const leads = (path: string, createdAt: string, useCreatedAt = true) =>
    file(path, lines("id,email,createdAt,updatedAt", `7,ana@firm.example,${createdAt},2024-03-05T00:00:00Z`), {
      source: "marketo",
      useCreatedAt,
    });
  const activities = (type: number) =>
    file("activities.csv", lines("marketoGUID,leadId,activityDate,activityTypeId", `1,8,2024-03-02T10:00:00Z,${type}`));
  const day = (at: string) => `2024-03-0${at}T10:00:00Z`;

  it("when the option is stated and no activity tells of new leads, at the earliest of its rows", async () => {
    const dataset = await open([leads("b.csv", day("3")), leads("a.csv", day("1")), activities(2)]);
    expect(events(dataset).map(([ts, name, , , stage]) => [ts, name, stage])).to.deep.equal([
      ["2024-03-01T10:00", "new lead", "acquisition"],
      ["2024-03-02T10:00", "fill out form", "acquisition"],
    ]);
  });

  it("not without the option, nor when activities tell of new leads, which a note says", async () => {
    const names = async (...files: Parameters<typeof open>[0]) => {
      const dataset = await open(files);
      return [events(dataset).map(([, name]) => name), notes(dataset).filter((note) => note.includes("createdAt"))];
    };
    expect(await names(leads("a.csv", day("1"), false), activities(2))).to.deep.equal([["fill out form"], []]);
    expect(await names(leads("a.csv", day("1")), activities(12))).to.deep.equal([
      ["new lead"],
      ["a.csv: createdAt is not used, because activities tell which leads are new"],
    ]);
  });
});
