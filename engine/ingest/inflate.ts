// Unpacks gzip, and the deflated members of ZIP archives, chunk by chunk, and counts what comes out.
import {DataError} from "../model/errors.js";
import {chunksOf, messageOf} from "./byte-source.js";

const KIND = {"gzip": "a gzip file", "deflate-raw": "a member of a ZIP archive"};

/** The expanded bytes. Throws DataError for a damaged or cut file, and when they are more than `limit`. */
export async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  format: keyof typeof KIND,
  limit: number,
  path: string,
): AsyncGenerator<Uint8Array> {
  const expanded = asStream(chunks).pipeThrough(
    new DecompressionStream(format) as ReadableWritablePair<Uint8Array, Uint8Array>,
  );
  let size = 0;
  try {
    for await (const chunk of chunksOf(expanded, path)) {
      size += chunk.length;
      if (size > limit)
        throw new DataError(`expands to more than ${limit} bytes; raise limits.expandedBytes to read it`, path);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof DataError && !error.message.includes("cannot be read")) throw error;
    if ((error as {name?: unknown}).name === "AbortError") throw error;
    throw new DataError(
      `is ${KIND[format]} that is damaged or cut short after ${size} expanded bytes (${messageOf(error)})`,
      path,
    );
  }
}

function asStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const step = await iterator.next();
        if (step.done) controller.close();
        else controller.enqueue(step.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    {highWaterMark: 1},
  );
}
