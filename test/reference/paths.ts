// The slow twin of paths: sequences as lists of names, straight from semantics 9.
import {bucketsByCount, type Happening, type History} from "./history.js";
import {unitLabel, type UnitBreakdown} from "./revenue.js";

export interface PathsOptions {
  unit: "user" | "session";
  anchor: {at: "start" | "end" | "around"; event?: string};
  steps: number;
  top: number;
  collapse: boolean;
  breakdown?: UnitBreakdown;
}
type Row = Record<string, unknown>;
type Mark = {name: string; ts: number};
type Sequence = {unit: string; label: string; marks: Mark[]; anchor: number};

const SESSION_GAP = 30 * 60_000;

export function pathsReference(
  history: History,
  options: PathsOptions,
): {links: Row[]; nodes: Row[]; routes: Row[]; graph: Row[]; notMatched: number} {
  const all = sequencesOf(history, options);
  const matched = all.filter(({anchor}) => anchor >= 0);
  const counts = new Map(all.map(({label}) => [label, 0]));
  for (const {label} of matched) counts.set(label, counts.get(label)! + 1);
  const tables = bucketsByCount(counts, options.breakdown?.top ?? null).map(({name, labels}) => {
    const own = matched.filter(({label}) => labels.has(label));
    const named = (rows: Row[]) => rows.map((row) => (options.breakdown ? {breakdown: name, ...row} : row));
    const {links, nodes} = drawn(own, options);
    return {
      links: named(links),
      nodes: named(nodes),
      routes: named(routesOf(own, options)),
      graph: named(graphOf(own)),
    };
  });
  const join = (name: "links" | "nodes" | "routes" | "graph") => tables.flatMap((table) => table[name]);
  return {
    links: join("links"),
    nodes: join("nodes"),
    routes: join("routes"),
    graph: join("graph"),
    notMatched: all.length - matched.length,
  };
}

function sequencesOf(history: History, {unit, anchor, collapse, breakdown}: PathsOptions): Sequence[] {
  const [from, to] = history.world.range;
  const found: Sequence[] = [];
  for (const {id, user, events} of units(history, unit)) {
    const visible = events.filter((event) => history.eventsOf(user, "*").includes(event));
    const whole = unit === "session";
    const inside = whole
      ? visible.length > 0 && visible[0]!.ts >= from && visible[0]!.ts < to
        ? visible
        : []
      : visible.filter(({ts}) => ts >= from && ts < to);
    if (inside.length === 0) continue;
    const ordered = [...inside].sort(
      (a, b) => a.ts - b.ts || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1),
    );
    const marks = ordered
      .filter((event, i) => !collapse || i === 0 || ordered[i - 1]!.name !== event.name)
      .map(({name, ts}) => ({name, ts}));
    const matches = [...marks.keys()].filter((i) => anchor.event === undefined || marks[i]!.name === anchor.event);
    const at = (anchor.at === "end" ? matches[matches.length - 1] : matches[0]) ?? -1;
    found.push({unit: id, label: sessionLabel(history, user, visible, breakdown), marks, anchor: at});
  }
  return found;
}

function sessionLabel(
  history: History,
  user: string,
  events: Happening[],
  breakdown: UnitBreakdown | undefined,
): string {
  if (!breakdown) return "";
  const only = {
    eventsOf: () => events,
    value: history.value.bind(history),
    profileValue: history.profileValue.bind(history),
  } as unknown as History;
  return unitLabel(only, user, breakdown);
}

function units(history: History, unit: "user" | "session"): {id: string; user: string; events: Happening[]}[] {
  const users = [...new Set(history.world.events.map(({user}) => user))].sort();
  return users.flatMap((user) => {
    const own = history.world.events
      .filter((event) => event.user === user)
      .sort((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1));
    if (unit === "user") return [{id: user, user, events: own}];
    const sessions: Happening[][] = [];
    for (const [i, event] of own.entries()) {
      if (i === 0 || event.ts - own[i - 1]!.ts > SESSION_GAP) sessions.push([]);
      sessions[sessions.length - 1]!.push(event);
    }
    return sessions.map((events, s) => ({id: `${user}#${s + 1}`, user, events}));
  });
}

/** Names by position; "(exit)" where a sequence is over, "(entry)" where it has not begun. */
function placesOf(
  {marks, anchor}: Sequence,
  {anchor: {at}, steps}: PathsOptions,
): {position: number; name: string; ts: number | null}[] {
  const positions =
    at === "around"
      ? Array.from({length: 2 * steps - 1}, (_, p) => 2 - steps + p)
      : Array.from({length: steps}, (_, p) => p + 1);
  return positions.map((position) => {
    const mark = marks[anchor + (at === "end" ? 1 - position : position - 1)];
    return {position, name: mark?.name ?? (position < 1 ? "(entry)" : "(exit)"), ts: mark?.ts ?? null};
  });
}

function drawn(sequences: Sequence[], options: PathsOptions): {links: Row[]; nodes: Row[]} {
  const rows = sequences.map((sequence) => placesOf(sequence, options));
  const width = options.anchor.at === "around" ? 2 * options.steps - 1 : options.steps;
  const [links, nodes]: [Row[], Row[]] = [[], []];
  const shownAt = Array.from({length: width}, (_, p) => {
    const counts = new Map<string, number>();
    for (const row of rows) if (row[p]!.ts !== null) counts.set(row[p]!.name, (counts.get(row[p]!.name) ?? 0) + 1);
    const kept = [...counts.keys()]
      .sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1))
      .slice(0, options.top);
    const shown = (row: (typeof rows)[number]) =>
      row[p]!.ts === null || kept.includes(row[p]!.name) ? row[p]!.name : "(other)";
    const first = options.anchor.at === "around" ? 2 - options.steps : 1;
    for (const name of [...kept, ...(counts.size > kept.length ? ["(other)"] : [])]) {
      const count = rows.filter((row) => row[p]!.ts !== null && shown(row) === name).length;
      nodes.push({position: first + p, name, count, share: count / rows.length});
    }
    return shown;
  });
  for (let p = 0; p + 1 < width; p++) {
    const through = rows.filter((row) => row[p]!.ts !== null || row[p + 1]!.ts !== null);
    const pairs = new Map<string, typeof rows>();
    for (const row of through) {
      const key = JSON.stringify([shownAt[p]!(row), shownAt[p + 1]!(row)]);
      pairs.set(key, [...(pairs.get(key) ?? []), row]);
    }
    const level = [...pairs].map(([key, own]) => {
      const [source, target] = JSON.parse(key) as [string, string];
      const gaps = own.map((row) =>
        row[p]!.ts === null || row[p + 1]!.ts === null ? null : Math.abs(row[p + 1]!.ts! - row[p]!.ts!),
      );
      return {
        position: rows[0]![p]!.position,
        source,
        target,
        count: own.length,
        share_of_source: own.length / through.filter((row) => shownAt[p]!(row) === source).length,
        median_gap_ms: gaps.includes(null) ? null : Math.floor(middle(gaps as number[]) + 0.5),
      };
    });
    links.push(...level.sort((a, b) => b.count - a.count || order(a.source, b.source) || order(a.target, b.target)));
  }
  return {links, nodes};
}

function middle(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function routesOf(sequences: Sequence[], options: PathsOptions): Row[] {
  const counts = new Map<string, number>();
  for (const sequence of sequences) {
    const key = JSON.stringify(
      placesOf(sequence, options)
        .filter(({ts}) => ts !== null)
        .map(({name}) => name),
    );
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows = [...counts].map(([key, count]) => ({
    route: JSON.parse(key) as string[],
    count,
    share: count / sequences.length,
  }));
  return rows
    .sort((a, b) => b.count - a.count || order(a.route.join("\0"), b.route.join("\0")))
    .slice(0, Math.max(options.top, 20));
}

function graphOf(sequences: Sequence[]): Row[] {
  const pairs = new Map<string, {count: number; units: Set<string>}>();
  const out = new Map<string, number>();
  for (const {unit, marks} of sequences) {
    for (let i = 1; i < marks.length; i++) {
      const key = JSON.stringify([marks[i - 1]!.name, marks[i]!.name]);
      const known = pairs.get(key) ?? {count: 0, units: new Set<string>()};
      pairs.set(key, known);
      known.count++;
      known.units.add(unit);
      out.set(marks[i - 1]!.name, (out.get(marks[i - 1]!.name) ?? 0) + 1);
    }
  }
  const rows = [...pairs].map(([key, {count, units: own}]) => {
    const [source, target] = JSON.parse(key) as [string, string];
    return {source, target, count, units: own.size, p_out: count / out.get(source)!};
  });
  return rows.sort((a, b) => b.count - a.count || order(a.source, b.source) || order(a.target, b.target));
}
