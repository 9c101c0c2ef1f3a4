// Stickiness against a chart that another tool publishes.
import assert from "node:assert/strict";
import {describe, it} from "node:test";
import {rows} from "../../helpers/ask.js";
import {calendarOf, casesOf, datasetOfCase, skip} from "./known-cases.js";

interface Query {
  interval: "day";
  date_from: string;
  date_to: string;
  event: string;
}

describe("stickiness cases", {skip}, () => {
  for (const one of casesOf<Query, {users_by_number_of_active_intervals: Record<string, number>}>("stickiness")) {
    it(one.id, () => {
      // The case counts active days in its whole range, which lies in one month: ours counts them by month.
      const {date_from, date_to, event, interval} = one.query;
      assert.equal(date_from.slice(0, 7), date_to.slice(0, 7));
      const asked = {
        kind: "stickiness",
        ...calendarOf(one),
        activity: event,
        interval: "month",
        subPeriod: interval,
        range: [date_from, date_to],
      };
      const found = rows(datasetOfCase(one), asked, "exact", ["k", "units"]);
      assert.deepEqual(
        Object.fromEntries(found.map(({k, units}) => [String(k), units])),
        one.expected.users_by_number_of_active_intervals,
      );
    });
  }
});
