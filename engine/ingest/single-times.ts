// Reads times one by one, as formats give them that come record by record.
import {INSTANT} from "./cells.js";
import {PLAIN_NUMBER} from "./mark-times.js";
import {parseTime, type DateOrder, type Parsed} from "./parse-time.js";
import {readTimes, reasonOf, type TimeOptions, type Times} from "./times.js";

/** One time that was read by itself; the counts are 0 or 1. */
export interface SingleTime extends Pick<Times, "local" | "inGap" | "inFold"> {
  readonly ts: number;
  readonly problem: string;
  readonly dayOnly: boolean;
}

/** Reads single texts (of formats that come record by record) under fixed options. */
export function singleTimes(options: TimeOptions): (value: unknown) => SingleTime {
  const order = options.dateOrder ?? null;
  return (value) => (typeof value === "string" ? instantIn(value, order) : null) ?? carefully(value, options);
}

const parsed: Parsed = {mark: 0, value: 0, problem: 0};

// What states its offset needs no column: the usual case, and a fast one.
function instantIn(text: string, order: DateOrder | null): SingleTime | null {
  if (PLAIN_NUMBER.test(text)) return null;
  parseTime(text, order, parsed);
  return parsed.mark === INSTANT && parsed.problem === 0
    ? {ts: parsed.value, problem: "", dayOnly: false, local: 0, inGap: 0, inFold: 0}
    : null;
}

function carefully(value: unknown, options: TimeOptions): SingleTime {
  const column =
    typeof value === "number"
      ? {values: Float64Array.of(value)}
      : {codes: Uint8Array.of(1), dictionary: [null, typeof value === "string" ? value : ""]};
  const times = readTimes({kind: "value", column}, options);
  const {local, inGap, inFold} = times;
  return {ts: times.ts[0]!, problem: reasonOf(times, 0), dayOnly: times.dayOnly[0] === 1, local, inGap, inFold};
}
