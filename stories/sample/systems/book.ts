// What the generator knows of the files it writes: whose key is whose, and which rows are bad on purpose. Tests hold the reader to it.

/** Rows that a reader must reject or leave out, in the words of the ledger. */
export interface Planted {
  readonly file: string;
  readonly reason: string;
  readonly rows: number;
}

/** Anything that stands for one person in the files: an object of the cast, or one made for a trap. */
export type Who = object;

/** Keeps the keys of each person, spelled as in `inspect --rows profiles`, and the planted rows. */
export class Book {
  readonly #keys = new Map<Who, Set<string>>();
  readonly #planted = new Map<string, number>();
  #disputes = 0;

  /** Notes that `id` in a space (`email`, `user`, `sfcontact` …) is this person's, and gives it back for the file. */
  key(who: Who, space: string, id: string): string {
    const keys = this.#keys.get(who) ?? new Set();
    this.#keys.set(who, keys.add(`${space}:${space === "email" ? id.toLowerCase() : id}`));
    return id;
  }

  /** Notes rows of a file that are bad on purpose. */
  plant(file: string, reason: string, rows = 1): void {
    const slot = `${file}\n${reason}`;
    this.#planted.set(slot, (this.#planted.get(slot) ?? 0) + rows);
  }

  /** Notes an address that claims to be two users. */
  dispute(): void {
    this.#disputes++;
  }

  /** Disputed addresses, and people beyond the first in each browser. */
  conflicts(): number {
    const keys = [...this.#keys.values()].flatMap((own) => [...own]);
    return this.#disputes + keys.length - new Set(keys).size;
  }

  /** The keys of each person, sorted; one list a person. */
  people(): string[][] {
    const lists = [...this.#keys.values()].map((keys) => [...keys].sort());
    return lists.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
  }

  planted(): Planted[] {
    return [...this.#planted].map(([slot, rows]) => {
      const [file = "", reason = ""] = slot.split("\n");
      return {file, reason, rows};
    });
  }
}

/** One file: path inside the folder of exports, and its text. */
export type ExportFile = readonly [path: string, text: string];
