// Stages against the slow reference on random lives, and what must hold whatever the data (semantics 19).
import "../../helpers/seed.js";
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {questionOf} from "../../../engine/hosts/question.js";
import type {Predicate, Where} from "../../../engine/model/predicate-schema.js";
import {parseDuration} from "../../../engine/model/duration.js";
import {rowsOf, tableOf, type Row} from "../../../engine/model/table.js";
import {unitTruth} from "../../../engine/model/unit-predicate.js";
import {ask} from "../../helpers/ask.js";
import {DAY, START, datasetOfLives, livesArbitrary, type Lives} from "../../helpers/lives.js";
import {predicateArbitrary, span, whereArbitrary} from "../../helpers/predicates.js";
import {passes, type World} from "../../reference/predicate.js";
import * as reference from "../../reference/stages.js";

const inner = predicateArbitrary();
const cohorts = {still: {when: {event: "A"}}, moving: {when: {event: "B", within: "P7D"}, mode: "dynamic" as const}};
const accountTerm = fc.constant<Predicate>({account: {event: "*", count: ["gte", 2], within: "P7D"}});
const stateTerm = predicateArbitrary({
  also: [fc.constantFrom<Predicate>({cohort: "still"}, {cohort: "moving"}), accountTerm],
});

const rulesArbitrary = (when: fc.Arbitrary<Predicate>) =>
  fc
    .record({
      whens: fc.array(when, {minLength: 1, maxLength: 3}),
      orders: fc.constantFrom([1, 2, 3], [3, 1, 2], [2, 3, 1]),
    })
    .map(({whens, orders}) => ({
      id: "test",
      aliases: {ab: ["A", "B", "not in the data"]},
      states: whens.map((when, i) => ({id: `s${i + 1}`, order: orders[i]!, when})),
      else: "rest",
    }));

const halfDay = fc.integer({min: 0, max: 100}).map((n) => START + (n * DAY) / 2);
const overridesArbitrary = fc.array(
  fc.record({
    unit: fc.constantFrom("ana", "bo", "acme"),
    stage: fc.constantFrom("s1", "rest"),
    from: fc.option(halfDay, {nil: undefined}),
    to: fc.option(halfDay, {nil: undefined}),
  }),
  {maxLength: 2},
);

interface Case {
  lives: Lives;
  rules: ReturnType<typeof rulesArbitrary> extends fc.Arbitrary<infer T> ? T : never;
  overrides: {unit: string; stage: string; from: number | undefined; to: number | undefined}[];
  period: "day" | "week";
  range: [number, number];
  where: Where | null;
  conversion: {from: string; to: string; within: string; how: "direct" | "eventual"}[];
}

const caseArbitrary = (when: fc.Arbitrary<Predicate>, where: fc.Arbitrary<Where | null>): fc.Arbitrary<Case> =>
  fc.record({
    lives: livesArbitrary({accounts: true, most: 14}).map((lives) => ({
      ...lives,
      asOf: Math.min(lives.asOf, START + 60 * DAY),
    })),
    rules: rulesArbitrary(when),
    overrides: overridesArbitrary,
    period: fc.constantFrom("day", "week"),
    range: fc.tuple(halfDay, halfDay).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
    where,
    conversion: fc
      .array(
        fc.record({
          from: fc.constantFrom("s1", "rest"),
          to: fc.constant("rest"),
          within: span,
          how: fc.constantFrom("direct", "eventual"),
        }),
        {maxLength: 2},
      )
      .map((list) => list.map((one) => ({...one, from: "s1"}))),
  });

const iso = (t: number) => new Date(t).toISOString();

function queryOf({lives, rules, period, range, where, conversion}: Case, unit: string) {
  return {
    kind: "stages",
    unit,
    rules,
    period,
    cohorts,
    range: range.map(iso),
    asOf: iso(lives.asOf),
    conversion,
    ...(where ? {where} : {}),
  };
}
function datasetFor({lives, overrides}: Case) {
  const rows = overrides.map(({unit, stage, from, to}) => ({
    unit,
    stage,
    ...(from === undefined ? {} : {from}),
    ...(to === undefined ? {} : {to}),
  }));
  const stageOverrides = tableOf(["unit", "stage", "from", "to"], rows);
  return datasetOfLives(lives, {tables: rows.length > 0 ? {stageOverrides} : {}});
}
const pick = (rows: readonly Row[], like: readonly object[]) =>
  rows.map((row) => Object.fromEntries(Object.keys(like[0] ?? {}).map((key) => [key, row[key]])));

function compare(
  one: Case,
  unit: "user" | "account",
  query: object,
  state?: Parameters<typeof reference.plainStays>[4],
) {
  const {lives, rules, overrides, period, range, where, conversion} = one;
  const dataset = datasetFor(one);
  // What was found for an earlier or a later instant must not show.
  for (const days of [-9, 12]) ask(dataset, {...queryOf(one, unit), ...query, asOf: iso(lives.asOf + days * DAY)});
  const answer = ask(dataset, {...queryOf(one, unit), ...query});
  const all: World = {...lives, unit, cohorts, aliases: rules.aliases};
  const world: World = where
    ? {
        ...all,
        events: lives.events.filter((event) =>
          passes(all, unit === "user" ? event.user : (event.account ?? ""), event, where),
        ),
      }
    : all;
  const units = [...new Set(lives.events.flatMap((event) => event[unit] ?? []))].sort();
  const clean = overrides.map(({unit, stage, from, to}) => ({
    unit,
    stage,
    ...(from === undefined ? {} : {from}),
    ...(to === undefined ? {} : {to}),
  }));
  const stays = reference.plainStays(world, units, rules, clean, state);
  const periods = reference.plainPeriods(period, range[0], range[1]);
  const {asOf} = lives;
  const expected = {
    distribution: reference.distribution(stays, units, rules, periods, asOf),
    flows: reference.flows(stays, rules, periods, asOf),
    transitions: reference.transitions(stays, units, rules, periods, asOf),
    dwell: reference.dwell(stays, rules, range[0], range[1]),
    now: stays.filter(({open}) => open).map(({unit, stage, start}) => ({unit, stage, since: start})),
    conversion: conversion.map(({within, ...rest}) =>
      reference.conversion(stays, units, {...rest, ms: parseDuration(within)}, range[0], range[1], asOf),
    ),
  };
  for (const [table, rows] of Object.entries(expected))
    expect(pick(answer.tables[table]!, rows), table).to.deep.equal(rows);
}

describe("stages, on random lives", function () {
  this.timeout(600_000);
  it("of users equal the reference", () => {
    fc.assert(
      fc.property(caseArbitrary(stateTerm, fc.constant(null)), (one) => compare(one, "user", {})),
      {numRuns: 600},
    );
  });
  it("of users with a filter equal the reference", () => {
    fc.assert(
      fc.property(caseArbitrary(inner, whereArbitrary), (one) => compare(one, "user", {})),
      {numRuns: 200},
    );
  });
  it("of accounts equal the reference, by rules and by the furthest member", () => {
    fc.assert(
      fc.property(caseArbitrary(inner, fc.constant(null)), (one) => compare(one, "account", {})),
      {numRuns: 200},
    );
    fc.assert(
      fc.property(caseArbitrary(inner, fc.constant(null)), (one) =>
        compare(one, "account", {accountStage: "furthest"}, reference.furthest),
      ),
      {numRuns: 200},
    );
  });

  it("asked for by a predicate are those of the table now at asOf, and those of the timeline before", () => {
    fc.assert(
      fc.property(caseArbitrary(stateTerm, fc.constant(null)), halfDay, (one, t) => {
        const {lives, rules} = one;
        const {scope} = questionOf(queryOf(one, "user"), datasetFor({...one, overrides: []}));
        const world: World = {...lives, unit: "user", cohorts, aliases: rules.aliases};
        const stays = reference.plainStays(world, scope.index.ids, rules);
        for (const [stage, at] of [
          ["s1", lives.asOf],
          ["rest", Math.min(t, lives.asOf)],
        ] as const) {
          const inStage = (unit: string) =>
            stays.some(
              (stay) => stay.unit === unit && stay.stage === stage && stay.start <= at && (at < stay.end || stay.open),
            );
          expect([...unitTruth(scope, {stage}, at, "where")]).to.deep.equal(
            scope.index.ids.map((unit) => (inStage(unit) ? 1 : 0)),
          );
        }
      }),
      {numRuns: 200},
    );
  });
  it("do not depend on the order of rows, on what comes after asOf, or on how users are split over threads", () => {
    fc.assert(
      fc.property(
        caseArbitrary(predicateArbitrary({also: [fc.constantFrom<Predicate>({cohort: "moving"})]}), fc.constant(null)),
        fc.integer({min: 0, max: 15}),
        (one, side) => {
          const query = {...queryOf(one, "user"), projection: 2, breakdown: {prop: "plan"}};
          const whole = JSON.stringify(ask(datasetFor(one), query).tables);
          const {lives} = one;
          const late = {...lives.events[0]!, id: "late", ts: lives.asOf, name: "B"};
          const moved = {...one, lives: {...lives, events: [late, ...[...lives.events].reverse()]}};
          expect(JSON.stringify(ask(datasetFor(moved), query).tables)).to.equal(whole);
          const users = ["ana", "bo", "cy", "anon:d"];
          const halves = [0, 1].map((half) =>
            lives.events.filter(({user}) => ((side >> users.indexOf(user)) & 1) === half),
          );
          const questions = halves.map((events) => questionOf(query, datasetFor({...one, lives: {...lives, events}})));
          const {analysis, query: normal, scope} = questions[0]!;
          const facts = analysis.merge(
            questions.map((question) => run(question.analysis.collect(question.scope, question.query))),
          );
          const {tables} = analysis.tabulate(facts, scope, normal);
          expect(
            JSON.stringify(Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, rowsOf(table)]))),
          ).to.equal(whole);
        },
      ),
      {numRuns: 200},
    );
  });
  it("move with the calendar: all instants four weeks later, all counts the same", () => {
    fc.assert(
      fc.property(caseArbitrary(predicateArbitrary(), fc.constant(null)), (one) => {
        const later = moved(one, 28 * DAY);
        const bare = (query: Case) =>
          JSON.stringify(
            ask(datasetFor(query), {...queryOf(query, "user"), tables: ["flows", "transitions", "dwell", "conversion"]})
              .tables,
          ).replaceAll(/"period":"[^"]*"/g, "");
        expect(bare(later)).to.equal(bare(one));
      }),
      {numRuns: 100},
    );
  });
});

function run<T>(work: Generator<unknown, T, void>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

function moved(one: Case, by: number): Case {
  const {lives, overrides, range} = one;
  const shift = <T extends {validFrom?: number}>(row: T): T =>
    row.validFrom === undefined ? row : {...row, validFrom: row.validFrom + by};
  const text = JSON.stringify(one.rules).replaceAll(/\d{4}-\d\d-\d\dT[^"]*Z/g, (date) => iso(Date.parse(date) + by));
  return {
    ...one,
    rules: JSON.parse(text) as Case["rules"],
    range: [range[0] + by, range[1] + by],
    overrides: overrides.map((row) => ({
      ...row,
      from: row.from === undefined ? undefined : row.from + by,
      to: row.to === undefined ? undefined : row.to + by,
    })),
    lives: {
      events: lives.events.map((event) => ({...event, ts: event.ts + by})),
      profiles: lives.profiles.map(shift),
      accountProfiles: lives.accountProfiles.map(shift),
      asOf: lives.asOf + by,
    },
  };
}
