// Funnels against counts that other tools publish.
import assert from "node:assert/strict";
import {describe, it} from "node:test";
import {createCalendar} from "../../../engine/model/calendar.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import type {Row} from "../../../engine/model/table.js";
import {rows} from "../../helpers/ask.js";
import {calendarOf, casesOf, datasetOfCase, skip, type KnownCase} from "./known-cases.js";

interface Query {
  steps: string[];
  order: "ordered" | "strict" | "any";
  window_seconds: number | null;
  date_from?: string;
  date_to?: string;
  exclusions?: {event: string; from_step: number; to_step: number}[];
  breakdown?: {property: string; attribution: string};
}
interface Expected {
  counts?: number[];
  users_at_step?: string[][];
  average_seconds_from_previous_step?: (number | null)[];
  median_seconds_from_previous_step?: (number | null)[];
  by_breakdown?: Record<string, number[]>;
  share_of_all?: number[];
  step_rate?: number[];
}
type Known = KnownCase<Query, Expected>;

/**
 * Where the cases and ours differ on purpose, and what is compared all the same:
 * - The cases void an attempt that meets an excluded event and drop its user from step 1 on: our `exclusionEffect: "remove"`. Ours
 *   looks after the anchor only while step i is the current one; a case names both ends, which are always neighbours here, but for
 *   any order, where ours holds until completion whatever `after` says (semantics 4.7).
 * - Events outside the range do not exist for the cases; ours lets later steps lie beyond it (semantics 4.2). `asOf` at the end of
 *   the range makes both the same.
 * - `share_of_all` divides by everybody in the data; our denominator is those who entered (semantics 4.10), so it is derived from
 *   `reached` here, as is the cases' `step_rate`, whose first step has everybody as its previous one.
 * - Equal time stamps keep the order of the file in the cases only where that helps the unit: so do our blocks (semantics 2.7).
 */
function askedIn(one: Known): {kind: "funnel"} & Record<string, unknown> {
  const {steps, order, window_seconds, date_from, date_to, exclusions, breakdown} = one.query;
  const calendar = createCalendar(calendarOf(one));
  const until =
    date_to === undefined
      ? null
      : new Date(calendar.endOf("day", calendar.localDay(calendar.parseLocal(date_to)))).toISOString();
  return {
    kind: "funnel",
    ...calendarOf(one),
    steps,
    order,
    window: window_seconds === null ? null : `PT${window_seconds}S`,
    ...(until ? {asOf: until} : {}),
    range: [date_from ?? null, until],
    ...(exclusions
      ? {exclude: exclusions.map(({event, from_step}) => ({when: event, after: from_step})), exclusionEffect: "remove"}
      : {}),
    ...(breakdown ? {breakdown: {prop: breakdown.property, source: "step:1"}} : {}),
    // A case may list a step that nobody did.
    unknownNames: "allow",
  };
}

const seconds = (found: readonly Row[], column: string) =>
  found.map((row) => (row[column] === null ? null : Number(row[column]) / 1000));

function unitsAt(dataset: Dataset, query: ReturnType<typeof askedIn>, step: number): string[] {
  const behind = {query, table: "steps", row: {step}};
  return rows(dataset, {kind: "units", unknownNames: "allow", behind}, "units")
    .map(({unit}) => String(unit))
    .sort();
}

describe("funnel cases", {skip}, () => {
  for (const one of casesOf<Query, Expected>("funnel")) {
    it(one.id, () => {
      const {expected} = one;
      const dataset = datasetOfCase(one);
      const query = askedIn(one);
      const all = rows(dataset, query, "steps");
      const total = all.filter((row) => (row["breakdown"] ?? null) === null);
      const reached = total.map((row) => Number(row["reached"]));
      if (expected.counts) assert.deepEqual(reached, expected.counts);
      expected.users_at_step?.forEach((users, s) =>
        assert.deepEqual(unitsAt(dataset, query, s + 1), [...users].sort()),
      );
      if (expected.average_seconds_from_previous_step)
        assert.deepEqual(seconds(total, "mean_ms"), expected.average_seconds_from_previous_step);
      if (expected.median_seconds_from_previous_step)
        assert.deepEqual(seconds(total, "median_ms"), expected.median_seconds_from_previous_step);
      for (const [value, counts] of Object.entries(expected.by_breakdown ?? {}))
        assert.deepEqual(
          all.filter(({breakdown}) => breakdown === value).map((row) => row["reached"]),
          counts,
        );
      const everybody = dataset.store.users.length;
      if (expected.share_of_all)
        assert.deepEqual(
          reached.map((count) => count / everybody),
          expected.share_of_all,
        );
      if (expected.step_rate)
        assert.deepEqual(
          reached.map((count, s) => (s === 0 ? count / everybody : total[s]!["rate_step"])),
          expected.step_rate,
        );
    });
  }
});
