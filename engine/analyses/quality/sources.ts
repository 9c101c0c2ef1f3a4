// What each source gave: its events, whose they are, from when to when, and which stages they speak of.
import {asDict, type Codes, type Column} from "../../model/column.js";
import type {FileReport} from "../../model/ledger.js";
import {byCodePoint} from "../../model/order.js";
import type {Scope} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";

export interface SourceFacts {
  events: number;
  units: number;
  from: number;
  to: number;
  stages: Map<string, {events: number; units: number}>;
}
export type SourcesFacts = Map<string, SourceFacts>;
type Rows = Record<string, Cell>[];

/**
 * What each source says of whom, event by event. `offsets` give each unit its rows; the rows behind the last are of an account only: they
 * count as events and make no unit.
 */
export function sourceFacts(scope: Scope, rows: Uint32Array, offsets: Uint32Array): SourcesFacts {
  const {facts, ts} = scope.index.store;
  // What the reader noted of a row, not a property that a file happens to call "source" or "stage".
  const only = scope.dataset.ledger.files[0]?.source ?? "generic";
  const tally = new SourceTally(noted(facts.get("source"), only), noted(facts.get("stage"), null), ts);
  const {units} = scope.index;
  for (let u = 0; u < units; u++) tally.add(rows, offsets[u]!, offsets[u + 1]!, u + 1);
  tally.add(rows, offsets[units]!, rows.length, 0);
  return tally.facts();
}

/** A column as places in a list of different labels; rows without a value have the place of `missing`. */
interface Noted {
  readonly codes: Codes | null;
  readonly places: Uint32Array;
  readonly labels: readonly (string | null)[];
}

function noted(column: Column | undefined, missing: string | null): Noted {
  if (!column) return {codes: null, places: new Uint32Array(1), labels: [missing]};
  const {codes, dictionary} = asDict(column);
  const own = dictionary.map((value) => (value === null ? missing : String(value)));
  const labels = [...new Set(own)];
  return {codes, places: Uint32Array.from(own, (label) => labels.indexOf(label)), labels};
}

/** Counts by source and stage, both as codes; a row of places for each source. */
class SourceTally {
  readonly #width: number;
  readonly #events: Float64Array;
  readonly #units: Float64Array;
  /** The last unit that was counted at a place, and at a source: numbers from 1. */
  readonly #seen: Uint32Array;
  readonly #seenSource: Uint32Array;
  readonly #ofSource: Float64Array;
  readonly #from: Float64Array;
  readonly #to: Float64Array;

  constructor(
    private readonly source: Noted,
    private readonly stage: Noted,
    private readonly ts: Float64Array,
  ) {
    const sources = source.labels.length;
    this.#width = stage.labels.length;
    const places = sources * this.#width;
    [this.#events, this.#units, this.#seen] = [
      new Float64Array(places),
      new Float64Array(places),
      new Uint32Array(places),
    ];
    [this.#seenSource, this.#ofSource] = [new Uint32Array(sources), new Float64Array(sources)];
    [this.#from, this.#to] = [new Float64Array(sources).fill(Infinity), new Float64Array(sources).fill(-Infinity)];
  }

  /** Adds rows of one unit; unit 0 is nobody. */
  add(rows: Uint32Array, from: number, to: number, unit: number): void {
    const {source: sources, stage: stages} = this;
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      const source = sources.places[sources.codes ? sources.codes[row]! : 0]!;
      const place = source * this.#width + stages.places[stages.codes ? stages.codes[row]! : 0]!;
      const t = this.ts[row]!;
      if (t < this.#from[source]!) this.#from[source] = t;
      if (t > this.#to[source]!) this.#to[source] = t;
      this.#events[place]!++;
      if (unit === 0) continue;
      if (this.#seen[place] !== unit) {
        this.#seen[place] = unit;
        this.#units[place]!++;
      }
      if (this.#seenSource[source] === unit) continue;
      this.#seenSource[source] = unit;
      this.#ofSource[source]!++;
    }
  }

  facts(): SourcesFacts {
    const found = new Map<string, SourceFacts>();
    this.source.labels.forEach((name, source) => {
      const stages = this.#stagesOf(source);
      const events = stages.reduce((sum, {events}) => sum + events, 0);
      if (events === 0) return;
      const named = stages.flatMap(({stage, ...counts}) => (stage === null ? [] : [[stage, counts] as const]));
      const [units, from, to] = [this.#ofSource[source]!, this.#from[source]!, this.#to[source]!];
      found.set(name!, {events, units, from, to, stages: new Map(named)});
    });
    return found;
  }

  #stagesOf(source: number): {stage: string | null; events: number; units: number}[] {
    return this.stage.labels.flatMap((stage, code) => {
      const place = source * this.#width + code;
      const counts = {events: this.#events[place]!, units: this.#units[place]!};
      return counts.events ? [{stage, ...counts}] : [];
    });
  }
}

/** Adds what another part found of a source. */
export function addSource(merged: Map<string, SourceFacts>, name: string, facts: SourceFacts): void {
  const none: SourceFacts = {events: 0, units: 0, from: Infinity, to: -Infinity, stages: new Map()};
  const known = merged.get(name) ?? none;
  const stages = new Map(known.stages);
  for (const [stage, {events, units}] of facts.stages) {
    const tally = stages.get(stage) ?? {events: 0, units: 0};
    stages.set(stage, {events: tally.events + events, units: tally.units + units});
  }
  merged.set(name, {
    events: known.events + facts.events,
    units: known.units + facts.units,
    from: Math.min(known.from, facts.from),
    to: Math.max(known.to, facts.to),
    stages,
  });
}

/** Rows of `sources`: also those of files that gave no event. */
export function sourceRows(files: readonly FileReport[], sources: SourcesFacts): Rows {
  const names = new Set([...files.map((file) => file.source), ...sources.keys()]);
  const rows = [...names].map((source) => {
    const own = files.filter((file) => file.source === source);
    const total = (field: "read" | "kept" | "rejected") => own.reduce((sum, file) => sum + file[field], 0);
    const facts = sources.get(source);
    return {
      source,
      files: own.length,
      read: total("read"),
      kept: total("kept"),
      rejected: total("rejected"),
      events: facts?.events ?? 0,
      units: facts?.units ?? 0,
      from: facts ? facts.from : null,
      to: facts ? facts.to : null,
    };
  });
  return rows.sort((a, b) => b.events - a.events || byCodePoint(a.source, b.source));
}

/** Rows of `coverage`. */
export function coverageRows(sources: SourcesFacts): Rows {
  const rows = [...sources].flatMap(([source, {stages}]) =>
    [...stages].map(([stage, {events, units}]) => ({source, stage, events, units})),
  );
  return rows.sort((a, b) => byCodePoint(a.source, b.source) || b.events - a.events || byCodePoint(a.stage, b.stage));
}
