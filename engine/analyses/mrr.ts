// Monthly recurring revenue: what subscriptions are worth at each period's end, and what moved it (semantics 10.3, 10.4).
import {NONE} from "../model/buckets.js";
import {oneCurrency} from "../model/money.js";
import {periodLabelled, periodStatus, shownPeriods} from "../model/period-range.js";
import {profileCodeAt} from "../model/profiles.js";
import type {Breakdown} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import {rate} from "../stats/rate.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, type ShownBucket, shownBuckets, shownColumns} from "./buckets.js";
import {inBucketOf} from "./in-bucket.js";
import {changesOf, MOVEMENTS, type Step} from "./mrr/movements.js";
import {mrrSchema, type MrrQuery} from "./mrr/query.js";
import {accountsOf, type Account} from "./mrr/subscriptions.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";
import {checkUnitBreakdown} from "./unit-buckets.js";

interface MrrFacts {
  /** Sums by bucket and period, counted from the first one shown; what was there before is in the first. */
  readonly sums: TallyFacts;
  readonly currencies: readonly (string | null)[];
}

// Amounts and accounts by movement, then what there was before the first period.
const ACCOUNTS = MOVEMENTS.length;
const INITIAL = 2 * MOVEMENTS.length;
const INITIAL_ACCOUNTS = INITIAL + 1;
const WIDTH = INITIAL + 2;
const NOTHING = new Float64Array(WIDTH);

// `accounts` pay at the period's end, `accounts_before` did at its start; the others had that movement.
const columns = {
  movements: [
    ...[
      "breakdown",
      "period",
      "mrr",
      "new",
      "reactivation",
      "expansion",
      "contraction",
      "churned",
      "nrr",
      "grr",
      "logo_churn",
    ],
    ...[
      "quick_ratio",
      "arpa",
      "status",
      "accounts",
      "accounts_before",
      "new_accounts",
      "reactivated_accounts",
      "expanded_accounts",
    ],
    ...["contracted_accounts", "churned_accounts", "currency"],
  ],
} as const;

export const mrr: Analysis<MrrQuery, MrrFacts> = {
  kind: "mrr",
  schema: mrrSchema,
  tables: columns,
  data: "subscriptions",
  check: ({breakdown}) => checkUnitBreakdown(breakdown),
  collect,
  merge: (parts) => ({
    sums: mergeTallies(parts.map(({sums}) => sums)),
    currencies: parts.flatMap(({currencies}) => currencies),
  }),
  tabulate: (facts, frame, query) => ({
    tables: {
      movements: tableOf(shownColumns(columns.movements, query), rowsFor(facts, frame, query)),
    },
  }),
  behind,
};

function* collect(scope: Scope, query: MrrQuery): Work<MrrFacts> {
  yield 0;
  const {accounts, currency} = accountsOf(scope, query);
  const bounds = boundsOf(scope, query);
  const labelOf = labels(scope, query.breakdown);
  const named = accounts.map(labelOf);
  const places = new Map([...new Set(named)].map((label, i) => [label, i]));
  const tally = new Tally([...places.keys()], Math.max(0, bounds.length - 1), WIDTH);
  if (bounds.length > 1)
    accounts.forEach(({subscriptions}, a) => count(tally, places.get(named[a]!)!, changesOf(subscriptions, bounds)));
  return {sums: tally.facts(), currencies: accounts.length ? [currency] : []};
}

function count(tally: Tally, bucket: number, {initial, steps}: {initial: number; steps: readonly Step[]}): void {
  const first = tally.at(bucket, 0);
  tally.cells[first + INITIAL]! += initial;
  if (initial > 0) tally.cells[first + INITIAL_ACCOUNTS]!++;
  for (const {step, movement, amount} of steps) {
    const place = MOVEMENTS.indexOf(movement);
    const row = tally.at(bucket, step);
    tally.cells[row + place]! += amount;
    tally.cells[row + ACCOUNTS + place]!++;
  }
}

/** Starts of the shown periods and the end of the last, none later than asOf: a period under way is taken as it stands. */
function boundsOf(frame: Frame, {period}: MrrQuery): number[] {
  const {first, last} = shownPeriods(frame, period);
  const bounds: number[] = [];
  for (let n = first; n <= last && frame.calendar.startOf(period, n) < frame.asOf; n++) {
    if (bounds.length === 0) bounds.push(frame.calendar.startOf(period, n));
    bounds.push(Math.min(frame.calendar.endOf(period, n), frame.asOf));
  }
  return bounds;
}

/** An account's bucket: a column of its subscriptions (the first or last value), else its profile when the first one began. */
function labels(scope: Scope, breakdown: Breakdown | undefined): (account: Account) => string {
  if (!breakdown) return () => NONE;
  const {prop, source} = breakdown;
  const own = source !== "profile" && scope.dataset.tables.subscriptions!.columnNames().includes(prop);
  const profile = own ? undefined : scope.profiles.get(prop);
  if (!own && !profile)
    scope.refuse(
      "property",
      prop,
      [...scope.dataset.tables.subscriptions!.columnNames(), ...scope.profiles.keys()],
      "breakdown.prop",
    );
  const place = new Map(profile ? scope.index.ids.map((id, u) => [id, u]) : []);
  return ({account, subscriptions}) => {
    if (own) {
      const values = subscriptions.map(({row}) => row[prop] ?? null).filter((value) => value !== null);
      return values.length ? String(source === "last" ? values[values.length - 1] : values[0]) : NONE;
    }
    const u = place.get(account);
    const code = profile && u !== undefined ? profileCodeAt(profile, u, subscriptions[0]!.from) : 0;
    return code ? String(profile!.column.dictionary[code]) : NONE;
  };
}

function rowsFor({sums, currencies}: MrrFacts, frame: Frame, query: MrrQuery): Record<string, Cell>[] {
  if (currencies.length === 0) return [];
  const currency = oneCurrency(currencies);
  const buckets = shownBuckets(sums, ranked(sums, query));
  return buckets.flatMap((bucket) =>
    bucketRows(bucket, frame, query).map((row) => ({breakdown: bucket.breakdown, ...row, currency})),
  );
}

// By the accounts there were at the start and those that came since.
function ranked(sums: TallyFacts, {breakdown}: MrrQuery) {
  const cells = Float64Array.from(sums.cells);
  for (let r = 0; r < sums.keys.length; r++) {
    const at = r * WIDTH;
    cells[at + INITIAL] = cells[at + INITIAL_ACCOUNTS]! + cells[at + ACCOUNTS]! + cells[at + ACCOUNTS + 1]!;
  }
  return rankedBuckets({...sums, cells}, breakdown, INITIAL);
}

function bucketRows({byKey}: ShownBucket, frame: Frame, {period}: MrrQuery): Record<string, Cell>[] {
  const {first, count} = shownPeriods(frame, period);
  const start = byKey.get(0) ?? NOTHING;
  let [value, accounts] = [start[INITIAL]!, start[INITIAL_ACCOUNTS]!];
  return Array.from({length: count}, (_, step) => {
    const status = periodStatus(frame, period, first + step);
    const label = {period: frame.calendar.label(period, first + step), status};
    if (status === "future") return label;
    const row = figures(byKey.get(step) ?? NOTHING, value, accounts);
    [value, accounts] = [row.mrr!, row.accounts!];
    return {...label, ...row};
  });
}

/** Five sums in the order of MOVEMENTS. */
type ByMovement = readonly [fresh: number, back: number, up: number, down: number, lost: number];

function byMovement(sums: Float64Array, from: number): ByMovement {
  return MOVEMENTS.map((_, place) => sums[from + place]!) as unknown as ByMovement;
}

function figures(sums: Float64Array, before: number, accountsBefore: number): Record<string, number | null> {
  const [fresh, back, up, down, lost] = byMovement(sums, 0);
  const [won, regained, grown, shrunk, churned] = byMovement(sums, ACCOUNTS);
  const value = before + fresh + back + up - down - lost;
  const accounts = accountsBefore + won + regained - churned;
  return {
    ...{mrr: value, new: fresh, reactivation: back, expansion: up, contraction: down, churned: lost},
    nrr: rate(before + up - down - lost, before),
    grr: rate(before - down - lost, before),
    logo_churn: rate(churned, accountsBefore),
    quick_ratio: rate(fresh + back + up, down + lost),
    arpa: rate(value, accounts),
    ...{accounts, accounts_before: accountsBefore},
    ...{new_accounts: won, reactivated_accounts: regained, expanded_accounts: grown},
    ...{contracted_accounts: shrunk, churned_accounts: churned},
  };
}

/** Accounts of the row `{period}` that pay at its end, or, with `class`, those with that movement in it. */
function* behind(scope: Scope, query: MrrQuery, _table: string, row: Readonly<Row>): Work<Row[]> {
  yield 0;
  const bounds = boundsOf(scope, query);
  const period = periodLabelled(scope, query.period, row.period);
  const step = period === null ? -1 : period - shownPeriods(scope, query.period).first;
  if (step < 0 || step + 1 >= bounds.length) return [];
  const inBucket = yield* inBucketOf(
    query,
    row,
    collect(scope, query),
    ({sums}) => ranked(sums, query),
    () => labels(scope, query.breakdown),
  );
  return accountsOf(scope, query)
    .accounts.filter(inBucket)
    .flatMap(({account, subscriptions}) => {
      const own = changesOf(subscriptions, bounds.slice(step, step + 2));
      const change = own.steps[0] ?? {before: own.initial, after: own.initial, movement: "unchanged", amount: 0};
      if (row.class === undefined ? change.after === 0 : row.class !== change.movement) return [];
      return [
        {unit: account, movement: change.movement, mrr_before: change.before, mrr: change.after, amount: change.amount},
      ];
    });
}
