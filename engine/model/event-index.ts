// The event index: who did what when, as typed arrays, for one kind of unit. Sequence analyses walk this and nothing else.
import {asDict, gather, type Column, type DictColumn} from "./column.js";
import type {EventStore} from "./event-store.js";

export type UnitKind = "user" | "session" | "account";

/** Events of each unit in time order: unit u owns positions `offsets[u] … offsets[u + 1] - 1`. */
export class EventIndex {
  /** Results remembered for this index (selections, activity); bounded by whoever stores them. */
  readonly memo = new Map<string, unknown>();
  readonly #gathered = new Map<string, Column | null>();
  #ids: readonly string[] | null = null;

  constructor(
    readonly unit: UnitKind,
    readonly store: EventStore,
    /** Unit ids in code-point order, or what makes them where there are very many that nobody may ask for. */
    private readonly named: readonly string[] | ((unit: number) => string),
    readonly offsets: Uint32Array,
    readonly ts: Float64Array,
    readonly name: DictColumn,
    /** Position → row of the store; null when they are the same. */
    readonly rows: Uint32Array | null,
    /** Unit → user of the store (sessions, users); null for accounts, whose events come from many users. */
    readonly userOf: Uint32Array | null,
  ) {}

  get units(): number {
    return this.offsets.length - 1;
  }
  get size(): number {
    return this.offsets[this.units]!;
  }
  /** All ids in code-point order. */
  get ids(): readonly string[] {
    const {named} = this;
    return (this.#ids ??= typeof named === "function" ? Array.from({length: this.units}, (_, u) => named(u)) : named);
  }
  id(unit: number): string {
    return typeof this.named === "function" ? this.named(unit) : this.named[unit]!;
  }
  /** The store's row behind a position. */
  rowAt(position: number): number {
    return this.rows === null ? position : this.rows[position]!;
  }
  /** A property (or `account`, `currency`, `session`, a fact) in the order of the index; null when no event carries it. */
  column(prop: string): Column | null {
    const known = this.#gathered.get(prop);
    if (known !== undefined) return known;
    const column = storeColumn(this.store, prop);
    const ordered = column && this.rows ? gather(column, this.rows) : column;
    this.#gathered.set(prop, ordered);
    return ordered;
  }
  /** The events of one unit as an index of their own: for questions that are about nobody else. */
  only(unit: number): EventIndex {
    const {ts, name, userOf} = this;
    const from = this.offsets[unit]!;
    const to = this.offsets[unit + 1]!;
    const codes = name.codes.subarray(from, to);
    const rows = Uint32Array.from({length: to - from}, (_, i) => this.rowAt(from + i));
    const offsets = Uint32Array.of(0, to - from);
    const user = userOf && userOf.subarray(unit, unit + 1);
    const named = {codes, dictionary: name.dictionary};
    return new EventIndex(this.unit, this.store, [this.id(unit)], offsets, ts.subarray(from, to), named, rows, user);
  }
  /** The same as dictionary codes. */
  coded(prop: string): DictColumn | null {
    const column = this.column(prop);
    return column && asDict(column);
  }
}

/** A property wins over a field of the same name, since it is what the file called so. */
export function storeColumn(store: EventStore, prop: string): Column | null {
  const own = store.props.get(prop) ?? store.facts.get(prop);
  if (own) return own;
  if (prop === "name") return store.name;
  if (prop === "account") return store.account;
  if (prop === "session") return store.session;
  if (prop === "currency") return store.currency;
  if (prop === "amount") return store.amount && {values: store.amount};
  return null;
}
