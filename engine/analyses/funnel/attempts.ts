// The attempts that count, in columns: what threads send to each other and tables are made from.

/** One place for each attempt; the attempts of one unit lie side by side. */
export interface Attempts {
  /** A number of the unit among those of the same facts. */
  unit: Uint32Array;
  /** Place in the labels of the facts. */
  bucket: Uint32Array;
  /** Instant of the anchor (epoch ms). */
  anchor: Float64Array;
  /** Required steps reached. */
  depth: Uint8Array;
  /** How it ended: a constant of walk.ts. */
  end: Uint8Array;
  /** Bits of the optional steps done; in any order, of the steps done. */
  marks: Uint32Array;
  /** Bits of the required steps whose event has a value of the breakdown's property. */
  carried: Uint32Array;
  /** The period it was counted in, from the first one of the range, where each period is counted by itself. */
  period: Uint32Array;
  /** Time since the anchor (ms) of required steps 1, 2, … (step 0 is the anchor); set for those reached. `steps - 1` to an attempt. */
  times: Float64Array;
}

const NAMES = ["unit", "bucket", "anchor", "depth", "end", "marks", "carried", "period", "times"] as const;
const ROOM = 1024;

function columns(room: number, steps: number): Attempts {
  return {
    unit: new Uint32Array(room),
    bucket: new Uint32Array(room),
    anchor: new Float64Array(room),
    depth: new Uint8Array(room),
    end: new Uint8Array(room),
    marks: new Uint32Array(room),
    carried: new Uint32Array(room),
    period: new Uint32Array(room),
    times: new Float64Array(room * (steps - 1)),
  };
}

/** Columns that grow. */
export class AttemptLog {
  length = 0;
  /** Replaced when it grows, so read it after `add`. */
  columns: Attempts;

  /** `steps` is the number of required steps. */
  constructor(readonly steps: number) {
    this.columns = columns(ROOM, steps);
  }

  /** The place of a new attempt. */
  add(): number {
    if (this.length === this.columns.anchor.length) {
      const larger = columns(2 * this.length, this.steps);
      for (const name of NAMES) larger[name].set(this.columns[name]);
      this.columns = larger;
    }
    return this.length++;
  }

  attempts(): Attempts {
    const kept = {...this.columns};
    for (const name of NAMES)
      kept[name] = this.columns[name].slice(0, this.length * placesOf(name, this.steps)) as never;
    return kept;
  }
}

/** The attempts of all parts; `firstUnit` is added to a part's units and `labels` translates its buckets. */
export function joinAttempts(
  parts: readonly {attempts: Attempts; firstUnit: number; labels: ArrayLike<number>}[],
  steps: number,
): Attempts {
  const joined = columns(
    parts.reduce((sum, {attempts}) => sum + attempts.anchor.length, 0),
    steps,
  );
  let at = 0;
  for (const {attempts, firstUnit, labels} of parts) {
    for (const name of NAMES) joined[name].set(attempts[name], at * placesOf(name, steps));
    const end = at + attempts.anchor.length;
    for (let i = at; i < end; i++) {
      joined.unit[i]! += firstUnit;
      joined.bucket[i] = labels[joined.bucket[i]!]!;
    }
    at = end;
  }
  return joined;
}

function placesOf(name: (typeof NAMES)[number], steps: number): number {
  return name === "times" ? steps - 1 : 1;
}
