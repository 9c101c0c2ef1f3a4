// What runs inside a worker: it opens data and answers, or holds a slice for the worker that does.
import type {Dataset} from "../model/dataset.js";
import {VERSION} from "../model/version.js";
import type {Result} from "../results/result.js";
import {loadAhead} from "./ahead.js";
import {answered} from "./answer.js";
import {drive} from "./drive.js";
import type {AskOptions} from "./host.js";
import {sentResult} from "./result-wire.js";
import {Wire, type Endpoint, type HandedOver} from "./wire.js";

/** Opens data from what the page sent. */
export type Open = (input: unknown, options: {readonly base: string}) => Promise<Dataset>;
/** Answers a question. */
export type Ask = (query: unknown, options: AskOptions) => Promise<Result>;

export interface Opened {
  readonly events: number;
}

/** Serves the page behind `port`: one worker opens the data and answers, the others help it count. */
export function serve(port: Endpoint, open: Open): void {
  let whole: Dataset | null = null;
  let ask: Ask = () => Promise.reject(new Error("no data has been opened in this worker"));
  new Wire(port, {
    hello: () => VERSION,
    ahead: (kinds: readonly string[]) => loadAhead(kinds),
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
      const {shared} = await import("./worker-share.js");
      ask = await shared(whole!, helpers);
      whole = null;
    },
    async help(helped: MessagePort): Promise<void> {
      const {help} = await import("./worker-share.js");
      help(helped);
    },
    async ask(query: unknown, asked): Promise<HandedOver> {
      return drive(sentResult(await ask(query, asked)), asked);
    },
  });
}
