// The tables of a survival answer: curves, what is read off them, and the test whether groups differ.
import {bucketsOf} from "../../model/buckets.js";
import {ColumnTable, tableOf, type Cell} from "../../model/table.js";
import {kaplanMeier, restrictedMean, survivalMedian, survivalStep, type Survival} from "../../stats/kaplan-meier.js";
import {logRank, type SurvivalGroup} from "../../stats/logrank.js";
import type {Tables} from "../analysis.js";
import {columns, type SurvivalFacts} from "./facts.js";
import {isSmall} from "../../stats/rate.js";
import {groupingOf, type SurvivalQuery} from "./query.js";

interface Group extends SurvivalGroup {
  /** Null for everybody. */
  readonly label: string | null;
}

export function survivalTables(facts: SurvivalFacts, query: SurvivalQuery): Tables {
  const {tables} = query;
  const wants = (name: string) => !tables || tables.includes(name);
  const groups = groupsOf(facts, query);
  const curves =
    wants("curve") || wants("groups") ? groups.map(({durations, events}) => kaplanMeier(durations, events)) : [];
  return {
    ...(wants("curve") ? {curve: curveTable(groups, curves)} : {}),
    ...(wants("groups") ? {groups: tableOf(columns.groups, groupRows(groups, curves))} : {}),
    ...(wants("logrank") ? {logrank: tableOf(columns.logrank, logRankRows(groups.slice(1)))} : {}),
  };
}

// Everybody first, then the groups by size.
function groupsOf({labels, group, ms, ended}: SurvivalFacts, query: SurvivalQuery): Group[] {
  const everybody: Group = {label: null, durations: ms, events: ended};
  const grouping = groupingOf(query);
  if (!grouping) return [everybody];
  const sizes = new Uint32Array(labels.length);
  for (const code of group) sizes[code]!++;
  const counts = new Map(labels.map((label, code) => [label, sizes[code]!]).filter(([, n]) => n) as [string, number][]);
  const shown = bucketsOf(counts, grouping);
  const place = labels.map((label) => shown.labels.indexOf(shown.bucketOf.get(label) ?? ""));
  const own = shown.labels.map((_, p) => labels.reduce((n, __, code) => (place[code] === p ? n + sizes[code]! : n), 0));
  const groups = shown.labels.map((label, p): Group => ({
    label,
    durations: new Float64Array(own[p]!),
    events: new Uint8Array(own[p]!),
  }));
  for (let i = group.length - 1; i >= 0; i--) {
    const p = place[group[i]!]!;
    const at = --own[p]!;
    groups[p]!.durations[at] = ms[i]!;
    groups[p]!.events[at] = ended[i]!;
  }
  return [everybody, ...groups];
}

// Column by column: there may be a row for each unit.
function curveTable(groups: readonly Group[], curves: readonly Survival[]): ColumnTable {
  const cells = columns.curve.map((): Cell[] => []);
  curves.forEach((curve, g) => {
    const {label} = groups[g]!;
    for (let i = 0; i < curve.t.length; i++) {
      const {t, atRisk, events, s, se, lo, hi} = survivalStep(curve, i);
      const row = [label, t, atRisk, events, s, se, lo, hi];
      for (let c = 0; c < row.length; c++) cells[c]!.push(row[c]!);
    }
  });
  return new ColumnTable(columns.curve.map((name, c) => [name, cells[c]!]));
}

function groupRows(groups: readonly Group[], curves: readonly Survival[]): Record<string, Cell>[] {
  const longest = groups.map(({durations}) => durations.reduce((a, b) => Math.max(a, b), 0));
  return groups.map(({label, durations}, g) => {
    const curve = curves[g]!;
    return {
      group: label,
      n: curve.n,
      events: curve.ended,
      median_ms: survivalMedian(curve),
      rmean_ms: wholeMs(restrictedMean(curve, longest[0]!)),
      longest_ms: durations.length ? longest[g]! : null,
      small: isSmall(curve.n),
    };
  });
}

function logRankRows(groups: readonly Group[]): Record<string, Cell>[] {
  if (groups.length === 0) return [];
  const {chi2, df, p} = logRank(groups);
  return [{chi2, df, p}];
}

function wholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms + 0.5);
}
