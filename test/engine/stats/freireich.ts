// Remission weeks of 42 children (Freireich and others, 1963): `+` marks one still in remission when last seen.

export const TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";
export const CONTROL = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

/** Durations and ends from such a text. */
export function group(text: string): {durations: Float64Array; events: Uint8Array} {
  const words = text.split(" ").filter((word) => word !== "");
  return {
    durations: Float64Array.from(words, (word) => parseInt(word, 10)),
    events: Uint8Array.from(words, (word) => (word.endsWith("+") ? 0 : 1)),
  };
}
