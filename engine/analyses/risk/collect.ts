// Counts the gaps of all units, and how long each has been silent, now and a horizon ago.
import {activity, type Activity} from "../../model/activity.js";
import type {Scope} from "../../model/scope.js";
import {quantileInPlace} from "../../stats/quantile.js";
import type {Work} from "../analysis.js";
import {part} from "../progress.js";
import {Tally} from "../tally.js";
import {unitBuckets} from "../unit-buckets.js";
import type {PastFacts, RiskFacts, SilenceFacts} from "./facts.js";
import {DAY, horizonDays, wants, type RiskQuery} from "./query.js";
import {countGaps, emptyCounts, Look, type Seen} from "./silences.js";

/** Units between two tellings of progress. */
const BATCH = 4096;
/** Days of each of the two spans that tell a trend (semantics 13.3). */
export const SPAN = 28;

export function* collectRisk(scope: Scope, query: RiskQuery): Work<RiskFacts> {
  const days = yield* part(activity(scope, query.activity, "day", "activity"), 0, 0.5);
  const {labels, of} = unitBuckets(scope, query.activity, query.breakdown, "activity");
  const look = new Look(scope, days, scope.asOf);
  const gaps = {finished: emptyCounts(scope, look), open: emptyCounts(scope, look)};
  const tally = new Tally(labels, gaps.open.length, 1);
  const past = wants(query, "backtest") ? new Past(scope, days, query) : null;
  const list = wants(query, "units") ? new Silences(scope, days) : null;
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield 0.5 + (0.5 * u) / scope.units;
    past?.add(u);
    const seen = look.of(u);
    if (!seen) continue;
    countGaps(gaps, days, seen);
    if (!look.isAsked(seen)) continue;
    const cell = tally.at(of[u]!, seen.silence);
    tally.cells[cell]! += 1;
    list?.add(u, seen);
  }
  return {gaps, scored: tally.facts(), past: past?.facts ?? null, units: list?.facts() ?? null};
}

/** The same, a horizon before asOf. */
class Past {
  readonly facts: PastFacts;
  readonly #look: Look;

  constructor(
    scope: Scope,
    private readonly days: Activity,
    query: RiskQuery,
  ) {
    const look = (this.#look = new Look(scope, days, scope.asOf - horizonDays(query) * DAY));
    const empty = () => emptyCounts(scope, look);
    this.facts = {gaps: {finished: empty(), open: empty()}, scored: empty(), silent: empty()};
  }

  add(unit: number): void {
    const seen = this.#look.of(unit);
    if (!seen) return;
    countGaps(this.facts.gaps, this.days, seen);
    if (!this.#look.isAsked(seen)) return;
    this.facts.scored[seen.silence]! += 1;
    if (this.#look.staysSilent(unit, seen)) this.facts.silent[seen.silence]! += 1;
  }
}

/** What is known of each unit that is scored. */
class Silences {
  readonly #units: string[] = [];
  readonly #silence: number[] = [];
  readonly #ownGap: number[] = [];
  readonly #recent: number[] = [];
  readonly #before: number[] = [];
  readonly #today: number;

  constructor(
    private readonly scope: Scope,
    private readonly days: Activity,
  ) {
    // At midnight nothing of the new day has been seen.
    this.#today = scope.calendar.periodOf(scope.asOf - 1, "day");
  }

  add(unit: number, {from, end, silence}: Seen): void {
    const own = this.days.periods.subarray(from, end);
    const today = this.#today;
    const within = (least: number, most: number) =>
      own.reduce((n, day) => (today - day >= least && today - day <= most ? n + 1 : n), 0);
    this.#units.push(this.scope.index.ids[unit]!);
    this.#silence.push(silence);
    this.#ownGap.push(medianGap(own));
    this.#recent.push(within(0, SPAN - 1));
    this.#before.push(within(SPAN, 2 * SPAN - 1));
  }

  facts(): SilenceFacts {
    return {
      units: this.#units,
      silence: Float64Array.from(this.#silence),
      ownGap: Float64Array.from(this.#ownGap),
      recent: Uint8Array.from(this.#recent),
      before: Uint8Array.from(this.#before),
    };
  }
}

function medianGap(days: Int32Array): number {
  const gaps = new Float64Array(Math.max(0, days.length - 1));
  for (let i = 0; i < gaps.length; i++) gaps[i] = days[i + 1]! - days[i]!;
  return quantileInPlace(gaps, 0.5) ?? NaN;
}
