// HubSpot: CSV with labels of either kind, companies and deals, API JSON with histories.
import {expect} from "@esm-bundle/chai";
import {rowsOfDataset} from "../../../engine/index.js";
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

describe("HubSpot companies and deals of the API", () => {
  const results = (...list: object[]) => JSON.stringify({results: list});

  it("were created when their record says, where no property does", async () => {
    const contact = {id: "5", properties: {hs_object_id: "5", email: "a@x.com"}, createdAt: "2024-02-01T08:00:00Z"};
    const both = {id: "6", properties: {hs_object_id: "6", createdate: "2024-01-31T07:00:00Z"}};
    const deal = {
      id: "9",
      properties: {hs_object_id: "9", dealstage: "appointmentscheduled"},
      associations: {contacts: {results: [{id: "5", type: "deal_to_contact"}]}},
      createdAt: "2024-02-02T08:00:00Z",
    };
    const dataset = await open([
      file("contacts.json", results(contact, {...both, createdAt: "2024-02-03T08:00:00Z"})),
      file("deals.json", results(deal)),
    ]);
    expect(events(dataset)).to.deep.equal([
      ["2024-01-31T07:00", "contact created", "hubspot:6", null, "acquisition"],
      ["2024-02-01T08:00", "contact created", "hubspot:5", null, "acquisition"],
      ["2024-02-02T08:00", "deal created", "hubspot:5", null, "acquisition"],
    ]);
  });

  it("join by associations; won and lost deals close, archived ones do not count", async () => {
    const deal = (own: string, properties: object, more: object = {}) => ({
      id: own,
      properties: {hs_object_id: own, createdate: "2024-03-01T09:00:00Z", ...properties},
      archived: false,
      ...more,
    });
    const to = (kind: string, ...ids: string[]) => ({
      associations: {[kind]: {results: ids.map((each) => ({id: each, type: `deal_to_${kind}`}))}},
    });
    const dataset = await open([
      file(
        "deals.json",
        results(
          deal(
            "9",
            {
              dealstage: "closedwon",
              dealtype: "existingbusiness",
              amount: "1200.50",
              deal_currency_code: "EUR",
              closedate: "2024-04-01T11:00:00Z",
            },
            to("companies", "77"),
          ),
          deal("10", {dealstage: "closedlost", closedate: "2024-04-02T00:00:00Z"}, to("contacts", "5")),
          deal("11", {dealstage: "appointmentscheduled", closedate: "2024-05-01T00:00:00Z"}, to("contacts", "5")),
          deal("12", {dealstage: "closedwon"}),
          {...deal("13", {dealstage: "closedwon"}, to("companies", "77")), archived: true},
        ),
      ),
      file(
        "companies.json",
        results({
          id: "77",
          properties: {hs_object_id: "77", name: "Acme", domain: "www.acme.com", lifecyclestage: "customer"},
          archived: false,
        }),
      ),
    ]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-01T09:00", "deal created", "hubspot:5", null, "acquisition"],
      ["2024-03-01T09:00", "deal created", "hubspot:5", null, "acquisition"],
      ["2024-03-01T09:00", "deal created", null, "hscompany:77", "acquisition"],
      ["2024-04-01T11:00", "deal closed", null, "hscompany:77", "retention"],
      ["2024-04-02", "deal closed", "hubspot:5", null, null],
    ]);
    expect(props(dataset, "deal closed").map(({outcome}) => outcome)).to.have.members(["won", "lost"]);
    const [won] = [...rowsOfDataset(dataset, "events")].filter(({stage}) => stage === "retention");
    expect([won!.amount, won!.currency]).to.deep.equal([120050, "EUR"]);
    expect(accounts(dataset)).to.deep.equal([["hscompany:77", "domain:acme.com hscompany:77"]]);
    expect(counts(dataset)).to.deep.equal([
      ["deals.json", "hubspot", 5, 3, 2],
      ["companies.json", "hubspot", 1, 1, 0],
    ]);
    expect(ledger(dataset).map(([, n, , , reason]) => [n, reason])).to.deep.equal([
      [4, "no identity"],
      [5, "archived"],
    ]);
  });
});

describe("HubSpot tables of a warehouse", () => {
  it("tell stages by the property history, which goes before the dates of the contact", async () => {
    const history = [
      "contact_id,name,value,timestamp,source",
      "5,lifecyclestage,lead,2024-03-02T00:00:00Z,FORM",
      "5,lifecyclestage,customer,2024-04-02T00:00:00Z,CRM_UI",
      "5,lifecyclestage,,2024-04-03T00:00:00Z,CRM_UI",
      "5,email,x@y.example,2024-03-02T00:00:00Z,FORM",
      ",lifecyclestage,lead,2024-03-02T00:00:00Z,FORM",
    ].join("\n");
    const contacts =
      "id,property_hs_object_id,property_email,property_createdate,property_lifecyclestage,property_hs_lifecyclestage_lead_date,_fivetran_deleted\n" +
      "5,5,ana@acme.com,2024-03-01T00:00:00Z,customer,2024-03-09T00:00:00Z,false\n" +
      "6,6,bo@acme.com,2024-03-01T00:00:00Z,lead,2024-03-10T00:00:00Z,false\n" +
      "7,7,cy@acme.com,2024-03-01T00:00:00Z,lead,2024-03-10T00:00:00Z,true\n";
    const dataset = await open([file("contact.csv", contacts), file("contact_property_history.csv", history)]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-01", "contact created", "hubspot:5", null, "acquisition"],
      ["2024-03-01", "contact created", "hubspot:6", null, "acquisition"],
      ["2024-03-02", "became a lead", "hubspot:5", null, "acquisition"],
      ["2024-03-10", "became a lead", "hubspot:6", null, "acquisition"],
      ["2024-04-02", "became a customer", "hubspot:5", null, "acquisition"],
    ]);
    expect(counts(dataset)).to.deep.equal([
      ["contact.csv", "hubspot", 3, 2, 1],
      ["contact_property_history.csv", "hubspot", 5, 3, 2],
    ]);
    expect(ledger(dataset).map(([path, n, , , reason]) => [path, n, reason])).to.deep.equal([
      ["contact.csv", 3, "archived"],
      ["contact_property_history.csv", 4, "change of another property"],
      ["contact_property_history.csv", 5, "no identity"],
    ]);
  });
});

describe("HubSpot labels in other languages", () => {
  const LANGUAGES = {
    de: "Datensatz-ID,E-Mail,Lifecycle-Phase,Erstellungsdatum",
    fr: "ID de l'enregistrement,Adresse e-mail,Phase du cycle de vie,Date de création",
    es: "ID de registro,Correo,Etapa del ciclo de vida,Fecha de creación",
  };
  for (const [language, header] of Object.entries(LANGUAGES))
    it(`${language}: contacts and the stages they entered`, async () => {
      const text = `${header},"Date entered ""Kunde (Lifecycle Stage Pipeline)"""\n5,Ana@Acme.com,Kunde,2024-03-01 09:00,2024-04-01 10:00\n`;
      const dataset = await open([file("kontakte.csv", text, {inputTz: "Europe/Berlin"})]);
      expect(events(dataset)).to.deep.equal([
        ["2024-03-01T08:00", "contact created", "hubspot:5", null, "acquisition"],
        ["2024-04-01T08:00", "became a customer", "hubspot:5", null, "acquisition"],
      ]);
      expect(profiles(dataset)).to.deep.equal([["hubspot:5", "email:ana@acme.com hubspot:5", null]]);
    });

  it("de: deals", async () => {
    const text =
      "Datensatz-ID,Deal-Phase,Deal-Typ,Betrag,Währung,Erstellungsdatum,Abschlussdatum,Zugeordnete Unternehmen-IDs\n9,Abgeschlossen und gewonnen,Bestandskunde,1200,EUR,2024-03-20 10:00,2024-04-01 11:00,77\n";
    const dataset = await open([file("deals.csv", text, {inputTz: "UTC"})]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-20T10:00", "deal created", null, "hscompany:77", "acquisition"],
      ["2024-04-01T11:00", "deal closed", null, "hscompany:77", "retention"],
    ]);
  });

  it("read amounts by the decimal mark that the column proves, and tell of those that are none", async () => {
    const deals = (label: string, ...amounts: string[]) =>
      [
        `Record ID,Deal Stage,${label},Currency,Create Date,Close Date,Associated Company IDs`,
        ...amounts.map(
          (amount, i) => `${i + 1},Closed Won,"${amount}",EUR,2024-03-20 10:00,2024-04-0${i + 1} 11:00,77`,
        ),
      ].join("\n");
    const read = async (text: string) => {
      const dataset = await open([file("deals.csv", text, {inputTz: "UTC"})]);
      const closed = [...rowsOfDataset(dataset, "events")].filter(({name}) => name === "deal closed");
      return {
        amounts: closed.sort((a, b) => Number(a.row) - Number(b.row)).map(({amount}) => amount),
        notes: dataset.ledger.notes.filter((note) => note.includes("amount")),
      };
    };
    expect(await read(deals("Amount", "1.200,50", "1.200", "7"))).to.deep.equal({
      amounts: [120_050, 120_000, 700],
      notes: [],
    });
    expect(await read(deals("Amount", "1,200.50", "1,200"))).to.deep.equal({amounts: [120_050, 120_000], notes: []});
    expect(await read(deals("Betrag", "12.000"))).to.deep.equal({amounts: [1_200_000], notes: []});
    expect(await read(deals("Amount", "12,5", "12.5", "1,204"))).to.deep.equal({
      amounts: [1250, 1250, null],
      notes: ['deals.csv: 1 × amount is ambiguous and counts as missing (first: line 4, column "Amount", "1,204")'],
    });
    expect((await read(deals("Amount", "tbd", "5"))).notes).to.deep.equal([
      'deals.csv: 1 × amount is no number and counts as missing (first: line 2, column "Amount", "tbd")',
    ]);
  });
});

describe("HubSpot records of the API", () => {
  it("tell stages by either kind of date, each once; what is no time is told, never shifted", async () => {
    const record = (id: string, properties: object, more: object = {}) => ({
      id,
      properties: {hs_object_id: id, createdate: "2024-03-01T00:00:00Z", ...properties},
      ...more,
    });
    const results = [
      record("300", {
        lifecyclestage: "customer",
        hs_date_entered_lead: "2024-03-02T00:00:00Z",
        hs_lifecyclestage_lead_date: "2024-03-03T00:00:00Z",
        hs_v2_date_entered_166080836: "1709683200000",
        hs_lifecyclestage_customer_date: "2024-02-31T00:00:00Z",
        hs_lifecyclestage_evangelist_date: "",
      }),
      record(
        "301",
        {lifecyclestage: "lead"},
        {
          propertiesWithHistory: {
            lifecyclestage: [
              {value: "lead", timestamp: "2024-03-04T00:00:00Z", sourceType: "IMPORT"},
              {value: "customer"},
            ],
          },
        },
      ),
    ];
    const dataset = await open([file("contacts.json", JSON.stringify({results}))]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-01", "contact created", "hubspot:300", null, "acquisition"],
      ["2024-03-01", "contact created", "hubspot:301", null, "acquisition"],
      ["2024-03-03", "became a lead", "hubspot:300", null, "acquisition"],
      ["2024-03-04", "became a lead", "hubspot:301", null, "acquisition"],
      ["2024-03-06", "lifecycle stage 166080836", "hubspot:300", null, null],
    ]);
    expect(dataset.ledger.notes).to.deep.equal([
      'contacts.json: 1 × not a time (first: row 1, column "properties.hs_lifecyclestage_customer_date", "2024-02-31T00:00:00Z")',
      'contacts.json: 1 × no time (first: row 2, column "timestamp")',
    ]);
  });
});
