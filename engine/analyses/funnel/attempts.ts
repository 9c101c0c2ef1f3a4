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
  /** Bits of the optional steps done; in any order, of the steps done. Empty where neither is asked. */
  marks: Uint32Array;
  /** Bits of the required steps whose event has a value of the breakdown's property. Empty without a breakdown. */
  carried: Uint32Array;
  /** The period it was counted in, from the first one of the range, where each period is counted by itself; else empty. */
  period: Uint32Array;
  /** By required step from the second on: time since the anchor (ms), set for the attempts that reached it. */
  times: Float64Array[];
}

/** Which of the columns that not every question needs are written. */
interface AttemptShape {
  /** Number of required steps. */
  readonly steps: number;
  readonly marks: boolean;
  readonly carried: boolean;
  readonly period: boolean;
}

type Values = Uint8Array | Uint32Array | Float64Array;

function columns(room: number, {steps, marks, carried, period}: AttemptShape): Attempts {
  return {
    unit: new Uint32Array(room),
    bucket: new Uint32Array(room),
    anchor: new Float64Array(room),
    depth: new Uint8Array(room),
    end: new Uint8Array(room),
    marks: new Uint32Array(marks ? room : 0),
    carried: new Uint32Array(carried ? room : 0),
    period: new Uint32Array(period ? room : 0),
    times: Array.from({length: steps - 1}, () => new Float64Array(room)),
  };
}

function mapColumns(attempts: Attempts, change: <A extends Values>(column: A) => A): Attempts {
  const {times, ...others} = attempts;
  const changed = Object.fromEntries(Object.entries(others).map(([name, column]) => [name, change(column)]));
  return {...(changed as unknown as Omit<Attempts, "times">), times: times.map(change)};
}

const columnsOf = ({times, ...others}: Attempts): Values[] => [...Object.values(others), ...times];

/** Columns that grow. */
export class AttemptLog {
  length = 0;
  /** Replaced when it grows, so read it after `add`. */
  columns: Attempts;
  #room: number;

  /** `room`: about how many attempts there will be. */
  constructor(
    readonly shape: AttemptShape,
    room: number,
  ) {
    this.#room = Math.max(room, 1);
    this.columns = columns(this.#room, shape);
  }

  /** The place of a new attempt. */
  add(): number {
    if (this.length === this.#room) this.#grow();
    return this.length++;
  }

  /** Views of the columns where these are well filled, copies of what is in them else. */
  attempts(): Attempts {
    const {length} = this;
    return 2 * length > this.#room
      ? mapColumns(this.columns, (column) => column.subarray(0, length) as typeof column)
      : mapColumns(this.columns, (column) => column.slice(0, length) as typeof column);
  }

  #grow(): void {
    this.#room *= 2;
    const larger = columns(this.#room, this.shape);
    const into = columnsOf(larger);
    columnsOf(this.columns).forEach((column, c) => into[c]!.set(column));
    this.columns = larger;
  }
}

/** The attempts of all parts; `firstUnit` is added to a part's units and `labels` translates its buckets. */
export function joinAttempts(
  parts: readonly {attempts: Attempts; firstUnit: number; labels: ArrayLike<number>}[],
  steps: number,
): Attempts {
  const has = (name: "marks" | "carried" | "period") => parts.some(({attempts}) => attempts[name].length > 0);
  const length = parts.reduce((sum, {attempts}) => sum + attempts.anchor.length, 0);
  const joined = columns(length, {steps, marks: has("marks"), carried: has("carried"), period: has("period")});
  const into = columnsOf(joined);
  let at = 0;
  for (const {attempts, firstUnit, labels} of parts) {
    const end = at + attempts.anchor.length;
    columnsOf(attempts).forEach((column, c) => column.length > 0 && into[c]!.set(column, at));
    for (let i = at; i < end; i++) {
      joined.unit[i]! += firstUnit;
      joined.bucket[i] = labels[joined.bucket[i]!]!;
    }
    at = end;
  }
  return joined;
}

/** The memory behind the attempts, which they share with nothing else. */
export function buffersOf(attempts: Attempts): ArrayBuffer[] {
  return columnsOf(attempts).flatMap(({buffer}) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
