// Turns a column of cells into instants by semantics 2.1: one rule a column for zones, units and day–month order.
import {DataError} from "../model/errors.js";
import {zoneOf, type Zone} from "../model/zone.js";
import {DAY_ONLY, INSTANT, LOCAL, NUMBER, OTHER, type Cells, type TimeCells} from "./cells.js";
import {markTimes, PLAIN_NUMBER} from "./mark-times.js";
import {
  dayNumber,
  IMPOSSIBLE_DATE,
  NO_TIME,
  orderProvedBy,
  OUT_OF_RANGE,
  parseTime,
  PROBLEMS,
  type DateOrder,
  type Parsed,
} from "./parse-time.js";

/** Of which unit a number is: since 1970, or Excel's days since 1899-12-30 (local). */
export type TimeUnit = "s" | "ms" | "us" | "ns" | "excel";

export interface TimeOptions {
  /** IANA zone of times that state no offset. */
  readonly zone: string;
  readonly dateOrder?: DateOrder | null;
  /** Unit of plain numbers; null = the one unit that puts the whole column into 1990–2100. */
  readonly unit?: TimeUnit | null;
  /** True: a number that no unit puts into 1990–2100 is a bad cell, not an error. For columns of known systems. */
  readonly lenient?: boolean;
  /** Named in errors. */
  readonly file: string;
  readonly column: string;
}

/** Instants of a column, and what had to be decided to read them. */
export interface Times {
  /** Epoch ms; NaN where there is none. */
  readonly ts: Float64Array;
  /** Index into `PROBLEMS` for every cell; 0 where there is an instant. */
  readonly problem: Uint8Array;
  /** 1 where the cell is a date without a time. */
  readonly dayOnly: Uint8Array;
  /** How many times stated no offset (whole dates not counted), fell into a gap of the local clock, occurred twice. */
  readonly local: number;
  readonly inGap: number;
  readonly inFold: number;
  /** The unit that numbers were read in; null without numbers. */
  readonly unit: TimeUnit | null;
}

export const reasonOf = (times: Times, r: number): string => PROBLEMS[times.problem[r]!]!;

/** Throws DataError when numbers fit no unit, or QueryError for an unknown zone. */
export function readTimes(cells: Cells, options: TimeOptions): Times {
  const marked = cells.kind === "time" ? cells : markTimes(cells);
  return new Resolver(marked, options).run();
}

const parsed: Parsed = {mark: 0, value: 0, problem: 0};

const UNITS: readonly {readonly unit: TimeUnit; readonly perMs: number}[] = [
  {unit: "s", perMs: 0.001},
  {unit: "ms", perMs: 1},
  {unit: "us", perMs: 1e3},
  {unit: "ns", perMs: 1e6},
];
const FIRST = Date.UTC(1990, 0, 1);
const LAST = Date.UTC(2100, 0, 1);
const MAX_INSTANT = 8.64e15;

/** The second step: instants, once the column's unit and order are known. */
class Resolver {
  readonly #zone: Zone;
  readonly #problem: Uint8Array;
  readonly #dayOnly: Uint8Array;
  readonly #order: DateOrder | null;
  readonly #unit: TimeUnit | null;
  #local = 0;
  #inGap = 0;
  #inFold = 0;

  constructor(
    private readonly cells: TimeCells,
    private readonly options: TimeOptions,
  ) {
    this.#zone = zoneOf(options.zone);
    this.#problem = new Uint8Array(cells.mark.length);
    this.#dayOnly = new Uint8Array(cells.mark.length);
    this.#order = options.dateOrder ?? provedOrder(cells.other.values());
    this.#unit = this.#findUnit();
  }

  run(): Times {
    const {value, mark} = this.cells;
    const ts = new Float64Array(mark.length);
    for (let r = 0; r < mark.length; r++) ts[r] = this.#instant(r, mark[r]!, value[r]!);
    return {
      ts,
      problem: this.#problem,
      dayOnly: this.#dayOnly,
      unit: this.#unit,
      local: this.#local,
      inGap: this.#inGap,
      inFold: this.#inFold,
    };
  }

  #instant(r: number, mark: number, value: number): number {
    if (mark === INSTANT) return value;
    if (mark === LOCAL) return this.#fromLocal(value);
    if (mark === DAY_ONLY) return this.#fromDay(r, value);
    if (mark === NUMBER) return this.#fromNumber(r, value);
    if (mark === OTHER) return this.#fromText(r, this.cells.other.get(r)!);
    return this.#fail(r, NO_TIME);
  }

  #fromLocal(value: number): number {
    this.#local++;
    if (this.#zone.name === "UTC") return value;
    const occurrences = this.#zone.occurrences(value);
    if (occurrences === 0) this.#inGap++;
    if (occurrences > 1) this.#inFold++;
    return this.#zone.fromLocal(value);
  }

  #fromDay(r: number, value: number): number {
    this.#dayOnly[r] = 1;
    return this.#zone.name === "UTC" ? value : this.#zone.firstReaching(value);
  }

  // Eight digits are a date (YYYYMMDD), for no unit puts them after 1973.
  #fromNumber(r: number, value: number): number {
    if (!this.options.unit && isDateNumber(value)) {
      const day = dayNumber(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
      return day === null ? this.#fail(r, IMPOSSIBLE_DATE) : this.#fromDay(r, day * 86_400_000);
    }
    if (this.#unit === "excel") return this.#fromLocal(Math.round(value * 86_400_000) - 25_569 * 86_400_000);
    const unit = this.#unit ?? unitOf(value, value);
    const ms = unit ? toMs(value, unit) : NaN;
    return !(Math.abs(ms) <= MAX_INSTANT) ? this.#fail(r, OUT_OF_RANGE) : ms;
  }

  #fromText(r: number, text: string): number {
    const trimmed = text.trim();
    if (PLAIN_NUMBER.test(trimmed))
      return this.#unit === "ns"
        ? Number(BigInt(trimmed.replace(/^\+|\..*/g, "")) / 1_000_000n)
        : this.#fromNumber(r, Number(trimmed));
    parseTime(text, this.#order, parsed);
    if (parsed.problem !== 0) return this.#fail(r, parsed.problem);
    return this.#instant(r, parsed.mark, parsed.value);
  }

  #fail(r: number, problem: number): number {
    this.#problem[r] = problem;
    return NaN;
  }

  // Semantics 2.1: declared, or the one unit under which every number of the column lies in 1990–2100.
  #findUnit(): TimeUnit | null {
    let low = Infinity;
    let high = -Infinity;
    const see = (value: number) => {
      if (isDateNumber(value)) return;
      if (value < low) low = value;
      if (value > high) high = value;
    };
    if (this.options.unit) return this.options.unit;
    const {mark, value, other} = this.cells;
    for (let r = 0; r < mark.length; r++) if (mark[r] === NUMBER) see(value[r]!);
    for (const text of other.values()) if (PLAIN_NUMBER.test(text.trim())) see(Number(text));
    if (low > high) return null;
    const unit = unitOf(low, high);
    if (unit !== null || this.options.lenient) return unit;
    const {file, column} = this.options;
    throw new DataError(
      `the numbers in column "${column}" (from ${low} to ${high}) are no times between 1990 and 2100 in seconds, milliseconds, ` +
        `microseconds or nanoseconds; state the unit with timeUnit (--time-unit s, ms, us, ns or excel) or map ts to another column`,
      file,
    );
  }
}

const isDateNumber = (value: number) => value >= 10_000_000 && value <= 99_999_999 && Number.isInteger(value);

// The ranges of the units do not meet, so at most one fits.
function unitOf(low: number, high: number): TimeUnit | null {
  return UNITS.find(({perMs}) => low / perMs >= FIRST && high / perMs < LAST)?.unit ?? null;
}

/** An epoch number in ms; finer than a millisecond is cut off. */
function toMs(value: number, unit: TimeUnit): number {
  if (unit === "ms") return Math.floor(value);
  if (unit === "s") return Number.isInteger(value) ? value * 1000 : Math.floor(Number((value * 1000).toFixed(3)));
  return Math.floor(value / (unit === "us" ? 1e3 : 1e6));
}

// One order for the column, proved by at least one text and contradicted by none.
function provedOrder(texts: Iterable<string>): DateOrder | null {
  let proved: DateOrder | null = null;
  for (const text of texts) {
    const order = orderProvedBy(text);
    if (order === null || order === proved) continue;
    if (proved !== null) return null;
    proved = order;
  }
  return proved;
}
