// Walks the units of a scope and keeps what the tables need of their sequences.
import {codesFor, type Codes} from "../../model/column.js";
import type {Scope} from "../../model/scope.js";
import type {Work} from "../analysis.js";
import {unitBuckets} from "../unit-buckets.js";
import {positionsOf, type PathsFacts, type Sequences} from "./facts.js";
import {PairCounter} from "./pair-counter.js";
import type {PathsQuery} from "./query.js";
import {SequenceReader} from "./sequences.js";

/** Units between two tellings of progress. */
const BATCH = 4096;
/** Rows there is room for at first. */
const FEWEST_ROWS = 16;

export function* collect(scope: Scope, query: PathsQuery): Work<PathsFacts> {
  const reader = new SequenceReader(scope, query);
  yield 0;
  const {labels, of} = unitBuckets(scope, "*", query.breakdown, "paths");
  const names = scope.index.name.dictionary.map((name) => (name ?? "") as string);
  const buckets = labels.map(() => new BucketCounter(query, names.length));
  for (let u = 0; u < scope.units;) {
    yield u / scope.units;
    for (const end = Math.min(u + BATCH, scope.units); u < end; u++) {
      reader.read(u);
      if (reader.length > 0) buckets[of[u]!]!.add(reader, u);
    }
  }
  return {names, buckets: new Map(labels.map((label, b) => [label, buckets[b]!.facts()]))};
}

/** What is counted of one bucket: sequences of one event, rows of codes and gaps that grow, and pairs. */
class BucketCounter {
  readonly #first: number;
  readonly #width: number;
  readonly #step: 1 | -1;
  readonly #pairs: PairCounter;
  #codes: Codes;
  #gaps: Float64Array<ArrayBuffer>;
  readonly #names: number;
  #singles = new Uint32Array(0);
  #rows = 0;
  #sequences = 0;
  #notMatched = 0;

  constructor(query: PathsQuery, names: number) {
    ({first: this.#first, width: this.#width} = positionsOf(query));
    this.#step = query.anchor.at === "end" ? -1 : 1;
    this.#pairs = new PairCounter(names);
    this.#codes = codesFor(names, FEWEST_ROWS * this.#width);
    this.#names = names;
    this.#gaps = new Float64Array(this.#codes.length);
  }

  add(sequence: SequenceReader, unit: number): void {
    if (sequence.anchor < 0) {
      this.#notMatched++;
      return;
    }
    this.#sequences++;
    if (sequence.length === 1) {
      if (this.#singles.length === 0) this.#singles = new Uint32Array(this.#names);
      this.#singles[sequence.codes[0]!]!++;
      return;
    }
    this.#pairs.add(sequence.codes, sequence.length, unit);
    const base = this.#rows++ * this.#width;
    if (base + this.#width > this.#codes.length) this.#grow();
    this.#write(base, sequence);
  }

  #write(base: number, {codes: from, ts, length, anchor}: SequenceReader): void {
    const [codes, gaps, step, width] = [this.#codes, this.#gaps, this.#step, this.#width];
    let at = anchor + (this.#first - 1) * step;
    for (let p = base; p < base + width; p++, at += step) {
      const inside = at >= 0 && at < length;
      codes[p] = inside ? from[at]! : 0;
      const next = at + step;
      gaps[p] = inside && next >= 0 && next < length ? (ts[next]! - ts[at]!) * step : NaN;
    }
  }

  facts(): Sequences {
    const used = this.#rows * this.#width;
    return {
      codes: this.#codes.slice(0, used),
      gaps: this.#gaps.slice(0, used),
      rows: this.#rows,
      singles: this.#singles,
      sequences: this.#sequences,
      notMatched: this.#notMatched,
      pairs: this.#pairs.counts(),
    };
  }

  #grow(): void {
    const codes = this.#codes.constructor as new (length: number) => Codes;
    const larger = new codes(this.#codes.length * 2);
    larger.set(this.#codes);
    const gaps = new Float64Array(larger.length);
    gaps.set(this.#gaps);
    [this.#codes, this.#gaps] = [larger, gaps];
  }
}
