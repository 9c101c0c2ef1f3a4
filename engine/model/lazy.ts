// Parts that load when they are first needed, so that a page downloads only what its questions and its readers ask for.

/** Thrown where a part is needed at once that has not been loaded; `loaded` then loads it and tries again. */
export class NotLoaded extends Error {
  override readonly name = "NotLoaded";
  constructor(readonly part: Lazy<unknown>) {
    super(`"${part.name}" has not been loaded`);
  }
}

/** A part in a file of its own. */
export class Lazy<T> {
  #value: {readonly is: T} | null = null;
  #loading: Promise<T> | null = null;

  /** `start` imports the part. `name` stands in messages. */
  constructor(
    readonly name: string,
    private readonly start: () => Promise<T>,
  ) {}

  /** The part. Throws NotLoaded until it is there. */
  get now(): T {
    if (!this.#value) throw new NotLoaded(this);
    return this.#value.is;
  }

  /** The part, or null until it is there. */
  get soFar(): T | null {
    return this.#value && this.#value.is;
  }

  /** Loads the part once. Rejects when its file cannot be had; the next call then tries again. */
  load(): Promise<T> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<T> {
    try {
      const is = await this.start();
      this.#value = {is};
      return is;
    } catch (error) {
      this.#loading = null;
      throw new Error(`the part "${this.name}" could not be loaded: ${(error as Error).message}`, {cause: error});
    }
  }
}

/** What `act` gives, after loading every part that it turns out to need. `act` starts anew each time, so it must not have begun anything. */
export async function loaded<T>(act: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      await error.part.load();
    }
  }
}
