// What is worth knowing about how the times of a column were read.
import type {Times} from "./times.js";

/** How many times stated no offset, fell into a gap of the local clock, or occurred twice. */
export type TimeCounts = Pick<Times, "local" | "inGap" | "inFold">;

/** Sentences about a column whose times were read in `zone`; none when every time stated its offset. */
export function timeNotes({local, inGap, inFold}: TimeCounts, column: string, zone: string): string[] {
  return [
    ...(local > 0
      ? [
          local === 1
            ? `1 time in column "${column}" states no offset and was read in ${zone}`
            : `${local} times in column "${column}" state no offset and were read in ${zone}`,
        ]
      : []),
    ...(inGap > 0
      ? [
          inGap === 1
            ? `1 time in column "${column}" does not exist in ${zone} (clock set forward) and was read with the offset before the change`
            : `${inGap} times in column "${column}" do not exist in ${zone} (clock set forward) and were read with the offset before the change`,
        ]
      : []),
    ...(inFold > 0
      ? [
          inFold === 1
            ? `1 time in column "${column}" occurs twice in ${zone} (clock set back) and was read as the first`
            : `${inFold} times in column "${column}" occur twice in ${zone} (clock set back) and were read as the first`,
        ]
      : []),
  ];
}
