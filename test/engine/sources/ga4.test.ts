// GA4: rows of the BigQuery export, written twice, internal and unconsented; reports of the user interface.
import {expect} from "@esm-bundle/chai";
import {parquetWriteBuffer} from "hyparquet-writer";
import {counts, events, file, ledger, open, profiles, props} from "./helpers.js";

const param = (key: string, value: Record<string, unknown>) => ({key, value});
const row = (own: Record<string, unknown> = {}) =>
  JSON.stringify({
    event_date: "20240305",
    event_timestamp: "1709632800000000",
    event_name: "page_view",
    event_params: [],
    user_pseudo_id: "11.22",
    event_bundle_sequence_id: "5",
    ...own,
  });
const SIGN_UP = row({event_name: "sign_up", event_timestamp: "1709632900123456", user_id: "u7"});
const DAILY = [
  row({
    event_params: [
      param("ga_session_id", {string_value: null, int_value: "1709632800"}),
      param("page_location", {string_value: "https://a.b/"}),
      param("percent", {int_value: "90"}),
    ],
    device: {category: "desktop"},
  }),
  SIGN_UP,
  row({
    event_name: "purchase",
    event_timestamp: "1709633000000000",
    user_id: "u7",
    event_params: [param("value", {double_value: 19.9}), param("currency", {string_value: "EUR"})],
  }),
  row({event_name: "purchase", event_timestamp: "1709733000000000", user_id: "u7"}),
  row({event_name: "scroll", event_params: [param("traffic_type", {string_value: "internal"})]}),
  row({user_pseudo_id: null}),
  row({user_pseudo_id: "33.44", event_params: [param("debug_mode", {int_value: "1"})]}),
].join("\n");

describe("GA4 rows of the BigQuery export", () => {
  it("become events in UTC with flattened parameters; the same event of daily and intraday counts once", async () => {
    const dataset = await open([file("events_20240305.json", DAILY), file("events_intraday_20240305.json", SIGN_UP)]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-05T10:00", "page_view", "user:u7", null, "awareness"],
      ["2024-03-05T10:01:40.123Z", "sign_up", "user:u7", null, "acquisition"],
      ["2024-03-05T10:03:20.000Z", "purchase", "user:u7", null, "acquisition"],
      ["2024-03-06T13:50", "purchase", "user:u7", null, "retention"],
    ]);
    expect(props(dataset, "page_view")).to.deep.equal([
      {device_category: "desktop", ga_session_id: "1709632800", page_location: "https://a.b/", percent: 90},
    ]);
    expect(profiles(dataset)).to.deep.equal([["user:u7", "ga4:11.22 user:u7", null]]);
    expect(counts(dataset)).to.deep.equal([
      ["events_20240305.json", "ga4", 7, 4, 3],
      ["events_intraday_20240305.json", "ga4", 1, 0, 1],
    ]);
    expect(ledger(dataset).map(([path, n, , , reason]) => [path, n, reason])).to.deep.equal([
      ["events_20240305.json", 5, "internal traffic"],
      ["events_20240305.json", 6, "no identity"],
      ["events_20240305.json", 7, "development traffic"],
      ["events_intraday_20240305.json", 1, "duplicate id"],
    ]);
  });

  it("count once although only one table has the place in the batch, and twice where two places differ", async () => {
    const scroll = (index?: string) =>
      row({event_name: "scroll", user_id: "u7", ...(index === undefined ? {} : {batch_event_index: index})});
    const daily = file("events_20240305.json", [scroll("1"), scroll("2")].join("\n"));
    const again = file("events_20240306.json", [scroll("2"), scroll("1"), scroll("1")].join("\n"));
    const intraday = file("events_intraday_20240305.json", [scroll(), scroll()].join("\n"));
    for (const files of [[daily], [daily, again], [intraday, daily, again], [again, intraday, daily]])
      expect(events(await open(files)).length, String(files.length)).to.equal(2);
    expect(events(await open([intraday])).length).to.equal(1);
  });
});

describe("GA4 reports", () => {
  it("hold totals, no users: every row is refused with that reason", async () => {
    const report =
      "# ----------------\n# Traffic acquisition\n# ----------------\n# Start date: 20240301\n# End date: 20240331\nSession primary channel group,Sessions,Key events\nOrganic Search,100,5\nGrand total,100,5\n";
    const dataset = await open([file("download.csv", report)]);
    expect(counts(dataset)).to.deep.equal([["download.csv", "ga4", 2, 0, 2]]);
    expect(ledger(dataset)).to.deep.equal([
      ["download.csv", 1, null, null, "totals of a report, no users"],
      ["download.csv", 2, "Session primary channel group", "Grand total", "total row of a report"],
    ]);
  });
});

describe("GA4 events in other forms", () => {
  it("of a flattened CSV keep parameters as JSON text or as columns", async () => {
    const params = JSON.stringify([
      param("ga_session_id", {int_value: "17"}),
      param("page_title", {string_value: "Home"}),
    ]);
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const text = [
      "event_date,event_timestamp,event_name,event_params,user_id,user_pseudo_id,device.category,geo.country,page_location",
      `20240305,1709632800000000,page_view,${cell(params)},,1193.22,mobile,Kenya,https://a.example/`,
      "20240305,1709632900000000,generate_lead,,u7,1193.22,mobile,Kenya,",
      "20240305,soon,click,,u7,1193.22,mobile,Kenya,",
    ].join("\n");
    const dataset = await open([file("flat.csv", text)]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-05T10:00", "page_view", "user:u7", null, "awareness"],
      ["2024-03-05T10:01:40.000Z", "generate_lead", "user:u7", null, "acquisition"],
    ]);
    expect(props(dataset, "page_view")).to.deep.equal([
      {
        ga_session_id: "17",
        page_title: "Home",
        device_category: "mobile",
        country: "Kenya",
        page_location: "https://a.example/",
      },
    ]);
    expect(profiles(dataset)).to.deep.equal([["user:u7", "ga4:1193.22 user:u7", null]]);
    expect(ledger(dataset)).to.deep.equal([["flat.csv", 3, "event_timestamp", "soon", "not a time"]]);
  });

  it("of Parquet are read by their types, parameters from JSON text", async () => {
    const data = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          {name: "event_timestamp", data: [1709632800000000n, 1709632900123456n], type: "INT64"},
          {name: "event_name", data: ["page_view", "purchase"], type: "STRING"},
          {
            name: "event_params",
            data: [
              "[]",
              JSON.stringify([param("value", {double_value: 19.9}), param("currency", {string_value: "EUR"})]),
            ],
            type: "STRING",
          },
          {name: "user_id", data: [null, "u7"], type: "STRING", nullable: true},
          {name: "user_pseudo_id", data: ["1193.22", "1193.22"], type: "STRING"},
        ],
      } as never),
    );
    const dataset = await open([{path: "events.parquet", data}]);
    expect(counts(dataset)).to.deep.equal([["events.parquet", "ga4", 2, 2, 0]]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-05T10:00", "page_view", "user:u7", null, "awareness"],
      ["2024-03-05T10:01:40.123Z", "purchase", "user:u7", null, "acquisition"],
    ]);
    expect(props(dataset, "purchase")).to.deep.equal([{value: 19.9, currency: "EUR"}]);
  });

  it("of the Data API are totals: each row is refused with that reason", async () => {
    const answer = {
      dimensionHeaders: [{name: "date"}],
      metricHeaders: [{name: "activeUsers", type: "TYPE_INTEGER"}],
      rows: [
        {dimensionValues: [{value: "20240305"}], metricValues: [{value: "12"}]},
        {dimensionValues: [{value: "20240306"}], metricValues: [{value: "9"}]},
      ],
      rowCount: 2,
      kind: "analyticsData#runReport",
    };
    const dataset = await open([file("report.json", JSON.stringify(answer))]);
    expect(counts(dataset)).to.deep.equal([["report.json", "ga4", 2, 0, 2]]);
    expect(ledger(dataset).map(([, n, , , reason]) => [n, reason])).to.deep.equal([
      [1, "totals of a report, no users"],
      [2, "totals of a report, no users"],
    ]);
    expect(dataset.ledger.notes.join()).to.match(/^report\.json: is a report of totals, which names no users/);
  });
});
