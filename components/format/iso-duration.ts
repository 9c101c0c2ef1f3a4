// ISO 8601 durations of a query as a reader writes them.
import {numberFormat} from "../../engine/results/figures.js";

const UNITS = {W: "week", D: "day", H: "hour", M: "minute", S: "second"} as const;

/** "14 days" for P14D, "1 day, 6 hours" for P1DT6H; null for another text. */
export function isoDuration(text: string, locale: string): string | null {
  if (!/^PT?\d/.test(text)) return null;
  const parts = [...text.matchAll(/([\d.,]+)(\w)/g)].map(([, amount, letter]) =>
    numberFormat(locale, {style: "unit", unit: UNITS[letter as "D"], unitDisplay: "long"}).format(
      Number(amount!.replace(",", ".")),
    ),
  );
  return new Intl.ListFormat(locale, {type: "unit"}).format(parts);
}
