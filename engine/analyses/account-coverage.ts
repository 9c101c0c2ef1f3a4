// How many of the target accounts have been reached, and how many are engaged, at one instant (semantics 20).
import * as z from "zod/mini";
import {accountProperty} from "../model/accounts.js";
import {NONE} from "../model/buckets.js";
import {asDict} from "../model/column.js";
import {DEFAULT_STAGES} from "../model/default-stages.js";
import {QueryError} from "../model/errors.js";
import {eventList} from "../model/event-list.js";
import {eventPredicateSchema, whereSchema, type EventPredicate, type Where} from "../model/predicate-schema.js";
import {commonFields, type CommonQuery} from "../model/query.js";
import type {Scope} from "../model/scope.js";
import {stageRules, rulesSchema, type RulesOption, type StageRules} from "../model/stage-rules.js";
import {stageTimeline, stayAt} from "../model/stage-timeline.js";
import {tableOf, type Row} from "../model/table.js";
import {whereMask} from "../model/where.js";
import {rate} from "../stats/rate.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {inBucketOf} from "./in-bucket.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";

interface CoverageQuery extends CommonQuery {
  kind: "accounts";
  /** Which accounts are meant, by their properties at the instant. */
  target: Where;
  /** What reaches an account: events of the account or of its people. A name may be an alias of the rule set. */
  touch: EventPredicate;
  /** `touched`: at least one touch ever; `engaged`: in a stage of order 4 or higher. */
  level: "touched" | "engaged";
  rules: RulesOption;
}

const columns = {coverage: ["breakdown", "targets", "touched", "engaged", "rate", "engaged_rate"]} as const;
const [TARGETS, TOUCHED, ENGAGED] = [0, 1, 2];
/** Engagement's place on the journey in `default-8`. */
const ENGAGED_FROM = 4;

/** Asked by the measure `account_coverage` only; it is no kind of its own. */
export const accountCoverage: Analysis<CoverageQuery, TallyFacts> = {
  kind: "accounts",
  schema: z.strictObject({
    kind: z.literal("accounts"),
    ...commonFields,
    target: z._default(whereSchema, {prop: "target", op: "eq", value: true}),
    touch: z._default(eventPredicateSchema, "touch"),
    level: z._default(z.enum(["touched", "engaged"]), "touched"),
    rules: z._default(rulesSchema, DEFAULT_STAGES.id as "default-8"),
  }),
  tables: columns,
  // Accounts without events are in no share of the events.
  whole: true,
  check({breakdown, rules}) {
    stageRules(rules);
    if (breakdown && breakdown.source !== "profile")
      throw new QueryError(
        `accounts are told apart by their own properties; write "profile", not "${breakdown.source}"`,
        "breakdown.source",
      );
  },
  *collect(scope, query) {
    const labelOf = labels(scope, query);
    const seen = yield* targets(scope, query);
    const known = [...new Set(seen.map(({account}) => labelOf(account)))];
    const places = new Map(known.map((label, place) => [label, place]));
    const tally = new Tally(known, 1, 3);
    for (const {account, touches, stage} of seen) {
      const cell = tally.at(places.get(labelOf(account))!, 0);
      tally.cells[cell + TARGETS]! += 1;
      if (touches > 0) tally.cells[cell + TOUCHED]! += 1;
      if (stage?.engaged) tally.cells[cell + ENGAGED]! += 1;
    }
    return tally.facts();
  },
  merge: mergeTallies,
  tabulate: (facts, _frame, {breakdown}) => ({
    tables: {
      coverage: tableOf(
        shownColumns(columns.coverage, {breakdown}),
        shownBuckets(facts, rankedBuckets(facts, breakdown, TARGETS)).map(({breakdown: label, byKey}) => {
          const [count = 0, touched = 0, engaged = 0] = byKey.get(0) ?? [];
          const rates = {rate: rate(touched, count), engaged_rate: rate(engaged, count)};
          return {breakdown: label, targets: count, touched, engaged, ...rates};
        }),
      ),
    },
  }),
  behind,
};

/** A target account with what is known of it at the instant. */
interface Target {
  /** Its place among all accounts. */
  readonly account: number;
  readonly id: string;
  readonly touches: number;
  /** Epoch ms; NaN without a touch. */
  readonly first: number;
  /** Null before its first event. */
  readonly stage: {readonly id: string; readonly engaged: boolean} | null;
}

function* targets(scope: Scope, query: CoverageQuery): Work<Target[]> {
  const {ids} = scope.dataset.accounts;
  const rules = stageRules(query.rules);
  const wanted = targetMask(scope, query.target);
  const {event, where} =
    typeof query.touch === "object" && "event" in query.touch ? query.touch : {event: query.touch, where: undefined};
  const {offsets, ts} = eventList(scope, event, where, rules.vocabulary, "touch");
  const stages = yield* stageTimeline(scope, rules);
  const place = new Map(scope.index.ids.map((id, u) => [id, u]));
  const found: Target[] = [];
  ids.forEach((id, account) => {
    if (!wanted[account]) return;
    const u = place.get(id);
    const [from, end] = u === undefined ? [0, 0] : [offsets[u]!, offsets[u + 1]!];
    const own = ts.subarray(from, end).filter((t) => t < scope.asOf);
    const stay = u === undefined ? -1 : stayAt(stages, u, scope.asOf);
    found.push({account, id, touches: own.length, first: own[0] ?? NaN, stage: stageOf(rules, stages.stage[stay])});
  });
  return found;
}

function stageOf({stages}: StageRules, code: number | undefined): Target["stage"] {
  if (code === undefined) return null;
  const {id, order} = stages[code]!;
  return {id, engaged: order !== undefined && order >= ENGAGED_FROM};
}

/** One byte an account: is it a target at asOf? */
function targetMask({dataset, asOf, options}: Scope, target: Where): Uint8Array {
  const {accounts, store} = dataset;
  const nothing = accounts.ids.length === 0 && store.size > 0;
  if (nothing && options.unknownNames === "error")
    throw new QueryError(
      "account_coverage needs the table `accounts` with a property that marks the targets (--table accounts=FILE)",
      "kind",
    );
  const property = (prop: string, path: string) => {
    const column = accountProperty(accounts, prop, asOf);
    if (!column && accounts.ids.length > 0) unknownProperty(prop, [...accounts.profiles.keys()], options, path);
    return column;
  };
  const unitTruth = (): never => {
    throw new QueryError("targets are told by properties of accounts only", "target");
  };
  const rows = {
    length: accounts.ids.length,
    along: <C>(column: C) => column,
    ofUnits: (truth: Uint8Array) => truth,
  };
  return whereMask({property, unitTruth}, target, rows, "target");
}

function unknownProperty(prop: string, known: string[], {unknownNames}: Scope["options"], path: string): void {
  if (unknownNames === "allow") return;
  throw new QueryError(
    `no account has "${prop}"; the accounts have ${known.map((name) => `"${name}"`).join(", ") || "no properties"}. ` +
      `Say which are targets, like {"prop": "tier", "op": "eq", "value": "A"}`,
    path,
  );
}

function labels({dataset, asOf, options}: Scope, {breakdown}: CoverageQuery): (account: number) => string {
  if (!breakdown) return () => NONE;
  const column = accountProperty(dataset.accounts, breakdown.prop, asOf);
  if (!column) unknownProperty(breakdown.prop, [...dataset.accounts.profiles.keys()], options, "breakdown.prop");
  const {codes, dictionary} = column ? asDict(column) : {codes: [], dictionary: []};
  return (account) => String(dictionary[codes[account] ?? -1] ?? NONE);
}

/** The target accounts that count, with their first touch, how many there were, and their stage. */
function* behind(scope: Scope, query: CoverageQuery, _table: string, row: Readonly<Row>): Work<Row[]> {
  const inBucket = yield* inBucketOf(
    query,
    row,
    accountCoverage.collect(scope, query),
    (facts) => rankedBuckets(facts, query.breakdown, TARGETS),
    () => labels(scope, query),
  );
  const counts = ({touches, stage}: Target) => (query.level === "engaged" ? stage?.engaged === true : touches > 0);
  return (yield* targets(scope, query))
    .filter((target) => counts(target) && inBucket(target.account))
    .map(({id, touches, first, stage}) => ({
      unit: id,
      touches,
      first_touch: Number.isNaN(first) ? null : first,
      stage: stage?.id ?? null,
    }));
}
