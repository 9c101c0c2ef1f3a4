// Gaps and silences of all units at several instants, in one walk over their active days.
import type {Activity} from "../../model/activity.js";
import {NONE} from "../../model/buckets.js";
import type {Work} from "../analysis.js";
import {Tally, type TallyFacts} from "../tally.js";
import type {GapCounts} from "./facts.js";
import type {Look} from "./silences.js";

/** What is counted at one instant. */
export interface Counted {
  readonly gaps: GapCounts;
  /** By days of silence: units that are scored, all in one bucket. */
  readonly scored: TallyFacts;
}

/** Units between two tellings of progress. */
const BATCH = 4096;

/** For each look, earlier ones first, how the gaps stood then. `days` are those at the last look or later, `ts` the instants of the index. */
export function* countAt(looks: readonly Look[], days: Activity, ts: Float64Array): Work<Counted[]> {
  const changes = new Changes(looks);
  const units = days.ends.length;
  for (let u = 0; u < units; u += BATCH) {
    yield u / units;
    for (let own = u, end = Math.min(u + BATCH, units); own < end; own++) changes.add(own, days, ts);
  }
  changes.sum();
  return looks.map((look, k) => countedAt(look, k, changes));
}

/** What is different at each look from the look before it; after `sum`, what is there at each. */
class Changes {
  /** Local day of place 0, and how many places there are. */
  readonly base: number;
  readonly width: number;
  /** By look and length: gaps that have ended. */
  readonly finished: Float64Array;
  /** By look and day: units whose last active day it is. */
  readonly last: Float64Array;
  readonly #days: Int32Array;
  readonly #instants: Float64Array;
  /** By day the first look that is not on an earlier one. */
  readonly #firstLook: Uint32Array;

  constructor(looks: readonly Look[]) {
    const {firstDay, longest} = looks.at(-1)!;
    this.base = firstDay;
    this.width = longest + 1;
    this.finished = new Float64Array(looks.length * this.width);
    this.last = new Float64Array(looks.length * this.width);
    this.#days = Int32Array.from(looks, ({day}) => day - firstDay);
    this.#instants = Float64Array.from(looks, ({at}) => at);
    this.#firstLook = new Uint32Array(this.width);
    for (let day = 0, k = 0; day < this.width; day++) {
      while (k < looks.length && this.#days[k]! < day) k++;
      this.#firstLook[day] = k;
    }
  }

  add(unit: number, {starts, ends, periods, first}: Activity, ts: Float64Array): void {
    const {base, width, finished, last} = this;
    const [lookDays, instants, firstLook] = [this.#days, this.#instants, this.#firstLook];
    const looks = instants.length;
    const start = starts[unit]!;
    let open = -1;
    let before = 0;
    for (let e = start, end = ends[unit]!; e < end; e++) {
      const day = periods[e]! - base;
      let k = firstLook[day]!;
      while (k < looks && lookDays[k] === day && ts[first[e]!]! >= instants[k]!) k++;
      if (k === looks) break;
      if (e > start) finished[k * width + day - before]!++;
      if (k !== open) {
        if (open >= 0) {
          last[open * width + before]!++;
          last[k * width + before]!--;
        }
        open = k;
      }
      before = day;
    }
    if (open >= 0) last[open * width + before]!++;
  }

  sum(): void {
    const {width, finished, last} = this;
    for (let i = width; i < finished.length; i++) {
      finished[i]! += finished[i - width]!;
      last[i]! += last[i - width]!;
    }
  }
}

function countedAt(look: Look, k: number, {base, width, finished, last}: Changes): Counted {
  const places = look.longest + 1;
  const open = new Float64Array(places);
  const tally = new Tally([NONE], places, 1);
  for (let silence = 0; silence < places; silence++) {
    const day = look.day - silence;
    const units = day < base ? 0 : last[k * width + day - base]!;
    if (units === 0) continue;
    open[silence] = units;
    if (look.asks(day)) tally.cells[tally.at(0, silence)] = units;
  }
  return {gaps: {finished: finished.slice(k * width, k * width + places), open}, scored: tally.facts()};
}
