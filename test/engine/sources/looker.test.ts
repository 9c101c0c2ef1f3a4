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
