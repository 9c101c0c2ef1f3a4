// GA4: rows of the BigQuery export, written twice, internal and unconsented; reports of the user interface.
import {expect} from "@esm-bundle/chai";
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
