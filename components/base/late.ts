// Parts of a widget that are not needed for its first picture, and load when they are first shown.
import type {ReactiveControllerHost} from "lit";

/** A part in a file of its own. */
export class Late<T> {
  /** The part once it is there. */
  now: T | null = null;
  #loading: Promise<unknown> | null = null;

  constructor(private readonly start: () => Promise<T>) {}

  /** Resolves once the part is there. Rejects when its file cannot be had; the next call then tries again. */
  load(): Promise<unknown> {
    return (this.#loading ??= this.start().then(
      (part) => (this.now = part),
      (error: Error) => {
        this.#loading = null;
        throw new Error(`a part of the widget could not be loaded: ${error.message}`, {cause: error});
      },
    ));
  }
}

/** The late parts that one element shows: it is drawn again when one has come. */
export class LateParts {
  readonly #coming = new Set<Promise<unknown>>();

  constructor(
    private readonly owner: Pick<ReactiveControllerHost, "requestUpdate">,
    private readonly failed: (error: Error) => void,
  ) {}

  /** The part, or null while it is on its way. */
  get<T>(part: Late<T>): T | null {
    if (part.now === null) this.#await(part.load());
    return part.now;
  }

  /** Resolves once everything asked for has come; to false when nothing was on its way. */
  async arrived(): Promise<boolean> {
    if (this.#coming.size === 0) return false;
    await Promise.all(this.#coming);
    return true;
  }

  #await(loading: Promise<unknown>): void {
    const coming = loading
      .then(() => this.owner.requestUpdate(), this.failed)
      .finally(() => this.#coming.delete(coming));
    this.#coming.add(coming);
  }
}
