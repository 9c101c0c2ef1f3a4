// All parts at once, for those who read questions without waiting: checks of a whole report, the schema of every query, tests.
import {faults, sentences} from "./answer.js";
import {comparison, kinds} from "./question.js";
import {unitTerms} from "./scope-of.js";

/** Loads what answering any question needs. */
export async function loadEveryPart(): Promise<void> {
  await Promise.all([...kinds.values(), comparison, faults, sentences, unitTerms].map((part) => part.load()));
}
