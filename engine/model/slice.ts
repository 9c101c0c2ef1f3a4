// Cuts a dataset by users, so that several threads can count at once. A slice refuses whatever only the whole can tell.
import {isDict, type Column} from "./column.js";
import {Dataset, type DatasetParts, type TableName} from "./dataset.js";
import {NeedsWhole} from "./errors.js";
import type {EventIndex, UnitKind} from "./event-index.js";
import type {EventStore} from "./event-store.js";
import {firstFrom} from "./first-from.js";
import type {ProfileProp, Profiles} from "./profiles.js";
import {swapProfiles, swapStore, type Swap} from "./swap.js";

/** One slice as plain data that can be sent to another thread. Dictionaries, and so codes, are those of the whole. */
export interface SliceParts {
  readonly store: EventStore;
  readonly profiles: Profiles;
  /** What the whole has and the slice lacks. */
  readonly withheld: {
    readonly facts: string[];
    readonly props: string[];
    readonly profiles: string[];
    readonly tables: TableName[];
    readonly currency: boolean;
  };
  /** Of the whole. */
  readonly extent: {
    readonly firstTs: number;
    readonly lastTs: number;
    readonly asOf: number;
    readonly historyStart: number;
  };
  readonly hash: string;
}

/** Columns with more values than this stay with the whole: their dictionaries cost more to send than they save. */
const MOST_VALUES = 0x10000;

/**
 * `count` slices of about as many events each, every user with all of their events in one of them, in the order of the users. The
 * arrays are views of the whole's. Rows that belong to an account only go with the last slice.
 */
export function cut(dataset: Dataset, count: number): SliceParts[] {
  const {offsets, users, size} = dataset.store;
  const bounds = [0];
  for (let k = 1; k < count; k++) bounds.push(firstFrom(offsets, bounds[k - 1]!, users.length, (size * k) / count));
  bounds.push(users.length);
  return bounds.slice(0, -1).map((from, k) => sliceParts(dataset, from, bounds[k + 1]!, k === count - 1));
}

function sliceParts(dataset: Dataset, from: number, to: number, last: boolean): SliceParts {
  const {store, tables, firstTs, lastTs, asOf, historyStart, hash} = dataset;
  const first = store.offsets[from]!;
  const end = last ? store.size : store.offsets[to]!;
  const profiles = dataset.profilesOf(dataset.index("user"));
  const currency = store.currency !== null && store.currency.dictionary.length > 2;
  const rows = <C extends Column>(column: C): C => columnOf(column, first, end);
  return {
    store: {
      size: end - first,
      users: store.users.slice(from, to),
      anonymousUsers: store.anonymousUsers.subarray(from, to),
      offsets: rebased(store.offsets, from, to),
      ts: store.ts.subarray(first, end),
      name: rows(store.name),
      sequenced: store.sequenced,
      account: store.account && rows(store.account),
      session: store.session && rows(store.session),
      amount: store.amount && store.amount.subarray(first, end),
      currency: store.currency && !currency ? rows(store.currency) : null,
      facts: sent(store.facts, rows),
      props: sent(store.props, rows),
    },
    profiles: new Map(
      [...profiles].filter(([, {column}]) => !tooMany(column)).map(([name, prop]) => [name, profileOf(prop, from, to)]),
    ),
    withheld: {
      facts: [...store.facts].flatMap(([name, column]) => (tooMany(column) ? [name] : [])),
      props: [...store.props].flatMap(([name, column]) => (tooMany(column) ? [name] : [])),
      profiles: [...profiles].flatMap(([name, {column}]) => (tooMany(column) ? [name] : [])),
      tables: Object.keys(tables) as TableName[],
      currency,
    },
    extent: {firstTs, lastTs, asOf, historyStart},
    hash,
  };
}

const tooMany = (column: Column) => isDict(column) && column.dictionary.length > MOST_VALUES;

function sent(columns: ReadonlyMap<string, Column>, rows: (column: Column) => Column): Map<string, Column> {
  return new Map([...columns].filter(([, column]) => !tooMany(column)).map(([name, column]) => [name, rows(column)]));
}

function columnOf<C extends Column>(column: C, from: number, to: number): C {
  const part: Column = isDict(column)
    ? {codes: column.codes.subarray(from, to), dictionary: column.dictionary}
    : {values: column.values.subarray(from, to)};
  return part as C;
}

function profileOf({offsets, validFrom, column}: ProfileProp, from: number, to: number): ProfileProp {
  const [first, end] = [offsets[from]!, offsets[to]!];
  return {
    offsets: rebased(offsets, from, to),
    validFrom: validFrom.subarray(first, end),
    column: columnOf(column, first, end),
  };
}

function rebased(offsets: Uint32Array, from: number, to: number): Uint32Array {
  const own = offsets.slice(from, to + 1);
  const base = own[0]!;
  for (let u = 0; u < own.length; u++) own[u]! -= base;
  return own;
}

/** The same slice with arrays of its own, and their buffers to hand over. What threads share already is left as it is. */
export function detached(parts: SliceParts): {parts: SliceParts; transfer: ArrayBuffer[]} {
  const transfer: ArrayBuffer[] = [];
  const own: Swap = (array) => {
    if (!(array.buffer instanceof ArrayBuffer)) return array;
    const copy = array.slice() as typeof array;
    transfer.push(copy.buffer as ArrayBuffer);
    return copy;
  };
  return {parts: {...parts, store: swapStore(parts.store, own), profiles: swapProfiles(parts.profiles, own)}, transfer};
}

/** A slice as a dataset of its own. Account units, tables, the ledger and withheld columns throw NeedsWhole. */
export function openSlice({store, profiles, withheld, extent, hash}: SliceParts): Dataset {
  const whole: EventStore = {
    ...store,
    facts: new Withholding(store.facts, withheld.facts),
    props: new Withholding(store.props, withheld.props),
  };
  return new Slice({
    store: withheld.currency ? Object.defineProperty(whole, "currency", {get: refuse}) : whole,
    profiles: new Withholding(profiles, withheld.profiles),
    accounts: refusing(["ids", "profiles"]),
    tables: refusing(withheld.tables),
    ledger: refusing(["files", "entries", "notes"]),
    identity: refusing(["profiles", "accounts", "anonymous", "merges", "conflicts", "conflictList"]),
    ...extent,
    hash,
  });
}

class Slice extends Dataset {
  readonly #partial: boolean;
  constructor(parts: DatasetParts) {
    super(parts);
    this.#partial = (parts.profiles as Withholding<ProfileProp>).withholds;
  }
  // An account has users in several slices; a stated session may be shared by users, which changes its id.
  override index(unit: UnitKind = "user", sessionGap?: number): EventIndex {
    if (unit === "account" || (unit === "session" && (this.store.session || this.#partial))) refuse();
    return super.index(unit, sessionGap);
  }
}

/** A map that knows of more keys than it has values for, and throws NeedsWhole when asked for those. */
class Withholding<V> extends Map<string, V> {
  readonly #withheld: ReadonlySet<string>;
  constructor(entries: ReadonlyMap<string, V>, withheld: readonly string[]) {
    super(entries);
    this.#withheld = new Set(withheld);
  }
  get withholds(): boolean {
    return this.#withheld.size > 0;
  }
  override get(key: string): V | undefined {
    return this.#withheld.has(key) ? refuse() : super.get(key);
  }
  override has(key: string): boolean {
    return this.#withheld.has(key) || super.has(key);
  }
  override *keys(): MapIterator<string> {
    yield* super.keys();
    yield* this.#withheld;
  }
  override values(): MapIterator<V> {
    return this.withholds ? refuse() : super.values();
  }
  override entries(): MapIterator<[string, V]> {
    return this.withholds ? refuse() : super.entries();
  }
  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
  override forEach(callback: (value: V, key: string, map: Map<string, V>) => void): void {
    if (this.withholds) refuse();
    super.forEach(callback);
  }
}

function refuse(): never {
  throw new NeedsWhole();
}

function refusing<T extends object>(keys: readonly (keyof T)[]): T {
  const getters = Object.fromEntries(keys.map((key) => [key, {get: refuse, enumerable: true}]));
  return Object.defineProperties({}, getters as PropertyDescriptorMap) as T;
}
