// A time axis on which long silences are cut short, so that what happened has the room. Pure.

/** A stretch of time drawn to scale, or a silence drawn as a break. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  readonly silent: boolean;
}

interface TimeScale {
  /** Where an instant lies between 0 and `width`. */
  x(ts: number): number;
  readonly stretches: readonly Stretch[];
}

/** Width of a break in px. */
export const BREAK = 30;
const MOST_BREAKS = 6;
/** A silence is cut when it would take more than this share of the room. */
const LONG = 0.16;
/** … and is this many times as long as half of all are. */
const UNUSUAL = 3;
/** Shorter ones are never cut (ms): half a day without events is a night. */
const SHORTEST = 12 * 3_600_000;

/** `instants` in order, the first and last being the ends of the axis; `width` in px. */
export function timeScale(instants: readonly number[], width: number): TimeScale {
  const cuts = cutsOf(instants, width);
  const [first, last] = [instants[0] ?? 0, instants.at(-1) ?? 0];
  const edges = cuts.flatMap(({from, to}) => [from, to]);
  const times = [first, ...edges, last];
  const drawn = Math.max(1, last - first - cuts.reduce((sum, {from, to}) => sum + to - from, 0));
  const room = Math.max(1, width - cuts.length * BREAK);
  const stretches: Stretch[] = [];
  let left = 0;
  for (let i = 0; i + 1 < times.length; i++) {
    const [from, to] = [times[i]!, times[i + 1]!];
    const silent = i % 2 === 1;
    const right = left + (silent ? BREAK : ((to - from) / drawn) * room);
    stretches.push({from, to, left, right, silent});
    left = right;
  }
  return {stretches, x: (ts) => position(stretches, ts)};
}

// The longest silence goes first; what is left decides whether the next is long as well.
function cutsOf(instants: readonly number[], width: number): {from: number; to: number}[] {
  const most = Math.max(0, Math.min(MOST_BREAKS, Math.floor(width / (BREAK * 4))));
  const silences = instants
    .slice(1)
    .map((to, i) => ({from: instants[i]!, to}))
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const middle = silences[Math.floor(silences.length / 2)];
  const usual = middle ? middle.to - middle.from : 0;
  const cuts: {from: number; to: number}[] = [];
  let drawn = (instants.at(-1) ?? 0) - (instants[0] ?? 0);
  for (const silence of silences.slice(0, most)) {
    const length = silence.to - silence.from;
    if (length <= SHORTEST || length < LONG * drawn || length < UNUSUAL * usual) break;
    cuts.push(silence);
    drawn -= length;
  }
  return cuts.sort((a, b) => a.from - b.from);
}

function position(stretches: readonly Stretch[], ts: number): number {
  const stretch = stretches.find(({to}) => ts <= to) ?? stretches.at(-1);
  if (!stretch) return 0;
  const {from, to, left, right} = stretch;
  return to === from ? left : left + ((Math.max(from, ts) - from) / (to - from)) * (right - left);
}
