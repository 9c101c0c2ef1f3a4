// What each source gave: its events, whose they are, from when to when, and which stages they speak of.
import {valueAt, type Column} from "../../model/column.js";
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
  const found = new Map<string, SourceFacts>();
  const only = scope.dataset.ledger.files[0]?.source ?? "generic";
  // What the reader noted of a row, not a property that a file happens to call "source" or "stage".
  const [source, stage] = [facts.get("source") ?? null, facts.get("stage") ?? null];
  const tally = (row: number, seen: Set<string> | null) =>
    count(found, text(source, row) ?? only, text(stage, row), ts[row]!, seen);
  const {units} = scope.index;
  for (let u = 0; u < units; u++) {
    const seen = new Set<string>();
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) tally(rows[i]!, seen);
  }
  for (let i = offsets[units]!; i < rows.length; i++) tally(rows[i]!, null);
  return found;
}

/** Counts an event; `seen` is what has been counted of its unit, null for an event of none. */
function count(
  found: Map<string, SourceFacts>,
  source: string,
  stage: string | null,
  ts: number,
  seen: Set<string> | null,
): void {
  let facts = found.get(source);
  if (!facts) found.set(source, (facts = {events: 0, units: 0, from: Infinity, to: -Infinity, stages: new Map()}));
  facts.from = Math.min(facts.from, ts);
  facts.to = Math.max(facts.to, ts);
  add(facts, source, seen);
  if (stage === null) return;
  const tally = facts.stages.get(stage) ?? {events: 0, units: 0};
  add(tally, `${source}\n${stage}`, seen);
  facts.stages.set(stage, tally);
}

function add(tally: {events: number; units: number}, key: string, seen: Set<string> | null): void {
  tally.events++;
  if (seen && !seen.has(key)) tally.units++;
  seen?.add(key);
}

function text(column: Column | null, row: number): string | null {
  const value = column && valueAt(column, row);
  return value === null ? null : String(value);
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
