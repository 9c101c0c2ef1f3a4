// Counts the gaps of all units, and how long each has been silent, now and a horizon ago.
import {activity, type Activity} from "../../model/activity.js";
import type {Scope} from "../../model/scope.js";
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
  const list = wants(query, "units") ? new Silences(scope, days, gaps.open.length - 1) : null;
  const add = (u: number) => {
    past?.add(u);
    const seen = look.of(u);
    if (!seen) return;
    countGaps(gaps, days, seen);
    if (!look.isAsked(seen)) return;
    const cell = tally.at(of[u]!, seen.silence);
    tally.cells[cell]! += 1;
    list?.add(u, seen);
  };
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield 0.5 + (0.5 * u) / scope.units;
    add(u);
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
  readonly #silence: Float64Array;
  readonly #ownGap: Float64Array;
  readonly #recent: Uint8Array;
  readonly #before: Uint8Array;
  readonly #today: number;
  /** How many gaps of the unit at hand have each length. */
  readonly #lengths: Uint32Array;

  constructor(
    private readonly scope: Scope,
    private readonly days: Activity,
    longest: number,
  ) {
    this.#lengths = new Uint32Array(longest + 1);
    // At midnight nothing of the new day has been seen.
    this.#today = scope.calendar.periodOf(scope.asOf - 1, "day");
    [this.#silence, this.#ownGap] = [new Float64Array(scope.units), new Float64Array(scope.units)];
    [this.#recent, this.#before] = [new Uint8Array(scope.units), new Uint8Array(scope.units)];
  }

  add(unit: number, {from, end, silence}: Seen): void {
    const at = this.#units.push(this.scope.index.ids[unit]!) - 1;
    this.#silence[at] = silence;
    this.#ownGap[at] = this.#medianGap(from, end);
    const {periods} = this.days;
    for (let e = end - 1; e >= from; e--) {
      const ago = this.#today - periods[e]!;
      if (ago >= 2 * SPAN) return;
      if (ago >= SPAN) this.#before[at]!++;
      else if (ago >= 0) this.#recent[at]!++;
    }
  }

  // Counted, not sorted: most gaps are short.
  #medianGap(from: number, end: number): number {
    const {periods} = this.days;
    const lengths = this.#lengths;
    const gaps = end - from - 1;
    if (gaps < 1) return NaN;
    for (let e = from + 1; e < end; e++) lengths[periods[e]! - periods[e - 1]!]!++;
    let below = -1;
    let length = 0;
    for (let seen = 0; seen <= gaps / 2; length++) {
      seen += lengths[length]!;
      if (below < 0 && seen >= gaps / 2) below = length;
    }
    for (let e = from + 1; e < end; e++) lengths[periods[e]! - periods[e - 1]!] = 0;
    return (below + length - 1) / 2;
  }

  facts(): SilenceFacts {
    const n = this.#units.length;
    return {
      units: this.#units,
      silence: this.#silence.slice(0, n),
      ownGap: this.#ownGap.slice(0, n),
      recent: this.#recent.slice(0, n),
      before: this.#before.slice(0, n),
    };
  }
}
