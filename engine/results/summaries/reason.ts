// Why something could not be worked out, in the language of the sentence.
import type {Reason} from "../../model/reason.js";
import type {Words} from "../words.js";

export function reasonWords({text, key, of}: Reason, words: Words): string {
  return words.name(`reason.${key}`, text, of);
}
