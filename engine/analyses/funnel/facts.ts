// What a funnel counts before it becomes tables: the attempts of disjoint sets of units can be joined.
import {joinAttempts, type Attempts} from "./attempts.js";

export interface FunnelFacts {
  /** Number of required steps. */
  readonly steps: number;
  /** Units of these facts are numbered below this. */
  readonly units: number;
  /** Labels of the breakdown's values that occur. */
  readonly labels: readonly string[];
  readonly attempts: Attempts;
  /** The attempts of each period counted by itself; null unless the query asks for that. */
  readonly perPeriod: Attempts | null;
}

export function mergeFacts(parts: readonly FunnelFacts[]): FunnelFacts {
  const [first] = parts;
  if (first === undefined) throw new RangeError("no facts to merge");
  if (parts.length === 1) return first;
  const labels = new Map<string, number>();
  let units = 0;
  const placed = parts.map((part) => {
    const firstUnit = units;
    units += part.units;
    return {part, firstUnit, labels: part.labels.map((label) => placeOf(labels, label))};
  });
  const join = (pick: (part: FunnelFacts) => Attempts) =>
    joinAttempts(
      placed.map(({part, ...rest}) => ({attempts: pick(part), ...rest})),
      first.steps,
    );
  return {
    steps: first.steps,
    units,
    labels: [...labels.keys()],
    attempts: join(({attempts}) => attempts),
    perPeriod: first.perPeriod && join(({perPeriod}) => perPeriod!),
  };
}

/** The place of a label in the order of first mention. */
export function placeOf(labels: Map<string, number>, label: string): number {
  let place = labels.get(label);
  if (place === undefined) labels.set(label, (place = labels.size));
  return place;
}
