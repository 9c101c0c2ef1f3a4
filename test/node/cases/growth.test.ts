// Growth accounting against lifecycle charts that other tools publish, and days of our own.
import assert from "node:assert/strict";
import {describe, it} from "node:test";
import {createCalendar, type Period} from "../../../engine/model/calendar.js";
import {rows} from "../../helpers/ask.js";
import {calendarOf, casesOf, datasetOfCase, skip} from "./known-cases.js";

interface Query {
  interval: Period;
  /** Local days, both included. */
  date_from: string;
  date_to: string;
  event: string;
}
type Expected = Record<"new" | "returning" | "resurrecting" | "dormant", number[]> & {periods?: string[]};

describe("lifecycle cases", {skip}, () => {
  for (const one of casesOf<Query, Expected>("lifecycle")) {
    it(one.id, () => {
      const {query, expected} = one;
      const calendar = createCalendar(calendarOf(one));
      const until = new Date(
        calendar.endOf("day", calendar.localDay(calendar.parseLocal(query.date_to))),
      ).toISOString();
      // All of the range has been observed; a week that it cuts is shown whole.
      const asked = {
        kind: "growth",
        ...calendarOf(one),
        activity: query.event,
        period: query.interval,
        range: [query.date_from, until],
        asOf: until,
      };
      const found = rows(datasetOfCase(one), asked, "periods");
      const column = (name: string) => found.map((row) => row[name]);
      assert.deepEqual(column("new"), expected.new);
      assert.deepEqual(column("retained"), expected.returning);
      assert.deepEqual(column("resurrected"), expected.resurrecting);
      assert.deepEqual(column("dormant"), expected.dormant);
      if (expected.periods) assert.deepEqual(column("period"), expected.periods);
    });
  }
});
