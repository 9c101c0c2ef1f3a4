// A line over periods: solid where periods are complete, dashed into one that is still open, broken where nothing is known. Pure.

export interface LinePoint {
  readonly x: number;
  /** Null where the value is unknown. */
  readonly y: number | null;
  /** Whether the period is over. */
  readonly complete: boolean;
}

interface LinePaths {
  readonly solid: string;
  readonly dashed: string;
  /** Points without a neighbour on either side, which no line would show. */
  readonly lone: readonly LinePoint[];
}

export function linePaths(points: readonly LinePoint[]): LinePaths {
  let [solid, dashed] = ["", ""];
  const lone: LinePoint[] = [];
  points.forEach((point, i) => {
    const before = points[i - 1];
    if (point.y === null) return;
    const joined = before?.y !== null && before?.y !== undefined;
    if (joined) {
      const segment = `M${r(before.x)} ${r(before.y)}L${r(point.x)} ${r(point.y)}`;
      if (point.complete && before.complete) solid += segment;
      else dashed += segment;
    }
    const next = points[i + 1];
    if (!joined && (next?.y === null || next === undefined)) lone.push(point);
  });
  return {solid: tidy(solid), dashed, lone};
}

const r = (value: number) => Math.round(value * 10) / 10;

// Neighbouring segments share a point; one path with joints looks better than many with caps.
function tidy(path: string): string {
  return path.replace(/M(\S+ \S+)L(\S+ \S+?)(?=M|$)/g, "M$1L$2").replace(/L(\S+ [^ML]+)M\1L/g, "L$1L");
}
