// What is known of customers by age, as plain data that merges.
import {mergeTallies, type TallyFacts} from "../tally.js";

/**
 * Sums by bucket and by (last observed age, age). Units stand at age 0; revenue at its age, as far as observed. By calendar a cohort
 * is one last observed age.
 */
export interface LtvFacts {
  readonly sums: TallyFacts;
  /** Only where the query asks for the spread. */
  readonly products: TallyFacts | null;
  readonly currencies: readonly (string | null)[];
}

export const UNITS = 0;
export const REVENUE = 1;
export const WIDTH = 2;

export function mergeLtv(parts: readonly LtvFacts[]): LtvFacts {
  const products = parts.flatMap((part) => part.products ?? []);
  return {
    sums: mergeTallies(parts.map(({sums}) => sums)),
    products: products.length > 0 ? mergeTallies(products) : null,
    currencies: parts.flatMap(({currencies}) => currencies),
  };
}
