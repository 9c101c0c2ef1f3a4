// What runs inside a worker: it opens data and answers, or holds a slice for the worker that does.
import type {Dataset} from "../model/dataset.js";
import {cut, detached, openSlice, type SliceParts} from "../model/slice.js";
import {toShared} from "../model/swap.js";
import {VERSION} from "../model/version.js";
import type {Result} from "../results/result.js";
import {answered} from "./answer.js";
import type {AskOptions} from "./host.js";
import {sentResult, type SentResult} from "./result-wire.js";
import {answerSplit, collector, type Collect} from "./split.js";
import {Wire, type Endpoint} from "./wire.js";

/** Opens data from what the page sent. */
export type Open = (input: unknown, options: {readonly base: string}) => Promise<Dataset>;
type Ask = (query: unknown, options: AskOptions) => Promise<Result>;

export interface Opened {
  readonly events: number;
}

/** Serves the page behind `port`: one worker opens the data and answers, the others help it count. */
export function serve(port: Endpoint, open: Open): void {
  let whole: Dataset | null = null;
  let ask: Ask = () => Promise.reject(new Error("no data has been opened in this worker"));
  new Wire(port, {
    hello: () => VERSION,
    async open(
      {input, options, base}: {input: unknown; options: object; base: string},
      {signal, onProgress},
    ): Promise<Opened> {
      const data = await open(input, {...options, base, signal, onProgress} as Parameters<Open>[1]);
      whole = data;
      ask = (query, asked) => answered(query, data, asked);
      return {events: data.store.size};
    },
    async share(helpers: readonly MessagePort[]): Promise<void> {
      ask = await shared(whole!, helpers);
      whole = null;
    },
    help: (helped: MessagePort) => help(helped),
    async ask(query: unknown, asked): Promise<SentResult> {
      return sentResult(await ask(query, asked));
    },
  });
}

/** Gives every helper a slice, keeps the first for this thread, and answers with all of them. */
async function shared(data: Dataset, helpers: readonly MessagePort[]): Promise<Ask> {
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

function help(port: MessagePort): void {
  let collect: Collect | null = null;
  new Wire(port, {
    hold(parts: SliceParts) {
      collect = collector(openSlice(parts));
    },
    collect: (query: unknown, options) => collect!(query, options),
  });
}
