// Compiles predicates into a chain of decisions over conditions that know until when they stay as they are.
import {atOnce} from "./at-once.js";
import type {Operator} from "./compare.js";
import {comparison} from "./compare.js";
import {isDict} from "./column.js";
import {FLIPS, FROM, Leaf, SUM, WITHIN, summands} from "./condition-leaf.js";
import {FlipWriter, constantFlips, memberFlips, ofParents, propFlips, type Flips} from "./condition-flips.js";
import {parseDuration} from "./duration.js";
import {QueryError} from "./errors.js";
import {between, eventList, resumptions, type EventList, type Vocabulary} from "./event-list.js";
import type {UnitKind} from "./event-index.js";
import {didYouMean} from "./nearest.js";
import type {CountTerm, EventNames, Predicate} from "./predicate-schema.js";
import {Scope} from "./scope.js";

/** What predicates are read with. */
export interface Reading {
  readonly vocabulary: Vocabulary;
  /** When a unit of a scope is in a stage; null where stages cannot be asked for (inside their own rules). */
  readonly stageFlips: ((scope: Scope, stage: string, path: string) => Flips) | null;
  /** Cohorts in whose definition this stands. */
  readonly openCohorts?: readonly string[];
}

/** One case: what must hold, and where it stands in the query. */
export interface Case {
  readonly when: Predicate;
  readonly path: string;
}

/** Work with breaths in between. */
type Steps<T> = Generator<void, T, void>;
/** A predicate that is not made of others. */
type Condition = Exclude<Predicate, {all: unknown} | {any: unknown} | {not: unknown}>;
type Expression = boolean | number | {all: Expression[]} | {any: Expression[]} | {not: Expression};

/**
 * A list of cases over one scope: which is the first to hold for a unit at an instant? Only the conditions that the
 * answer depends on are looked at, and each keeps its place in the unit's events, so a walk forward in time is linear.
 */
export class Conditions {
  /** The answer of the last `at` stays as it is before this instant. */
  until = -Infinity;
  readonly #leaves: Leaf[] = [];
  readonly #leafKeys = new Map<string, number>();
  readonly #lists = new Map<string, EventList>();
  readonly #openCohorts: string[];
  readonly #nodeLeaf: Leaf[] = [];
  readonly #ifTrue: number[] = [];
  readonly #ifFalse: number[] = [];
  #entry = ~0;

  constructor(
    readonly scope: Scope,
    cases: readonly Case[],
    readonly reading: Reading,
  ) {
    this.#openCohorts = [...(reading.openCohorts ?? [])];
    this.#decide(cases.map(({when, path}) => atOnce(this.#read(when, path))));
  }

  /** The same, with a breath after each condition: over large data it takes a while to find the events that it names. */
  static *inSteps(scope: Scope, cases: readonly Case[], reading: Reading): Steps<Conditions> {
    const conditions = new Conditions(scope, [], reading);
    const expressions: Expression[] = [];
    for (const {when, path} of cases) expressions.push(yield* conditions.#read(when, path));
    conditions.#decide(expressions);
    return conditions;
  }

  #decide(expressions: readonly Expression[]): void {
    let next = ~expressions.length;
    for (let c = expressions.length - 1; c >= 0; c--) next = this.#chain(expressions[c]!, ~c, next);
    this.#entry = next;
  }

  /** Turns to a unit, before all time. */
  start(unit: number): void {
    for (const leaf of this.#leaves) leaf.start(unit);
  }

  /** The first case that holds at `t` (after all events of that instant), else the number of cases. Never goes back in time. */
  at(t: number): number {
    let node = this.#entry;
    let until = Infinity;
    while (node >= 0) {
      const leaf = this.#nodeLeaf[node]!;
      if (leaf.until <= t) leaf.advance(t);
      if (leaf.until < until) until = leaf.until;
      node = leaf.truth === 1 ? this.#ifTrue[node]! : this.#ifFalse[node]!;
    }
    this.until = until;
    return ~node;
  }

  // A chain of decisions: where to go when the expression holds and when not. Negative places are answers.
  #chain(expression: Expression, yes: number, no: number): number {
    if (typeof expression === "boolean") return expression ? yes : no;
    if (typeof expression === "number") {
      this.#ifTrue.push(yes);
      this.#ifFalse.push(no);
      return this.#nodeLeaf.push(this.#leaves[expression]!) - 1;
    }
    if ("not" in expression) return this.#chain(expression.not, no, yes);
    if ("all" in expression)
      return expression.all.reduceRight<number>((next, part) => this.#chain(part, next, no), yes);
    return expression.any.reduceRight<number>((next, part) => this.#chain(part, yes, next), no);
  }

  *#read(term: Predicate, path: string): Steps<Expression> {
    if ("all" in term) return {all: yield* this.#readAll(term.all, `${path}.all`)};
    if ("any" in term) return {any: yield* this.#readAll(term.any, `${path}.any`)};
    if ("not" in term) return {not: yield* this.#read(term.not, `${path}.not`)};
    const expression = this.#readCondition(term, path);
    yield;
    return expression;
  }

  *#readAll(terms: readonly Predicate[], path: string): Steps<Expression[]> {
    const expressions: Expression[] = [];
    for (const [i, term] of terms.entries()) expressions.push(yield* this.#read(term, `${path}[${i}]`));
    return expressions;
  }

  #readCondition(term: Condition, path: string): Expression {
    try {
      return this.#expressionOf(term, path);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      this.scope.fault(error);
      return false;
    }
  }

  #expressionOf(term: Condition, path: string): Expression {
    if ("event" in term) return this.#count(term, path);
    if ("first" in term) return this.#first(term, path);
    if ("last" in term) return this.#last(term, path);
    if ("resumed" in term) return this.#resumed(term, path);
    if ("prop" in term) return this.#flips(JSON.stringify(term), () => propFlips(this.scope, term, path));
    if ("stage" in term) return this.#stage(term.stage, path);
    if ("cohort" in term) return this.#cohort(term.cohort, path);
    return this.#flips(`account ${JSON.stringify(term.account)}`, () => this.#account(term.account, `${path}.account`));
  }

  #count(term: CountTerm, path: string): Expression {
    if (term.within !== undefined && term.between !== undefined) {
      throw new QueryError("within and between exclude each other; write one of them", path);
    }
    const span = term.within === undefined ? Infinity : parseDuration(term.within, `${path}.within`);
    const key = JSON.stringify([term.event, term.where, term.between]);
    const list = this.#list(key, () => this.#listed(term, path));
    const [op, n] = term.count ?? ["gte", 1];
    const counted = this.#compareCount(key, list, op, n, span);
    if (!term.sum) return counted;
    const [prop, sumOp, wanted] = term.sum;
    const sum = this.#leaf(`sum ${key} ${JSON.stringify(term.sum)} ${span}`, () => {
      const values = summands(this.#values(list, prop, `${path}.sum`));
      return new Leaf(SUM, list, 0, span, this.#limit(), values, comparison(sumOp, wanted));
    });
    return {all: [counted, sum]};
  }

  #listed(term: CountTerm, path: string): EventList {
    const list = eventList(this.scope, term.event, term.where, this.reading.vocabulary, `${path}.event`);
    if (!term.between) return list;
    const [from, to] = term.between.map((text, i) => this.scope.calendar.parseLocal(text, `${path}.between[${i}]`));
    return between(list, from!, to!);
  }

  #compareCount(key: string, list: EventList, op: Operator, n: number, span: number): Expression {
    const atLeast = (least: number) => this.#atLeast(key, list, least, span);
    switch (op) {
      case "gte":
        return atLeast(Math.ceil(n));
      case "gt":
        return atLeast(Math.floor(n) + 1);
      case "lt":
        return {not: atLeast(Math.ceil(n))};
      case "lte":
        return {not: atLeast(Math.floor(n) + 1)};
      case "eq":
        return Number.isInteger(n) && {all: [atLeast(n), {not: atLeast(n + 1)}]};
      default:
        return {not: this.#compareCount(key, list, "eq", n, span)};
    }
  }

  #atLeast(key: string, list: EventList, n: number, span: number): Expression {
    if (n <= 0) return true;
    return this.#leaf(`count ${key} ${n} ${span}`, () =>
      span === Infinity ? new Leaf(FROM, list, n, 0, this.#limit()) : new Leaf(WITHIN, list, n, span, this.#limit()),
    );
  }

  #first(
    term: {first: EventNames; olderThan?: string | undefined; within?: string | undefined},
    path: string,
  ): Expression {
    const [key, list] = this.#named(term.first, `${path}.first`);
    const older = (text: string, field: string) => {
      const span = parseDuration(text, `${path}.${field}`);
      return this.#leaf(`first ${key} ${span}`, () => new Leaf(FROM, list, 1, span, this.#limit()));
    };
    const parts: Expression[] = [this.#atLeast(key, list, 1, Infinity)];
    if (term.olderThan !== undefined) parts.push(older(term.olderThan, "olderThan"));
    if (term.within !== undefined) parts.push({not: older(term.within, "within")});
    return {all: parts};
  }

  // The last match is older than D when there is one, but none within D.
  #last(
    term: {last: EventNames; olderThan?: string | undefined; within?: string | undefined},
    path: string,
  ): Expression {
    const [key, list] = this.#named(term.last, `${path}.last`);
    const within = (text: string, field: string) =>
      this.#atLeast(key, list, 1, parseDuration(text, `${path}.${field}`));
    const parts: Expression[] = [this.#atLeast(key, list, 1, Infinity)];
    if (term.olderThan !== undefined) parts.push({not: within(term.olderThan, "olderThan")});
    if (term.within !== undefined) parts.push(within(term.within, "within"));
    return {all: parts};
  }

  #resumed(term: {resumed: EventNames; gap: string; within: string}, path: string): Expression {
    const [key, list] = this.#named(term.resumed, `${path}.resumed`);
    const gap = parseDuration(term.gap, `${path}.gap`);
    const span = parseDuration(term.within, `${path}.within`);
    const resumedKey = `resumed ${key} ${gap}`;
    return this.#atLeast(
      resumedKey,
      this.#list(resumedKey, () => resumptions(list, gap)),
      1,
      span,
    );
  }

  #stage(stage: string, path: string): Expression {
    const {stageFlips} = this.reading;
    if (!stageFlips) throw new QueryError("the rules of stages cannot ask for stages", `${path}.stage`);
    return this.#flips(`stage ${stage}`, () => this.#ofUser((scope) => stageFlips(scope, stage, `${path}.stage`)));
  }

  #cohort(name: string, path: string): Expression {
    const {cohorts} = this.scope.options;
    const cohort = Object.hasOwn(cohorts, name) ? cohorts[name]! : null;
    const known = Object.keys(cohorts);
    if (!cohort) {
      const advice = known.length ? `the query has ${known.join(", ")}` : 'the query defines none under "cohorts"';
      throw new QueryError(`unknown cohort "${name}"${didYouMean(name, known)}; ${advice}`, `${path}.cohort`);
    }
    if (this.#openCohorts.includes(name)) {
      throw new QueryError(
        `cohort "${name}" is defined by itself: ${[...this.#openCohorts, name].join(" → ")}`,
        `cohorts.${name}`,
      );
    }
    this.#openCohorts.push(name);
    const term = {when: cohort.when, path: `cohorts.${name}.when`};
    const holds =
      cohort.mode === "dynamic" && this.scope.index.unit !== "session"
        ? atOnce(this.#read(term.when, term.path))
        : this.#flips(`cohort ${name}`, () =>
            this.#ofUser((scope) => this.#cohortFlips(scope, term, cohort.mode === "dynamic")),
          );
    this.#openCohorts.pop();
    return holds;
  }

  // A static cohort is who satisfies it at asOf, at any time.
  #cohortFlips(scope: Scope, term: Case, dynamic: boolean): Flips {
    const inner = new Conditions(scope, [term], {...this.reading, openCohorts: [...this.#openCohorts]});
    if (dynamic) return flipsOf(inner, scope.units);
    return constantFlips(truthAt(inner, scope.units, scope.asOf));
  }

  // A session has no cohort or stage of its own: its user has.
  #ofUser(flips: (scope: Scope) => Flips): Flips {
    const {index} = this.scope;
    return index.unit === "session" ? ofParents(flips(this.#over("user")), index.userOf!) : flips(this.scope);
  }

  #account(term: Predicate, path: string): Flips {
    const accounts = this.scope.index.unit === "account" ? this.scope : this.#over("account");
    const flips = flipsOf(new Conditions(accounts, [{when: term, path}], this.reading), accounts.units);
    return accounts === this.scope ? flips : memberFlips(this.scope, accounts.index, flips);
  }

  #over(unit: UnitKind): Scope {
    const {dataset, options, unknown} = this.scope;
    return new Scope(dataset, dataset.index(unit), options, unknown);
  }

  #named(names: EventNames, path: string): [key: string, list: EventList] {
    const key = JSON.stringify([names]);
    return [key, this.#list(key, () => eventList(this.scope, names, undefined, this.reading.vocabulary, path))];
  }

  #list(key: string, make: () => EventList): EventList {
    let list = this.#lists.get(key);
    if (!list) this.#lists.set(key, (list = make()));
    return list;
  }

  #flips(key: string, make: () => Flips): number {
    return this.#leaf(key, () => new Leaf(FLIPS, make(), 0, 0));
  }

  // Equal conditions are one leaf, wherever they stand.
  #leaf(key: string, make: () => Leaf): number {
    let place = this.#leafKeys.get(key);
    if (place === undefined) this.#leafKeys.set(key, (place = this.#leaves.push(make()) - 1));
    return place;
  }

  #limit(): number {
    return this.scope.dataset.lastTs < this.scope.asOf ? Infinity : this.scope.asOf;
  }

  #values(list: EventList, prop: string, path: string): Float64Array {
    const column = this.scope.property(prop, path);
    if (prop === "amount") oneCurrency(this.scope, list, path);
    if (!column) return new Float64Array(list.ts.length);
    const table = isDict(column)
      ? Float64Array.from(column.dictionary, (value) => (typeof value === "number" ? value : 0))
      : null;
    return Float64Array.from(list.ts, (_, entry) => {
      const position = list.positions ? list.positions[entry]! : entry;
      return isDict(column) ? table![column.codes[position]!]! : column.values[position]!;
    });
  }
}

/** One byte a unit: does the first case hold at `at`? */
export function truthAt(conditions: Conditions, units: number, at: number): Uint8Array {
  const truth = new Uint8Array(units);
  for (let u = 0; u < units; u++) {
    conditions.start(u);
    truth[u] = conditions.at(at) === 0 ? 1 : 0;
  }
  return truth;
}

/** When the first case of `conditions` begins and ceases to hold for each unit. */
function flipsOf(conditions: Conditions, units: number): Flips {
  const writer = new FlipWriter(units);
  for (let u = 0; u < units; u++) {
    conditions.start(u);
    for (let t = -Infinity; ; t = conditions.until) {
      writer.set(t, conditions.at(t) === 0);
      if (conditions.until === Infinity) break;
    }
    writer.next();
  }
  return writer.finish();
}

// Money of several currencies has no sum (semantics 1.5).
function oneCurrency(scope: Scope, list: EventList, path: string): void {
  const currency = scope.index.coded("currency");
  if (!currency) return;
  const seen = new Set<number>();
  list.ts.forEach((_, entry) => seen.add(currency.codes[list.positions ? list.positions[entry]! : entry]!));
  const known = [...seen].flatMap((code) => (code ? [String(currency.dictionary[code])] : [])).sort();
  if (known.length < 2) return;
  throw new QueryError(`amounts are in ${known.join(", ")}; add a where on "currency" to sum one of them`, path);
}
