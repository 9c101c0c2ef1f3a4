// Stops the work of a command when the person or the system asks for it: cleanly first, at once the second time.
import {AbortError} from "../../engine/model/errors.js";

/** The exit code of a program that a signal ended is 128 more than the signal's number. */
const SIGNALS = {SIGINT: 130, SIGTERM: 143} as const;

/** A command that was told to stop. */
class StoppedError extends AbortError {
  override readonly name = "StoppedError";
  constructor(
    signal: string,
    readonly exitCode: number,
  ) {
    super(`stopped by ${signal}`);
  }
}

/** Runs `work` with a signal that fires on SIGINT and SIGTERM; it then rejects with the exit code of a stopped program. */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const handlers = Object.entries(SIGNALS).map(([name, code]) => {
    const onSignal = () => (stop.signal.aborted ? process.exit(code) : stop.abort(new StoppedError(name, code)));
    process.on(name, onSignal);
    return () => process.off(name, onSignal);
  });
  try {
    await work(stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    for (const forget of handlers) forget();
  }
}
