// The engine's sentence in a reader's language; loaded only where that is not English.
import {hasSentences, sentencesFor} from "../../engine/results/languages.js";
import type {Result} from "../../engine/results/result.js";
import {measureLabel} from "../../engine/results/summaries/measure-label.js";
import {summarise} from "../../engine/results/summarise.js";
import {words} from "../../engine/results/words.js";

const told = new Set<string>();

/** What a result says of itself: its sentence, and the name of the measure that it is about, or null. */
export interface Spoken {
  readonly summary: string;
  readonly measure: string | null;
}

/** Where the language has no sentences they are English, which the console is told once. */
export async function spokenIn(language: string, result: Result): Promise<Spoken> {
  if (!hasSentences(language)) tellOnce(language);
  const sentences = await sentencesFor(language);
  return {
    summary: summarise(result, language, sentences) || result.summary,
    measure: result.diagnostics?.["measure"] ? measureLabel(result, words(language, sentences)) : null,
  };
}

function tellOnce(language: string): void {
  if (told.has(language)) return;
  told.add(language);
  console.info(
    `lifecycle-kit: no sentences in "${language}"; sentences are English, figures and dates as it writes them`,
  );
}
