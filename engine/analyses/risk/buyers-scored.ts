// The score of purchases: the chance that a customer has stopped buying (semantics 11.2, 13.2).
import {alive, type BgNbd} from "../../stats/bgnbd.js";
import type {Work} from "../analysis.js";
import {fitBgNbd, grouped, type Fitted} from "../purchase-models/fits.js";
import {Tally, type TallyFacts} from "../tally.js";
import type {Buyers} from "./buyers.js";

/** Customers with the same history have the same risk. */
export interface Scored {
  readonly fitted: Fitted<BgNbd>;
  /** Which history each customer has. */
  readonly of: Uint32Array;
  /** By history; null throughout where no model can be fitted. */
  readonly risks: readonly (number | null)[];
}

export function* scored(buyers: Buyers): Work<Scored> {
  const histories = grouped(buyers);
  const fitted = yield* fitBgNbd(buyers, histories);
  const risks = Array.from(histories.x, (x, i) =>
    fitted.status === "fitted" ? 1 - alive(fitted.model, {x, tx: histories.tx[i]!, age: histories.age[i]!}) : null,
  );
  return {fitted, of: histories.of, risks};
}

/** By bucket and history: customers that are scored. */
export function countedIn({asked, labels}: Buyers, {of, risks}: Scored): TallyFacts {
  const buckets = new Map([...new Set(labels)].map((label, i) => [label, i]));
  const tally = new Tally([...buckets.keys()], risks.length, 1);
  of.forEach((history, i) => {
    if (!asked[i]) return;
    const cell = tally.at(buckets.get(labels[i]!)!, history);
    tally.cells[cell]! += 1;
  });
  return tally.facts();
}

/** By history: customers that were scored, and those of them that stayed silent. */
export function heldAgainst({asked, silent}: Buyers, {of, risks}: Scored) {
  const facts = {scored: new Float64Array(risks.length), silent: new Float64Array(risks.length)};
  of.forEach((history, i) => {
    if (!asked[i]) return;
    facts.scored[history]! += 1;
    facts.silent[history]! += silent[i]!;
  });
  return facts;
}
