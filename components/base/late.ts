// Parts of a widget that are not needed for its first picture, and load when they are first shown.
import type {ReactiveControllerHost} from "lit";
import type {Lazy} from "../../engine/model/lazy.js";

/** The late parts that one element shows: it is drawn again when one has come. */
export class LateParts {
  readonly #coming = new Set<Promise<unknown>>();

  constructor(
    private readonly owner: Pick<ReactiveControllerHost, "requestUpdate">,
    private readonly failed: (error: Error) => void,
  ) {}

  /** The part, or null while it is on its way. */
  get<T>(part: Lazy<T>): T | null {
    if (part.soFar === null) this.#await(part.load());
    return part.soFar;
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
