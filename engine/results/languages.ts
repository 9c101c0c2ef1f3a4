// The languages that sentences come in besides English, each loaded when it is first asked for.
import type {Patterns} from "./patterns.js";

const catalogues: Readonly<Record<string, () => Promise<Patterns>>> = {
  de: async () => (await import("./sentences/de.js")).de,
};

/** The language of a locale: "de" of "de-AT". */
function languageOf(locale: string): string {
  return locale.split("-", 1)[0]!.toLowerCase();
}

/** Whether there are sentences in the language of a locale (BCP 47): English and German. */
export function hasSentences(locale: string): boolean {
  const language = languageOf(locale);
  return language === "en" || Object.hasOwn(catalogues, language);
}

/** The sentences of a locale's language, for `summarise`; undefined where there are none, and then sentences are English. */
export async function sentencesFor(locale: string): Promise<Patterns | undefined> {
  const language = languageOf(locale);
  return Object.hasOwn(catalogues, language) ? catalogues[language]!() : undefined;
}
