// Counts the gaps of all units, and how long each has been silent, now and a horizon ago.
import {activity, type Activity} from "../../model/activity.js";
import {isTimed} from "../../model/occurrences.js";
import {whereOf} from "../../model/selection.js";
import type {Scope} from "../../model/scope.js";
import type {Work} from "../analysis.js";
import {part} from "../progress.js";
import {Tally, type TallyFacts} from "../tally.js";
import {unitBuckets} from "../unit-buckets.js";
import {countAt, type Counted} from "./count.js";
import type {PastFacts, RiskFacts, SilenceFacts} from "./facts.js";
import {DAY, horizonDays, wants, type RiskQuery} from "./query.js";
import {Look, type Seen} from "./silences.js";

/** Units between two tellings of progress. */
const BATCH = 4096;
/** Days of each of the two spans that tell a trend (semantics 13.3). */
const SPAN = 28;

export function* collectRisk(scope: Scope, query: RiskQuery): Work<RiskFacts> {
  const days = yield* part(activity(scope, query.activity, "day", "activity"), 0, 0.5);
  const now = new Look(scope, days, scope.asOf);
  const then = wants(query, "backtest") ? new Look(scope, days, scope.asOf - horizonDays(query) * DAY) : null;
  const counted = yield* part(countAt(then ? [then, now] : [now], days, scope.index.ts), 0.5, 0.7);
  const {gaps, scored} = counted.at(-1)!;
  return {
    gaps,
    scored: query.breakdown ? yield* part(scoredByBucket(scope, query, now), 0.7, 0.8) : scored,
    past: then && (yield* part(pastFacts(then, counted[0]!, scope.units), 0.8, 0.9)),
    units: wants(query, "units") ? yield* part(listed(scope, days, now), 0.9, 1) : null,
  };
}

/**
 * The facts of several questions that differ in their instant only. Nothing of what is seen at an earlier one depends on it, so that one
 * walk counts for all, except where a filter asks about it, where units change their bucket, or where single units are asked for.
 */
export function* collectRisks(scopes: readonly Scope[], queries: readonly RiskQuery[]): Work<RiskFacts[]> {
  const order = scopes.map((_, k) => k).sort((a, b) => scopes[a]!.asOf - scopes[b]!.asOf);
  const [last, query] = [scopes[order.at(-1)!]!, queries[0]!];
  const timed = isTimed(last.options.where) || isTimed(whereOf(query.activity) ?? null);
  if (query.breakdown || timed || wants(query, "backtest") || wants(query, "units")) {
    const all: RiskFacts[] = [];
    for (const [k, scope] of scopes.entries())
      all.push(yield* part(collectRisk(scope, queries[k]!), k / scopes.length, (k + 1) / scopes.length));
    return all;
  }
  const days = yield* part(activity(last, query.activity, "day", "activity"), 0, 0.5);
  const looks = order.map((k) => new Look(scopes[k]!, days, scopes[k]!.asOf));
  const counted = yield* part(countAt(looks, days, last.index.ts), 0.5, 1);
  return scopes.map((_, k) => ({...counted[order.indexOf(k)]!, past: null, units: null}));
}

/** The same a horizon before asOf, and who has stayed silent since. */
function* pastFacts(look: Look, {gaps, scored}: Counted, units: number): Work<PastFacts> {
  const facts = {gaps, scored: new Float64Array(gaps.open.length), silent: new Float64Array(gaps.open.length)};
  scored.keys.forEach((silence, r) => (facts.scored[silence]! += scored.cells[r]!));
  for (let u = 0; u < units; u++) {
    if (u % BATCH === 0) yield u / units;
    const seen = look.of(u);
    if (seen && look.isAsked(seen) && look.staysSilent(u, seen)) facts.silent[seen.silence]! += 1;
  }
  return facts;
}

function* scoredByBucket(scope: Scope, query: RiskQuery, look: Look): Work<TallyFacts> {
  const {labels, of} = unitBuckets(scope, query.activity, query.breakdown, "activity");
  const tally = new Tally(labels, look.longest + 1, 1);
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield u / scope.units;
    const seen = look.of(u);
    if (!seen || !look.isAsked(seen)) continue;
    const cell = tally.at(of[u]!, seen.silence);
    tally.cells[cell]! += 1;
  }
  return tally.facts();
}

export function* listed(scope: Scope, days: Activity, look: Look): Work<SilenceFacts> {
  const list = new Silences(scope, days, look.longest);
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield u / scope.units;
    const seen = look.of(u);
    if (seen && look.isAsked(seen)) list.add(u, seen);
  }
  return list.facts();
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
