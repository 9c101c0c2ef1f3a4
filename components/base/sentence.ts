// The engine's sentence in a reader's language; loaded only where that is not English.
import {hasSentences, sentencesFor} from "../../engine/results/languages.js";
import type {Result} from "../../engine/results/result.js";
import {summarise} from "../../engine/results/summarise.js";

const told = new Set<string>();

/** The sentence of a result. Where there are none in the language it is English, which the console is told once. */
export async function sentenceIn(language: string, result: Result): Promise<string> {
  if (!hasSentences(language)) tellOnce(language);
  return summarise(result, language, await sentencesFor(language)) || result.summary;
}

function tellOnce(language: string): void {
  if (told.has(language)) return;
  told.add(language);
  console.info(
    `lifecycle-kit: no sentences in "${language}"; sentences are English, figures and dates as it writes them`,
  );
}
