// The units behind a row of the tables about stages.
import {QueryError} from "../../model/errors.js";
import type {Scope} from "../../model/scope.js";
import {stageCode, stageRules, type StageRules} from "../../model/stage-rules.js";
import {stayAt, type StageTimeline} from "../../model/stage-timeline.js";
import type {Cell, Row} from "../../model/table.js";
import type {Work} from "../analysis.js";
import {rankedBuckets} from "../buckets.js";
import {part} from "../progress.js";
import {unitBuckets} from "../unit-buckets.js";
import {countStock} from "./count.js";
import {Grid} from "./grid.js";
import type {StageConversion, StagesQuery} from "./query.js";
import {ConversionReader} from "./stays.js";
import {ENTERING} from "./tables.js";
import {flagsNow, flagsOf, stagesOf} from "./timelines.js";

/** What every list is written from. */
interface Listing {
  readonly scope: Scope;
  readonly query: StagesQuery;
  readonly rules: StageRules;
  readonly grid: Grid;
  readonly timeline: StageTimeline;
}

/**
 * Units with the instants that put them there. `distribution` `{period, stage}`: who is in the stage at the snapshot, and since when.
 * `flows`: also who came or left in the period. `transitions` `{from, to}`: jumps and pairs of each unit; with `how: "pairs"` only who
 * has pairs. `dwell` `{stage}`: stays.
 * `conversion` `{from, to, how}`: what became of each entry. `flags` `{period, flag}` and `now` `{unit}` or `{stage}`: who it is.
 */
export function* stagesBehind(scope: Scope, query: StagesQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const rules = stageRules(query.rules);
  const timeline = yield* part(stagesOf(scope, query, rules), 0, 0.8);
  const listing: Listing = {scope, query, rules, grid: new Grid(scope, query.period), timeline};
  const keep = yield* inBucket(listing, row.breakdown ?? null);
  const units = scope.index.ids.flatMap((_, u) =>
    timeline.offsets[u]! < timeline.offsets[u + 1]! && keep(u) ? [u] : [],
  );
  const rows = yield* rowsFor(listing, table, row);
  return units.flatMap((u) => rows(u).map((found) => ({unit: scope.index.ids[u]!, ...found})));
}

type RowsOfUnit = (unit: number) => Row[];

function* rowsFor(listing: Listing, table: string, row: Readonly<Row>): Work<RowsOfUnit> {
  const {scope, rules, timeline} = listing;
  const stage = (field: string) => stageCode(rules, String(row[field]), `behind.row.${field}`);
  switch (table) {
    case "distribution":
      return inStage(listing, periodOf(listing, row), stage("stage"));
    case "flows":
      return flowing(listing, periodOf(listing, row), stage("stage"));
    case "transitions":
      return moving(listing, row.from === ENTERING ? -1 : stage("from"), stage("to"), row.how === "pairs");
    case "dwell":
      return staying(listing, stage("stage"));
    case "conversion":
      return converting(listing, row);
    case "flags":
      return carrying(listing, yield* flagsOf(scope, rules), periodOf(listing, row), row.flag ?? null);
    case "now": {
      const flags = yield* flagsOf(scope, rules);
      const wanted = row.stage === undefined ? null : stage("stage");
      return (u) => {
        const last = timeline.offsets[u + 1]! - 1;
        if (wanted !== null && timeline.stage[last] !== wanted) return [];
        if (row.unit !== undefined && row.unit !== scope.index.ids[u]) return [];
        return [
          {
            stage: rules.stages[timeline.stage[last]!]!.id,
            since: timeline.start[last]!,
            flags: flagsNow(rules, flags, u),
          },
        ];
      };
    }
    default:
      throw new QueryError(
        `no units are behind the table ${table}; ask for distribution, flows, transitions, dwell, conversion, flags or now`,
        "behind.table",
      );
  }
}

function* inBucket({scope, query, rules, grid, timeline}: Listing, wanted: Cell): Work<(unit: number) => boolean> {
  if (!query.breakdown || wanted === null) return () => true;
  const buckets = unitBuckets(scope, "*", query.breakdown, "breakdown");
  const size = rules.stages.length;
  const ranked = rankedBuckets(yield* countStock(timeline, size, grid, buckets), query.breakdown, 2 * size)!;
  return (unit) => ranked.bucketOf.get(buckets.labels[buckets.of[unit]!]!) === wanted;
}

// Place of the row's period among those that have begun.
function periodOf({scope, query, grid}: Listing, row: Readonly<Row>): number {
  for (let k = 0; k < grid.begun; k++) if (scope.calendar.label(query.period, grid.first + k) === row.period) return k;
  throw new QueryError(
    `"${String(row.period)}" is not the label of a period shown; take it from the table`,
    "behind.row.period",
  );
}

/** The stay that shows at a snapshot; -1 before the first. */
function showing({timeline, grid}: Listing, unit: number, snapshot: number): number {
  const stay = stayAt(timeline, unit, grid.instants[snapshot]!);
  const before = stay >= 0 && timeline.start[stay] === grid.instants[snapshot] ? stay - 1 : stay;
  return before < timeline.offsets[unit]! ? -1 : before;
}

function inStage(listing: Listing, period: number, stage: number): RowsOfUnit {
  const {timeline} = listing;
  return (u) => {
    const stay = showing(listing, u, period + 1);
    return stay >= 0 && timeline.stage[stay] === stage
      ? [{since: timeline.start[stay]!, overridden: manualAt(timeline, stay)}]
      : [];
  };
}

function manualAt({manual}: StageTimeline, stay: number): boolean {
  return manual !== null && (manual[stay]! & 1) === 1;
}

function flowing(listing: Listing, period: number, stage: number): RowsOfUnit {
  const {timeline, grid} = listing;
  const [from, to] = [grid.instants[period]!, grid.instants[period + 1]!];
  const inside = (t: number | undefined) => t !== undefined && t >= from && t < to;
  return (u) => {
    const {offsets, start} = timeline;
    const [first, end] = [offsets[u]!, offsets[u + 1]!];
    const own = Array.from({length: end - first}, (_, i) => first + i).filter((i) => timeline.stage[i] === stage);
    const entered = own.filter((i) => inside(start[i])).length;
    const left = own.filter((i) => i + 1 < end && inside(start[i + 1])).length;
    const stay = showing(listing, u, period + 1);
    const there = stay >= 0 && timeline.stage[stay] === stage;
    return there || entered || left ? [{there, entered, left, since: there ? start[stay]! : null}] : [];
  };
}

function moving(listing: Listing, from: number, to: number, onlyPairs: boolean): RowsOfUnit {
  const {timeline, grid} = listing;
  return (u) => {
    const {offsets, start, stage} = timeline;
    let jumps = 0;
    for (let i = offsets[u]! + 1; i < offsets[u + 1]!; i++) {
      const snapshot = grid.after(start[i]!);
      if (stage[i - 1] === from && stage[i] === to && snapshot > 0 && snapshot <= grid.begun) jumps++;
    }
    let pairs = 0;
    for (let k = 0; k < grid.complete; k++) {
      const [before, after] = [showing(listing, u, k), showing(listing, u, k + 1)];
      if (after >= 0 && stage[after] === to && (before < 0 ? from === -1 : stage[before] === from)) pairs++;
    }
    return pairs || (jumps && !onlyPairs) ? [{jumps, pairs}] : [];
  };
}

function staying({timeline, scope}: Listing, stage: number): RowsOfUnit {
  return (u) => {
    const rows: Row[] = [];
    for (let i = timeline.offsets[u]!, end = timeline.offsets[u + 1]!; i < end; i++) {
      const since = timeline.start[i]!;
      if (timeline.stage[i] !== stage || since < scope.from || since >= scope.to) continue;
      rows.push({since, until: i + 1 < end ? timeline.start[i + 1]! : scope.asOf, censored: i + 1 === end});
    }
    return rows;
  };
}

function converting({timeline, scope, query, rules}: Listing, row: Readonly<Row>): RowsOfUnit {
  const same = (asked: StageConversion) =>
    asked.from === row.from && asked.to === row.to && (row.how === undefined || asked.how === row.how);
  const conversion = query.conversion?.find(same);
  if (!conversion)
    throw new QueryError("no such conversion in the query; take from, to and how from the table", "behind.row");
  const reader = new ConversionReader(rules, conversion, scope);
  return (u) => {
    const outcome = reader.of(timeline, u);
    return outcome ? [{...outcome}] : [];
  };
}

function carrying(listing: Listing, timelines: readonly StageTimeline[], period: number, flag: Cell): RowsOfUnit {
  const f = listing.rules.flags.findIndex(({id}) => id === flag);
  if (f < 0) throw new QueryError(`unknown flag "${String(flag)}"`, "behind.row.flag");
  const own = {...listing, timeline: timelines[f]!};
  return (u) => {
    const stay = showing(own, u, period + 1);
    return stay >= 0 && own.timeline.stage[stay] === 0 ? [{since: own.timeline.start[stay]!}] : [];
  };
}
