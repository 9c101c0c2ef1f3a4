// Salesforce: one file an object, a report with its footer, API JSON; who they are, what happened, what was left out.
import {expect} from "@esm-bundle/chai";
import {zipSync} from "fflate";
import {rowsOfDataset} from "../../../engine/index.js";
import {isSalesforceId, longSalesforceId} from "../../../engine/ingest/salesforce-id.js";
import {accounts, counts, events, file, ledger, open, profiles, props} from "./helpers.js";

const id = (prefix: string, n: number) => longSalesforceId(`${prefix}Ax${String(n).padStart(10, "0")}`);
const [ACME, ANA, OLD, GONE, LEAD] = [id("001", 1), id("003", 1), id("003", 2), id("003", 3), id("00Q", 1)] as const;
const [NEW, RENEWAL, SPRING] = [id("006", 1), id("006", 2), id("701", 1)] as const;
const csv = (...rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",") + "\r\n").join("");

const FIELD_HISTORY = (...rows: string[][]) =>
  file(
    "OpportunityFieldHistory.csv",
    csv(["Id", "IsDeleted", "OpportunityId", "CreatedDate", "Field", "OldValue", "NewValue"], ...rows),
  );

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
  FIELD_HISTORY(
    [id("017", 1), "false", NEW, "2024-01-03T09:00:00.000Z", "created", "", ""],
    [id("017", 2), "false", NEW, "2024-01-20T09:00:00.000Z", "StageName", "Prospecting", "Proposal"],
    [id("017", 3), "false", NEW.slice(0, 15), "2024-02-01T15:00:00.000Z", "StageName", "Proposal", "Closed Won"],
    [id("017", 4), "false", id("006", 9), "2024-02-01T15:00:00.000Z", "StageName", "Proposal", "Closed Lost"],
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

describe("Salesforce tables of a warehouse", () => {
  it("in snake_case say the same as the objects", async () => {
    const dataset = await open([
      file(
        "contact.csv",
        csv(
          ["id", "is_deleted", "master_record_id", "account_id", "email", "created_date", "system_modstamp"],
          [ANA, "false", "", ACME, "ana@acme.com", "2024-01-02T09:00:00Z", "2024-05-01T00:00:00Z"],
          [OLD, "true", ANA, "", "old@acme.com", "2023-01-01T00:00:00Z", ""],
        ),
      ),
      file(
        "lead.csv",
        csv(
          ["id", "is_deleted", "email", "is_converted", "converted_date", "converted_contact_id", "created_date"],
          [LEAD, "false", "ana@acme.com", "true", "2024-01-02", ANA, "2023-12-20T08:30:00Z"],
        ),
      ),
      file(
        "opportunity.csv",
        csv(
          [
            "id",
            "is_deleted",
            "account_id",
            "stage_name",
            "amount",
            "close_date",
            "type",
            "is_closed",
            "is_won",
            "created_date",
          ],
          [NEW, "false", ACME, "Closed Won", "12000", "2024-02-01", "New", "true", "true", "2024-01-03T09:00:00Z"],
        ),
      ),
      file(
        "opportunity_field_history.csv",
        csv(
          ["id", "is_deleted", "opportunity_id", "created_date", "field", "old_value", "new_value"],
          [id("017", 3), "false", NEW, "2024-02-01T15:00:00Z", "StageName", "Proposal", "Closed Won"],
        ),
      ),
    ]);
    expect(events(dataset)).to.deep.equal([
      ["2023-12-20T08:30", "created", person, company, "acquisition"],
      ["2024-01-02", "lead converted", person, company, "acquisition"],
      ["2024-01-02T09:00", "created", person, company, "acquisition"],
      ["2024-01-03T09:00", "opportunity created", null, company, "acquisition"],
      ["2024-02-01T15:00", "stage change", null, company, "acquisition"],
    ]);
    expect(profiles(dataset)).to.deep.equal([
      [person, `email:ana@acme.com sfcontact:${ANA} sfcontact:${OLD} ${person}`, company],
    ]);
    expect(counts(dataset).map(([path, source, , kept]) => [path, source, kept])).to.deep.equal([
      ["contact.csv", "salesforce", 2],
      ["lead.csv", "salesforce", 1],
      ["opportunity.csv", "salesforce", 1],
      ["opportunity_field_history.csv", "salesforce", 1],
    ]);
  });
});

const OPPORTUNITIES = (rows: string[][]) =>
  file(
    "Opportunity.csv",
    csv(
      ["Id", "IsDeleted", "AccountId", "StageName", "Amount", "CloseDate", "Type", "IsClosed", "IsWon", "CreatedDate"],
      ...rows,
    ),
  );

describe("Salesforce deals", () => {
  it("by the states of OpportunityHistory: a change is where the stage differs, the close is told once", async () => {
    const state = (n: number, deal: string, stage: string, at: string) => [
      id("008", n),
      "false",
      deal,
      stage,
      "5000",
      at,
    ];
    const dataset = await open([
      file(
        "OpportunityHistory.csv",
        csv(
          ["Id", "IsDeleted", "OpportunityId", "StageName", "Amount", "CreatedDate"],
          state(3, NEW, "Closed Won", "2024-02-01T15:00:00.000Z"),
          state(1, NEW, "Prospecting", "2024-01-03T09:00:00.000Z"),
          state(2, NEW, "Prospecting", "2024-01-10T09:00:00.000Z"),
          state(4, RENEWAL, "Prospecting", "2024-12-01T09:00:00.000Z"),
          state(5, RENEWAL, "Negotiation", "2024-12-05T09:00:00.000Z"),
          state(6, "", "Negotiation", "2024-12-05T09:00:00.000Z"),
        ),
      ),
      OPPORTUNITIES([
        [NEW, "false", ACME, "Closed Won", "5000", "2024-02-01", "New", "true", "true", "2024-01-03T09:00:00.000Z"],
        [
          RENEWAL,
          "false",
          ACME,
          "Closed Won",
          "6000",
          "2025-02-01",
          "Renewal",
          "true",
          "true",
          "2024-12-01T09:00:00.000Z",
        ],
      ]),
    ]);
    expect(events(dataset)).to.deep.equal([
      ["2024-01-03T09:00", "opportunity created", null, company, "acquisition"],
      ["2024-02-01T15:00", "stage change", null, company, "acquisition"],
      ["2024-12-01T09:00", "opportunity created", null, company, "acquisition"],
      ["2024-12-05T09:00", "stage change", null, company, null],
      ["2025-02-01", "stage change", null, company, "retention"],
    ]);
    expect(props(dataset, "stage change").map(({from_stage, to_stage}) => [from_stage, to_stage])).to.deep.equal([
      ["Prospecting", "Closed Won"],
      ["Prospecting", "Negotiation"],
      [undefined, "Closed Won"],
    ]);
    expect(ledger(dataset).map(([path, n, , , reason]) => [path, n, reason])).to.deep.equal([
      ["OpportunityHistory.csv", 6, "no opportunity or stage"],
    ]);
  });

  it("have no close, and are counted, where their history stops before the end", async () => {
    const dataset = await open([
      OPPORTUNITIES([
        [NEW, "false", ACME, "Closed Won", "5000", "2024-02-01", "New", "true", "true", "2024-01-03T09:00:00.000Z"],
      ]),
      FIELD_HISTORY([id("017", 2), "false", NEW, "2024-01-20T09:00:00.000Z", "StageName", "Prospecting", "Proposal"]),
    ]);
    expect(events(dataset).slice(1)).to.deep.equal([["2024-01-20T09:00", "stage change", null, company, null]]);
    expect(dataset.ledger.notes.filter((note) => note.includes("stops before"))).to.have.lengthOf(1);
  });

  it("end by the close date, to the day, where no history holds stages of them", async () => {
    const dataset = await open([
      OPPORTUNITIES([
        [NEW, "false", ACME, "Closed Won", "5000", "2024-02-01", "New", "true", "true", "2024-01-03T09:00:00.000Z"],
      ]),
      FIELD_HISTORY([id("017", 2), "false", NEW, "2024-01-20T09:00:00.000Z", "Amount", "1", "5000"]),
    ]);
    expect(events(dataset).slice(1)).to.deep.equal([["2024-02-01", "stage change", null, company, "acquisition"]]);
    expect(dataset.ledger.notes.filter((note) => note.includes("stops before"))).to.deep.equal([]);
  });
});

describe("Salesforce work", () => {
  it("of tasks and calendar events belongs to whom the ids say; other people's ids to nobody", async () => {
    const dataset = await open([
      file(
        "Task.csv",
        csv(
          [
            "Id",
            "IsDeleted",
            "WhoId",
            "WhatId",
            "AccountId",
            "Subject",
            "Status",
            "ActivityDate",
            "CompletedDateTime",
            "CreatedDate",
          ],
          [
            id("00T", 1),
            "false",
            ANA,
            NEW,
            ACME,
            "Call",
            "Completed",
            "2024-03-01",
            "2024-03-02T10:00:00.000Z",
            "2024-02-20T08:00:00.000Z",
          ],
          [id("00T", 2), "false", LEAD, "", "", "Mail", "Open", "2024-03-05", "", "2024-02-20T08:00:00.000Z"],
          [id("00T", 3), "false", "", ACME, "", "Plan", "Open", "", "", "2024-02-20T08:00:00.000Z"],
          [id("00T", 4), "false", "", NEW, "", "Alone", "Open", "", "", "2024-02-20T08:00:00.000Z"],
          [id("00T", 5), "true", ANA, "", "", "Gone", "Open", "", "", "2024-02-20T08:00:00.000Z"],
        ),
      ),
      file(
        "Event.csv",
        csv(
          ["Id", "IsDeleted", "WhoId", "Subject", "StartDateTime", "ActivityDate", "CreatedDate"],
          [id("00U", 1), "false", ANA, "Demo", "2024-03-04T13:00:00.000Z", "2024-03-04", "2024-02-20T08:00:00.000Z"],
        ),
      ),
    ]);
    expect(events(dataset)).to.deep.equal([
      ["2024-02-20T08:00", "task", null, company, null],
      ["2024-03-02T10:00", "task", `sfcontact:${ANA}`, company, null],
      ["2024-03-04T13:00", "event", `sfcontact:${ANA}`, company, null],
      ["2024-03-05", "task", `sflead:${LEAD}`, null, null],
    ]);
    expect(props(dataset, "event")).to.deep.equal([{subject: "Demo"}]);
    expect(ledger(dataset).map(([path, n, , , reason]) => [path, n, reason])).to.deep.equal([
      ["Task.csv", 4, "no identity"],
      ["Task.csv", 5, "deleted"],
    ]);
  });
});

describe("Salesforce reports in German", () => {
  it("are read by their labels, with German dates and amounts", async () => {
    const report = `"Opportunity-ID";"Account-ID";"Phase";"Betrag";"Schlusstermin";"Erstelldatum"\n"${NEW.slice(0, 15)}";"${ACME.slice(0, 15)}";"Gewonnen";"12000,50";"28.02.2024";"13.01.2024"\n`;
    const dataset = await open([file("bericht.csv", report)]);
    expect(events(dataset)).to.deep.equal([
      ["2024-01-13", "opportunity created", null, company, "acquisition"],
      ["2024-02-28", "stage change", null, company, "acquisition"],
    ]);
    const [won] = [...rowsOfDataset(dataset, "events")].filter(({name}) => name === "stage change");
    expect(won!.amount).to.equal(1200050);
    for (const [text, minor] of [
      ["12.000", 1200000],
      ["1.200.000,5", 120000050],
      ["EUR 900", 90000],
    ] as const) {
      const dataset = await open([file("bericht.csv", report.replace("12000,50", text))]);
      const amounts = [...rowsOfDataset(dataset, "events")].map(({amount}) => amount);
      expect(amounts, text).to.include(minor);
    }
    const people = `"Kontakt-ID";"E-Mail";"Account-ID";"Erstelldatum"\n"${ANA.slice(0, 15)}";"ana@acme.com";"${ACME.slice(0, 15)}";"14.03.2024"\n`;
    expect(events(await open([file("kontakte.csv", people)]))).to.deep.equal([
      ["2024-03-14", "created", `sfcontact:${ANA}`, company, "acquisition"],
    ]);
  });
});

describe("the ZIP of the weekly export", () => {
  it("is read file by file, with other objects counted", async () => {
    const user = csv(["Id", "Username", "SystemModstamp"], [id("005", 1), "agent@acme.example", ""]);
    const dataset = await open([
      {
        path: "WE_00D.zip",
        data: zipSync({
          "Contact.csv": FILES[0]!.data,
          "Lead.csv": FILES[1]!.data,
          "User.csv": new TextEncoder().encode(user),
        }),
      },
    ]);
    expect(counts(dataset)).to.deep.equal([
      ["WE_00D.zip/Contact.csv", "salesforce", 3, 2, 1],
      ["WE_00D.zip/Lead.csv", "salesforce", 1, 1, 0],
      ["WE_00D.zip/User.csv", "salesforce", 1, 0, 1],
    ]);
    expect(profiles(dataset)).to.have.length(1);
    expect(dataset.ledger.notes.join("\n")).to.include(
      "WE_00D.zip/User.csv: holds records of User, which say nothing about customers and are left out",
    );
  });
});

describe("Salesforce files that are not quite as they should be", () => {
  it("are known by their columns where the check characters of ids are wrong", async () => {
    const dataset = await open([
      file(
        "members.csv",
        "Id,CampaignId,ContactId,Status,HasResponded,CreatedDate,IsDeleted\n00v5e00000CamM1AAA,7015e00000CampAAA,0035e00000AbCdEAAA,Sent,0,2024-01-01T00:00:00.000Z,0\n",
      ),
    ]);
    expect(dataset.ledger.files[0]).to.include({source: "salesforce", kept: 1});
    expect(events(dataset).map(([day, name]) => [day, name])).to.deep.equal([["2024-01-01", "campaign member"]]);
  });

  it("go by the account's name where a report of deals leaves out its id", async () => {
    const dataset = await open([
      file(
        "deals.csv",
        `"Opportunity ID","Account Name","Stage","Amount","Close Date","Created Date"\n"${NEW.slice(0, 15)}","Acme","Closed Won","1,200.50","2024-05-13","2024-05-01"\n`,
      ),
    ]);
    expect(accounts(dataset).map(([name]) => name)).to.deep.equal(["name:Acme"]);
    expect(events(dataset).map(([, name, , account]) => [name, account])).to.deep.equal([
      ["opportunity created", "name:Acme"],
      ["stage change", "name:Acme"],
    ]);
  });
});

describe("Marketo's merges", () => {
  it("join the lost leads to the lead of the row and to the survivor that it names", async () => {
    const header =
      "marketoGUID,leadId,activityDate,activityTypeId,primaryAttributeValueId,primaryAttributeValue,attributes";
    const dataset = await open([
      file("activities.csv", `${header}\n1,10,2024-01-01T00:00:00Z,32,20,Ana,"{""Merge IDs"":""[11,12]""}"\n`),
    ]);
    expect(profiles(dataset).length).to.equal(1);
    expect([...rowsOfDataset(dataset, "profiles")][0]!.keys).to.deep.equal([
      "marketo:10",
      "marketo:11",
      "marketo:12",
      "marketo:20",
    ]);
  });
});
