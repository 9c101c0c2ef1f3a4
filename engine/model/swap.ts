// Puts other arrays of the same content in the place of a dataset's: copies to send, or memory that threads share.
import {isDict, type Codes, type Column} from "./column.js";
import type {EventStore} from "./event-store.js";
import type {Profiles} from "./profiles.js";

/** Gives an array of the same type, length and content. */
export type Swap = <A extends Codes | Float64Array>(array: A) => A;

/** Into memory that all threads of the page share; exists only where the page is cross-origin isolated. */
export const toShared: Swap = (array) => {
  const copy = new (array.constructor as new (buffer: SharedArrayBuffer) => typeof array)(
    new SharedArrayBuffer(array.byteLength),
  );
  copy.set(array);
  return copy;
};

export function swapStore(store: EventStore, swap: Swap): EventStore {
  const all = (columns: ReadonlyMap<string, Column>) =>
    new Map([...columns].map(([name, column]) => [name, swapColumn(column, swap)]));
  return {
    ...store,
    anonymousUsers: swap(store.anonymousUsers),
    offsets: swap(store.offsets),
    ts: swap(store.ts),
    name: swapColumn(store.name, swap),
    account: store.account && swapColumn(store.account, swap),
    session: store.session && swapColumn(store.session, swap),
    amount: store.amount && swap(store.amount),
    currency: store.currency && swapColumn(store.currency, swap),
    facts: all(store.facts),
    props: all(store.props),
  };
}

export function swapProfiles(profiles: Profiles, swap: Swap): Profiles {
  return new Map(
    [...profiles].map(([name, {offsets, validFrom, column}]) => [
      name,
      {offsets: swap(offsets), validFrom: swap(validFrom), column: swapColumn(column, swap)},
    ]),
  );
}

function swapColumn<C extends Column>(column: C, swap: Swap): C {
  const swapped: Column = isDict(column)
    ? {codes: swap(column.codes), dictionary: column.dictionary}
    : {values: swap(column.values)};
  return swapped as C;
}
