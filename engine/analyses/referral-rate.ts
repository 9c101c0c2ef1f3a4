// The referral rate by period: the share of active units whose invite was accepted in it (semantics 20; what is accepted: 16).
import * as z from "zod/mini";
import {activity} from "../model/activity.js";
import {DEFAULT_STAGES} from "../model/default-stages.js";
import {QueryError} from "../model/errors.js";
import {periodStatus, shownPeriods} from "../model/period-range.js";
import {eventPredicateSchema, type EventPredicate} from "../model/predicate-schema.js";
import {commonFields, durationSchema, periodSchema, type CommonQuery} from "../model/query.js";
import type {Period} from "../model/calendar.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import {rate} from "../stats/rate.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {inBucketOf, unitLabels} from "./in-bucket.js";
import {part} from "./progress.js";
import {acceptances, type InviteRules} from "./referral/acceptances.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";
import {checkUnitBreakdown, unitBuckets} from "./unit-buckets.js";

interface ReferralRateQuery extends CommonQuery, InviteRules {
  kind: "referral";
  activity: EventPredicate;
  period: Period;
}

const columns = {periods: ["breakdown", "period", "active", "referrers", "rate", "status"]} as const;
const ACTIVE = 0;
const REFERRERS = 1;

/** Asked by the measure `referral_rate` only; it is no kind of its own. */
export const referralRate: Analysis<ReferralRateQuery, TallyFacts> = {
  kind: "referral",
  schema: z.strictObject({
    kind: z.literal("referral"),
    ...commonFields,
    activity: z._default(eventPredicateSchema, "*"),
    signup: z._default(eventPredicateSchema, [...(DEFAULT_STAGES.aliases?.signup ?? [])]),
    code: z._default(z.string().check(z.minLength(1)), "code"),
    horizon: z._default(durationSchema, "P30D"),
    period: z._default(periodSchema, "week"),
  }),
  tables: columns,
  // Who invited is another unit than who signed up.
  whole: true,
  check({unit, breakdown}) {
    checkUnitBreakdown(breakdown);
    if (unit !== "user") throw new QueryError(`invites are sent by users; write "user", not "${unit}"`, "unit");
  },
  *collect(scope, query) {
    const {first, count} = shownPeriods(scope, query.period);
    const {labels, of} = unitBuckets(scope, query.activity, query.breakdown, "activity");
    const tally = new Tally(labels, count, 2);
    const visit = (u: number, period: number, accepted: number) => {
      const row = tally.at(of[u]!, period - first);
      tally.cells[row + ACTIVE]! += 1;
      if (accepted > 0) tally.cells[row + REFERRERS]! += 1;
    };
    yield* eachActivePeriod(scope, query, visit);
    return tally.facts();
  },
  merge: mergeTallies,
  tabulate: (facts, frame, query) => ({
    tables: {
      periods: tableOf(shownColumns(columns.periods, query), rowsFor(facts, frame, query)),
    },
  }),
  behind,
};

/** Every period shown in which a unit is active, with how many invites of the unit were accepted in it. */
function* eachActivePeriod(
  scope: Scope,
  query: ReferralRateQuery,
  visit: (unit: number, period: number, accepted: number) => void,
): Work<void> {
  const {starts, ends, periods} = yield* part(activity(scope, query.activity, query.period, "activity"), 0, 0.6);
  const accepted = acceptedBy(scope, query);
  yield 0.8;
  const {first, last} = shownPeriods(scope, query.period);
  for (let u = 0; u < scope.units; u++) {
    const own = accepted.get(scope.index.ids[u]!);
    for (let e = starts[u]!; e < ends[u]!; e++) {
      const period = periods[e]!;
      if (period >= first && period <= last) visit(u, period, own?.get(period) ?? 0);
    }
  }
}

/** Acceptances by who invited and by the period of the sign-up. */
function acceptedBy(scope: Scope, query: ReferralRateQuery): Map<string, Map<number, number>> {
  const counts = new Map<string, Map<number, number>>();
  for (const {from, ts} of acceptances(scope, query)) {
    const own = counts.get(from) ?? new Map<number, number>();
    const period = scope.calendar.periodOf(ts, query.period);
    counts.set(from, own.set(period, (own.get(period) ?? 0) + 1));
  }
  return counts;
}

function rowsFor(facts: TallyFacts, frame: Frame, query: ReferralRateQuery): Record<string, Cell>[] {
  if (Number.isNaN(frame.firstTs)) return [];
  const {first, count} = shownPeriods(frame, query.period);
  return shownBuckets(facts, rankedBuckets(facts, query.breakdown, ACTIVE)).flatMap(({breakdown, byKey}) =>
    Array.from({length: count}, (_, key) => {
      const status = periodStatus(frame, query.period, first + key);
      const [active = 0, referrers = 0] = byKey.get(key) ?? [];
      const figures = status === "future" ? {} : {active, referrers, rate: rate(referrers, active)};
      return {breakdown, period: frame.calendar.label(query.period, first + key), ...figures, status};
    }),
  );
}

/** The units with an accepted invite in the row's `{period}`, with how many. */
function* behind(scope: Scope, query: ReferralRateQuery, _table: string, row: Readonly<Row>): Work<Row[]> {
  const inBucket = yield* part(
    inBucketOf(
      query,
      row,
      referralRate.collect(scope, query),
      (facts) => rankedBuckets(facts, query.breakdown, ACTIVE),
      () => unitLabels(scope, query.activity, query.breakdown, "activity"),
    ),
    0,
    0.5,
  );
  const found: Row[] = [];
  yield* part(
    eachActivePeriod(scope, query, (u, period, accepted) => {
      if (accepted === 0 || scope.calendar.label(query.period, period) !== row.period || !inBucket(u)) return;
      found.push({unit: scope.index.ids[u]!, accepted});
    }),
    0.5,
    1,
  );
  return found;
}
