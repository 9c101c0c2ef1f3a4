// What is worth knowing about how the times of a column were read.
import type {Times} from "./times.js";

/** How many times stated no offset, fell into a gap of the local clock, or occurred twice. */
export type TimeCounts = Pick<Times, "local" | "inGap" | "inFold">;

/** Sentences about a column whose times were read in `zone`; none when every time stated its offset. */
export function timeNotes({local, inGap, inFold}: TimeCounts, column: string, zone: string): string[] {
  const note = (count: number, one: string, more: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? "time" : "times"} in column "${column}" ${count === 1 ? one : more}`];
  return [
    ...note(local, `states no offset and was read in ${zone}`, `state no offset and were read in ${zone}`),
    ...note(
      inGap,
      `does not exist in ${zone} (clock set forward) and was read with the offset before the change`,
      `do not exist in ${zone} (clock set forward) and were read with the offset before the change`,
    ),
    ...note(
      inFold,
      `occurs twice in ${zone} (clock set back) and was read as the first`,
      `occur twice in ${zone} (clock set back) and were read as the first`,
    ),
  ];
}
