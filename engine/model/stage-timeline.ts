// The timeline of stages (semantics 7.3): which stage each unit is in, and since when.
import {Conditions} from "./conditions.js";
import {firstAfter} from "./condition-leaf.js";
import {eventList, type EventList} from "./event-list.js";
import {canonicalJson} from "./hash.js";
import {Latest} from "./latest.js";
import {Scope} from "./scope.js";
import {isTimed} from "./occurrences.js";
import type {Predicate} from "./predicate-schema.js";
import {overlay, stageOverrides, type Override, type Piece} from "./stage-overrides.js";
import type {StageRules} from "./stage-rules.js";

/**
 * Stays in stages: unit u has entries `offsets[u] … offsets[u + 1] - 1`, none before its first event. A stay ends where the
 * next one starts; the last one of a unit is open (censored at asOf). Neighbours differ in stage.
 */
export interface StageTimeline {
  readonly offsets: Uint32Array;
  /** Epoch ms. */
  readonly start: Float64Array;
  /** Codes of the rule set's stages. */
  readonly stage: Uint8Array;
  /** Bit 1 where a manual override made any part of the stay, bit 2 where it made the end of it; null without overrides. */
  readonly manual: Uint8Array | null;
}

/** Walks units in order and writes down their stays. Linear in the events that the rules name. */
class StageWalk {
  readonly #events: EventList;
  readonly #codes: Uint8Array;
  readonly #offsets: Uint32Array;
  #start: Float64Array;
  #stage: Uint8Array;
  #manual: Uint8Array | null;
  #length = 0;

  constructor(
    readonly scope: Scope,
    {vocabulary, cases, elseCode}: StageRules,
    readonly conditions: Conditions,
    readonly overrides: ReadonlyMap<number, readonly Override[]> | null,
  ) {
    this.#events = eventList(scope, "*", undefined, vocabulary, "rules");
    this.#codes = Uint8Array.from([...cases.map(({code}) => code), elseCode]);
    this.#offsets = new Uint32Array(scope.units + 1);
    this.#start = new Float64Array(4 * scope.units + 64);
    this.#stage = new Uint8Array(this.#start.length);
    this.#manual = overrides ? new Uint8Array(this.#start.length) : null;
  }

  /** Units `from … to - 1`, which follow those walked before. */
  walk(from: number, to: number): void {
    const {offsets, ts} = this.#events;
    for (let u = from; u < to; u++) {
      const first = offsets[u]!;
      const begin = this.#length;
      if (first < offsets[u + 1]!) this.#unit(u, ts[first]!);
      const overrides = this.overrides?.get(u);
      if (overrides && this.#length > begin) this.#overlay(begin, overrides);
      this.#offsets[u + 1] = this.#length;
    }
  }

  finish(): StageTimeline {
    const cut = <A extends Float64Array | Uint8Array>(array: A): A => array.subarray(0, this.#length) as A;
    return {
      offsets: this.#offsets,
      start: cut(this.#start),
      stage: cut(this.#stage),
      manual: this.#manual && cut(this.#manual),
    };
  }

  // From one instant at which anything may change to the next.
  #unit(unit: number, first: number): void {
    const {conditions} = this;
    const codes = this.#codes;
    const {asOf} = this.scope;
    let stage = -1;
    let length = this.#length;
    conditions.start(unit);
    for (let t = first; t < asOf; t = conditions.until) {
      const code = codes[conditions.at(t)]!;
      if (code === stage) continue;
      if (length === this.#start.length) this.#grow(length);
      stage = code;
      this.#start[length] = t;
      this.#stage[length++] = code;
    }
    this.#length = length;
  }

  #push(t: number, stage: number, manual: number): void {
    if (this.#length === this.#start.length) this.#grow(this.#length);
    this.#start[this.#length] = t;
    this.#stage[this.#length] = stage;
    if (this.#manual) this.#manual[this.#length] = manual;
    this.#length++;
  }

  #grow(length: number): void {
    const size = 2 * length;
    const moved = <A extends Float64Array | Uint8Array>(into: A, from: A): A => {
      into.set(from);
      return into;
    };
    this.#start = moved(new Float64Array(size), this.#start);
    this.#stage = moved(new Uint8Array(size), this.#stage);
    if (this.#manual) this.#manual = moved(new Uint8Array(size), this.#manual);
  }

  #overlay(begin: number, overrides: readonly Override[]): void {
    const stays: Piece[] = [];
    for (let i = begin; i < this.#length; i++) stays.push({start: this.#start[i]!, stage: this.#stage[i]!, manual: 0});
    this.#length = begin;
    for (const {start, stage, manual} of overlay(stays, overrides, this.scope.asOf)) this.#push(start, stage, manual);
  }
}

interface Known {
  readonly timeline: StageTimeline;
  /** Names the data does not have, to be told again with every answer. */
  readonly unknown: readonly string[];
}

/** Units walked between two tellings of progress. */
const BATCH = 4096;
const CUT_BATCH = 16 * BATCH;
/** Stays kept of earlier questions: as many as there are events; small data may keep more. */
const KEPT_AT_LEAST = 1_000_000;

/**
 * All stays of a scope under a rule set, overrides included unless `manual` is false. Yields its progress in [0, 1]. The latest
 * timelines are remembered, since several widgets of a page read the same one. What is true at an instant does not depend on what comes
 * after it, so a timeline is walked to the end of all events, and `asOf` only cuts it; except where rules or filter look at `asOf` itself.
 */
export function* stageTimeline(scope: Scope, rules: StageRules, manual = true): Generator<number, StageTimeline, void> {
  const kept = keptOf(scope);
  const fixed = looksAtEnd(scope, rules, manual);
  const key = keyOf(scope, rules, manual, fixed);
  let known = kept.get(key);
  if (!known) {
    known = yield* walked(scope, rules, manual, fixed ? scope.asOf : Infinity);
    kept.set(key, known, known.timeline.start.length);
  }
  for (const name of known.unknown) scope.unknown.add(name);
  return fixed ? known.timeline : yield* until(known.timeline, scope.asOf);
}

function* walked(scope: Scope, rules: StageRules, manual: boolean, asOf: number): Generator<number, Known, void> {
  // A scope of its own, to tell the names that these rules miss from those that something else does.
  const own = new Scope(scope.dataset, scope.index, {...scope.options, asOf});
  const {vocabulary, cases} = rules;
  const conditions = yield* fresh(Conditions.inSteps(own, cases, {vocabulary, stageFlips: null}));
  const walk = new StageWalk(own, rules, conditions, manual ? (stageOverrides(own, rules)?.ofUnit ?? null) : null);
  for (let u = 0; u < scope.units; u += BATCH) {
    walk.walk(u, Math.min(u + BATCH, scope.units));
    yield u / scope.units;
  }
  return {timeline: walk.finish(), unknown: [...own.unknown]};
}

/** The stays that begin before `asOf`. */
function* until(
  {offsets: all, start, stage, manual}: StageTimeline,
  asOf: number,
): Generator<number, StageTimeline, void> {
  const offsets = new Uint32Array(all.length);
  const cut = {start: new Float64Array(start.length), stage: new Uint8Array(start.length)};
  let length = 0;
  for (let u = 0; u + 1 < all.length; u++) {
    if (u % CUT_BATCH === 0) yield u / all.length;
    for (let i = all[u]!, end = all[u + 1]!; i < end && start[i]! < asOf; i++) {
      cut.start[length] = start[i]!;
      cut.stage[length++] = stage[i]!;
    }
    offsets[u + 1] = length;
  }
  return {offsets, start: cut.start.subarray(0, length), stage: cut.stage.subarray(0, length), manual};
}

/** Whether an instant cannot be told without `asOf`: overrides mark whole stays; cohorts, accounts and some filters are what they are in the end. */
function looksAtEnd({dataset, options}: Scope, {cases}: StageRules, manual: boolean): boolean {
  return (
    (manual && dataset.tables.stageOverrides !== undefined) ||
    isTimed(options.where) ||
    cases.some(({when}) => isOfEnd(when))
  );
}

function isOfEnd(term: Predicate): boolean {
  if ("all" in term) return term.all.some(isOfEnd);
  if ("any" in term) return term.any.some(isOfEnd);
  if ("not" in term) return isOfEnd(term.not);
  return "cohort" in term || "account" in term || ("event" in term && isTimed(term.where ?? null));
}

/** Work that has yet to get anywhere. */
function* fresh<T>(work: Generator<void, T, void>): Generator<number, T, void> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    yield 0;
  }
}

function keptOf({index}: Scope): Latest<Known> {
  let kept = index.memo.get("stage timelines") as Latest<Known> | undefined;
  if (!kept) index.memo.set("stage timelines", (kept = new Latest(Math.max(KEPT_AT_LEAST, index.size))));
  return kept;
}

// Everything that decides what a timeline is.
function keyOf({options, asOf, calendar}: Scope, rules: StageRules, manual: boolean, fixed: boolean): string {
  const {where, anonymous, unknownNames, cohorts} = options;
  return canonicalJson([
    rules.key,
    manual,
    fixed ? asOf : null,
    calendar.tz,
    where,
    anonymous,
    unknownNames,
    cohorts,
    where ? options.rules : null,
  ]);
}

/** The stay of a unit at `t`, counting from the instant it starts; -1 before its first. */
export function stayAt({offsets, start}: StageTimeline, unit: number, t: number): number {
  const stay = firstAfter(start, offsets[unit]!, offsets[unit + 1]!, t) - 1;
  return stay < offsets[unit]! ? -1 : stay;
}
