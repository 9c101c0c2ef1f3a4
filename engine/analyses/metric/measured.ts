// The numbers that a sum or mean is made of: a property along events, or money in one currency.
import {isDict, type Column, type DictColumn} from "../../model/column.js";
import {QueryError} from "../../model/errors.js";
import {storeColumn} from "../../model/event-index.js";
import type {Occurrences} from "../../model/occurrences.js";
import type {Scope} from "../../model/scope.js";
import {moneyFactors} from "../revenue-events.js";
import {roundHalfEven} from "../../stats/round.js";

/** NaN where an event does not carry the property. */
export interface Measured {
  /** By entry of the occurrences. */
  readonly own: Float64Array;
  /** By place in the list of events of nobody. */
  readonly nobodys: Float64Array;
  /** Only for money. */
  readonly currencies: readonly (string | null)[];
}

/** Values of `prop`: the event's own, else its profile's. Throws QueryError for text, and for money that cannot be added. */
export function measured(scope: Scope, prop: string, found: Occurrences, nobodys: Uint32Array): Measured {
  const own = new Float64Array(found.ts.length).fill(NaN);
  const rest = new Float64Array(nobodys.length).fill(NaN);
  // The property is looked up first, so that an unknown name is an error whoever carries it.
  const inStore = storeColumn(scope.index.store, prop);
  const column = scope.index.column(prop) ?? (inStore ? null : scope.property(prop, "prop"));
  if (column) read(column, prop, own, found.positions);
  if (inStore) read(inStore, prop, rest, nobodys);
  blankUnseen(own, found);
  return prop === "amount" ? inMoney(scope, own, rest, found, nobodys) : {own, nobodys: rest, currencies: []};
}

/** The numbers at these places (null: at 0, 1, 2 …). */
function read(column: Column, prop: string, into: Float64Array, places: Uint32Array | null): void {
  const numbers = isDict(column) ? numbersOf(column, prop) : null;
  const values = isDict(column) ? column.codes : column.values;
  for (let i = 0; i < into.length; i++) {
    const value = values[places === null ? i : places[i]!]!;
    into[i] = numbers === null ? value : numbers[value]!;
  }
}

function numbersOf({dictionary}: DictColumn, prop: string): Float64Array {
  const text = dictionary.find((value) => value !== null && typeof value !== "number");
  if (text !== undefined)
    throw new QueryError(`"${prop}" also holds ${JSON.stringify(text)}; name a property of numbers`, "prop");
  return Float64Array.from(dictionary, (value) => (value === null ? NaN : (value as number)));
}

function blankUnseen(own: Float64Array, {starts, ends}: Occurrences): void {
  for (let u = 0; u < ends.length; u++) {
    const next = starts[u + 1]!;
    if (ends[u]! < next) own.fill(NaN, ends[u], next);
  }
}

function inMoney(
  scope: Scope,
  own: Float64Array,
  rest: Float64Array,
  {positions}: Occurrences,
  nobodys: Uint32Array,
): Measured {
  const rows = new Uint32Array(own.length);
  for (let i = 0; i < rows.length; i++) rows[i] = scope.index.rowAt(positions === null ? i : positions[i]!);
  const paid = (list: Uint32Array, values: Float64Array) => list.filter((_, i) => !Number.isNaN(values[i]!));
  const {factors, currencies} = moneyFactors(scope, [paid(rows, own), paid(nobodys, rest)]);
  const {currency} = scope.index.store;
  const convert = (list: Uint32Array, values: Float64Array) =>
    factors
      ? values.map((value, i) =>
          Number.isNaN(value) ? value : roundHalfEven(value * factors[currency ? currency.codes[list[i]!]! : 0]!),
        )
      : values;
  return {own: convert(rows, own), nobodys: convert(nobodys, rest), currencies};
}
