// Revenue events (semantics 10.1): those with an amount, in one currency, unit by unit, and those that belong to no unit.
import {asDict} from "../model/column.js";
import type {EventIndex} from "../model/event-index.js";
import {moneyOf} from "../model/money.js";
import {ownerless} from "../model/ownerless.js";
import type {Scope} from "../model/scope.js";
import {PositionList} from "../model/position-list.js";
import {seenAmong} from "../model/selection.js";
import {roundHalfEven} from "../stats/round.js";

/** Unit u owns entries `offsets[u] … offsets[u + 1] - 1`, in time order. */
export interface RevenueEvents {
  readonly offsets: Uint32Array;
  readonly ts: Float64Array;
  /** Minor units of the currency. */
  readonly amounts: Float64Array;
  /** Amounts of events that belong to no unit, by row of the store. */
  readonly nobodys: {readonly rows: Uint32Array; readonly ts: Float64Array; readonly amounts: Float64Array};
  /** ISO 4217 codes of what is above, converted where the dataset has rates; null where none is stated. */
  readonly currencies: readonly (string | null)[];
}

const NONE: RevenueEvents["nobodys"] = {rows: new Uint32Array(), ts: new Float64Array(), amounts: new Float64Array()};

/** The revenue events that a query sees. Throws QueryError where amounts cannot be expressed in one currency. */
export function revenueEvents(scope: Scope): RevenueEvents {
  const {store, units} = scope.index;
  if (!store.amount)
    return {
      offsets: new Uint32Array(units + 1),
      ts: new Float64Array(),
      amounts: new Float64Array(),
      nobodys: NONE,
      currencies: [],
    };
  const {offsets, positions, ts} = seenAmong(scope, withAmount(scope.index));
  const own = positions.map((position) => scope.index.rowAt(position));
  const rest = ownerless(scope, "*", "revenue").filter((row) => !Number.isNaN(store.amount![row]!));
  const {factors, currencies} = moneyFactors(scope, [own, rest]);
  const nobodys = {
    rows: rest,
    ts: Float64Array.from(rest, (row) => store.ts[row]!),
    amounts: amountsOf(scope, rest, factors),
  };
  return {offsets, ts, amounts: amountsOf(scope, own, factors), nobodys, currencies};
}

/** What is kept along the list of them, in entries of 4 bytes. */
const KEPT_PER_EVENT = 6;
const KEPT_AT_LEAST = 1_000_000;

/** Positions of events with an amount; found once an index. */
function withAmount(index: EventIndex): PositionList {
  const known = index.memo.get("with amount") as PositionList | undefined;
  // Filters on many properties may read more along the list than it should keep.
  if (known && known.weight > KEPT_AT_LEAST + KEPT_PER_EVENT * index.size) known.forget();
  if (known) return known;
  const amount = index.store.amount!;
  const offsets = new Uint32Array(index.units + 1);
  const positions: number[] = [];
  for (let u = 0; u < index.units; u++) {
    for (let i = index.offsets[u]!, end = index.offsets[u + 1]!; i < end; i++) {
      if (!Number.isNaN(amount[index.rowAt(i)]!)) positions.push(i);
    }
    offsets[u + 1] = positions.length;
  }
  const found = new PositionList(offsets, Uint32Array.from(positions), false);
  index.memo.set("with amount", found);
  return found;
}

/** For rows of the store with an amount: factor by currency code, null where nothing is converted. An amount of 0 needs no currency. */
export function moneyFactors(
  {dataset, index: {store}}: Scope,
  lists: readonly Uint32Array[],
): {factors: Float64Array | null; currencies: (string | null)[]} {
  const currency = store.currency && asDict(store.currency);
  const amount = store.amount!;
  const seen = new Uint8Array(currency?.dictionary.length ?? 1);
  for (const rows of lists)
    for (const row of rows) if (amount[row] !== 0) seen[currency ? currency.codes[row]! : 0] = 1;
  const nameOf = (code: number) => (currency ? (currency.dictionary[code] as string | null) : null);
  const names = Array.from(seen.keys())
    .filter((code) => seen[code])
    .map(nameOf);
  const money = moneyOf(dataset, new Set(names));
  if (names.length === 0) return {factors: null, currencies: []};
  const factors = Float64Array.from(seen, (used, code) => (used ? money.factor(nameOf(code)) : 1));
  return {factors: factors.every((factor) => factor === 1) ? null : factors, currencies: [money.currency]};
}

function amountsOf({index: {store}}: Scope, rows: Uint32Array, factors: Float64Array | null): Float64Array {
  const amounts = Float64Array.from(rows, (row) => store.amount![row]!);
  const codes = store.currency?.codes;
  if (factors)
    amounts.forEach((amount, i) => (amounts[i] = roundHalfEven(amount * factors[codes ? codes[rows[i]!]! : 0]!)));
  return amounts;
}
