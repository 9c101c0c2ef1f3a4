// Stages set by hand: rows of the table stageOverrides, which win over the rules (semantics 7.8).
import type {Scope} from "./scope.js";
import type {StageRules} from "./stage-rules.js";
import {rowsOf, type Cell, type Row} from "./table.js";

/** A stage from one instant to another (epoch ms, `[from, to)`). */
export interface Override {
  readonly stage: number;
  readonly from: number;
  readonly to: number;
}
/** Part of a unit's life in one stage; `manual` as in a stage timeline. */
export interface Piece {
  readonly start: number;
  readonly stage: number;
  readonly manual: number;
}
/** Overrides of each unit, and what could not be used. */
interface Overrides {
  readonly ofUnit: ReadonlyMap<number, readonly Override[]>;
  readonly rows: number;
  /** Rows for units without events. */
  readonly unknownUnits: number;
  /** Stages that the rule set does not have. */
  readonly unknownStages: readonly string[];
}

/**
 * The rows `{unit, stage, from, to}` of the table stageOverrides for the units of a scope; null without such a table. A missing
 * `from` or `to` leaves that side open. Dates are local to the query's zone.
 */
export function stageOverrides(scope: Scope, rules: StageRules): Overrides | null {
  const table = scope.dataset.tables.stageOverrides;
  if (!table) return null;
  const place = new Map(scope.index.ids.map((id, u) => [id, u]));
  const ofUnit = new Map<number, Override[]>();
  const unknownStages = new Set<string>();
  let unknownUnits = 0;
  const rows = rowsOf(table);
  rows.forEach((row, i) => {
    const unit = place.get(String(row.unit ?? row[scope.index.unit] ?? ""));
    const stage = rules.stages.findIndex(({id}) => id === row.stage);
    if (unit === undefined) unknownUnits++;
    if (stage < 0) unknownStages.add(String(row.stage));
    if (unit === undefined || stage < 0) return;
    const override = {
      stage,
      from: instant(scope, row, "from", i) ?? -Infinity,
      to: instant(scope, row, "to", i) ?? Infinity,
    };
    ofUnit.set(unit, [...(ofUnit.get(unit) ?? []), override]);
  });
  return {ofUnit, rows: rows.length, unknownUnits, unknownStages: [...unknownStages].sort()};
}

function instant(scope: Scope, row: Row, field: "from" | "to", i: number): number | null {
  const value: Cell | undefined = row[field];
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number") return value;
  return scope.calendar.parseLocal(String(value), `stageOverrides row ${i + 1}: ${field}`);
}

/**
 * A unit's stays with overrides laid over them, up to `asOf`. Where several hold, the one that began last wins, then the one
 * further on the journey. Nothing is set before the unit's first stay.
 */
export function overlay(stays: readonly Piece[], overrides: readonly Override[], asOf: number): Piece[] {
  const first = stays[0]!.start;
  const edges = [...stays.map(({start}) => start), ...overrides.flatMap(({from, to}) => [from, to])];
  const instants = [...new Set(edges)].filter((t) => t >= first && t < asOf).sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (const start of instants) {
    const manual = winner(overrides, start);
    const stage = manual?.stage ?? stays.findLast((stay) => stay.start <= start)!.stage;
    const bits = manual ? 3 : 0;
    const before = pieces.at(-1);
    if (before?.stage === stage) pieces[pieces.length - 1] = {...before, manual: (before.manual & 1) | bits};
    else pieces.push({start, stage, manual: bits});
  }
  return pieces;
}

function winner(overrides: readonly Override[], t: number): Override | undefined {
  const valid = overrides.filter(({from, to}) => from <= t && t < to);
  return valid.sort((a, b) => (a.from === b.from ? b.stage - a.stage : b.from - a.from))[0];
}
