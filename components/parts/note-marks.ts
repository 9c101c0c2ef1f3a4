// Where the lines and flags of dated notes lie in a picture. Pure.
import type {Plane, Tick} from "./axis.js";
import type {Note, NoteAxis} from "./notes.js";
import {textWidth} from "./text.js";

/** A flag with the number of its note, or of several that lie too near to each other for a flag each. */
interface Flag {
  readonly notes: readonly Note[];
  readonly label: string;
  readonly x: number;
  readonly width: number;
}
interface NoteMarks {
  /** A path for each place. */
  readonly lines: readonly string[];
  readonly flags: readonly Flag[];
  /** Upper edge of the flags. */
  readonly top: number;
}

/** Height of a flag. */
export const FLAG = 14;
const UNDER_LABELS = 22;
const LEAST_GAP = 2;

/** A line for each place through all `planes`, the flags in a row under the labels of `axis`, which stand under the plane `under`. */
export function noteMarks(notes: readonly Note[], axis: NoteAxis, planes: readonly Plane[], under: Plane): NoteMarks {
  const top = under.bottom + UNDER_LABELS;
  const lines = [...new Set(notes.map(({at}) => axis.middle(at)))].map((x) => {
    const down = isLabelled(x, axis.xTicks) ? "" : `M${x} ${under.bottom + 3}V${top}`;
    return planes.map((plane) => `M${x} ${plane.top}V${plane.bottom}`).join("") + down;
  });
  return {lines, flags: flagsOf(notes, axis), top};
}

function isLabelled(x: number, ticks: readonly Tick[]): boolean {
  return ticks.some(({at, label}) => Math.abs(at - x) < textWidth(label, 11) / 2 + 3);
}

function flagsOf(notes: readonly Note[], {middle}: NoteAxis): Flag[] {
  const flags: Flag[] = [];
  for (const note of [...notes].sort((a, b) => middle(a.at) - middle(b.at) || a.n - b.n)) {
    let flag = flagOf([note], middle);
    for (let last = flags.at(-1); last && touch(last, flag); last = flags.at(-1)) {
      flag = flagOf([...flags.pop()!.notes, ...flag.notes], middle);
    }
    flags.push(flag);
  }
  return flags;
}

function touch(a: Flag, b: Flag): boolean {
  return a.x + a.width / 2 + LEAST_GAP > b.x - b.width / 2;
}

function flagOf(notes: readonly Note[], middle: NoteAxis["middle"]): Flag {
  const numbers = notes.map(({n}) => n);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const label = first === last ? String(first) : `${first}–${last}`;
  const x = (middle(notes[0]!.at) + middle(notes[notes.length - 1]!.at)) / 2;
  return {notes, label, x, width: Math.max(FLAG, textWidth(label, 10) + 8)};
}
