// The period that another one is compared with (semantics 18.6): the one before, or the same a year earlier by the local calendar.
import type {Calendar, Period} from "../model/calendar.js";

export type Against = "previous" | "year";

/** Periods of one year, where that is a whole number of them. Weeks keep their weekdays: 52 of them. */
const IN_YEAR: Partial<Record<Period, number>> = {week: 52, month: 12, quarter: 4, year: 1};

/** The number of the period that period `n` is compared with. 29 February is compared with 28 February. */
export function earlierPeriod(calendar: Calendar, period: Period, n: number, against: Against): number {
  if (against === "previous") return n - 1;
  const whole = IN_YEAR[period];
  if (whole !== undefined) return n - whole;
  const label = calendar.label(period, n);
  const local = yearBefore(label.slice(0, label.indexOf("T") < 0 ? undefined : label.indexOf("T") + 6));
  return calendar.periodOf(calendar.parseLocal(local), period);
}

/** How many periods back that can be at most. */
export function longestWayBack(period: Period, against: Against): number {
  if (against === "previous") return 1;
  return IN_YEAR[period] ?? (period === "day" ? 366 : 366 * 25);
}

// "2024-02-29" → "2023-02-28"; what follows the date is kept.
function yearBefore(local: string): string {
  const [, year, rest] = /^(\d{4})-(.*)$/.exec(local)!;
  const before = String(Number(year) - 1).padStart(4, "0");
  return `${before}-${rest!.replace(/^02-29/, "02-28")}`;
}
