// Retention against triangles that other tools publish.
import assert from "node:assert/strict";
import {describe, it} from "node:test";
import {createCalendar, type Period} from "../../../engine/model/calendar.js";
import {rows} from "../../helpers/ask.js";
import {calendarOf, casesOf, datasetOfCase, skip, type KnownCase} from "./known-cases.js";

interface Query {
  period: Period;
  first_period: string;
  periods: number;
  cohorts: "recurring" | "first_time";
  start_event: string | null;
  return_event: string | null;
  unbounded: boolean;
  basis?: "24_hours_since_start";
}
type Known = KnownCase<Query, {triangle: number[][]; period_starts?: string[]}>;

/**
 * The triangle as the cases draw it: one row a period, in place of offset 0 the size of the cohort, and as long as the periods go.
 * Ours leaves out cohorts without units, has real returns at n = 0, and needs a moment at which all of it has been observed: the
 * end of the last period, and for blocks of 24 hours the end of the last block of the last cohort.
 */
function triangleOf({query, ...one}: Known): {triangle: number[][]; labels: string[]} {
  const calendar = createCalendar(calendarOf(one));
  const first = calendar.periodOf(calendar.parseLocal(query.first_period), query.period);
  const instant = (n: number) => new Date(calendar.startOf(query.period, n)).toISOString();
  const rolling = query.basis !== undefined;
  const asked = {
    kind: "retention",
    ...calendarOf(one),
    start: query.start_event ?? "*",
    return: query.return_event ?? "*",
    period: query.period,
    mode: rolling ? "rolling" : "calendar",
    criterion: query.unbounded ? "on_or_after" : "on",
    cohort: query.cohorts === "recurring" ? "recurring" : "first",
    n: query.periods - 1,
    range: [instant(first), instant(first + query.periods)],
    asOf: instant(first + query.periods * (rolling ? 2 : 1)),
  };
  const cells = rows(datasetOfCase(one), asked, "cells");
  const labels = Array.from({length: query.periods}, (_, i) => calendar.label(query.period, first + i));
  const triangle = labels.map((label, i) => {
    const own = cells.filter(({cohort}) => cohort === label);
    return Array.from({length: query.periods - i}, (_, n) =>
      Number((n === 0 ? own[0]?.["size"] : own[n]?.["retained"]) ?? 0),
    );
  });
  return {triangle, labels};
}

describe("retention cases", {skip}, () => {
  for (const one of casesOf<Query, Known["expected"]>("retention")) {
    it(one.id, () => {
      const {triangle, labels} = triangleOf(one);
      assert.deepEqual(triangle, one.expected.triangle);
      if (one.expected.period_starts) assert.deepEqual(labels, one.expected.period_starts);
    });
  }
});
