// Periods as nouns of a sentence.
import type {Words} from "../words.js";

export const PERIODS = {
  "period.open": "{when}, which is not over",
  "period.soFar": "{when} so far",
  "period.at.day": "on day {number}",
  "period.at": "in {period} {number}",
  "period.between": "in {periods} {numbers}",
  "period.afterStart": "{at} after the start",
  "period.orLater": "{at} or later",
  "period.none": "There is no period to show.",
} as const;

/** "week" in the language of the sentences. */
export function periodNoun(period: unknown, words: Words): string {
  return words.name(`period.${String(period)}`, String(period));
}

/** "weeks" in the language of the sentences. */
export function periodNouns(period: unknown, words: Words): string {
  return words.name(`periods.${String(period)}`, `${String(period)}s`);
}

/** "in week 3", "on day 3". */
export function periodAt(period: unknown, number: number, words: Words): string {
  const say = words.speak(PERIODS);
  const gaps = {period: periodNoun(period, words), number: String(number)};
  return period === "day" ? say("period.at.day", gaps) : say("period.at", gaps);
}
