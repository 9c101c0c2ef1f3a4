// What the engine says in English (notes, reasons, errors) as a reader hears it.
import type {Saying} from "../../engine/results/phrase-book.js";

/** Language → its sayings; grows as languages come. */
export const sayings: Record<string, Saying> = {};

/** The message in the language of a locale (BCP 47); as it is where that has no words for it, or they have not come. */
export function said(locale: string, english: string): string {
  return sayings[locale.split("-", 1)[0]!.toLowerCase()]?.(english) ?? english;
}
