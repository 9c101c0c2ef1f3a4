// What is counted about stages, as plain data that merges.
import type {ColumnTable} from "../../model/table.js";
import type {Lives} from "../../stats/kaplan-meier.js";
import {mergeTallies, type TallyFacts} from "../tally.js";

/** Changes from stage to stage; row `stages` of `pairs` is for units that had no stage at the start of a period. */
export interface MatrixFacts {
  readonly jumps: Float64Array;
  readonly pairs: Float64Array;
}
/** Every stay that began in the range. */
export interface StayFacts {
  readonly stage: Uint8Array;
  /** How long it lasted, or has lasted so far. */
  readonly ms: Float64Array;
  readonly ended: Uint8Array;
}
/** Where each unit is. */
export interface NowFacts {
  readonly units: readonly string[];
  readonly stage: Uint8Array;
  readonly since: Float64Array;
  /** 1 where the stage was set by hand. */
  readonly overridden: Uint8Array;
  readonly flags: readonly (readonly string[])[];
}
export interface OverrideFacts {
  readonly rows: number;
  readonly unknownUnits: number;
  readonly unknownStages: readonly string[];
}
export interface StagesFacts {
  /** By bucket and snapshot: stays that begin to show there (a column a stage), cease to (a column a stage), and units. */
  readonly stock: TallyFacts;
  /** By flag and snapshot: how many begin and cease to carry it. */
  readonly flags: TallyFacts | null;
  readonly matrix: MatrixFacts | null;
  readonly stays: StayFacts | null;
  /** What takes long to make of these facts, once that is done: the stays stage by stage, lengths ascending, and a row for each unit. */
  readonly settled?: {readonly lives: readonly Lives[] | null; readonly now: ColumnTable | null};
  /** For each conversion asked: entered, reached, pending, mature, reached among the mature. */
  readonly conversion: Float64Array | null;
  readonly now: NowFacts | null;
  readonly overrides: OverrideFacts | null;
}

export function mergeStages(parts: readonly StagesFacts[]): StagesFacts {
  if (parts.length === 1) return parts[0]!;
  return {
    stock: mergeTallies(parts.map(({stock}) => stock)),
    flags: all(parts, "flags", mergeTallies),
    matrix: all(parts, "matrix", (own) => ({
      jumps: added(own.map(({jumps}) => jumps)),
      pairs: added(own.map(({pairs}) => pairs)),
    })),
    stays: all(parts, "stays", (own) => ({
      stage: Uint8Array.from(own.flatMap(({stage}) => [...stage])),
      ms: Float64Array.from(own.flatMap(({ms}) => [...ms])),
      ended: Uint8Array.from(own.flatMap(({ended}) => [...ended])),
    })),
    conversion: all(parts, "conversion", added),
    now: all(parts, "now", (own) => ({
      units: own.flatMap(({units}) => units),
      stage: Uint8Array.from(own.flatMap(({stage}) => [...stage])),
      since: Float64Array.from(own.flatMap(({since}) => [...since])),
      overridden: Uint8Array.from(own.flatMap(({overridden}) => [...overridden])),
      flags: own.flatMap(({flags}) => flags),
    })),
    overrides: parts.find(({overrides}) => overrides)?.overrides ?? null,
  };
}

// A fact is there in all parts or in none, since all parts answer the same query.
function all<K extends keyof StagesFacts, T extends NonNullable<StagesFacts[K]>>(
  parts: readonly StagesFacts[],
  field: K,
  merge: (own: T[]) => T,
): T | null {
  const own = parts.flatMap((part) => (part[field] === null ? [] : [part[field] as unknown as T]));
  return own.length ? merge(own) : null;
}

function added(parts: readonly Float64Array[]): Float64Array {
  return Float64Array.from(parts[0]!, (_, i) => parts.reduce((sum, part) => sum + part[i]!, 0));
}
