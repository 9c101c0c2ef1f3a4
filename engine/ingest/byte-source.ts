// Bytes, wherever they come from: memory, a Blob, a stream, an address, a path.
import {AbortError, DataError} from "../model/errors.js";
import type {ReadPath} from "./options.js";

/** Bytes that can be read once from the start, in chunks of any size. */
export interface ByteSource {
  /** What messages call it. */
  readonly path: string;
  readonly size: number | null;
  open(signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

const CHUNK = 1 << 21;

/** Memory, in views of some megabytes. */
export function ofBytes(path: string, bytes: Uint8Array): ByteSource {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  }
  return {path, size: bytes.length, open: async () => chunks()};
}

export function ofBlob(path: string, blob: Blob): ByteSource {
  return {path, size: blob.size, open: async (signal) => chunksOf(blob.stream(), path, signal)};
}

export function ofStream(path: string, stream: ReadableStream<Uint8Array>): ByteSource {
  return {path, size: null, open: async (signal) => chunksOf(stream, path, signal)};
}

export function ofPath(path: string, readPath: ReadPath): ByteSource {
  const source = {
    path,
    size: null as number | null,
    open: async (signal?: AbortSignal) => {
      const {stream, size} = await readPath(path, signal);
      source.size = size ?? null;
      return chunksOf(stream, path, signal);
    },
  };
  return source;
}

/** The chunks of a stream; the stream is cancelled when the reader stops early. A failing stream becomes a DataError. */
export async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const {done, value} = await read(reader, path, signal);
      ended = done;
      if (done) return;
      if (value.length > 0) yield value;
    }
  } finally {
    // A stream that never answers must not hold up the one who stopped it.
    if (!ended) reader.cancel().catch(() => {});
    else reader.releaseLock();
  }
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  path: string,
  signal?: AbortSignal,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await (signal ? unlessAborted(reader.read(), signal) : reader.read());
  } catch (error) {
    if (isAbort(error) || error instanceof DataError) throw error;
    throw new DataError(`cannot be read: ${messageOf(error)}`, path);
  }
}

// What `work` gives, or an AbortError as soon as the signal fires.
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new AbortError("loading was cancelled"));
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, {once: true});
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

const isAbort = (error: unknown) => error instanceof AbortError || (error as {name?: unknown})?.name === "AbortError";
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** All bytes in one piece. Throws DataError, or what `tooMany` gives, above `limit`. */
export async function collect(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
  path: string,
  tooMany = () =>
    new DataError(`is larger than ${limit} bytes once expanded; raise limits.expandedBytes to read it`, path),
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) throw tooMany();
    parts.push(chunk);
  }
  return joined(parts, size);
}

export function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The first bytes of a stream of chunks, and the chunks again from the start. */
export async function peek(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{head: Uint8Array; all: AsyncIterable<Uint8Array>; ended: boolean}> {
  const iterator = chunks[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let have = 0;
  let ended = false;
  while (have < size && !ended) {
    const step = await iterator.next();
    if (step.done) ended = true;
    else {
      parts.push(step.value);
      have += step.value.length;
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* parts.splice(0);
      while (!ended) {
        const step = await iterator.next();
        if (step.done) return;
        yield step.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return {head: joined(parts, have), all: all(), ended};
}
