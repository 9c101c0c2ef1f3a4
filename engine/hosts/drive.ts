// Runs work in short slices, so that a page stays alive, progress is told and a cancelled question stops soon.
import type {Work} from "../analyses/analysis.js";
import {AbortError} from "../model/errors.js";
import type {AskOptions} from "./host.js";

/** Longest stretch of work between two breaths (ms): under one frame at 60 a second. */
const SLICE = 12;

/** Resolves to what the work returns; rejects with AbortError within a slice of `signal` firing. */
export async function drive<T>(work: Work<T>, {signal, onProgress}: AskOptions = {}): Promise<T> {
  for (;;) {
    if (signal?.aborted) throw new AbortError();
    const until = performance.now() + SLICE;
    let step = work.next();
    while (!step.done && performance.now() < until) step = work.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
    await breath();
  }
}

/** Lets the browser (or Node) handle what waits; unlike a timer it is not clamped to 4 ms. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
