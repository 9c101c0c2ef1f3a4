// Exit codes and what each kind of failure prints.
import {AbortError, DataError, QueryError} from "../../engine/model/errors.js";

/** 0 done, 1 a defect of ours, 2 wrong usage, config or query, 3 unusable data, 4 the browser or a delivery failed; 130 stopped. */
export const EXIT = {done: 0, defect: 1, usage: 2, data: 3, delivery: 4, stopped: 130} as const;

/** Wrong words on the command line or in a config. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/** The exit code of a failure. Errors may bring their own as `exitCode`. */
export function exitCodeOf(error: unknown): number {
  const own = (error as {exitCode?: unknown} | null)?.exitCode;
  if (typeof own === "number") return own;
  if (error instanceof QueryError || error instanceof UsageError) return EXIT.usage;
  if (error instanceof DataError) return EXIT.data;
  return error instanceof AbortError ? EXIT.stopped : EXIT.defect;
}

/** What to print: one message a line for faults of the user, a plea to report for faults of ours; the stack only when asked. */
export function messageOf(error: unknown, verbose: boolean): string {
  const text = error instanceof Error ? error.message : String(error);
  const stack = verbose && error instanceof Error && error.stack ? `\n${error.stack}` : "";
  if (exitCodeOf(error) !== EXIT.defect) return `error: ${text}${stack}`;
  return `error: ${text}\nThis is a defect of lifecycle-kit${verbose ? "" : "; run again with --verbose for details to report"}.${stack}`;
}
