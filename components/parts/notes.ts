// The dated notes of the data (releases, campaigns) on a time axis: which of them, and where on it. Pure.
import type {Annotation, Result} from "../../engine/results/result.js";
import type {Tick} from "./axis.js";

/** A note on the axis of a picture. */
export interface Note extends Annotation {
  /** Its number in the picture, from 1 in order of time. */
  readonly n: number;
  /** Where on the axis: the place of its period, or what else the axis goes by. */
  readonly at: number;
}
/** Says where on an axis a note belongs; null for not on it. */
export type NotePlace = (note: Annotation) => number | null;

/** What notes need to know of an axis. */
export interface NoteAxis {
  middle(at: number): number;
  readonly xTicks: readonly Tick[];
}
/** Height of the row that flags need under the labels of an axis. */
const ROW = 18;

/** Notes of an answer that lie on its axis, numbered. `axis` is asked only where there are notes; null where they have no place. */
export function notesOn({diagnostics}: Result, axis: () => NotePlace | null): Note[] {
  const known = diagnostics?.annotations ?? [];
  const place = known.length > 0 ? axis() : null;
  return known
    .map((note) => ({...note, at: place?.(note) ?? null}))
    .filter((note): note is typeof note & {at: number} => note.at !== null)
    .map((note, i) => ({...note, n: i + 1}));
}

/** The axis of periods under these labels. */
export function alongPeriods(labels: readonly string[]): NotePlace {
  const places = new Map(labels.map((label, i) => [label, i]));
  return ({period}) => (period === null ? null : (places.get(period) ?? null));
}

/** Height that the row of flags takes. */
export function noteRoom(notes: readonly Note[] = []): number {
  return notes.length > 0 ? ROW : 0;
}
