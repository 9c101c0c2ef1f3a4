// Random predicates over the names and properties of random lives.
import fc from "fast-check";
import type {Predicate, Where} from "../../engine/model/predicate-schema.js";
import {DAY, NAMES, START} from "./lives.js";

const names = fc.oneof(fc.constantFrom(...NAMES, "*", "ab"), fc.constant(["A", "C"]));
export const span = fc.constantFrom("P1D", "P5D", "P7D", "PT36H", "P20D");
const iso = fc.integer({min: -4, max: 90}).map((n) => new Date(START + (n * DAY) / 2).toISOString());
const operator = fc.constantFrom("eq", "neq", "lt", "lte", "gt", "gte");
const value = fc.constantFrom<string | number | boolean>("free", "pro", "q", 3, true, 0.2);

const term = (at: fc.Arbitrary<string | undefined>) =>
  fc
    .record({
      prop: fc.constantFrom("plan", "tier", "score", "amount"),
      op: fc.constantFrom("eq", "neq", "lt", "gte", "in", "nin", "contains", "starts", "exists"),
      value,
      at,
    })
    .map(({at, value, ...rest}) => ({
      ...rest,
      value: rest.op === "in" || rest.op === "nin" ? [value, "free"] : rest.op === "exists" ? value !== true : value,
      ...(at ? {at} : {}),
    }));

export const whereArbitrary = fc.letrec<{where: Where; leaf: Where}>((tie) => ({
  leaf: term(fc.constant(undefined)) as fc.Arbitrary<Where>,
  where: fc.oneof(
    {maxDepth: 1, withCrossShrink: true},
    tie("leaf"),
    fc.record({all: fc.array(tie("where"), {maxLength: 2})}),
    fc.record({any: fc.array(tie("where"), {maxLength: 2})}),
    fc.record({not: tie("where")}),
  ),
})).where;

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: undefined, freq: 2});

const counted = fc
  .record({
    event: names,
    where: optional(whereArbitrary),
    count: optional(fc.tuple(operator, fc.constantFrom(0, 1, 2, 3, 1.5))),
    sum: optional(fc.tuple(fc.constantFrom("amount", "score", "plan"), operator, fc.constantFrom(0, 0.3, 100, 3, 350))),
    stretch: fc.oneof(
      fc.constant({}),
      span.map((within) => ({within})),
      fc.tuple(iso, iso).map((between) => ({between})),
    ),
  })
  .map(({stretch, ...rest}) => ({
    ...Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined)),
    ...stretch,
  }));

const edge = (key: "first" | "last") =>
  fc.record({names, within: optional(span), olderThan: optional(span)}).map(({names, ...limits}) => ({
    [key]: names,
    ...Object.fromEntries(Object.entries(limits).filter(([, v]) => v !== undefined)),
  }));

export interface PredicateOptions {
  /** Further terms, like `{stage: …}` or `{account: …}`. */
  also?: fc.Arbitrary<Predicate>[];
}

/** Predicates without stages, cohorts or accounts unless `also` has them. */
export function predicateArbitrary({also = []}: PredicateOptions = {}): fc.Arbitrary<Predicate> {
  const leaves = [
    counted,
    edge("first"),
    edge("last"),
    fc.record({resumed: names, gap: span, within: span}),
    term(fc.constantFrom(undefined, "asOf", "first", "event")),
  ] as fc.Arbitrary<Predicate>[];
  return fc.letrec<{p: Predicate; leaf: Predicate}>((tie) => ({
    leaf: fc.oneof(...leaves, ...also),
    p: fc.oneof(
      {maxDepth: 2, withCrossShrink: true},
      {arbitrary: tie("leaf"), weight: 3},
      {arbitrary: fc.record({all: fc.array(tie("p"), {maxLength: 3})}), weight: 1},
      {arbitrary: fc.record({any: fc.array(tie("p"), {maxLength: 3})}), weight: 1},
      {arbitrary: fc.record({not: tie("p")}), weight: 1},
    ),
  })).p;
}
