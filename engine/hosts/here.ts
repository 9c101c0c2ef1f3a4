// A host on this thread for a page that draws: its answers carry the light tables, so that the page need not load Arquero.
import type {Input, OpenOptions} from "../ingest/options.js";
import type {Dataset} from "../model/dataset.js";
import type {Table} from "../model/table.js";
import {openDataset} from "../sources/open-dataset.js";
import {loadAhead} from "./ahead.js";
import type {Host} from "./host.js";
import {localHostWith} from "./local.js";

export {loadAhead};

const asItIs = (table: Table): Table => table;

/** Opens data as `openDataset` does, and answers over them. */
export async function hostHere(input: unknown, options: OpenOptions): Promise<Host> {
  return localHostWith(await openDataset(input as Input, options), asItIs);
}

/** Answers over a dataset that is there already. */
export function hostOver(dataset: Dataset): Host {
  return localHostWith(dataset, asItIs);
}
