// The stage of an account as the furthest one of its active members (semantics 17.4).
import {eventList, type EventList} from "../../model/event-list.js";
import {Scope} from "../../model/scope.js";
import {overlay, stageOverrides, type Piece} from "../../model/stage-overrides.js";
import type {StageRules} from "../../model/stage-rules.js";
import {stageTimeline, type StageTimeline} from "../../model/stage-timeline.js";
import type {Work} from "../analysis.js";
import {part} from "../progress.js";

/** For so long after an event in it a user counts as an active member of an account: 28 days. */
const ACTIVE_MS = 28 * 86_400_000;
const BATCH = 256;

/** A change at an instant: a member comes to be in a stage (+1) or no longer is (-1). */
interface Edge {
  readonly t: number;
  readonly stage: number;
  readonly by: 1 | -1;
}

/**
 * The timeline of each account: at an instant the stage furthest on the journey that any member with an event in the account within
 * 28 days is in by the rules on all of that person's events; without such a member the rule set's `else`.
 */
export function* furthestTimeline(scope: Scope, rules: StageRules): Work<StageTimeline> {
  const {dataset, options, unknown} = scope;
  const people = new Scope(dataset, dataset.index("user"), options, unknown);
  const members = yield* part(stageTimeline(people, rules, false), 0, 0.7);
  const events = eventList(scope, "*", undefined, rules.vocabulary, "rules");
  const overrides = stageOverrides(scope, rules);
  const userAt = people.unitOf();
  const offsets = new Uint32Array(scope.units + 1);
  const pieces: Piece[] = [];
  for (let a = 0; a < scope.units; a++) {
    if (a % BATCH === 0) yield 0.7 + (0.3 * a) / scope.units;
    const own = sweep(
      edgesOf(scope, events, a, userAt, members, rules),
      events.ts[events.offsets[a]!]!,
      rules,
      scope.asOf,
    );
    const byHand = overrides?.ofUnit.get(a);
    for (const piece of byHand && own.length ? overlay(own, byHand, scope.asOf) : own) pieces.push(piece);
    offsets[a + 1] = pieces.length;
  }
  return {
    offsets,
    start: Float64Array.from(pieces, ({start}) => start),
    stage: Uint8Array.from(pieces, ({stage}) => stage),
    manual: overrides ? Uint8Array.from(pieces, ({manual}) => manual) : null,
  };
}

function edgesOf(
  scope: Scope,
  {offsets, ts, positions}: EventList,
  account: number,
  userAt: Uint32Array,
  members: StageTimeline,
  {elseCode}: StageRules,
): Edge[] {
  const instants = new Map<number, number[]>();
  for (let i = offsets[account]!; i < offsets[account + 1]! && ts[i]! < scope.asOf; i++) {
    const user = userAt[scope.index.rowAt(positions ? positions[i]! : i)];
    if (user === undefined) continue;
    const own = instants.get(user);
    if (own) own.push(ts[i]!);
    else instants.set(user, [ts[i]!]);
  }
  const edges: Edge[] = [];
  for (const [user, own] of instants) {
    let from = own[0]!;
    own.forEach((t, i) => {
      const until = t + ACTIVE_MS;
      const next = own[i + 1] ?? Infinity;
      if (next <= until) return;
      addStays(edges, members, user, from, until, elseCode);
      from = next;
    });
  }
  return edges;
}

// The member's stays within [from, until).
function addStays(
  edges: Edge[],
  {offsets, start, stage}: StageTimeline,
  user: number,
  from: number,
  until: number,
  elseCode: number,
): void {
  const end = offsets[user + 1]!;
  for (let i = offsets[user]!; i < end && start[i]! < until; i++) {
    const stop = Math.min(until, i + 1 < end ? start[i + 1]! : Infinity);
    if (stop <= from || stage[i] === elseCode) continue;
    edges.push({t: Math.max(from, start[i]!), stage: stage[i]!, by: 1}, {t: stop, stage: stage[i]!, by: -1});
  }
}

function sweep(edges: Edge[], first: number, {stages, elseCode}: StageRules, asOf: number): Piece[] {
  if (!(first < asOf)) return [];
  edges.sort((a, b) => a.t - b.t);
  const members = new Int32Array(stages.length);
  const pieces: Piece[] = [];
  let next = 0;
  for (let t = first; t < asOf; t = edges[next]?.t ?? Infinity) {
    for (; next < edges.length && edges[next]!.t <= t; next++) members[edges[next]!.stage]! += edges[next]!.by;
    const furthest = members.findLastIndex((count) => count > 0);
    const stage = furthest < 0 ? elseCode : furthest;
    if (pieces.at(-1)?.stage !== stage) pieces.push({start: t, stage, manual: 0});
  }
  return pieces;
}
