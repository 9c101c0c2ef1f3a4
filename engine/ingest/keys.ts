// Ids of people, visitors and accounts: namespaced text like `email:ana@x.com`, each with a number.
import type {DictColumn} from "../model/column.js";

/** A registry of keys. Code 0 means "none". A generic file's own ids have the space "" and are spelled as they are. */
export class Keys {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [""];
  readonly #spaceOf: number[] = [0];
  readonly #spaces: string[] = [""];
  readonly #spaceCodes = new Map<string, number>([["", 0]]);
  readonly #writers: number[] = [0];
  // 1 = something that was kept names the key.
  readonly #used: number[] = [0];
  /** A bit for the source that is being read: every key it names remembers it. */
  writer = 0;

  get size(): number {
    return this.#texts.length;
  }

  /** The key of an id in a space; 0 for an empty id. The same text is the same key. */
  code(space: string, id: string): number {
    if (id === "") return 0;
    const text = space === "" ? id : `${space}:${id}`;
    let code = this.#codes.get(text);
    if (code === undefined) {
      this.#codes.set(text, (code = this.#texts.push(text) - 1));
      this.#spaceOf.push(this.#space(space));
      this.#writers.push(0);
      this.#used.push(0);
    }
    this.#writers[code]! |= this.writer;
    return code;
  }

  /** Something that was kept names the key: only such keys are anybody's. */
  use(code: number): void {
    this.#used[code] = 1;
  }

  isUsed(code: number): boolean {
    return code > 0 && this.#used[code] === 1;
  }

  /** True when some key has the space. */
  has(space: string): boolean {
    return this.#spaceCodes.has(space) && (space !== "" || this.#spaceOf.includes(0, 1));
  }

  /** The key with this text, or 0. */
  find(text: string): number {
    return this.#codes.get(text) ?? 0;
  }

  /** The bits of all sources that named the key. */
  writers(code: number): number {
    return this.#writers[code]!;
  }

  text(code: number): string {
    return this.#texts[code]!;
  }

  space(code: number): string {
    return this.#spaces[this.#spaceOf[code]!]!;
  }

  /** The keys of a whole column, one look-up for each different text. */
  column(column: DictColumn, space: string): Uint32Array {
    const to = Uint32Array.from(column.dictionary, (value) => (value === null ? 0 : this.code(space, String(value))));
    const out = new Uint32Array(column.codes.length);
    for (let i = 0; i < out.length; i++) out[i] = to[column.codes[i]!]!;
    return out;
  }

  #space(name: string): number {
    let code = this.#spaceCodes.get(name);
    if (code === undefined) this.#spaceCodes.set(name, (code = this.#spaces.push(name) - 1));
    return code;
  }
}
