// The local host as the front door offers it: answers carry Arquero tables.
import type {Dataset} from "../model/dataset.js";
import {toArquero} from "../results/to-arquero.js";
import type {Host} from "./host.js";
import {localHostWith} from "./local.js";

/** Answers questions over `dataset` on this thread. */
export function localHost(dataset: Dataset): Host {
  return localHostWith(dataset, toArquero);
}
