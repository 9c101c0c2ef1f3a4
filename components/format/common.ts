// The words that all widgets share: English is there from the start, other languages come when somebody reads them.
import {Lazy} from "../../engine/model/lazy.js";
import type {Catalogue, Messages} from "./catalogue.js";
import {english} from "./messages.js";
import {sayings} from "./said.js";

const known: Record<string, Messages> = {en: english};
/** Language → words; grows as languages come. */
export const messages: Catalogue = known;

const others: Readonly<Record<string, Lazy<Messages>>> = {
  de: new Lazy("German words", async () => {
    const [{german}, {inGerman}] = await Promise.all([
      import("./messages.de.js"),
      import("../../engine/results/sentences/phrases.de.js"),
    ]);
    sayings["de"] = inGerman;
    return (known["de"] = german);
  }),
};

/** What is still to load for a locale (BCP 47); null where nothing is. */
export function missingWords(locale: string): Promise<unknown> | null {
  const language = locale.split("-", 1)[0]!.toLowerCase();
  const late = Object.hasOwn(others, language) ? others[language]! : null;
  return late === null || late.soFar ? null : late.load();
}

/** Does `draw` once the words of a locale are there; in English where they cannot be had. */
export function withWords(locale: string, draw: () => unknown): unknown {
  const missing = missingWords(locale);
  if (!missing) return draw();
  const inEnglish = (error: unknown) => {
    console.error(`lifecycle-kit: the words of "${locale}" could not be loaded, so they are English`, error);
    return draw();
  };
  return missing.then(draw, inEnglish);
}
