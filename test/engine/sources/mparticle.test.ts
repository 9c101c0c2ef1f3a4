// mParticle: batches with ids above 2^53, development batches, changed identities.
import {expect} from "@esm-bundle/chai";
import {counts, events, file, ledger, open, profiles} from "./helpers.js";

const batch = (own: Record<string, unknown>) =>
  JSON.stringify({
    environment: "production",
    schema_version: 2,
    source_request_id: "r1",
    timestamp_unixtime_ms: 1709632800000,
    mpid: "MPID",
    user_identities: {customer_id: "u7", email: "ana@acme.com"},
    ...own,
  }).replace('"MPID"', "-5208850776883573773");
const of = (event_type: string, data: Record<string, unknown> = {}) => ({event_type, data});
const LINES = [
  batch({
    user_attributes: {plan: "pro"},
    events: [
      of("session_start", {timestamp_unixtime_ms: 1709632801000, event_id: 8119878819910014321n.toString()}),
      of("custom_event", {
        event_name: "Shared Deck",
        custom_event_type: "social",
        timestamp_unixtime_ms: "1709632802000",
        event_id: "E2",
      }),
      of("session_end"),
      of("commerce_event", {
        product_action: {action: "purchase", total_amount: 49.5},
        currency_code: "USD",
        event_id: "E3",
      }),
    ],
  }),
  batch({environment: "development", events: [of("custom_event", {event_name: "x"})]}),
  batch({
    mpid: undefined,
    user_identities: [{identity_type: "customer", encoding: "raw", value: "u8"}],
    events: [of("first_run", {source_message_id: "z"})],
  }),
  batch({mpid: null, user_identities: null, events: [of("first_run")]}),
  batch({
    events: [
      of("user_identity_change", {
        new: {identity_type: "email", identity: "new@acme.com"},
        old: {identity_type: "email", identity: "ana@acme.com"},
      }),
    ],
  }),
  batch({user_attributes: {}, events: [of("opt_out")]}),
].join("\n");

describe("mParticle batches", () => {
  it("give events, people with exact 64-bit ids, and reasons", async () => {
    const dataset = await open([file("mp.ndjson", LINES)]);
    expect(events(dataset)).to.deep.equal([
      ["2024-03-05T10:00", "first_run", "user:u8", null, "onboarding"],
      ["2024-03-05T10:00", "purchase", "user:u7", null, "acquisition"],
      ["2024-03-05T10:00:01.000Z", "session_start", "user:u7", null, "engagement"],
      ["2024-03-05T10:00:02.000Z", "Shared Deck", "user:u7", null, "referral"],
    ]);
    expect(profiles(dataset)).to.deep.equal([
      ["user:u7", "email:ana@acme.com email:new@acme.com mpid:-5208850776883573773 user:u7", null],
      ["user:u8", "user:u8", null],
    ]);
    expect(counts(dataset)).to.deep.equal([["mp.ndjson", "mparticle", 6, 3, 3]]);
    expect(ledger(dataset).map(([, n, , , reason]) => [n, reason])).to.deep.equal([
      [2, "development environment"],
      [4, "no identity"],
      [6, "operational record"],
    ]);
    expect(dataset.ledger.notes).to.deep.equal([
      "mp.ndjson: 1 × event of a batch left out: operational record (first: line 1)",
    ]);
  });
});
