// The name of a stage in a sentence.
import type {Cell} from "../../model/table.js";
import {sentence, type Words} from "../words.js";

/** A stage called after its id has a name in the language of the sentences; one with a label of its own keeps that. */
export function stageWords(id: Cell | undefined, label: Cell | undefined, words: Words): string {
  const own = String(label ?? id);
  return own === sentence(String(id)) ? words.name(`stage.${String(id)}`, own) : own;
}
