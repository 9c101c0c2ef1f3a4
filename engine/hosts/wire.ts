// Calls between two threads over a message port: a request, its progress, one reply, and a word to stop. Both ends may ask.
import {AbortError, DataError, NeedsWhole, QueryError} from "../model/errors.js";
import {breath} from "./drive.js";

/** What a Worker, a worker's global scope and a MessagePort have in common. */
export interface Endpoint {
  onmessage: ((event: MessageEvent) => unknown) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: never) => void) | undefined;
  readonly transfer?: readonly Transferable[];
}
/** An answer, and memory in it that is handed over instead of being copied. */
export class HandedOver {
  constructor(
    readonly value: unknown,
    readonly transfer: readonly Transferable[],
  ) {}
}
/** Answers one kind of call; what it tells as progress may be anything that can be cloned. */
export type Handler = (value: never, call: {signal: AbortSignal; onProgress: (done: unknown) => void}) => unknown;

type Path = readonly (string | number)[];
type Body =
  | {readonly type: "call"; readonly id: number; readonly what: string; readonly value: unknown}
  | {readonly type: "stop"; readonly id: number}
  | {readonly type: "progress"; readonly id: number; readonly done: unknown}
  | {readonly type: "reply"; readonly id: number; readonly value: unknown}
  | {readonly type: "error"; readonly id: number; readonly error: PlainError};
type Message =
  | {readonly body: Body; readonly holes: readonly Path[]; readonly list: number}
  | {readonly list: number; readonly hole: number; readonly values: unknown[]};

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onProgress: ((done: never) => void) | undefined;
}

/** Longest list in one message: the other side takes a piece of this length in about a millisecond. */
const PIECE = 8192;
/** Longest time (ms) of sending pieces without letting others have the thread. */
const HOLD = 8;

export class Wire {
  readonly #waiting = new Map<number, Waiting>();
  readonly #running = new Map<number, AbortController>();
  readonly #lists = new Map<number, unknown[][]>();
  #next = 1;
  #dead: Error | null = null;

  constructor(
    private readonly port: Endpoint,
    private readonly handlers: Readonly<Record<string, Handler>> = {},
  ) {
    port.onmessage = ({data}: MessageEvent) => this.#receive(data as Message);
  }

  /** Asks the other side. Rejects with its error, or with AbortError as soon as `signal` fires. */
  call<T>(what: string, value?: unknown, {signal, onProgress, transfer = []}: CallOptions = {}): Promise<T> {
    if (this.#dead) return Promise.reject(this.#dead);
    if (signal?.aborted) return Promise.reject(new AbortError());
    const id = this.#next++;
    const reply = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, {resolve, reject, onProgress}));
    const stop = () => {
      void this.#send({type: "stop", id});
      this.#settle(id)?.reject(new AbortError());
    };
    signal?.addEventListener("abort", stop);
    this.#send({type: "call", id, what, value}, transfer).catch((error: unknown) => this.#settle(id)?.reject(error));
    return (reply as Promise<T>).finally(() => signal?.removeEventListener("abort", stop));
  }

  /** Rejects all that is asked, now and later. */
  fail(error: unknown): void {
    this.#dead = error instanceof Error ? error : new Error(String(error));
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(error);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  // Long lists go ahead in pieces, so that neither thread is held up by copying them.
  async #send(body: Body, transfer: readonly Transferable[] = []): Promise<void> {
    const lists: unknown[][] = [];
    const holes: Path[] = [];
    const lean = withoutLongLists(body, [], holes, lists) as Body;
    const list = lists.length ? this.#next++ : 0;
    let since = performance.now();
    for (const [hole, values] of lists.entries()) {
      for (let at = 0; at < values.length; at += PIECE) {
        this.port.postMessage({list, hole, values: values.slice(at, at + PIECE)}, []);
        if (performance.now() - since < HOLD) continue;
        await breath();
        since = performance.now();
      }
    }
    this.port.postMessage({body: lean, holes, list}, [...transfer]);
  }

  #receive(message: Message): void {
    if ("hole" in message) return this.#collect(message.list, message.hole, message.values);
    const {body, holes, list} = message;
    holes.forEach((path, hole) => fill(body, path, this.#lists.get(list)?.[hole] ?? []));
    this.#lists.delete(list);
    if (body.type === "call") void this.#serve(body);
    else if (body.type === "stop") this.#running.get(body.id)?.abort();
    else if (body.type === "progress") this.#waiting.get(body.id)?.onProgress?.(body.done as never);
    else if (body.type === "reply") this.#settle(body.id)?.resolve(body.value);
    else this.#settle(body.id)?.reject(errorOf(body.error));
  }

  #collect(list: number, hole: number, values: unknown[]): void {
    const lists = this.#lists.get(list) ?? [];
    this.#lists.set(list, lists);
    const known = (lists[hole] ??= []);
    for (const value of values) known.push(value);
  }

  async #serve({id, what, value}: {id: number; what: string; value: unknown}): Promise<void> {
    const stop = new AbortController();
    this.#running.set(id, stop);
    const onProgress = (done: unknown) => void this.#send({type: "progress", id, done});
    try {
      const handler = this.handlers[what];
      if (!handler) throw new Error(`nobody answers "${what}" here`);
      // Who drags a slider asks faster than anybody answers: a word to stop that has come meanwhile is heard before work begins.
      await breath();
      if (stop.signal.aborted) return;
      const answered: unknown = await handler(value as never, {signal: stop.signal, onProgress});
      if (stop.signal.aborted) return;
      const {value: reply, transfer} = answered instanceof HandedOver ? answered : {value: answered, transfer: []};
      await this.#send({type: "reply", id, value: reply}, transfer);
    } catch (error) {
      if (!stop.signal.aborted) void this.#send({type: "error", id, error: plainError(error)});
    } finally {
      this.#running.delete(id);
    }
  }
}

/** The same value with null in place of long lists, which are looked for in plain objects and short lists. */
function withoutLongLists(value: unknown, path: Path, holes: Path[], lists: unknown[][]): unknown {
  if (Array.isArray(value)) {
    if (value.length > PIECE) {
      holes.push(path);
      lists.push(value as unknown[]);
      return null;
    }
    return value.length > 256 ? value : value.map((inner, i) => withoutLongLists(inner, [...path, i], holes, lists));
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutLongLists(inner, [...path, key], holes, lists)]),
  );
}

function fill(body: unknown, path: Path, list: unknown[]): void {
  let place = body as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) place = place[step] as typeof place;
  place[path[path.length - 1]!] = list;
}

interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly place: string;
}

function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return {name: "Error", message: String(error), place: ""};
  const place = error instanceof QueryError ? error.path : error instanceof DataError ? error.file : "";
  return {name: error.name, message: place ? error.message.slice(place.length + 2) : error.message, place};
}

function errorOf({name, message, place}: PlainError): Error {
  if (name === "QueryError") return new QueryError(message, place);
  if (name === "DataError") return new DataError(message, place);
  if (name === "AbortError") return new AbortError(message);
  if (name === "NeedsWhole") return new NeedsWhole();
  return Object.assign(new Error(message), {name});
}
