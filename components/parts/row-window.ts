// Which rows of a long list are drawn: those in sight and some beyond either edge. Pure arithmetic of one scrolled box.

/** Rows drawn beyond either edge, so that a quick scroll finds something there. */
const BEYOND = 16;
/** Rows come and go in groups, not one by one. */
const GROUP = 8;
/** Browsers draw no box that is higher than 17 to 33 million pixels. */
const HIGHEST = 12_000_000;

/** A box of `rows` rows of `height` px each, of which `room` px are in sight, scrolled by `top` px. */
export interface ScrolledBox {
  readonly rows: number;
  readonly height: number;
  readonly room: number;
  readonly top: number;
}

/** The rows from `first` to `end` (exclusive) are drawn, between gaps of `before` and `after` px. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
  readonly before: number;
  readonly after: number;
}

// Where the rows are higher together than a box can be, the box is scrolled through them faster.
function pace({rows, height, room}: ScrolledBox): number {
  const whole = rows * height;
  return whole <= HIGHEST ? 1 : (whole - room) / (HIGHEST - room);
}

/** The rows to draw, and the gaps that keep the box as high as all of them. */
export function rowWindow(box: ScrolledBox): RowWindow {
  const {rows, height, room, top} = box;
  const at = top * pace(box);
  const first = Math.max(0, Math.floor((at / height - BEYOND) / GROUP) * GROUP);
  const end = Math.min(rows, Math.ceil(((at + room) / height + BEYOND) / GROUP) * GROUP);
  const before = Math.max(0, top - at + first * height);
  const tall = Math.min(HIGHEST, rows * height);
  return {first: Math.min(first, end), end, before, after: Math.max(0, tall - before - (end - first) * height)};
}

/** The first and the last row that are wholly in sight. */
export function inSight(box: ScrolledBox): {first: number; last: number} {
  const at = box.top * pace(box);
  const first = Math.ceil(at / box.height - 0.01);
  const last = Math.floor((at + box.room) / box.height + 0.01) - 1;
  return {first: Math.min(first, box.rows - 1), last: Math.min(Math.max(first, last), box.rows - 1)};
}

/** How far the box is to be scrolled so that `row` is in sight; as it is, where it is already. */
export function scrolledTo(row: number, box: ScrolledBox): number {
  const {first, last} = inSight(box);
  if (row >= first && row <= last) return box.top;
  const at = row < first ? row * box.height : (row + 1) * box.height - box.room;
  return Math.max(0, at / pace(box));
}

/** The row that `key` leads to from `from`, `page` rows at a time; null for a key that leads nowhere. */
export function rowTarget(key: string, from: number, page: number, rows: number): number | null {
  const steps: Readonly<Record<string, number>> = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page};
  const to = key === "Home" ? 0 : key === "End" ? rows - 1 : from + (steps[key] ?? NaN);
  return Number.isNaN(to) ? null : Math.min(rows - 1, Math.max(0, to));
}
