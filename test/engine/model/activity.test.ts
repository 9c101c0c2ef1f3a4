// Active periods: what an entry holds, and that what is remembered is never the answer to another question.
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {activity, type Activity} from "../../../engine/model/activity.js";
import {atOnce} from "../../../engine/model/at-once.js";
import type {Period} from "../../../engine/model/calendar.js";
import type {Dataset} from "../../../engine/model/dataset.js";
import {loadEveryPart} from "../../../engine/hosts/every-part.js";
import {questionOf} from "../../../engine/hosts/question.js";
import type {EventPredicate} from "../../../engine/model/predicate-schema.js";
import {askedIn, datasetOfWorld, historyOf, which, worlds} from "../../helpers/activity-worlds.js";
import {datasetOf, journeys} from "../../helpers/dataset.js";

await loadEveryPart();

function activityOf(
  dataset: Dataset,
  own: Record<string, unknown> = {},
  predicate: EventPredicate = "*",
  period: Period = "day",
): {found: Activity; unknown: string[]} {
  const {scope} = questionOf({kind: "growth", ...own}, dataset);
  return {found: atOnce(activity(scope, predicate, period, "activity")), unknown: [...scope.unknown]};
}
const periods = ({starts, ends, periods}: Activity) =>
  Array.from(ends, (end, u) => [...periods.subarray(starts[u], end)]);

describe("activity", () => {
  const dataset = journeys("ana  x@0.1 x@0.2 y@0.2 x@3\nbo  y@1 y@1\ncy  x@40", {asOf: "2024-03-01"});
  const first = 19_723; // 2024-01-01

  it("has one entry for each unit and period, with its first and last event", () => {
    const {found} = activityOf(dataset);
    expect(periods(found)).to.deep.equal([[first, first + 3], [first + 1], [first + 40]]);
    expect([...found.first]).to.deep.equal([0, 3, 4, 6]);
    expect([...found.last]).to.deep.equal([2, 3, 5, 6]);
    expect([...found.tied]).to.deep.equal([1, 0, 1, 0]);
  });

  it("has only matching events in it", () => {
    const {found} = activityOf(dataset, {}, "x");
    expect(periods(found)).to.deep.equal([[first, first + 3], [], [first + 40]]);
    expect([...found.tied]).to.deep.equal([0, 0, 0]);
  });

  it("of events with a condition on their unit is as the unit is at asOf, not as it becomes", () => {
    const world = journeys("ana x@0 x@1 x@20", {
      asOf: "2024-03-01",
      profiles: [
        {unit: "ana", prop: "plan", value: "free", validFrom: Date.UTC(2024, 0, 1)},
        {unit: "ana", prop: "plan", value: "pro", validFrom: Date.UTC(2024, 0, 12)},
      ],
    });
    const predicate: EventPredicate = {event: "x", where: {prop: "plan", op: "eq", value: "free", at: "asOf"}};
    const daysAt = (asOf: string) => periods(activityOf(world, {asOf}, predicate).found);
    expect(daysAt("2024-01-05")).to.deep.equal([[first, first + 1]]);
    expect(daysAt("2024-02-01")).to.deep.equal([[]]);
    expect(daysAt("2024-01-05")).to.deep.equal([[first, first + 1]]);
  });

  it("of weeks comes from the days", () => {
    const {found} = activityOf(dataset, {}, "*", "week");
    expect(periods(found)[0]!.length).to.equal(1);
    expect([found.first[0], found.last[0], found.tied[0]]).to.deep.equal([0, 3, 0]);
  });

  it("of weeks is right where there are more days than are worked off at once", () => {
    const DAYS = 35_000;
    const daily = (user: string, from: number, count: number) =>
      Array.from({length: count}, (_, d) => ({user, name: "x", ts: (from + d) * 86_400_000}));
    const long = datasetOf([...daily("ana", 0, DAYS), ...daily("bo", 4, DAYS), ...daily("cy", 4, 8)]);
    const {found} = activityOf(long, {}, "*", "week");
    // Day 0 was a Thursday, so weeks begin on days 4, 11, 18 …
    const weeks = (from: number, count: number) => {
      const places = new Map<number, [number, number]>();
      for (let d = from; d < from + count; d++) {
        const week = Math.floor((d + 3) / 7);
        places.set(week, [places.get(week)?.[0] ?? d - from, d - from]);
      }
      return [...places.values()];
    };
    const starts = [0, DAYS, 2 * DAYS];
    [weeks(0, DAYS), weeks(4, DAYS), weeks(4, 8)].forEach((own, u) => {
      const entries = Array.from({length: found.ends[u]! - found.starts[u]!}, (_, i) => found.starts[u]! + i);
      expect(entries.map((e) => [found.first[e]! - starts[u]!, found.last[e]! - starts[u]!])).to.deep.equal(own);
      const numbers = entries.map((e) => found.periods[e]! - found.periods[entries[0]!]!);
      expect(numbers).to.deep.equal(own.map((_, i) => i));
    });
  });

  it("is remembered, but not for another zone, filter, instant or event", () => {
    const events = [
      {user: "ana", name: "x", ts: "2024-01-01T23:30Z", props: {p: 1}},
      {user: "ana", name: "y", ts: "2024-01-05", props: {p: 2}},
    ];
    const one = datasetOf(events);
    const again = activityOf(one).found;
    expect(activityOf(one).found).to.equal(again);
    expect(activityOf(one, {range: ["2024-01-03", "2024-01-04"]}).found).to.equal(again);
    expect(periods(activityOf(one, {tz: "Asia/Tokyo"}).found)).to.deep.equal([[first + 1, first + 4]]);
    expect(periods(activityOf(one, {where: {prop: "p", op: "eq", value: 1}}).found)).to.deep.equal([[first]]);
    expect(periods(activityOf(one, {asOf: "2024-01-03"}).found)).to.deep.equal([[first]]);
    expect(periods(activityOf(one, {}, "y").found)).to.deep.equal([[first + 4]]);
    expect(activityOf(one, {}, "*", "week").found).not.to.equal(activityOf(one, {weekStart: 7}, "*", "week").found);
    expect(activityOf(one).found).to.equal(again);
    expect(activityOf(one, {asOf: "2024-01-03"}).found).to.equal(activityOf(one, {asOf: "2024-01-03"}).found);
  });

  it("as of an instant within a day ends with the last event before it", () => {
    const {found} = activityOf(dataset, {asOf: "2024-01-01T04:48:00.000Z"});
    expect(periods(found)).to.deep.equal([[first], [], []]);
    expect([found.last[0], found.tied[0]]).to.deep.equal([0, 0]);
  });

  it("as of an instant asks a filter about units at that instant", () => {
    const where = {event: "y"};
    expect(periods(activityOf(dataset, {where}).found)).to.deep.equal([[first, first + 3], [first + 1], []]);
    expect(periods(activityOf(dataset, {where, asOf: "2024-01-01T12:00Z"}).found)).to.deep.equal([[first], [], []]);
    expect(periods(activityOf(dataset, {where, asOf: "2024-01-01T03:00Z"}).found)).to.deep.equal([[], [], []]);
  });

  it("tells the unknown names of a remembered question with every answer", () => {
    const own = {unknownNames: "allow"};
    expect(activityOf(dataset, own, "z").unknown).to.deep.equal(["z"]);
    expect(activityOf(dataset, own, "z").unknown).to.deep.equal(["z"]);
    expect(activityOf(dataset, own, "z", "month").unknown).to.deep.equal(["z"]);
    expect(() => activityOf(dataset, {}, "z")).to.throw(/activity: unknown event "z"/);
  });

  it("equals the set of periods of each unit's events, for any data", () => {
    fc.assert(
      fc.property(
        worlds,
        which,
        fc.constantFrom<Period>("hour", "day", "week", "month", "quarter", "year"),
        (world, predicate, period) => {
          const history = historyOf(world);
          const data = datasetOfWorld(world);
          const {found} = activityOf(data, askedIn(world), predicate, period);
          data.index("user").ids.forEach((user, u) => {
            const byPeriod = new Map<number, number[]>();
            for (const {ts} of history.eventsOf(user, predicate)) {
              const own = history.periodOf(ts, period);
              byPeriod.set(own, [...(byPeriod.get(own) ?? []), ts]);
            }
            const expected = [...byPeriod].sort(([a], [b]) => a - b);
            expect(periods(found)[u]).to.deep.equal(expected.map(([own]) => own));
            const {ts} = data.index("user");
            expected.forEach(([, instants], i) => {
              const entry = found.starts[u]! + i;
              const own = instants.sort((a, b) => a - b);
              expect(ts[found.first[entry]!]).to.equal(own[0]);
              expect(ts[found.last[entry]!]).to.equal(own.at(-1));
              expect(found.tied[entry]).to.equal(own.length > 1 && own.at(-1) === own.at(-2) ? 1 : 0);
            });
          });
        },
      ),
      {numRuns: 300},
    );
  }).timeout(60_000);
});
