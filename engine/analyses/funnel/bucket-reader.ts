// The breakdown value of an attempt (semantics 4.13).
import {asDict, type DictColumn} from "../../model/column.js";
import {NONE} from "../../model/buckets.js";
import {QueryError} from "../../model/errors.js";
import {profileCodeAt, type ProfileProp} from "../../model/profiles.js";
import type {Breakdown} from "../../model/query.js";
import type {Scope} from "../../model/scope.js";
import type {Plan} from "./plan.js";
import {stepOfSource} from "./query.js";
import type {Walk} from "./walk.js";

/** The bucket of attempts that did not get to the step whose value is asked for. */
export const NOT_REACHED = "(not reached)";

/** Reads the value of an attempt right after it was walked: a code, which `label` puts into words. */
export class BucketReader {
  readonly #column: DictColumn | null;
  readonly #profile: ProfileProp | null;
  readonly #ts: Float64Array;
  /** Index of the required step that is read; −1 for the first value there is, −2 for the last. */
  readonly #step: number;

  /** Throws QueryError for a property that nothing carries. */
  constructor(
    scope: Scope,
    {prop, source}: Breakdown,
    {required}: Plan,
    /** Entry → position in the index. */
    readonly positions: Uint32Array,
  ) {
    const column = scope.property(prop, "breakdown.prop");
    this.#column = column && asDict(column);
    this.#profile = source === "profile" ? profileOf(scope, prop) : null;
    this.#ts = scope.index.ts;
    const step = stepOfSource(source);
    this.#step = step !== null ? required.findIndex((other) => other.step === step) : source === "last" ? -2 : -1;
    if (source === "profile") this.#column = null;
  }

  /** The code of an attempt; −1 when it did not get to the step that is asked. */
  read(unit: number, {entries, depth}: Walk): number {
    if (this.#profile) return profileCodeAt(this.#profile, unit, this.#ts[this.positions[entries[0]!]!]!);
    if (!this.#column) return 0;
    const {codes} = this.#column;
    if (this.#step >= 0) return this.#step < depth ? codes[this.positions[entries[this.#step]!]!]! : -1;
    for (let i = 0; i < depth; i++) {
      const code = codes[this.positions[entries[this.#step === -1 ? i : depth - 1 - i]!]!]!;
      if (code !== 0) return code;
    }
    return 0;
  }

  /** Bits of the steps whose event has a value. */
  carried(unit: number, {entries, depth}: Walk): number {
    let bits = 0;
    for (let k = 0; k < depth; k++) {
      const position = this.positions[entries[k]!]!;
      const code = this.#profile
        ? profileCodeAt(this.#profile, unit, this.#ts[position]!)
        : this.#column?.codes[position];
      if (code) bits |= 1 << k;
    }
    return bits;
  }

  label(code: number): string {
    if (code < 0) return NOT_REACHED;
    const dictionary = this.#profile?.column.dictionary ?? this.#column?.dictionary;
    const value = dictionary?.[code] ?? null;
    return value === null ? NONE : String(value);
  }
}

function profileOf(scope: Scope, prop: string): ProfileProp | null {
  const profile = scope.profiles.get(prop);
  if (profile || scope.size === 0 || scope.options.unknownNames === "allow") return profile ?? null;
  throw new QueryError(
    `no profile has "${prop}", only events do; write "first", "last" or "step:1"`,
    "breakdown.source",
  );
}
