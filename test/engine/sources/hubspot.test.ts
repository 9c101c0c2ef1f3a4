// HubSpot: CSV with labels of either kind, companies and deals, API JSON with histories.
import {expect} from "@esm-bundle/chai";
import {accounts, counts, events, file, ledger, open, profiles, props} from "./helpers.js";

const CONTACTS = [
  'Record ID,First Name,Email,Additional email addresses,Lifecycle Stage,Create Date,Associated Company IDs,Became a Lead Date,Became a Customer Date,"Date entered ""Kunde (Lifecycle Stage Pipeline)""",Merged object IDs',
  "9007199254740993,Ana,ana@acme.com,a.b@home.org,Customer,2024-03-12 09:14,77,2024-03-13 10:00,2024-04-01 12:00,2024-04-01 12:00,55;56",
  "102,,,,Lead,2024-03-12 09:14,,2024-05-01 08:00,2024-04-01 08:00,,",
  ",,,,,2024-03-12 09:14,,,,,",
].join("\n");
const COMPANIES = "Record ID,Company name,Company Domain Name,Create Date\n77,Acme,acme.com,2024-01-01 00:00\n";
const DEALS =
  'Record ID,Deal Name,Deal Stage,Deal Type,Amount,Create Date,Close Date,Associated Company IDs\n9,Big,Closed Won,New Business,"1,200",2024-03-20 10:00,2024-04-01 11:00,77\n';

describe("HubSpot files of the user interface", () => {
  it("give stages in the stated zone, each once, with exact record ids", async () => {
    const dataset = await open([
      file("contacts.csv", CONTACTS, {inputTz: "Europe/Berlin"}),
      file("companies.csv", COMPANIES, {inputTz: "UTC"}),
      file("deals.csv", DEALS, {inputTz: "UTC"}),
    ]);
    const ana = "hubspot:9007199254740993";
    expect(events(dataset)).to.deep.equal([
      ["2024-03-12T08:14", "contact created", "hubspot:102", null, "acquisition"],
      ["2024-03-12T08:14", "contact created", ana, "hscompany:77", "acquisition"],
      ["2024-03-13T09:00", "became a lead", ana, "hscompany:77", "acquisition"],
      ["2024-03-20T10:00", "deal created", null, "hscompany:77", "acquisition"],
      ["2024-04-01T06:00", "became a customer", "hubspot:102", null, "acquisition"],
      ["2024-04-01T10:00", "became a customer", ana, "hscompany:77", "acquisition"],
      ["2024-04-01T11:00", "deal closed", null, "hscompany:77", "acquisition"],
      ["2024-05-01T06:00", "became a lead", "hubspot:102", null, "acquisition"],
    ]);
    expect(props(dataset, "became a lead").map(({order_reversed}) => order_reversed)).to.have.members([
      true,
      undefined,
    ]);
    expect(profiles(dataset)).to.deep.equal([
      ["hubspot:102", "hubspot:102", null],
      [ana, `email:a.b@home.org email:ana@acme.com hubspot:55 hubspot:56 ${ana}`, "hscompany:77"],
    ]);
    expect(accounts(dataset)).to.deep.equal([["hscompany:77", "domain:acme.com hscompany:77"]]);
    expect(ledger(dataset)).to.deep.equal([["contacts.csv", 3, "Record ID", null, "no identity"]]);
    expect(dataset.ledger.notes.filter((note) => !note.includes("no offset"))).to.deep.equal([
      "contacts.csv: 1 × stages were entered in reversed order (first: line 3)",
    ]);
    expect(dataset.ledger.notes).to.include(
      'contacts.csv: 3 times in column "Create Date" state no offset and were read in Europe/Berlin',
    );
  });
});

describe("HubSpot API answers", () => {
  it("tell stages by their history; a cleared one is no event, an archived record is left out", async () => {
    const results = [
      {
        id: "300",
        properties: {
          hs_object_id: "300",
          email: "cy@x.com",
          createdate: "2024-03-01T00:00:00Z",
          hs_lifecyclestage_lead_date: "2024-03-02T00:00:00Z",
        },
        propertiesWithHistory: {
          lifecyclestage: [
            {value: "166080836", timestamp: "2024-03-05T00:00:00.000Z", sourceType: "CRM_UI"},
            {value: "", timestamp: "2024-03-04T00:00:00Z"},
            {value: "lead", timestamp: "2024-03-02T00:00:00Z", sourceType: "IMPORT"},
          ],
        },
        archived: false,
      },
      {id: "301", properties: {hs_object_id: "301", email: "d@x.com"}, archived: true},
    ];
    const dataset = await open([file("api.json", JSON.stringify({results}))]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-01", "contact created", "hubspot:300", null, "acquisition"],
      ["2024-03-02", "became a lead", "hubspot:300", null, "acquisition"],
      ["2024-03-05", "lifecycle stage 166080836", "hubspot:300", null, null],
    ]);
    expect(counts(dataset)).to.deep.equal([["api.json", "hubspot", 2, 1, 1]]);
    expect(ledger(dataset)).to.deep.equal([["api.json", 2, "archived", "true", "archived"]]);
  });
});
