// Where an arrow key leads among marks that lie in a line or in a grid.

/** Column and row of a mark, counted in any steps. */
export type Place = readonly [column: number, row: number];

/**
 * The index that `key` leads to from `from`, or null for a key that moves nothing. Marks without places are walked in order by all four
 * arrows. In a grid, left and right stay in the row; up and down go to the nearest column of the next row.
 */
export function arrowTarget(
  key: string,
  from: number,
  places: readonly (Place | undefined)[],
  rtl: boolean,
): number | null {
  const last = places.length - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  const forward = rtl ? "ArrowLeft" : "ArrowRight";
  const step = key === forward || key === "ArrowDown" ? 1 : key.startsWith("Arrow") ? -1 : 0;
  if (step === 0) return null;
  const place = places[from];
  if (!place) return Math.min(last, Math.max(0, from + step));
  return (
    (key === "ArrowUp" || key === "ArrowDown" ? inColumn(place, step, places) : inRow(place, step, places)) ?? from
  );
}

function inRow([column, row]: Place, step: number, places: readonly (Place | undefined)[]): number | null {
  return nearest(places, ([c, r]) => (r === row && (c - column) * step > 0 ? Math.abs(c - column) : Infinity));
}

function inColumn([column, row]: Place, step: number, places: readonly (Place | undefined)[]): number | null {
  return nearest(places, ([c, r]) =>
    (r - row) * step > 0 ? Math.abs(r - row) * 1e6 + Math.abs(c - column) : Infinity,
  );
}

function nearest(places: readonly (Place | undefined)[], distance: (place: Place) => number): number | null {
  let [best, least] = [null as number | null, Infinity];
  places.forEach((place, i) => {
    const d = place ? distance(place) : Infinity;
    if (d < least) [best, least] = [i, d];
  });
  return best;
}
