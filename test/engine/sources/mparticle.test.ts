// mParticle: batches with ids above 2^53, development batches, changed identities.
import {expect} from "@esm-bundle/chai";
import {rowsOfDataset} from "../../../engine/index.js";
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

describe("mParticle purchases and push messages", () => {
  const commerce = (action: string, total: unknown, event_id: string) =>
    of("commerce_event", {
      product_action: {action, total_amount: total, transaction_id: "T1"},
      currency_code: "EUR",
      event_id,
      timestamp_unixtime_ms: 1709632800000,
    });
  const push = (data: Record<string, unknown>) =>
    of("push_message", {...data, timestamp_unixtime_ms: 1709632900000, application_state: "background"});
  it("a refund takes away, whatever its sign; the second purchase retains", async () => {
    const text = batch({
      events: [
        commerce("purchase", 20, "P1"),
        commerce("refund", "5.50", "P2"),
        commerce("Refund", -2, "P3"),
        commerce("add_to_cart", 9, "P4"),
        of("commerce_event", {promotion_action: {action: "view"}, event_id: "P5"}),
        of("commerce_event", {
          product_action: {action: "purchase", total_amount: 7},
          event_id: "P6",
          timestamp_unixtime_ms: 1709719200000,
        }),
      ],
    });
    const dataset = await open([file("mp.json", `[${text}]`)]);
    const rows = [...rowsOfDataset(dataset, "events")].map(({name, amount, currency, stage}) => [
      name,
      amount,
      currency,
      stage,
    ]);
    expect(rows).to.have.deep.members([
      ["purchase", 2000, "EUR", "acquisition"],
      ["refund", -550, "EUR", null],
      ["refund", -200, "EUR", null],
      ["add_to_cart", null, null, null],
      ["promotion", null, null, null],
      ["purchase", 700, null, "retention"],
    ]);
  });

  it("of push messages the opened ones count", async () => {
    const text = batch({
      events: [
        push({push_message_type: "received", event_id: "N1"}),
        push({push_message_type: "action", event_id: "N2"}),
        push({push_message_behavior: "Received, Opened", event_id: "N3"}),
        push({push_message_behavior: "Received", event_id: "N4"}),
      ],
    });
    const dataset = await open([
      file(
        "push.ndjson",
        `${text}\n${batch({source_request_id: "r2", events: [push({push_message_type: "received"})]})}`,
      ),
    ]);
    expect(events(dataset).map(([, name, who, , stage]) => [name, who, stage])).to.deep.equal([
      ["push_message", "user:u7", "awareness"],
      ["push_message", "user:u7", "awareness"],
    ]);
    expect(ledger(dataset).map(([, n, column, , reason]) => [n, column, reason])).to.deep.equal([
      [2, "events", "operational record"],
    ]);
    expect(dataset.ledger.notes).to.deep.equal([
      "push.ndjson: 2 × event of a batch left out: operational record (first: line 1)",
    ]);
  });
});
