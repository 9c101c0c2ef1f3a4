// A difference of shares in points: "3 % more" would mean something else.
import type {Values} from "./catalogue.js";
import type {Format} from "./format.js";

/** The gaps of the message "points", whose plural goes by the figure as it is written: "+1 point", "−2.5 points". */
export function pointsOf(difference: number, {number}: Format): Values {
  const size = Math.round(Math.abs(difference) * 1000) / 10;
  const sign = size === 0 ? "" : difference < 0 ? "−" : "+";
  return {value: sign + number(size, 1), n: size};
}
