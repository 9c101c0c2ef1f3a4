// Stages that depend on what a person did before, over all systems: opened e-mails and visits of customers are engagement.
import {expect} from "@esm-bundle/chai";
import {rowsOfDataset} from "../../../engine/index.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import {file, open} from "./helpers.js";

const stages = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "events")]
    .sort((a, b) => Number(a.ts) - Number(b.ts))
    .map(({ts, name, stage}) => `${new Date(Number(ts)).toISOString().slice(0, 10)} ${String(name)}: ${String(stage)}`);

const activity = (address: string, ...actions: readonly (readonly [day: string, action: string])[]) =>
  JSON.stringify({[address]: actions.map(([day, action]) => ({action, timestamp: `${day} 08:00:00`, url: null}))});

describe("a sign of interest", () => {
  it("is awareness until the CRM says that the person is a customer, and engagement from then on", async () => {
    const dataset = await open([
      file("campaign-1.ndjson", activity("ana@x.example", ["2024-01-01", "open"], ["2024-03-01", "click"])),
      file(
        "contacts.csv",
        "Record ID,Email,Lifecycle Stage,Became a Customer Date\n1,ana@x.example,customer,2024-02-01 10:00\n",
        {inputTz: "UTC"},
      ),
    ]);
    expect(stages(dataset)).to.deep.equal([
      "2024-01-01 open: awareness",
      "2024-02-01 became a customer: acquisition",
      "2024-03-01 click: engagement",
    ]);
  });

  it("is engagement after a purchase or a renewal in any system, of that person alone", async () => {
    const header =
      "marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes";
    const purchase = {
      events: [
        {
          event_type: "commerce_event",
          data: {product_action: {action: "purchase"}, timestamp_unixtime_ms: 1_706_745_600_000},
        },
      ],
      mpid: "5",
      user_identities: {email: "ana@x.example"},
      schema_version: 2,
    };
    const dataset = await open([
      file(
        "activities.csv",
        `${header}\n1,7,2024-01-01T00:00:00Z,1,,,a,{}\n2,7,2024-03-01T00:00:00Z,10,,,a,{}\n3,8,2024-03-02T00:00:00Z,10,,,a,{}\n`,
      ),
      file("leads.csv", "id,email,createdAt,updatedAt\n7,ana@x.example,2024-01-01T00:00:00Z,2024-01-01T00:00:00Z\n"),
      file("batch.ndjson", JSON.stringify(purchase)),
    ]);
    expect(stages(dataset)).to.deep.equal([
      "2024-01-01 visit webpage: awareness",
      "2024-02-01 purchase: acquisition",
      "2024-03-01 open email: engagement",
      "2024-03-02 open email: awareness",
    ]);
  });

  it("leaves no trace of how it is settled", async () => {
    const dataset = await open([file("campaign-1.ndjson", activity("ana@x.example", ["2024-01-01", "open"]))]);
    const stage = dataset.store.facts.get("stage") as {dictionary: readonly unknown[]};
    expect(stage.dictionary.filter((name) => String(name).includes(","))).to.deep.equal([]);
  });
});
