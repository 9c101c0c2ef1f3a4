// Remembers, beside a dataset, where its people and accounts came from: what listings need and analyses do not.
import type {Dataset} from "../model/dataset.js";
import type {Identities, IdentityBook} from "./identity.js";
import type {TraitBook} from "./traits.js";

export interface Origins {
  readonly identities: Identities;
  readonly book: IdentityBook;
  readonly traits: TraitBook;
  readonly accountTraits: TraitBook;
}

const known = new WeakMap<Dataset, Origins>();

export function rememberOrigins(dataset: Dataset, origins: Origins): void {
  known.set(dataset, origins);
}

/** Null for a dataset that was not made by `openDataset`. */
export function originsOf(dataset: Dataset): Origins | null {
  return known.get(dataset) ?? null;
}
