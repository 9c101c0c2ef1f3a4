// How long the parts of a run may take.
import {parseDuration} from "../../engine/model/duration.js";
import type {ReportConfig} from "../config/schema.js";

export interface TimeLimits {
  /** Milliseconds. */
  readonly load: number;
  readonly render: number;
  readonly print: number;
  readonly run: number;
}

const DEFAULTS = {load: "PT30M", render: "PT2M", print: "PT2M", run: "PT6H"} as const;

export function timeLimits({limits = {}}: Pick<ReportConfig, "limits">): TimeLimits {
  const of = (part: keyof typeof DEFAULTS) => parseDuration(limits[part] ?? DEFAULTS[part], `limits.${part}`);
  return {load: of("load"), render: of("render"), print: of("print"), run: of("run")};
}

/** A part of the run took longer than it may. */
export class LimitError extends Error {
  override readonly name = "LimitError";
  readonly exitCode = 4;
}

/** Runs `work` under a signal that fires with `outer`, or after `ms`; then the work rejects with LimitError. */
export async function limited<T>(
  part: keyof TimeLimits,
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  try {
    return await work(outer ? AbortSignal.any([outer, late.signal]) : late.signal);
  } catch (error) {
    if (!late.signal.aborted || outer?.aborted) throw error;
    throw new LimitError(`stopped after ${ms / 1000} s, which is limits.${part}; raise it in the config`, {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
