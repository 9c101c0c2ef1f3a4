// Makes ready what a page gives to be opened in a worker: arrays are copied in slices and handed over, tables become columns.
import {AbortError} from "../model/errors.js";
import {ColumnTable, type Cell, type Table} from "../model/table.js";
import {breath} from "./drive.js";

/** Input and options that can be sent. */
export interface Outgoing {
  readonly value: unknown;
  readonly transfer: Transferable[];
  /** False where sending used the input up, so that it cannot be sent a second time. */
  readonly again: boolean;
}

/** A table on its way: the worker makes one of it again. */
interface SentTable {
  readonly columnsOfTable: readonly (readonly [name: string, values: ArrayLike<unknown>])[];
}

/** Copies at most this many bytes at a time: a few milliseconds. */
const STRETCH = 8 << 20;

/**
 * The same input without anything that cannot be sent. Typed arrays are copied without holding the thread for long, or handed over as
 * they are with `transfer`: then they are empty afterwards.
 */
export async function outgoing(input: unknown, transfer: boolean, signal?: AbortSignal): Promise<Outgoing> {
  const sent = new Sent(transfer, signal);
  const value = await sent.of(input);
  return {
    value,
    transfer: [...sent.buffers, ...sent.streams],
    again: sent.streams.size === 0 && !(transfer && sent.buffers.size > 0),
  };
}

class Sent {
  readonly buffers = new Set<ArrayBuffer>();
  readonly streams = new Set<Transferable>();
  readonly #seen = new Map<object, unknown>();
  constructor(
    private readonly handOver: boolean,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async of(value: unknown): Promise<unknown> {
    if (typeof value === "function") return undefined;
    if (typeof value !== "object" || value === null) return value;
    if (this.#seen.has(value)) return this.#seen.get(value);
    const made = await this.#made(value);
    this.#seen.set(value, made);
    return made;
  }

  #made(value: object): unknown {
    if (value instanceof URL) return value.href;
    if (value instanceof ArrayBuffer) return this.#bytes(new Uint8Array(value)).then(({buffer}) => buffer);
    if (ArrayBuffer.isView(value)) return this.#bytes(value as Uint8Array);
    if (value instanceof ReadableStream) return this.#stream(value);
    if (value instanceof Blob || value instanceof Date) return value;
    if (isTable(value)) return this.#table(value);
    if (Array.isArray(value)) return isList(value) ? Promise.all(value.map((inner) => this.of(inner))) : value;
    return this.#object(value);
  }

  async #object(value: object): Promise<object> {
    const entries: [string, unknown][] = [];
    for (const [key, inner] of Object.entries(value)) entries.push([key, await this.of(inner)]);
    return Object.fromEntries(entries);
  }

  async #table(table: Table): Promise<SentTable> {
    const columns: [string, ArrayLike<unknown>][] = [];
    for (const name of table.columnNames())
      columns.push([name, (await this.of(table.array(name))) as ArrayLike<unknown>]);
    return {columnsOfTable: columns};
  }

  #stream(stream: ReadableStream): ReadableStream {
    this.streams.add(stream);
    return stream;
  }

  async #bytes<A extends Uint8Array>(array: A): Promise<A> {
    if (!(array.buffer instanceof ArrayBuffer)) return array;
    if (this.handOver && array.byteLength === array.buffer.byteLength) {
      this.buffers.add(array.buffer);
      return array;
    }
    const copy = new (array.constructor as new (length: number) => A)(array.length);
    const step = Math.max(1, Math.floor(STRETCH / array.BYTES_PER_ELEMENT));
    for (let at = 0; at < array.length; at += step) {
      if (this.signal?.aborted) throw new AbortError("loading was cancelled");
      copy.set(array.subarray(at, at + step), at);
      await breath();
    }
    this.buffers.add(copy.buffer as ArrayBuffer);
    return copy;
  }
}

function isTable(value: object): value is Table {
  const {numRows, columnNames, array} = value as Partial<Table>;
  return typeof numRows === "function" && typeof columnNames === "function" && typeof array === "function";
}

// A few inputs, as opposed to many rows or values.
const isList = (value: readonly unknown[]) => value.length <= 256;

/** What was sent, as the page had it: columns of a table are a table again. */
export function incoming(value: unknown): unknown {
  if (Array.isArray(value)) return isList(value) ? value.map(incoming) : value;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if ("columnsOfTable" in value)
    return new ColumnTable((value as SentTable).columnsOfTable as Iterable<[string, readonly Cell[]]>);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, incoming(inner)]));
}
