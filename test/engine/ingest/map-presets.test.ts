// Exports of other tools, read by the name of the tool: small files in the tools' own shapes.
import {expect} from "@esm-bundle/chai";
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import {MAP_PRESETS} from "../../../engine/ingest/map-presets.js";
import {presetOf} from "../../../engine/ingest/preset-form.js";
import type {FileOptions, MapPreset} from "../../../engine/ingest/options.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import {counts, file, ledger, open, profiles, props} from "../sources/helpers.js";

const lines = (...records: object[]) => records.map((record) => JSON.stringify(record)).join("\n");

/** Events in order of time: `[instant, name, user, visitor]`. */
const who = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "events")]
    .sort((a, b) => Number(a.ts) - Number(b.ts))
    .map(({ts, name, user, anon}) => [new Date(Number(ts)).toISOString(), name, user, anon]);

const failure = (text: string, options: FileOptions, path = "x.ndjson"): Promise<string> =>
  open([file(path, text, options)]).then(
    () => "no error",
    (error: Error) => `${error.name}: ${error.message}`,
  );

const UPGRADED = {
  uuid: "a0000000-0000-4000-8000-000000000002",
  event_id: 2,
  event_time: "2024-03-05 09:05:00.000000",
  event_type: "Upgraded",
  user_id: "u-1",
  device_id: "dev-1",
  session_id: 1709629200250,
  event_properties: {plan: "team", $revenue: 49.5, currency: "EUR"},
  user_properties: {email: "Ana@Acme.example", plan: "free"},
};
const AMPLITUDE = lines(
  {
    $insert_id: "i-1",
    uuid: "a0000000-0000-4000-8000-000000000001",
    app: 187520,
    amplitude_id: 9007199254,
    event_id: 1,
    event_time: "2024-03-05 09:00:00.250000",
    event_type: "Viewed Pricing",
    user_id: null,
    device_id: "dev-1",
    session_id: 1709629200250,
    event_properties: {plan: "team"},
    user_properties: {},
    platform: "Web",
  },
  {$insert_id: "i-2", ...UPGRADED},
  UPGRADED,
  {
    uuid: "a0000000-0000-4000-8000-000000000003",
    event_id: 3,
    event_time: "2024-03-06 00:00:00.000000",
    event_type: "Invoice Sent",
    user_id: "u-1",
    device_id: null,
    session_id: -1,
    event_properties: {},
  },
);

describe("the Amplitude preset", () => {
  it("reads UTC times, visitors, revenue, and drops a uuid that comes again", async () => {
    const dataset = await open([file("187520_2024-03-05_9#0.json", AMPLITUDE, {map: "amplitude"})]);
    expect(who(dataset)).to.deep.equal([
      ["2024-03-05T09:00:00.250Z", "Viewed Pricing", "u-1", "anon:dev-1"],
      ["2024-03-05T09:05:00.000Z", "Upgraded", "u-1", "anon:dev-1"],
      ["2024-03-06T00:00:00.000Z", "Invoice Sent", "u-1", null],
    ]);
    expect(profiles(dataset)).to.deep.equal([["u-1", "anon:dev-1 email:ana@acme.example u-1", null]]);
    const [upgrade] = [...rowsOfDataset(dataset, "events")].filter(({name}) => name === "Upgraded");
    expect([upgrade!.amount, upgrade!.currency, upgrade!.source]).to.deep.equal([4950, "EUR", "amplitude"]);
    expect(props(dataset, "Upgraded")).to.deep.equal([
      {"plan": "team", "$insert_id": "i-2", "user_properties.plan": "free"},
    ]);
    expect(counts(dataset)).to.deep.equal([["187520_2024-03-05_9#0.json", "amplitude", 4, 3, 1]]);
  });

  it("reads a file with one record", async () => {
    const dataset = await open([file("hour.json", AMPLITUDE.split("\n")[0]!, {map: "amplitude"})]);
    expect(who(dataset)).to.deep.equal([["2024-03-05T09:00:00.250Z", "Viewed Pricing", null, "anon:dev-1"]]);
  });

  it("knows that session -1 is none", async () => {
    const session = async (text: string) => (await open([file("a.json", text, {map: "amplitude"})])).store.session;
    const stated = await session(AMPLITUDE.replace('"session_id":-1', '"session_id":-2'));
    expect(stated!.dictionary).to.include.members(["1709629200250", "-2"]);
    // A person with rows outside any session keeps the sessions that the gaps make.
    expect((await session(AMPLITUDE))?.dictionary ?? []).not.to.include("-1");
  });
});

describe("the Mixpanel preset", () => {
  const event = (name: string, properties: object) => ({event: name, properties});
  it("reads seconds or milliseconds, `$device:` ids and users", async () => {
    const seconds = lines(
      event("Visit", {time: 1709629200, distinct_id: "$device:d-1", $device_id: "d-1", $insert_id: "m1", page: "/"}),
      event("Sign Up", {time: 1709629260, distinct_id: "u-1", $device_id: "d-1", $user_id: "u-1", $insert_id: "m2"}),
      event("Renewed", {time: 1709632800, distinct_id: "u-1", $insert_id: "m3", revenue: 20, currency: "USD"}),
      event("Visit", {time: 1709632900, distinct_id: "$device:d-9", $insert_id: "m4"}),
      event("Sign Up", {time: 1709629260, distinct_id: "u-1", $device_id: "d-1", $user_id: "u-1", $insert_id: "m2"}),
      event("Broken", {time: 1709629260, $insert_id: "m5"}),
    );
    const dataset = await open([file("export.json", seconds, {map: "mixpanel"})]);
    expect(who(dataset)).to.deep.equal([
      ["2024-03-05T09:00:00.000Z", "Visit", "u-1", "anon:d-1"],
      ["2024-03-05T09:01:00.000Z", "Sign Up", "u-1", "anon:d-1"],
      ["2024-03-05T10:00:00.000Z", "Renewed", "u-1", null],
      ["2024-03-05T10:01:40.000Z", "Visit", null, "anon:d-9"],
    ]);
    expect(props(dataset, "Visit")).to.deep.equal([
      {distinct_id: "$device:d-9"},
      {page: "/", distinct_id: "$device:d-1"},
    ]);
    expect(ledger(dataset).map(([, row, , , reason]) => [row, reason])).to.deep.equal([
      [5, "duplicate id"],
      [6, "no identity"],
    ]);
    const milliseconds = seconds.replaceAll(/"time":(\d+)/g, '"time":$1000');
    expect(who(await open([file("e.json", milliseconds, {map: "mixpanel"})]))).to.deep.equal(who(dataset));
  });
});

describe("the PostHog preset", () => {
  it("tells visitors from people and joins them at $identify", async () => {
    const event = (uuid: string, name: string, distinct_id: string, timestamp: string, properties: object) => ({
      uuid,
      event: name,
      distinct_id,
      person_id: "018f",
      timestamp,
      properties,
    });
    const text = lines(
      event("p1", "$pageview", "d-1", "2024-03-05T09:00:00.000000+00:00", {
        $device_id: "d-1",
        $current_url: "https://a",
      }),
      event("p2", "$pageview", "d-2", "2024-03-05T09:01:00Z", {$device_id: "d-1", $is_identified: false}),
      event("p3", "$identify", "u-1", "2024-03-05T09:02:00Z", {$device_id: "d-1", $anon_distinct_id: "d-2"}),
      event("p4", "upgraded", "u-1", "2024-03-05T10:03:00+01:00", {
        $device_id: "d-1",
        $is_identified: true,
        plan: "pro",
      }),
      event("p5", "invoice paid", "u-2", "2024-03-05T11:00:00Z", {revenue: 12, currency: "EUR"}),
    );
    const dataset = await open([file("events.jsonl", text, {map: "posthog"})]);
    expect(who(dataset)).to.deep.equal([
      ["2024-03-05T09:00:00.000Z", "$pageview", "u-1", "anon:d-1"],
      ["2024-03-05T09:01:00.000Z", "$pageview", "u-1", "anon:d-2"],
      ["2024-03-05T09:02:00.000Z", "$identify", "u-1", "anon:d-2"],
      ["2024-03-05T09:03:00.000Z", "upgraded", "u-1", "anon:d-1"],
      ["2024-03-05T11:00:00.000Z", "invoice paid", "u-2", null],
    ]);
    expect(props(dataset, "upgraded")).to.deep.equal([
      {plan: "pro", person_id: "018f", $device_id: "d-1", $is_identified: true},
    ]);
  });

  it("takes further fields from the caller, under the file's names", async () => {
    const text = lines({
      uuid: "p1",
      event: "x",
      distinct_id: "u-1",
      timestamp: "2024-03-05T09:00:00Z",
      properties: {$groups: {company: "acme"}, a: 1, b: 2},
    });
    for (const map of [
      "posthog,account=properties.$groups.company,props=a",
      {preset: "posthog", account: "properties.$groups.company", props: ["properties.a"]},
    ]) {
      const [row] = [...rowsOfDataset(await open([file("e.jsonl", text, {map})]), "events")];
      expect([row!.user, row!.account, {...(row!.props as object)}]).to.deep.equal(["u-1", "acme", {a: 1}]);
    }
  });
});

const RUDDERSTACK = lines(
  {
    type: "page",
    name: "Home",
    channel: "web",
    messageId: "r1",
    anonymousId: "v-1",
    userId: "",
    originalTimestamp: "2024-03-05T09:00:00.000Z",
    sentAt: "2024-03-05T09:00:01.000Z",
    receivedAt: "2024-03-05T09:00:02.500Z",
    properties: {path: "/"},
    context: {sessionId: 1709629200, library: {name: "RudderLabs JavaScript SDK"}},
  },
  {
    type: "identify",
    messageId: "r2",
    anonymousId: "v-1",
    userId: "u-1",
    originalTimestamp: "2024-03-05T09:01:00.000Z",
    context: {traits: {email: "Ana@Acme.example", plan: "pro"}},
  },
  {
    type: "track",
    event: "Order Completed",
    messageId: "r3",
    anonymousId: "v-1",
    userId: "u-1",
    originalTimestamp: "2024-03-05T09:02:00.000Z",
    properties: {revenue: 30, currency: "EUR", coupon: "SPRING"},
    context: {},
  },
);

describe("RudderStack calls", () => {
  it("are read like Segment's, with or without the preset, traits in the context included", async () => {
    for (const options of [{}, {map: "rudderstack"}]) {
      const dataset = await open([file("rudder.json", RUDDERSTACK, options)]);
      expect(who(dataset)).to.deep.equal([
        ["2024-03-05T09:00:01.500Z", "Home", "user:u-1", "segment:v-1"],
        ["2024-03-05T09:02:00.000Z", "Order Completed", "user:u-1", "segment:v-1"],
      ]);
      const [person] = [...rowsOfDataset(dataset, "profiles")];
      expect(person!.keys).to.include("email:ana@acme.example");
      expect({...(person!.traits as object)}).to.deep.include({plan: "pro"});
    }
  });

  it("are read by the preset alone when the source is generic", async () => {
    const dataset = await open([file("rudder.json", RUDDERSTACK, {source: "generic", map: "rudderstack"})]);
    expect(who(dataset)).to.deep.equal([
      ["2024-03-05T09:00:00.000Z", "Home", "u-1", "anon:v-1"],
      ["2024-03-05T09:01:00.000Z", "identify", "u-1", "anon:v-1"],
      ["2024-03-05T09:02:00.000Z", "Order Completed", "u-1", "anon:v-1"],
    ]);
    expect(props(dataset, "Order Completed")).to.deep.equal([{coupon: "SPRING", type: "track"}]);
  });
});

describe("the Snowplow preset", () => {
  const columns = MAP_PRESETS.snowplow!.columns!;
  const row = (own: Record<string, string>) => columns.map((name) => own[name] ?? "").join("\t");
  const page = {
    app_id: "shop",
    platform: "web",
    event: "page_view",
    event_name: "page_view",
    event_vendor: "com.snowplowanalytics.snowplow",
    domain_userid: "d-1",
    domain_sessionid: "s-1",
    page_url: "https://shop.example/?q=a",
  };
  const rows = [
    {...page, event_id: "e1", collector_tstamp: "2024-03-05 09:00:00.100", derived_tstamp: "2024-03-05 09:00:00.000"},
    {
      ...page,
      event_id: "e2",
      event: "unstruct",
      event_name: "add_to_cart",
      user_id: "u-1",
      collector_tstamp: "2024-03-05 09:01:00.000",
      unstruct_event:
        '{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":{"sku":"a"}}',
    },
    {
      ...page,
      event_id: "e3",
      event: "struct",
      event_name: "event",
      se_category: "shop",
      se_action: "apply-coupon",
      derived_tstamp: "2024-03-05 09:02:00.000",
      collector_tstamp: "2024-03-05 09:02:00.400",
    },
    {
      ...page,
      event_id: "e4",
      event: "transaction",
      event_name: "transaction",
      user_id: "u-1",
      domain_userid: "",
      network_userid: "n-1",
      tr_total: "19.90",
      tr_currency: "EUR",
      derived_tstamp: "2024-03-05 09:03:00.000",
    },
  ];
  const expected = [
    ["2024-03-05T09:00:00.000Z", "page_view", "u-1", "anon:d-1"],
    ["2024-03-05T09:01:00.000Z", "add_to_cart", "u-1", "anon:d-1"],
    ["2024-03-05T09:02:00.000Z", "apply-coupon", "u-1", "anon:d-1"],
    ["2024-03-05T09:03:00.000Z", "transaction", "u-1", "anon:n-1"],
  ];

  it("knows the 131 columns by position", async () => {
    expect(columns.length).to.equal(131);
    expect([4, 7, 13, 16, 59, 62, 124, 125, 127, 131].map((n) => columns[n - 1])).to.deep.equal([
      "collector_tstamp",
      "event_id",
      "user_id",
      "domain_userid",
      "unstruct_event",
      "tr_total",
      "domain_sessionid",
      "derived_tstamp",
      "event_name",
      "true_tstamp",
    ]);
    const dataset = await open([file("part-0.tsv", rows.map(row).join("\n"), {map: "snowplow"})]);
    expect(who(dataset)).to.deep.equal(expected);
    expect(props(dataset, "page_view")[0]).to.deep.include({page_url: "https://shop.example/?q=a", app_id: "shop"});
    const [sale] = [...rowsOfDataset(dataset, "events")].filter(({name}) => name === "transaction");
    expect([sale!.amount, sale!.currency]).to.deep.equal([1990, "EUR"]);
  });

  it("reads the same with a header, and as canonical JSON", async () => {
    const headed = [columns.join("\t"), ...rows.map(row)].join("\n");
    expect(who(await open([file("atomic.tsv", headed, {map: "snowplow"})]))).to.deep.equal(expected);
    const zulu = (text: string | undefined) => (text === undefined ? null : `${text.replace(" ", "T")}Z`);
    const json = lines(
      ...(rows as Record<string, string>[]).map((one) => ({
        ...one,
        derived_tstamp: zulu(one.derived_tstamp),
        collector_tstamp: zulu(one.collector_tstamp),
      })),
    );
    expect(who(await open([file("good.ndjson", json, {map: "snowplow"})]))).to.deep.equal(expected);
  });
});

describe("a preset that does not fit", () => {
  it("is named with the nearest and the list", async () => {
    expect(await failure("{}", {map: "posthug"})).to.equal(
      'QueryError: x.ndjson: map: unknown preset "posthug" (did you mean "posthog"?); presets are amplitude, mixpanel, posthog, rudderstack, snowplow; columns are mapped as field=column',
    );
    const error = await openDataset([{user: "u"}], {map: "posthug"}).catch((caught: Error) => caught.message);
    expect(error).to.match(/^map: unknown preset "posthug" \(did you mean "posthog"\?\)/);
  });

  it("says what the file lacks and what it has", async () => {
    expect(await failure(lines({event: "a", when: 1}), {map: "posthog"})).to.equal(
      'DataError: x.ndjson: does not look like an export of PostHog: it has no column for the time (timestamp); its columns are "event", "when"; map them as field=column',
    );
  });

  it("refuses an unknown field beside it", async () => {
    expect(await failure("{}", {map: "posthog,usr=a"})).to.match(/unknown field "usr" \(did you mean "user"\?\)/);
  });
});

describe("a preset of one's own", () => {
  const ACME = lines(
    {at: "2024-01-01T00:00:00Z", kind: "pay", payload: {who: "u1", org: "o1", money: 12.5, plan: "pro"}},
    {when: "2024-01-02T00:00:00Z", kind: "visit", payload: {who: "-", visitor: "v1", plan: "free"}},
  );
  const preset: MapPreset = {
    title: "Acme Log",
    fields: {
      ts: ["when", "at"],
      user: "payload.who",
      anon: "payload.visitor",
      account: "payload.org",
      name: "kind",
      currency: ":EUR",
      amount: "payload.money",
    },
    opened: "payload.",
    none: {user: "-"},
  };

  it("reads as the shipped ones do, with constants, and gives the source its name", async () => {
    const dataset = await open([file("x.ndjson", ACME, {map: {preset}})]);
    expect(who(dataset)).to.deep.equal([
      ["2024-01-01T00:00:00.000Z", "pay", "u1", null],
      ["2024-01-02T00:00:00.000Z", "visit", null, "anon:v1"],
    ]);
    const [pay] = [...rowsOfDataset(dataset, "events")].filter(({name}) => name === "pay");
    expect([pay!.amount, pay!.currency, pay!.account, pay!.source]).to.deep.equal([1250, "EUR", "o1", "acme-log"]);
    expect(props(dataset, "visit")).to.deep.equal([{plan: "free"}]);
  });

  it("holds for the whole data too, and fields beside it go before it", async () => {
    const bytes = new TextEncoder().encode(ACME);
    const dataset = await openDataset([{path: "x.ndjson", data: bytes}], {map: {preset, name: ":seen"}});
    expect(who(dataset).map(([, name]) => name)).to.deep.equal(["seen", "seen"]);
  });

  it("is refused with all its faults, each with its place", async () => {
    const wrong = {fields: {tss: "a", user: [], name: 3}, opend: "x", visitorFlag: ["a"]} as unknown as MapPreset;
    expect((await failure(ACME, {map: {preset: wrong}})).split("\n")).to.deep.equal([
      "QueryError: x.ndjson: map.preset.fields.user: Too small: expected array to have >=1 items; got []",
      "x.ndjson: map.preset.fields.name: 3 has none of the allowed forms",
      'x.ndjson: map.preset.fields.tss: unknown key (did you mean "ts"?)',
      'x.ndjson: map.preset.visitorFlag: Too small: expected array to have >=2 items; got ["a"]',
      'x.ndjson: map.preset.opend: unknown key (did you mean "opened"?)',
    ]);
  });

  it("may be each of those that are shipped, handed over as an object", async () => {
    const read = (map: FileOptions["map"]) => open([file("a.json", AMPLITUDE, {map: map!})]);
    const [named, handed] = [await read("amplitude"), await read({preset: MAP_PRESETS.amplitude!})];
    expect([...rowsOfDataset(handed, "events")]).to.deep.equal([...rowsOfDataset(named, "events")]);
    for (const [name, shipped] of Object.entries(MAP_PRESETS)) expect(presetOf(shipped, "").name).to.equal(name);
  });
});
