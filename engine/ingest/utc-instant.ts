// One text as an instant, where the format says that times without an offset are UTC.
import {DAY_ONLY, INSTANT, LOCAL} from "./cells.js";
import {parseTime, type Parsed} from "./parse-time.js";

const parsed: Parsed = {mark: 0, value: 0, problem: 0};

/** Epoch ms; NaN for anything but one possible date or time (`2018-02-31` is none, and neither is `03/04/2024`). */
export function utcInstant(text: string): number {
  parseTime(text, null, parsed);
  const {mark, value, problem} = parsed;
  return problem === 0 && (mark === INSTANT || mark === LOCAL || mark === DAY_ONLY) ? value : NaN;
}
