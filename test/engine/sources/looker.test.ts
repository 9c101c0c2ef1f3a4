// Looker: rows of any query as json and json_detail, csv with a map, totals without people.
import {expect} from "@esm-bundle/chai";
import {counts, events, file, ledger, open, props} from "./helpers.js";

describe("Looker results", () => {
  it("as json are mapped by the names of their fields", async () => {
    const rows = [
      {
        "orders.created_time": "2024-03-11 10:22:13",
        "users.id": 7,
        "users.email": "ana@acme.com",
        "orders.total": 5,
        "orders.note": "∅",
      },
      {"orders.created_time": null, "users.id": 8},
      {"orders.created_time": "2024-03-11", "users.id": null},
    ];
    const dataset = await open([file("q.json", JSON.stringify(rows))]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-11T10:22:13.000Z", "orders created", "user:7", null, "engagement"],
    ]);
    expect(props(dataset, "orders created")).to.deep.equal([{"orders.total": 5}]);
    expect(ledger(dataset)).to.deep.equal([
      ["q.json", 2, "orders.created_time", null, "no time"],
      ["q.json", 3, "users.id", null, "no identity"],
    ]);
  });

  it("as json_detail use the value, not what is rendered, in the zone of the query", async () => {
    const detail = {
      fields: {
        dimensions: [{name: "events.time_date", type: "date_date"}],
        measures: [{name: "events.count", type: "count"}],
      },
      timezone: "America/New_York",
      truncated: true,
      totals_data: {},
      data: [
        {
          "events.time_date": {value: "2024-03-11 10:00:00"},
          "users.id": {value: 9},
          "events.count": {value: 1024, rendered: "1,024"},
        },
      ],
    };
    const dataset = await open([file("d.json", JSON.stringify(detail))]);
    expect(events(dataset)).to.deep.equal([["2024-03-11T14:00", "events time", "user:9", null, null]]);
    expect(props(dataset, "events time")).to.deep.equal([{"events.count": 1024}]);
    expect(dataset.ledger.notes.join()).to.include("cut by a limit");
  });

  it("without people are totals; as csv they need the source and a map", async () => {
    const dataset = await open([
      file("t.json", JSON.stringify([{"orders.month": "2024-03", "orders.count": 7}])),
      file("l.csv", "Order Time,Customer,Total\n2024-03-11 10:22:13,u1,$5.00\n", {
        source: "looker",
        map: {ts: "Order Time", user: "Customer", name: ":order"},
      }),
    ]);
    expect(counts(dataset)).to.deep.equal([
      ["t.json", "looker", 1, 0, 1],
      ["l.csv", "looker", 1, 1, 0],
    ]);
    expect(ledger(dataset)[0]!.at(-1)).to.equal("totals of a report, no users");
  });
});

describe("Looker results in rarer forms", () => {
  it("as json_bi have their fields and zone under metadata", async () => {
    const answer = {
      metadata: {
        fields: {
          dimensions: [
            {name: "events.seen_date", type: "date_time"},
            {name: "users.email", type: "string"},
          ],
          measures: [{name: "orders.user_id", type: "count"}],
        },
        timezone: "Europe/Berlin",
      },
      rows: [
        {
          "events.seen_date": {value: "2024-03-11 10:00:00"},
          "users.email": {value: "Ana@Acme.example"},
          "orders.user_id": {value: 3},
        },
        {"events.seen_date": {value: "2024-03-12"}, "users.email": {value: null}, "orders.user_id": {value: 1}},
      ],
    };
    const dataset = await open([file("bi.json", JSON.stringify(answer), {map: {name: ":seen"}})]);
    expect(events(dataset)).to.deep.equal([["2024-03-11T09:00", "seen", "email:ana@acme.example", null, null]]);
    expect(props(dataset, "seen")).to.deep.equal([{"orders.user_id": 3}]);
    expect(ledger(dataset)).to.deep.equal([["bi.json", 2, "users.email", null, "no identity"]]);
    expect(dataset.ledger.notes).to.deep.equal([
      'bi.json: 1 time in column "events.seen_date" states no offset and was read in Europe/Berlin',
    ]);
  });

  it("of weeks and months begin with their first day in the zone of the query; a zone of another spelling does no harm to others", async () => {
    const answer = (zone: string, ...times: string[]) =>
      JSON.stringify({
        metadata: {
          fields: {
            dimensions: [
              {name: "events.seen_month", type: "date_month"},
              {name: "users.email", type: "string"},
            ],
            measures: [],
          },
          timezone: zone,
        },
        rows: times.map((value) => ({"events.seen_month": {value}, "users.email": {value: "a@x.com"}})),
      });
    const options = {map: {name: ":seen"}};
    const berlin = await open([file("bi.json", answer("Europe/Berlin", "2024-03", "2024-W11", "2024-13"), options)]);
    expect(events(berlin).map(([ts]) => ts)).to.deep.equal(["2024-02-29T23:00", "2024-03-10T23:00"]);
    expect(ledger(berlin).map(([, row, , value, reason]) => [row, value, reason])).to.deep.equal([
      [3, "2024-13", "impossible date"],
    ]);
    for (const zone of ["", "Pacific Time (US & Canada)"]) {
      const stated = await open([file("bi.json", answer(zone, "2024-03-11T10:00:00Z"), options)]);
      expect(events(stated).map(([ts]) => ts)).to.deep.equal(["2024-03-11T10:00"]);
    }
  });

  it("keep each pivot as a property", async () => {
    const detail = {
      fields: {
        dimensions: [
          {name: "orders.created_date", type: "date_date"},
          {name: "users.id", type: "number"},
        ],
        pivots: [{name: "orders.status", type: "string"}],
        measures: [{name: "orders.count", type: "count"}],
      },
      timezone: "UTC",
      pivots: [{key: "complete"}, {key: "returned"}],
      data: [
        {
          "orders.created_date": {value: "2024-03-11"},
          "users.id": {value: 7},
          "orders.count": {complete: {value: 4, rendered: "4"}, returned: {value: null}},
        },
      ],
    };
    const dataset = await open([file("p.json", JSON.stringify(detail))]);
    expect(events(dataset)).to.deep.equal([["2024-03-11", "orders created", "user:7", null, "engagement"]]);
    expect(props(dataset, "orders created")).to.deep.equal([
      {"orders.count complete": 4, "timestamp_precision": "day"},
    ]);
  });

  it("of a round number of rows are told of under their own file's name", async () => {
    const rows = (n: number) =>
      JSON.stringify(Array.from({length: n}, (_, i) => ({"visits.at_time": "2024-03-11T00:00:00Z", "users.id": i})));
    const dataset = await open([file("few.json", rows(2)), file("cut.json", rows(500))]);
    expect(dataset.ledger.notes.filter((note) => note.includes("exactly"))).to.deep.equal([
      "cut.json: has exactly 500 rows: perhaps the row limit of the query cut it (500 by default, 5000 in the user interface)",
    ]);
  });
});
