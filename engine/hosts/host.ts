// A host answers questions. Four of them share this interface, and a widget never knows which one it has.
import type {QueryInput} from "../model/query.js";
import type {Result} from "../results/result.js";

export interface AskOptions {
  /** Stops the work; `ask` then rejects with an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** Progress in [0, 1]. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface Host {
  /** Rejects with QueryError when the query cannot be answered as written. */
  ask(query: QueryInput, options?: AskOptions): Promise<Result>;
  /** Frees what the host holds (a worker, cached answers). Asking afterwards rejects. */
  close(): void;
}
