// The events of one sequence as blocks of simultaneous events, with a quick search for the next block that has a kind of event.

/** Entries of all sequences one after the other; those of one sequence in time order. */
export interface Entries {
  readonly ts: Float64Array;
  /** Bit p is set where predicate p of the plan matches. */
  readonly bits: Uint32Array;
}

/**
 * Opens one sequence after the other. Where no two events are simultaneous, blocks are the entries themselves; else they are numbered
 * from 0 in arrays that are used again for each sequence (semantics 2.7).
 *
 * Kinds are sets of bits, numbered by their place in `kinds`. Asking for the next block of a kind from ascending places costs one pass
 * over the sequence altogether, since the latest answer is kept; from other places it is right, too, only slower.
 */
export class Journey {
  /** Blocks of the open sequence: `first … end - 1`. */
  first = 0;
  end = 0;
  /** All bits of the open sequence together. */
  union = 0;
  /** Whether some block has several events. */
  tied = false;
  readonly ts: Float64Array;
  readonly bits: Uint32Array;
  readonly #kinds: Uint32Array;
  readonly #tolerance: number;
  // The latest answer for each kind: the next block after `asked` is `found`.
  readonly #asked: Int32Array;
  readonly #found: Int32Array;
  #bitsOfBlock: Uint32Array;
  // Of a sequence with ties: first entry of each block (and the end of the last), block of each entry, first entry of all.
  #starts = new Int32Array(0);
  #blocks = new Int32Array(0);
  #scratch = new Uint32Array(0);
  #base = 0;

  /** Events up to `tolerance` ms after the first of their block belong to it; with −1 no two events are simultaneous. */
  constructor({ts, bits}: Entries, kinds: readonly number[], tolerance: number) {
    this.ts = ts;
    this.bits = bits;
    this.#bitsOfBlock = bits;
    this.#kinds = Uint32Array.from(kinds);
    this.#tolerance = tolerance;
    this.#asked = new Int32Array(kinds.length);
    this.#found = new Int32Array(kinds.length);
  }

  /** Opens the sequence of entries `first … end - 1` (at least one). */
  open(first: number, end: number): void {
    const {ts, bits} = this;
    const tolerance = this.#tolerance;
    let union = bits[first]!;
    let tied = false;
    for (let i = first + 1; i < end; i++) {
      union |= bits[i]!;
      if (ts[i]! - ts[i - 1]! <= tolerance) tied = true;
    }
    this.union = union;
    this.tied = tied;
    this.first = first;
    this.end = end;
    this.#bitsOfBlock = bits;
    if (tied) this.#makeBlocks(first, end);
    const found = this.#found;
    for (let kind = 0; kind < found.length; kind++) found[kind] = -1;
  }

  #makeBlocks(first: number, end: number): void {
    if (this.#starts.length <= end - first) this.#enlarge(end - first);
    const {ts, bits} = this;
    const [starts, blocks, together] = [this.#starts, this.#blocks, this.#scratch];
    let block = -1;
    let until = -Infinity;
    for (let i = first; i < end; i++) {
      if (ts[i]! > until) {
        block++;
        starts[block] = i;
        together[block] = 0;
        until = ts[i]! + this.#tolerance;
      }
      together[block]! |= bits[i]!;
      blocks[i - first] = block;
    }
    starts[block + 1] = end;
    this.#bitsOfBlock = together;
    this.#base = first;
    this.first = 0;
    this.end = block + 1;
  }

  #enlarge(size: number): void {
    this.#starts = new Int32Array(2 * size + 1);
    this.#blocks = new Int32Array(2 * size);
    this.#scratch = new Uint32Array(2 * size);
  }

  /** The next block after `block` with an event of the kind; `end` when there is none. */
  next(kind: number, block: number): number {
    const found = this.#found[kind]!;
    if (block < found && block >= this.#asked[kind]!) return found;
    const [wanted, bits, end] = [this.#kinds[kind]!, this.#bitsOfBlock, this.end];
    let next = block + 1;
    while (next < end && (bits[next]! & wanted) === 0) next++;
    this.#asked[kind] = block;
    this.#found[kind] = next;
    return next;
  }

  blockOf(entry: number): number {
    return this.tied ? this.#blocks[entry - this.#base]! : entry;
  }
  /** First entry of a block. */
  entryOf(block: number): number {
    return this.tied ? this.#starts[block]! : block;
  }
  /** The entry after the last one of a block. */
  entryAfter(block: number): number {
    return this.tied ? this.#starts[block + 1]! : block + 1;
  }
  /** The first entry of a block with any of the bits. The block must have one. */
  firstWith(wanted: number, block: number): number {
    let entry = this.entryOf(block);
    while ((this.bits[entry]! & wanted) === 0) entry++;
    return entry;
  }
}
