// What a question is asked over: one index, seen through the query's filter, zone and instants.
import type {Calendar} from "./calendar.js";
import type {Column} from "./column.js";
import type {Dataset} from "./dataset.js";
import type {QueryError} from "./errors.js";
import type {EventIndex} from "./event-index.js";
import type {EventNames, Predicate} from "./predicate-schema.js";
import type {Profiles} from "./profiles.js";
import {propertyColumn} from "./property.js";
import {UnknownName} from "./unknown-name.js";
import type {RowSource} from "./where.js";

/** The instants and the calendar of a question: all that is left to know once the events have been counted. */
export interface Frame {
  readonly calendar: Calendar;
  readonly weekStart: number;
  /** Events at or after this instant do not exist (epoch ms). */
  readonly asOf: number;
  /** The query's range, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** From when the data is complete. */
  readonly historyStart: number;
  /** First and last instant of the data before asOf; NaN without events. */
  readonly firstTs: number;
  readonly lastTs: number;
}

/** Options of a query that decide which events are seen at all. */
export interface ScopeOptions extends Frame {
  readonly where: Predicate | null;
  readonly anonymous: "include" | "exclude";
  readonly tieTolerance: number;
  readonly unknownNames: "error" | "allow";
  readonly cohorts: Readonly<Record<string, {when: Predicate; mode?: "static" | "dynamic" | undefined}>>;
  /** Leaves out events that belong to no unit: a question about sets of units, which nobody's events are in none of. */
  readonly unitsOnly?: boolean;
  /** The rule set that stages asked for by name belong to; `default-8` where the query has none. */
  readonly rules?: unknown;
  /** Where all faults of a query are gathered: hears each, instead of the first ending the question. */
  readonly onFault?: ((fault: QueryError) => void) | undefined;
  /** Evaluates unit terms; given by whoever puts the model together, so that filters need not know stages. */
  readonly unitTruth: (scope: Scope, term: Predicate, at: number, path: string) => Uint8Array;
}

export class Scope implements Frame, RowSource {
  readonly calendar: Calendar;
  readonly weekStart: number;
  readonly asOf: number;
  readonly from: number;
  readonly to: number;
  readonly historyStart: number;
  readonly firstTs: number;
  readonly lastTs: number;
  readonly profiles: Profiles;

  constructor(
    readonly dataset: Dataset,
    readonly index: EventIndex,
    readonly options: ScopeOptions,
    /** Names that the question may ask for although the data does not have them: aliases, or any with `unknownNames: "allow"`. */
    readonly unknown = new Set<string>(),
  ) {
    ({calendar: this.calendar, weekStart: this.weekStart, asOf: this.asOf, from: this.from, to: this.to} = options);
    ({historyStart: this.historyStart, firstTs: this.firstTs, lastTs: this.lastTs} = options);
    this.profiles = dataset.profilesOf(index);
  }

  get units(): number {
    return this.index.units;
  }
  get size(): number {
    return this.index.size;
  }

  // Data without events have no names to be wrong about.
  get #hasNames(): boolean {
    return this.size > 0 || this.options.onFault !== undefined;
  }

  /** A property along all positions, from events, else profiles. An unknown name is an error unless the query allows it. */
  property(prop: string, path = "prop"): Column | null {
    const column = propertyColumn(this.index, this.profiles, prop);
    if (!column && this.#hasNames) this.refuse("property", prop, this.propertyNames(), path);
    return column;
  }
  propertyNames(): string[] {
    return [...new Set([...this.index.store.props.keys(), ...this.profiles.keys()])];
  }

  /**
   * One byte a name code: is the name meant? `"*"` means all; unknown names are errors unless the query allows them. `also` are names
   * that would be right here too, for the advice.
   */
  namesMask(names: EventNames, path: string, also: Iterable<string> = []): Uint8Array {
    const {dictionary} = this.index.name;
    const mask = new Uint8Array(dictionary.length);
    if (names === "*") return mask.fill(1, 1);
    const wanted = typeof names === "string" ? [names] : names;
    for (const name of wanted) {
      const code = name === "*" ? -1 : this.nameCode(name);
      if (code === -1) mask.fill(1, 1);
      else if (code > 0) mask[code] = 1;
      else if (this.#hasNames) this.refuse("event", name, [...this.eventNames(), ...also], path);
    }
    return mask;
  }
  /** The code of an event name; 0 when the data has none. */
  nameCode(name: string): number {
    let codes = this.index.memo.get("name codes") as Map<string, number> | undefined;
    if (!codes) {
      codes = new Map(this.index.name.dictionary.map((known, code) => [known as string, code]));
      this.index.memo.set("name codes", codes);
    }
    return codes.get(name) ?? 0;
  }

  unitTruth(term: Predicate, path: string): Uint8Array {
    return this.options.unitTruth(this, term, this.asOf, path);
  }
  /** The unit of each position; built once an index. */
  unitOf(): Uint32Array {
    let unitOf = this.index.memo.get("unitOf") as Uint32Array | undefined;
    if (!unitOf) {
      unitOf = new Uint32Array(this.size);
      for (let u = 0; u < this.units; u++) unitOf.fill(u, this.index.offsets[u], this.index.offsets[u + 1]);
      this.index.memo.set("unitOf", unitOf);
    }
    return unitOf;
  }

  eventNames(): string[] {
    return this.index.name.dictionary.slice(1) as string[];
  }

  /** A fault over a name that the data does not know; only a note where the query allows unknown names. */
  refuse(what: string, name: string, known: string[], path: string): void {
    if (this.options.unknownNames === "allow") this.unknown.add(name);
    else this.fault(new UnknownName(what, name, known, path));
  }

  /** Throws, unless all faults of the query are being gathered: then it is told, and the question goes on without what was asked. */
  fault(error: QueryError): void {
    if (!this.options.onFault) throw error;
    this.options.onFault(error);
  }
}
