// Random small datasets for property tests: few units, few names, many equal instants.
import fc from "fast-check";
import type {Scalar} from "../../engine/model/column.js";
import {datasetOf, type TestEvent, type TestOptions, type TestProfile} from "./dataset.js";

export const DAY = 86_400_000;
/** A Monday. */
export const START = Date.UTC(2024, 0, 1);
export const NAMES = ["A", "B", "C"];

/** Rows as they are, for references, and a dataset of them in some order. */
export interface Lives {
  events: Life[];
  profiles: TestProfile[];
  accountProfiles: TestProfile[];
  asOf: number;
}
/** An event with everything resolved. */
export interface Life extends TestEvent {
  user: string;
  ts: number;
  id: string;
}

const plan = fc.constantFrom<Scalar | null>("free", "pro", "team", 3, true, null);
const halfDay = fc.integer({min: 0, max: 80}).map((n) => START + (n * DAY) / 2);

/** `accounts` gives some events an account. */
export function livesArbitrary({
  accounts = false,
  most = 24,
}: {accounts?: boolean; most?: number} = {}): fc.Arbitrary<Lives> {
  const event = fc.record({
    user: fc.constantFrom("ana", "bo", "cy", "anon:d"),
    account: accounts ? fc.constantFrom("acme", "zeta", undefined) : fc.constant(undefined),
    ts: halfDay,
    name: fc.constantFrom(...NAMES),
    amount: fc.constantFrom(100, 250, -50, undefined),
    plan,
    score: fc.constantFrom(0.1, 0.2, 0.7, null),
  });
  const profile = (unit: fc.Arbitrary<string>): fc.Arbitrary<TestProfile> =>
    fc.record({
      unit,
      prop: fc.constantFrom("plan", "tier"),
      value: fc.constantFrom<Scalar>("free", "pro", 3, true),
      validFrom: fc.option(halfDay, {nil: -Infinity}),
    });
  return fc
    .record({
      events: fc.array(event, {minLength: 1, maxLength: most}),
      profiles: fc.uniqueArray(profile(fc.constantFrom("ana", "bo", "cy")), {
        maxLength: 4,
        selector: ({unit, prop, validFrom}) => `${unit} ${prop} ${validFrom}`,
      }),
      accountProfiles: fc.uniqueArray(profile(fc.constantFrom("acme", "zeta")), {
        maxLength: 2,
        selector: ({unit, prop, validFrom}) => `${unit} ${prop} ${validFrom}`,
      }),
      asOf: fc.integer({min: 60, max: 180}).map((n) => START + (n * DAY) / 2),
    })
    .map((lives) => ({...lives, events: lives.events.map(lifeOf)}));
}

function lifeOf(
  {
    user,
    account,
    ts,
    name,
    amount,
    plan,
    score,
  }: {
    user: string;
    account: string | undefined;
    ts: number;
    name: string;
    amount: number | undefined;
    plan: Scalar | null;
    score: number | null;
  },
  i: number,
): Life {
  return {
    user,
    ts,
    name,
    id: `e${String(i).padStart(3, "0")}`,
    props: {plan, score},
    ...(account === undefined ? {} : {account}),
    ...(amount === undefined ? {} : {amount}),
  };
}

/** The dataset. Names and properties that references ask for always exist: a user of its own, long after everything, carries them. */
export function datasetOfLives({events, profiles, accountProfiles}: Lives, options: TestOptions = {}) {
  return datasetOf([...events, ...ghosts()], {profiles, accountProfiles, ...options});
}

// Far beyond any asOf, so no question sees them.
function ghosts(): TestEvent[] {
  return NAMES.map((name) => ({
    user: "ghost",
    account: "ghosts",
    ts: START + 4000 * DAY,
    name,
    id: `ghost ${name}`,
    amount: 1,
    props: {plan: "x", score: 1, tier: "x"},
  }));
}
