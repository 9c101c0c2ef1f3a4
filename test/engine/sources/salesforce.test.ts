// Salesforce: one file an object, a report with its footer, API JSON; who they are, what happened, what was left out.
import {expect} from "@esm-bundle/chai";
import {isSalesforceId, longSalesforceId} from "../../../engine/ingest/salesforce-id.js";
import {accounts, counts, events, file, ledger, open, profiles, props} from "./helpers.js";

const id = (prefix: string, n: number) => longSalesforceId(`${prefix}Ax${String(n).padStart(10, "0")}`);
const [ACME, ANA, OLD, GONE, LEAD] = [id("001", 1), id("003", 1), id("003", 2), id("003", 3), id("00Q", 1)] as const;
const [NEW, RENEWAL, SPRING] = [id("006", 1), id("006", 2), id("701", 1)] as const;
const csv = (...rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + "\r\n").join("");

const FILES = [
  file(
    "Contact.csv",
    csv(
      ["Id", "IsDeleted", "MasterRecordId", "AccountId", "Email", "Title", "CreatedDate", "SystemModstamp"],
      [ANA, "false", "", ACME, "Ana@Acme.com", 'Head of "Ops"\nEU', "2024-01-02T09:00:00.000Z", ""],
      [OLD, "true", ANA, "", "old@acme.com", "", "2023-01-01T00:00:00.000Z", ""],
      [GONE, "true", "", "", "x@y.com", "", "2023-01-01T00:00:00.000Z", ""],
    ),
  ),
  file(
    "Lead.csv",
    csv(
      [
        "Id",
        "IsDeleted",
        "Email",
        "Company",
        "IsConverted",
        "ConvertedDate",
        "ConvertedAccountId",
        "ConvertedContactId",
        "CreatedDate",
      ],
      [LEAD, "false", "ana@acme.com", "[not provided]", "true", "2024-01-02", ACME, ANA, "2023-12-20 08:30:00"],
    ),
  ),
  file("Account.csv", csv(["Id", "IsDeleted", "Name", "Website"], [ACME, "false", "Acme", "https://www.acme.com/de"])),
  file("Campaign.csv", csv(["Id", "IsDeleted", "Name"], [SPRING, "false", "Spring"])),
  file(
    "CampaignMember.csv",
    csv(
      [
        "Id",
        "IsDeleted",
        "CampaignId",
        "LeadId",
        "ContactId",
        "Status",
        "HasResponded",
        "CreatedDate",
        "FirstRespondedDate",
      ],
      [id("00v", 1), "false", SPRING, LEAD, "", "Responded", "true", "2023-12-21T10:00:00.000Z", "2023-12-22"],
      [id("00v", 2), "false", SPRING, "", "", "Sent", "false", "2023-12-21T10:00:00.000Z", ""],
    ),
  ),
  file(
    "Opportunity.csv",
    csv(
      ["Id", "IsDeleted", "AccountId", "StageName", "Amount", "CloseDate", "Type", "IsClosed", "IsWon", "CreatedDate"],
      [
        NEW,
        "false",
        ACME,
        "Closed Won",
        "12000.00",
        "2024-02-01",
        "New Business",
        "true",
        "true",
        "2024-01-03T09:00:00.000Z",
      ],
      [
        RENEWAL,
        "false",
        ACME,
        "Closed Won",
        "13000",
        "2025-02-01",
        "Renewal",
        "true",
        "true",
        "2024-12-01T09:00:00.000Z",
      ],
    ),
  ),
  file(
    "OpportunityFieldHistory.csv",
    csv(
      ["Id", "IsDeleted", "OpportunityId", "CreatedDate", "Field", "OldValue", "NewValue"],
      [id("017", 1), "false", NEW, "2024-01-03T09:00:00.000Z", "created", "", ""],
      [id("017", 2), "false", NEW, "2024-01-20T09:00:00.000Z", "StageName", "Prospecting", "Proposal"],
      [id("017", 3), "false", NEW.slice(0, 15), "2024-02-01T15:00:00.000Z", "StageName", "Proposal", "Closed Won"],
      [id("017", 4), "false", id("006", 9), "2024-02-01T15:00:00.000Z", "StageName", "Proposal", "Closed Lost"],
    ),
  ),
];
const [person, company] = [`sflead:${LEAD}`, `sfacc:${ACME}`];

describe("Salesforce ids", () => {
  it("of 15 characters get the three that say which are capitals", () => {
    expect(longSalesforceId("0036F00003vRbTx")).to.have.length(18);
    expect(longSalesforceId("001000000000001")).to.equal("001000000000001AAA");
    expect(longSalesforceId("003Ax0000000001")).to.equal("003Ax0000000001IAA");
    expect([isSalesforceId("003Ax0000000001IAA"), isSalesforceId("003ax0000000001IAA")]).to.deep.equal([true, false]);
  });
});

describe("Salesforce files of one object each", () => {
  it("join into one customer's history, the close told once", async () => {
    const dataset = await open(FILES);
    expect(events(dataset)).to.deep.equal([
      ["2023-12-20T08:30", "created", person, company, "acquisition"],
      ["2023-12-21T10:00", "campaign member", person, company, "awareness"],
      ["2023-12-22", "campaign response", person, company, "acquisition"],
      ["2024-01-02", "lead converted", person, company, "acquisition"],
      ["2024-01-02T09:00", "created", person, company, "acquisition"],
      ["2024-01-03T09:00", "opportunity created", null, company, "acquisition"],
      ["2024-01-20T09:00", "stage change", null, company, null],
      ["2024-02-01T15:00", "stage change", null, company, "acquisition"],
      ["2024-12-01T09:00", "opportunity created", null, company, "acquisition"],
      ["2025-02-01", "stage change", null, company, "retention"],
    ]);
    expect(props(dataset, "campaign member")[0]).to.deep.include({campaign: "Spring", status: "Responded"});
    expect(profiles(dataset)).to.deep.equal([
      [person, `email:ana@acme.com sfcontact:${ANA} sfcontact:${OLD} ${person}`, company],
    ]);
    expect(accounts(dataset)).to.deep.equal([[company, `domain:acme.com ${company}`]]);
  });

  it("explain every record that gave nothing", async () => {
    const dataset = await open(FILES);
    expect(counts(dataset).map(([path, , read, kept, rejected]) => [path, read, kept, rejected])).to.deep.equal([
      ["Contact.csv", 3, 2, 1],
      ["Lead.csv", 1, 1, 0],
      ["Account.csv", 1, 1, 0],
      ["Campaign.csv", 1, 1, 0],
      ["CampaignMember.csv", 2, 1, 1],
      ["Opportunity.csv", 2, 2, 0],
      ["OpportunityFieldHistory.csv", 4, 2, 2],
    ]);
    expect(ledger(dataset)).to.deep.equal([
      ["Contact.csv", 3, "IsDeleted", "true", "deleted"],
      ["CampaignMember.csv", 2, "ContactId", null, "no identity"],
      ["OpportunityFieldHistory.csv", 1, "Field", "created", "no change of stage"],
      ["OpportunityFieldHistory.csv", 4, "OpportunityId", id("006", 9), "opportunity is not in the export"],
    ]);
  });

  it("give the same whatever their order", async () => {
    expect(events(await open([...FILES].reverse()))).to.deep.equal(events(await open(FILES)));
  });
});

describe("Salesforce reports and API answers", () => {
  it("are read by labels, dates proved by the column, the footer passed over", async () => {
    const short = (n: number) => id("003", n).slice(0, 15);
    const report = `"Contact ID","Email","Account ID","Created Date"\n"${short(7)}","bo@acme.com","${ACME.slice(0, 15)}","3/14/2024"\n"${short(8)}","cy@acme.com","${ACME.slice(0, 15)}","3/4/2024"\n\n"Contacts by month"\n"Copyright (c) 2000-2024 salesforce.com, inc."\n`;
    const dataset = await open([file("report.csv", report)]);
    expect(counts(dataset)).to.deep.equal([["report.csv", "salesforce", 2, 2, 0]]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-04", "created", `sfcontact:${id("003", 8)}`, company, "acquisition"],
      ["2024-03-14", "created", `sfcontact:${id("003", 7)}`, company, "acquisition"],
    ]);
    expect(dataset.ledger.notes).to.deep.equal(["report.csv: lines passed over as comments or a footer: 2"]);
  });

  it("of JSON are told by attributes.type", async () => {
    const records = [
      {
        attributes: {type: "Case"},
        Id: id("500", 1),
        ContactId: ANA,
        CreatedDate: "2024-03-01T10:00:00.000+0000",
        ClosedDate: "2024-03-02T10:00:00.000+0000",
      },
    ];
    const dataset = await open([file("api.json", JSON.stringify({totalSize: 1, done: true, records}))]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-01T10:00", "case created", `sfcontact:${ANA}`, null, null],
      ["2024-03-02T10:00", "case closed", `sfcontact:${ANA}`, null, null],
    ]);
  });
});
