// All parts at once, for those who read questions without waiting: checks of a whole report, the schema of every query, tests.
import {ofMeasures} from "../analyses/index.js";
import {purchaseScore} from "../analyses/risk/purchase-score.js";
import {comparedSentence, sentences} from "../results/sentence-of.js";
import {faults} from "./answer.js";
import {comparison, issues, kinds} from "./question.js";
import {unitTerms} from "./scope-of.js";

/** Loads what answering any question needs. */
export async function loadEveryPart(): Promise<void> {
  const others = [...Object.values(ofMeasures), purchaseScore, comparison, comparedSentence, faults, issues, unitTerms];
  await Promise.all([...kinds.values(), ...sentences.values(), ...others].map((part) => part.load()));
}
