// Several workers count together: one cuts the data and gives the others their slices. Loaded where there is more than one.
import type {Dataset} from "../model/dataset.js";
import {cut, detached, openSlice, type SliceParts} from "../model/slice.js";
import {toShared} from "../model/swap.js";
import {answerSplit, collector, type Collect} from "./split.js";
import {HandedOver, Wire} from "./wire.js";
import type {Ask} from "./worker-server.js";

/** Gives every helper a slice, keeps the first for this thread, and answers with all of them. */
export async function shared(data: Dataset, helpers: readonly MessagePort[]): Promise<Ask> {
  const whole = globalThis.crossOriginIsolated ? data.swapped(toShared) : data;
  const [own, ...others] = cut(whole, helpers.length + 1);
  const slice = openSlice(own!);
  const away = others.map((part, k): Promise<Collect> => handOver(part, new Wire(helpers[k]!)));
  const collectors = [collector(slice), ...(await Promise.all(away))];
  return (query, options) => answerSplit(query, whole, slice, collectors, options);
}

async function handOver(slice: SliceParts, wire: Wire): Promise<Collect> {
  const {parts, transfer} = detached(slice);
  await wire.call("hold", parts, {transfer});
  return (query, options) => wire.call("collect", query, options);
}

/** Holds a slice for the worker behind `port`, and counts in it. */
export function help(port: MessagePort): void {
  let collect: Collect | null = null;
  new Wire(port, {
    hold(parts: SliceParts) {
      collect = collector(openSlice(parts));
    },
    async collect(query: unknown, options): Promise<HandedOver> {
      const {buffers = [], ...found} = await collect!(query, options);
      return new HandedOver(found, buffers);
    },
  });
}
