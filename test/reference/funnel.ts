// A funnel counted the slow and obvious way, from the rules of the paper: plain loops over row objects, nothing shared with the engine.

type Value = string | number | boolean;
export interface ReferenceEvent {
  unit: string;
  ts: number;
  name: string;
  id: string;
  seq?: number;
  props?: Record<string, Value | null>;
}
type Names = string | string[];
export type When = Names | {event: Names; where?: {prop: string; op: "eq"; value: Value} | undefined};
export type Step =
  When | {label?: string | undefined; when: When; optional?: boolean | undefined; within?: string | undefined};

/** The query as the engine takes it; durations are written as whole seconds ("PT90S"), instants as epoch ms, periods are in UTC. */
export interface ReferenceQuery {
  steps: Step[];
  window: string | null;
  order: "ordered" | "strict" | "any";
  entry: "best" | "first" | "all" | "newest";
  exclude: {when: When; after?: number | undefined}[];
  exclusionEffect: "truncate" | "remove";
  hold: string[];
  countBy: "users" | "pairs" | "first_value";
  breakdown?: {prop: string; source: string; top: number} | undefined;
  trend: {period: "day" | "week"; by: "by_entry" | "per_period"};
  histogram: string[];
  strictScope?: When | undefined;
  tieTolerance: string;
  from: number;
  to: number;
  asOf: number;
}
export type Profiles = Record<string, Record<string, Value>>;
export type ReferenceRow = Record<string, string | number | boolean | null>;

interface FullStep {
  step: number;
  label: string;
  when: When;
  optional: boolean;
  within: number;
}
interface Attempt {
  unit: string;
  anchor: ReferenceEvent;
  /** Events of the required steps reached, in the order of the walk. */
  events: ReferenceEvent[];
  times: number[];
  how: "open" | "excluded" | "broken" | "complete";
  /** The last event of the block in which it ended. */
  endEvent: ReferenceEvent | null;
  done: Set<number>;
  did: Set<number>;
}

const DAY = 86_400_000;
const ms = (text: string) => Number(/^PT(\d+)S$/.exec(text)![1]) * 1000;

export function referenceFunnel(
  events: ReferenceEvent[],
  query: ReferenceQuery,
  profiles: Profiles = {},
): Record<string, ReferenceRow[]> {
  return new Reference(events, query, profiles).tables();
}

class Reference {
  readonly steps: FullStep[];
  readonly required: FullStep[];
  readonly optional: FullStep[];
  readonly window: number;
  readonly sequenced: boolean;

  constructor(
    readonly events: ReferenceEvent[],
    readonly query: ReferenceQuery,
    readonly profiles: Profiles,
  ) {
    this.steps = query.steps.map((step, s) => {
      const own = typeof step === "object" && "when" in step ? step : {when: step};
      const within = own.within === undefined ? Infinity : ms(own.within);
      return {
        step: s + 1,
        label: own.label ?? nameOf(own.when),
        when: own.when,
        optional: own.optional ?? false,
        within,
      };
    });
    this.required = this.steps.filter((step) => !step.optional);
    this.optional = this.steps.filter((step) => step.optional);
    this.window = query.window === null ? Infinity : ms(query.window);
    this.sequenced = events.some((event) => event.seq !== undefined) && ms(query.tieTolerance) === 0;
  }

  // ——— what is seen ———

  journeys(): Map<string, ReferenceEvent[]> {
    const journeys = new Map<string, ReferenceEvent[]>();
    for (const event of this.events) {
      if (event.ts >= this.query.asOf || !this.isRelevant(event)) continue;
      journeys.set(event.unit, [...(journeys.get(event.unit) ?? []), event]);
    }
    for (const journey of journeys.values()) {
      journey.sort((a, b) => a.ts - b.ts || (a.seq ?? 0) - (b.seq ?? 0) || (a.id < b.id ? -1 : 1));
    }
    return journeys;
  }

  isRelevant(event: ReferenceEvent): boolean {
    const {exclude, order, strictScope = "*"} = this.query;
    const asked = [
      ...this.steps.map(({when}) => when),
      ...exclude.map(({when}) => when),
      ...(order === "strict" ? [strictScope] : []),
    ];
    return asked.some((when) => matches(event, when));
  }

  value(event: ReferenceEvent, prop: string): Value | null {
    return event.props?.[prop] ?? this.profiles[event.unit]?.[prop] ?? null;
  }

  /** Counted things (units, or units and held values) with the sequences of events in which their attempts lie. */
  groups(): {unit: string; sequences: ReferenceEvent[][]}[] {
    const {hold, countBy} = this.query;
    const groups: {unit: string; sequences: ReferenceEvent[][]}[] = [];
    for (const [unit, journey] of this.journeys()) {
      if (hold.length === 0) {
        groups.push({unit, sequences: [journey]});
        continue;
      }
      const byValue = new Map<string, ReferenceEvent[]>();
      for (const event of journey) {
        const values = hold.map((prop) => this.value(event, prop));
        if (values.includes(null)) continue;
        const key = JSON.stringify(values);
        byValue.set(key, [...(byValue.get(key) ?? []), event]);
      }
      const sequences = [...byValue.values()];
      if (countBy === "users") groups.push({unit, sequences});
      else if (countBy === "pairs") for (const sequence of sequences) groups.push({unit, sequences: [sequence]});
      else {
        const first = this.anchors(sequences, this.query.from, this.query.to)[0];
        if (first) groups.push({unit, sequences: sequences.filter((sequence) => sequence.includes(first))});
      }
    }
    return groups;
  }

  /** Events that may start an attempt, in order of time, then order inside the journey. */
  anchors(sequences: ReferenceEvent[][], from: number, to: number): ReferenceEvent[] {
    const starts = this.query.order === "any" ? this.steps : [this.steps[0]!];
    const all = sequences
      .flat()
      .filter((event) => event.ts >= from && event.ts < to && starts.some(({when}) => matches(event, when)));
    return all.sort((a, b) => a.ts - b.ts || (a.seq ?? 0) - (b.seq ?? 0) || (a.id < b.id ? -1 : 1));
  }

  blocks(sequence: ReferenceEvent[]): ReferenceEvent[][] {
    const tolerance = ms(this.query.tieTolerance);
    const blocks: ReferenceEvent[][] = [];
    for (const event of sequence) {
      const block = blocks[blocks.length - 1];
      if (block && !this.sequenced && event.ts - block[0]!.ts <= tolerance) block.push(event);
      else blocks.push([event]);
    }
    return blocks;
  }

  // ——— one attempt ———

  walk(unit: string, sequence: ReferenceEvent[], anchor: ReferenceEvent): Attempt {
    const blocks = this.blocks(sequence);
    const start = blocks.findIndex((block) => block.includes(anchor));
    const attempt: Attempt = {
      unit,
      anchor,
      events: [],
      times: [],
      how: "open",
      endEvent: null,
      done: new Set(),
      did: new Set(),
    };
    const inWindow = (event: ReferenceEvent) => event.ts - anchor.ts <= this.window;
    if (this.query.order === "any") this.walkAny(attempt, blocks.slice(start), inWindow);
    else this.walkInOrder(attempt, blocks.slice(start), inWindow);
    return attempt;
  }

  walkInOrder(attempt: Attempt, blocks: ReferenceEvent[][], inWindow: (event: ReferenceEvent) => boolean): void {
    const {anchor, events, times} = attempt;
    const {exclude, order, strictScope = "*"} = this.query;
    events.push(anchor);
    times.push(anchor.ts);
    for (const [b, block] of blocks.entries()) {
      const before = events.length;
      for (;;) {
        if (events.length === this.required.length) break;
        const next = this.required[events.length]!;
        const candidates = block.filter(
          (event) =>
            inWindow(event) &&
            !events.includes(event) &&
            matches(event, next.when) &&
            event.ts - times[times.length - 1]! <= next.within,
        );
        if (candidates.length === 0) break;
        const later = (event: ReferenceEvent) =>
          this.required.slice(events.length + 1).filter(({when}) => matches(event, when)).length;
        candidates.sort((a, c) => later(a) - later(c));
        const chosen = candidates[0]!;
        events.push(chosen);
        times.push(Math.max(times[times.length - 1]!, chosen.ts));
      }
      const end = block[block.length - 1]!;
      if (events.length === this.required.length) {
        attempt.how = "complete";
        attempt.endEvent = end;
        break;
      }
      if (b === 0 || events.length > before) continue;
      const current = this.required[events.length - 1]!.step;
      if (
        block.some(
          (event) =>
            inWindow(event) && exclude.some(({when, after}) => (after ?? current) === current && matches(event, when)),
        )
      ) {
        attempt.how = "excluded";
        attempt.endEvent = end;
        break;
      }
      const harms = (event: ReferenceEvent) =>
        matches(event, strictScope) && !this.optional.some(({when}) => matches(event, when));
      if (order === "strict" && block.some((event) => inWindow(event) && harms(event))) {
        attempt.how = "broken";
        attempt.endEvent = end;
        break;
      }
    }
    this.lookForOptional(attempt, blocks, inWindow);
  }

  lookForOptional(attempt: Attempt, blocks: ReferenceEvent[][], inWindow: (event: ReferenceEvent) => boolean): void {
    const blockOf = (event: ReferenceEvent) => blocks.findIndex((block) => block.includes(event));
    for (const own of this.optional) {
      const before = this.required.filter(({step}) => step < own.step).length - 1;
      if (before >= attempt.events.length) continue;
      const from = blockOf(attempt.events[before]!);
      const after = attempt.events[before + 1];
      const to = after ? blockOf(after) : blocks.length - 1;
      const found = blocks
        .slice(from, to + 1)
        .flat()
        .some(
          (event) =>
            matches(event, own.when) &&
            inWindow(event) &&
            !attempt.events.includes(event) &&
            event.ts - attempt.events[before]!.ts <= own.within,
        );
      if (found) attempt.done.add(own.step);
    }
  }

  walkAny(attempt: Attempt, blocks: ReferenceEvent[][], inWindow: (event: ReferenceEvent) => boolean): void {
    const seen: ReferenceEvent[] = [];
    for (const [b, block] of blocks.entries()) {
      const own = block.filter(inWindow);
      const end = block[block.length - 1]!;
      const excluded = b > 0 && own.some((event) => this.query.exclude.some(({when}) => matches(event, when)));
      const complete = this.depthOf([...seen, ...own]) === this.steps.length;
      if (excluded && !complete) {
        attempt.how = "excluded";
        attempt.endEvent = end;
        break;
      }
      for (const event of own) {
        const depth = this.depthOf([...seen, event]);
        seen.push(event);
        if (depth === attempt.events.length) continue;
        attempt.times.push(Math.max(event.ts, attempt.times[attempt.times.length - 1] ?? attempt.anchor.ts));
        attempt.events.push(event);
      }
      if (complete) {
        attempt.how = "complete";
        attempt.endEvent = end;
        break;
      }
    }
    for (const {step, when} of this.steps) if (seen.some((event) => matches(event, when))) attempt.did.add(step);
  }

  /** The largest number of steps that can each have an event of their own: by trying everything. */
  depthOf(events: ReferenceEvent[], step = 0, used: ReferenceEvent[] = []): number {
    const own = this.steps[step];
    if (!own) return 0;
    let best = this.depthOf(events, step + 1, used);
    for (const event of events) {
      if (used.includes(event) || !matches(event, own.when)) continue;
      best = Math.max(best, 1 + this.depthOf(events, step + 1, [...used, event]));
    }
    return best;
  }

  // ——— which attempts count ———

  attempts(from: number, to: number): Attempt[] {
    return this.groups().flatMap(({unit, sequences}) => {
      const anchors = this.anchors(sequences, from, to);
      const walk = (anchor: ReferenceEvent) =>
        this.walk(
          unit,
          sequences.find((sequence) => sequence.includes(anchor))!,
          anchor,
        );
      const counts = (attempt: Attempt) => this.query.exclusionEffect === "truncate" || attempt.how !== "excluded";
      if (this.query.entry === "first") return anchors.slice(0, 1).map(walk).filter(counts);
      if (this.query.entry === "all") return this.allAttempts(anchors, sequences, walk).filter(counts);
      const valid = anchors.map(walk).filter(counts);
      const depth = Math.max(...valid.map(({events}) => events.length));
      const deepest = valid.filter(({events}) => events.length === depth);
      return this.query.entry === "newest" ? deepest.slice(-1) : deepest.slice(0, 1);
    });
  }

  allAttempts(
    anchors: ReferenceEvent[],
    sequences: ReferenceEvent[][],
    walk: (anchor: ReferenceEvent) => Attempt,
  ): Attempt[] {
    const order = sequences.flat().sort((a, b) => a.ts - b.ts || (a.seq ?? 0) - (b.seq ?? 0) || (a.id < b.id ? -1 : 1));
    const attempts: Attempt[] = [];
    let isAfter: (event: ReferenceEvent) => boolean = () => true;
    for (const anchor of anchors) {
      if (!isAfter(anchor)) continue;
      const attempt = walk(anchor);
      attempts.push(attempt);
      const end = attempt.endEvent;
      if (end === null) isAfter = (event) => event.ts > anchor.ts + this.window;
      else isAfter = (event) => (this.sequenced ? order.indexOf(event) > order.indexOf(end) : event.ts > end.ts);
    }
    return attempts;
  }

  // ——— tables ———

  bucketOf({unit, events}: Attempt): string {
    const {prop, source} = this.query.breakdown!;
    const text = (value: Value | null | undefined) =>
      value === null || value === undefined ? "(none)" : String(value);
    if (source === "profile") return text(this.profiles[unit]?.[prop]);
    const values = events.map((event) => this.value(event, prop));
    if (source === "first") return text(values.find((value) => value !== null));
    if (source === "last") return text(values.reverse().find((value) => value !== null));
    const place = this.required.findIndex(({step}) => step === Number(source.slice(5)));
    return place < values.length ? text(values[place]) : "(not reached)";
  }

  /** Bucket of each value and the buckets in order, ranked by the attempts of the whole range. */
  ranking(whole: Attempt[], others: Attempt[]): {order: (string | null)[]; of: (attempt: Attempt) => string | null} {
    const {breakdown} = this.query;
    if (!breakdown) return {order: [null], of: () => null};
    const special = ["(not reached)", "(none)"];
    const labels = [...new Set([...whole, ...others].map((attempt) => this.bucketOf(attempt)))];
    const count = (label: string) => whole.filter((attempt) => this.bucketOf(attempt) === label).length;
    const values = labels
      .filter((label) => !special.includes(label))
      .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
    const kept = values.slice(0, breakdown.top);
    return {
      order: [null, ...kept, "(other)", ...special],
      of: (attempt) => {
        const label = this.bucketOf(attempt);
        return special.includes(label) || kept.includes(label) ? label : "(other)";
      },
    };
  }

  tables(): Record<string, ReferenceRow[]> {
    const {from, to, trend} = this.query;
    const whole = this.attempts(from, to);
    const periods = this.periods();
    const each = periods.map(({start, end}) =>
      trend.by === "per_period"
        ? this.attempts(Math.max(start, from), Math.min(end, to))
        : whole.filter(({anchor}) => anchor.ts >= start && anchor.ts < end),
    );
    const {order, of} = this.ranking(whole, each.flat());
    const byBucket = (
      build: (attempts: Attempt[], breakdown: ReferenceRow) => ReferenceRow[],
      of_: (bucket: string | null) => Attempt[] | null,
    ) =>
      order.flatMap((bucket) => {
        const own = of_(bucket);
        return own === null ? [] : build(own, this.query.breakdown ? {breakdown: bucket} : {});
      });
    const pick = (attempts: Attempt[]) => (bucket: string | null) => {
      const own = bucket === null ? attempts : attempts.filter((attempt) => of(attempt) === bucket);
      return bucket === null || own.length > 0 ? own : null;
    };
    return {
      steps: filled(byBucket((own, row) => this.stepRows(own, row), pick(whole))),
      histogram: byBucket((own, row) => this.histogramRows(own, row), pick(whole)),
      curve: byBucket((own, row) => this.curveRows(own, row), pick(whole)),
      trend: byBucket(
        (own, row) =>
          periods.map((period, p) =>
            this.trendRow(
              each[p]!.filter((attempt) => own.includes(attempt)),
              row,
              period,
            ),
          ),
        pick(each.flat()),
      ),
    };
  }

  isPending({how, anchor}: Attempt): boolean {
    return how === "open" && anchor.ts + this.window >= this.query.asOf;
  }

  stepRows(attempts: Attempt[], breakdown: ReferenceRow): ReferenceRow[] {
    const {asOf, order, entry} = this.query;
    const reached = (k: number, among = attempts) => among.filter(({events}) => events.length > k);
    const mature = attempts.filter(({anchor}) => anchor.ts + this.window < asOf);
    return this.steps.map((own) => {
      const row: ReferenceRow = {...breakdown, step: own.step, label: own.label, small: attempts.length < 30};
      if (own.optional) return {...row, ...this.optionalCells(own, attempts)};
      const k = this.required.indexOf(own);
      const n = reached(k).length;
      const pending = attempts.filter((attempt) => attempt.events.length <= k && this.isPending(attempt)).length;
      const previous = k === 0 ? null : reached(k - 1).length;
      const last = k === 0 ? [] : reached(k).map(({times}) => times[k]! - times[k - 1]!);
      const total = k === 0 ? [] : reached(k).map(({times}) => times[k]! - times[0]!);
      const carries = (attempt: Attempt) => {
        const {prop, source} = this.query.breakdown!;
        return (
          (source === "profile" ? this.profiles[attempt.unit]?.[prop] : this.value(attempt.events[k]!, prop)) ?? null
        );
      };
      return {
        ...row,
        reached: n,
        rate_total: share(n, attempts.length),
        rate_step: previous === null ? null : share(n, previous),
        dropped: previous === null ? 0 : previous - n,
        pending,
        mature: mature.length,
        rate_mature: share(reached(k, mature).length, mature.length),
        rate_low: share(n, attempts.length),
        rate_high: share(n + pending, attempts.length),
        ...wilson(n, attempts.length),
        p25_ms: quantile(last, 0.25),
        median_ms: quantile(last, 0.5),
        p75_ms: quantile(last, 0.75),
        p90_ms: quantile(last, 0.9),
        mean_ms: mean(last),
        total_median_ms: quantile(total, 0.5),
        total_mean_ms: mean(total),
        ...(order === "any" ? {did: attempts.filter(({did}) => did.has(own.step)).length} : {}),
        ...(entry === "all" ? {units: new Set(reached(k).map(({unit}) => unit)).size} : {}),
        ...(this.query.breakdown
          ? {prop_share: share(reached(k).filter((attempt) => carries(attempt) !== null).length, n)}
          : {}),
      };
    });
  }

  optionalCells(own: FullStep, attempts: Attempt[]): ReferenceRow {
    const before = this.required.filter(({step}) => step < own.step).length - 1;
    const there = attempts.filter(({events}) => events.length > before);
    const goesOn = (group: Attempt[]) =>
      share(group.filter(({events}) => events.length > before + 1).length, group.length);
    const done = there.filter((attempt) => attempt.done.has(own.step));
    const not = there.filter((attempt) => !attempt.done.has(own.step));
    return {done: done.length, rate_next_with: goesOn(done), rate_next_without: goesOn(not)};
  }

  histogramRows(attempts: Attempt[], breakdown: ReferenceRow): ReferenceRow[] {
    const edges = [...new Set([0, ...this.query.histogram.map(ms)])];
    const times = attempts.filter(({how}) => how === "complete").map(({times}) => times[times.length - 1]! - times[0]!);
    return edges.map((from, e) => {
      const to = edges[e + 1] ?? null;
      return {
        ...breakdown,
        from_ms: from,
        to_ms: to,
        units: times.filter((time) => time >= from && (to === null || time < to)).length,
      };
    });
  }

  curveRows(attempts: Attempt[], breakdown: ReferenceRow): ReferenceRow[] {
    const lives = attempts.map(({how, times, anchor}) =>
      how === "complete"
        ? {time: times[times.length - 1]! - times[0]!, event: true}
        : {time: Math.min(this.window, this.query.asOf - anchor.ts), event: false},
    );
    let s = 1;
    let sum = 0;
    return [...new Set(lives.filter(({event}) => event).map(({time}) => time))]
      .sort((a, b) => a - b)
      .map((t) => {
        const n = lives.filter(({time}) => time >= t).length;
        const d = lives.filter(({time, event}) => event && time === t).length;
        s *= (n - d) / n;
        sum += d / (n * (n - d));
        const limit = (sign: number) => s ** Math.exp((sign * 1.959964 * Math.sqrt(sum)) / Math.abs(Math.log(s)));
        const inside = d < n && s < 1;
        return {
          ...breakdown,
          t_ms: t,
          at_risk: n,
          events: d,
          converted: 1 - s,
          lo: inside ? 1 - limit(-1) : null,
          hi: inside ? 1 - limit(1) : null,
        };
      });
  }

  periods(): {start: number; end: number; label: string}[] {
    const {from, to, trend} = this.query;
    const length = trend.period === "day" ? DAY : 7 * DAY;
    // 1970-01-05 was a Monday.
    const origin = trend.period === "day" ? 0 : 4 * DAY;
    const periods = [];
    for (let start = origin + Math.floor((from - origin) / length) * length; start < to && from < to; start += length) {
      periods.push({start, end: start + length, label: new Date(start).toISOString().slice(0, 10)});
    }
    return periods;
  }

  trendRow(
    attempts: Attempt[],
    breakdown: ReferenceRow,
    {start, end, label}: {start: number; end: number; label: string},
  ): ReferenceRow {
    const {asOf} = this.query;
    const row = {...breakdown, period: label};
    const nothing = {
      ...{entered: null, reached: null, rate: null, pending: null, lo: null, hi: null},
      ...{mature: null, rate_mature: null, median_ms: null},
    };
    if (start >= asOf) return {...row, ...nothing, status: "future", small: true};
    const done = attempts.filter(({how}) => how === "complete").length;
    const mature = attempts.filter(({anchor}) => anchor.ts + this.window < asOf);
    const matureDone = mature.filter(({how}) => how === "complete").length;
    const half = this.curveRows(attempts, {}).find(({converted}) => Number(converted) >= 0.5 - 1e-12);
    return {
      ...row,
      entered: attempts.length,
      reached: done,
      rate: share(done, attempts.length),
      pending: attempts.filter((attempt) => this.isPending(attempt)).length,
      status: end + this.window <= asOf ? "complete" : "in_progress",
      ...wilson(done, attempts.length),
      mature: mature.length,
      rate_mature: share(matureDone, mature.length),
      median_ms: half?.t_ms ?? null,
      small: attempts.length < 30,
    };
  }
}

function matches(event: ReferenceEvent, when: When): boolean {
  if (typeof when === "string") return when === "*" || when === event.name;
  if (Array.isArray(when)) return when.some((name) => matches(event, name));
  const {event: names, where} = when;
  return matches(event, names) && (where === undefined || (event.props?.[where.prop] ?? null) === where.value);
}

function nameOf(when: When): string {
  if (typeof when === "string") return when === "*" ? "any event" : when;
  if (Array.isArray(when)) return when.join(" or ");
  return nameOf(when.event) + (when.where ? " (filtered)" : "");
}

/** All rows with all columns, null where a row has none. */
function filled(rows: ReferenceRow[]): ReferenceRow[] {
  const nothing = Object.fromEntries(rows.flatMap((row) => Object.keys(row).map((name) => [name, null])));
  return rows.map((row) => ({...nothing, ...row}));
}

function share(n: number, d: number): number | null {
  return d === 0 ? null : n / d;
}

function wilson(x: number, n: number): {lo: number | null; hi: number | null} {
  if (n === 0) return {lo: null, hi: null};
  const z = 1.959964;
  const p = x / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return {lo: middle - half, hi: middle + half};
}

function quantile(values: number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const low = sorted[Math.floor(h)]!;
  const high = sorted[Math.ceil(h)]!;
  return Math.floor(low + (high - low) * (h - Math.floor(h)) + 0.5);
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : Math.floor(values.reduce((sum, value) => sum + value, 0) / values.length + 0.5);
}
