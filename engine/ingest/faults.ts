// What is wrong with files that cannot be used at all: reading goes on to the next one, so that one error tells of every one of them.
import {DataError} from "../model/errors.js";
import {byCodePoint} from "../model/order.js";

/** Collects the files that cannot be used. */
export class Faults {
  readonly #found: DataError[] = [];

  /** What `work` gives; null when it ends in a DataError, which is kept. Other errors go through. */
  async past<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      this.#found.push(error);
      return null;
    }
  }

  /** Throws what was found, a line a file, by path: data without one of its files would answer another question. */
  tell(): void {
    const [first, second] = this.#found.sort((a, b) => byCodePoint(a.file, b.file));
    if (!first) return;
    if (!second) throw first;
    throw new DataError(
      [
        ...this.#found.map(({message}) => message),
        `${this.#found.length} files cannot be used, so nothing was loaded; leave them out, or say how each is to be read (--inputs FILE)`,
      ].join("\n"),
    );
  }
}
