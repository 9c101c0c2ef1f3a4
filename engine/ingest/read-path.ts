// Opens a path or address with what the platform has: the file system in Node, fetch for addresses and in pages.
import {DataError} from "../model/errors.js";
import {messageOf} from "./byte-source.js";
import type {ReadPath} from "./options.js";

/** The little of Node that is used, asked for at run time so that pages can load this file. */
interface NodeFs {
  promises: {open(path: string): Promise<NodeFile>};
}
interface NodeFile {
  stat(): Promise<{size: number; isDirectory(): boolean}>;
  read(buffer: Uint8Array, offset: number, length: number, position: null): Promise<{bytesRead: number}>;
  close(): Promise<void>;
}

function nodeFs(): NodeFs | null {
  const {process} = globalThis as {process?: {getBuiltinModule?: (name: string) => unknown}};
  return (process?.getBuiltinModule?.("node:fs") as NodeFs | undefined) ?? null;
}

/** `fetch` for http(s), blob and data addresses, and for everything in a page; else the file system. */
export const readPath: ReadPath = async (path, signal) => {
  const fs = nodeFs();
  if (!fs || /^(https?|blob|data):/i.test(path)) return fetched(path, signal);
  return fromDisk(fs, path.startsWith("file:") ? decodeURIComponent(new URL(path).pathname) : path);
};

async function fetched(
  path: string,
  signal?: AbortSignal,
): Promise<{stream: ReadableStream<Uint8Array>; size?: number}> {
  let response: Response;
  try {
    response = await fetch(path, signal ? {signal} : {});
  } catch (error) {
    if ((error as {name?: unknown})?.name === "AbortError") throw error;
    throw new DataError(`cannot be fetched: ${messageOf(error)}`, path);
  }
  if (!response.ok)
    throw new DataError(
      `cannot be fetched: the server answered ${response.status} ${response.statusText}`.trim(),
      path,
    );
  if (!response.body) throw new DataError("the server sent no content", path);
  const length = response.headers.get("content-encoding") ? NaN : Number(response.headers.get("content-length") ?? NaN);
  return {stream: response.body, ...(Number.isFinite(length) ? {size: length} : {})};
}

const CHUNK = 1 << 21;

async function fromDisk(fs: NodeFs, path: string): Promise<{stream: ReadableStream<Uint8Array>; size?: number}> {
  const file = await fs.promises.open(path).catch((error: {code?: string}) => {
    throw new DataError(error.code === "ENOENT" ? "no such file" : `cannot be opened: ${messageOf(error)}`, path);
  });
  const {size, isDirectory} = await file.stat().then((stat) => ({size: stat.size, isDirectory: stat.isDirectory()}));
  if (isDirectory) {
    await file.close();
    throw new DataError("is a folder; name the files in it", path);
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const buffer = new Uint8Array(CHUNK);
        const {bytesRead} = await file.read(buffer, 0, CHUNK, null);
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
        await file.close();
        controller.close();
      },
      cancel: () => file.close(),
    },
    {highWaterMark: 1},
  );
  return {stream, ...(size > 0 ? {size} : {})};
}
