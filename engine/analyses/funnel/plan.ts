// A funnel query made ready for walking: steps in the order of the walk, durations in ms, a bit for each predicate.
import {parseDuration} from "../../model/duration.js";
import type {EventPredicate} from "../../model/predicate-schema.js";
import {namesOf, whereOf} from "../../model/selection.js";
import {optionsOf, type FunnelQuery, type StepOptions} from "./query.js";

/** A step that the walk goes through. */
export interface RequiredStep {
  /** Its number in the query, from 1. */
  readonly step: number;
  readonly label: string;
  /** Longest time since the required step before it (ms). */
  readonly within: number;
}
/** A step that is looked for between two required ones. */
export interface OptionalStep extends RequiredStep {
  /** Index of the required step before it. */
  readonly after: number;
}

/** Bits: required step k has bit k, then come the optional steps, the exclusions, and what breaks a strict attempt. */
export interface Plan {
  readonly order: FunnelQuery["order"];
  readonly entry: FunnelQuery["entry"];
  /** Attempts that an exclusion ended count for nothing. */
  readonly removes: boolean;
  /** Infinity without a limit. */
  readonly window: number;
  readonly required: readonly RequiredStep[];
  readonly optional: readonly OptionalStep[];
  readonly predicates: readonly EventPredicate[];
  /** The option behind each predicate, for errors. */
  readonly paths: readonly string[];
  /** By required step: the bits of the events that end an attempt while this is its last step. */
  readonly excluded: readonly number[];
  /** Bits of optional steps. */
  readonly optionalBits: number;
  /** The bit of events that break a strict attempt; 0 in other orders. */
  readonly breaking: number;
  /** Bits of the events that an attempt may start with. */
  readonly anchors: number;
}

export function planOf(query: FunnelQuery): Plan {
  const steps = query.steps.map(optionsOf);
  const strict = query.order === "strict";
  const required = steps.flatMap((step, s) => (step.optional ? [] : [requiredStep(step, s)]));
  const optional = steps.flatMap((step, s) =>
    step.optional ? [{...requiredStep(step, s), after: lastBefore(required, s + 1)}] : [],
  );
  const ordered = [...required, ...optional];
  const predicates = [
    ...ordered.map(({step}) => steps[step - 1]!.when),
    ...query.exclude.map(({when}) => when),
    ...(strict ? [query.strictScope ?? "*"] : []),
  ];
  return {
    order: query.order,
    entry: query.entry,
    removes: query.exclusionEffect === "remove",
    window: windowOf(query),
    required,
    optional,
    predicates,
    paths: [
      ...ordered.map(({step}) => stepPath(query, step)),
      ...query.exclude.map((_, e) => `exclude[${e}].when`),
      "strictScope",
    ],
    excluded: required.map(({step}) => excludedAfter(query, step, ordered.length)),
    optionalBits: maskOf(required.length, optional.length),
    breaking: strict ? 1 << (predicates.length - 1) : 0,
    anchors: query.order === "any" ? maskOf(0, required.length) : 1,
  };
}

/** The length of the window in ms; Infinity without one. */
export function windowOf({window}: FunnelQuery): number {
  return window === null ? Infinity : parseDuration(window, "window");
}

/** `count` bits from `first` on. */
export function maskOf(first: number, count: number): number {
  return ((1 << count) - 1) << first;
}

function requiredStep(step: StepOptions, s: number): RequiredStep {
  const within = step.within === undefined ? Infinity : parseDuration(step.within, `steps[${s}].within`);
  return {step: s + 1, label: step.label ?? labelOf(step.when), within};
}

function lastBefore(required: readonly RequiredStep[], step: number): number {
  return required.findLastIndex((other) => other.step < step);
}

// In any order an exclusion holds from the anchor on, whatever has been done (semantics 4.7).
function excludedAfter({exclude, order}: FunnelQuery, step: number, firstBit: number): number {
  return exclude.reduce(
    (bits, {after}, e) => (order === "any" || (after ?? step) === step ? bits | (1 << (firstBit + e)) : bits),
    0,
  );
}

function stepPath({steps}: FunnelQuery, step: number): string {
  const written = steps[step - 1]!;
  return `steps[${step - 1}]${typeof written === "object" && "when" in written ? ".when" : ""}`;
}

/** The name of a step that has none of its own: its events. */
function labelOf(when: EventPredicate): string {
  const names = namesOf(when);
  const name = typeof names === "string" ? names : names.join(" or ");
  return `${name === "*" ? "any event" : name}${whereOf(when) ? " (filtered)" : ""}`;
}
