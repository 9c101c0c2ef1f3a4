// Which links a whole route runs through, so that pointing at one shows where those people came from and went. Pure.
import type {LinkRow} from "./paths-layout.js";

/** A row of table `routes`. */
export interface RouteRow {
  readonly route: readonly string[];
  readonly count: number;
}

/** Names a link within its picture. */
export const linkKey = ({position, source, target}: Pick<LinkRow, "position" | "source" | "target">): string =>
  `${position}/${source}>${target}`;

/** By key of a link: the most frequent of `routes` (most frequent first) that runs through it, and the keys of all its links. */
export function tracesOf(
  links: readonly LinkRow[],
  routes: readonly RouteRow[],
): ReadonlyMap<string, {readonly route: RouteRow; readonly keys: ReadonlySet<string>}> {
  const known = new Set(links.map(linkKey));
  const anchors = new Set(links.filter(({position}) => position === 1).map(({source}) => source));
  const shown = shownNames(links);
  const traces = new Map<string, {route: RouteRow; keys: ReadonlySet<string>}>();
  for (const route of routes) {
    const keys = new Set(stepsOf(route.route, anchors, shown).filter((key) => known.has(key)));
    for (const key of keys) if (!traces.has(key)) traces.set(key, {route, keys});
  }
  return traces;
}

function shownNames(links: readonly LinkRow[]): ReadonlyMap<number, ReadonlySet<string>> {
  const names = new Map<number, Set<string>>();
  const add = (position: number, name: string) => names.set(position, (names.get(position) ?? new Set()).add(name));
  for (const {position, source, target} of links) {
    add(position, source);
    add(position + 1, target);
  }
  return names;
}

// Position 1 is the anchor: the start, the end, or the event that the rest is around.
function stepsOf(
  route: readonly string[],
  anchors: ReadonlySet<string>,
  shown: ReadonlyMap<number, ReadonlySet<string>>,
): string[] {
  const anchor = anchors.has("(other)")
    ? 0
    : Math.max(
        0,
        route.findIndex((name) => anchors.has(name)),
      );
  const drawn = route.map((name, i) => (shown.get(i - anchor + 1)?.has(name) ? name : "(other)"));
  const whole = ["(entry)", ...drawn, "(exit)"];
  return whole.slice(1).map((target, i) => linkKey({position: i - anchor, source: whole[i]!, target}));
}
