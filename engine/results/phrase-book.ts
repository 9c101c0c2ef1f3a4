// Says English messages of the engine (notes, reasons, errors) in another language: each is found again by its pattern.

/**
 * English pattern → the same in another language. `{name}` stands for what the English message holds there, `{n}` for a count; a gap
 * whose name begins with `said` holds a message in its turn, and only fits where that can be said too.
 */
export type PhraseBook = Readonly<Record<string, string>>;

/** The message in the other language; null where its book has no pattern for it. */
export type Saying = (english: string) => string | null;

interface Phrase {
  readonly fits: RegExp;
  readonly gaps: readonly string[];
  readonly pattern: string;
}

/** Reads a book. `count` writes counts. Messages of several lines are said line by line, so far as the book goes. */
export function sayingOf(book: PhraseBook, count: (n: number) => string): Saying {
  const phrases = Object.entries(book).map(([english, pattern]) => phraseOf(english, pattern));
  const line = (english: string): string | null => {
    for (const phrase of phrases) {
      const said = filled(phrase, english, line, count);
      if (said !== null) return said;
    }
    return null;
  };
  return (english) => {
    const lines = english.split("\n").map((part) => line(part));
    if (lines.every((said) => said === null)) return null;
    return english
      .split("\n")
      .map((part, i) => lines[i] ?? part)
      .join("\n");
  };
}

const GAP = /\{(\w+)\}/;

function phraseOf(english: string, pattern: string): Phrase {
  const parts = english.split(GAP);
  const gaps = parts.filter((_, i) => i % 2 === 1);
  const source = parts.map((part, i) => (i % 2 === 0 ? escaped(part) : part === "n" ? "(\\d+)" : "(.+?)")).join("");
  return {fits: new RegExp(`^${source}$`), gaps, pattern};
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function filled(
  {fits, gaps, pattern}: Phrase,
  english: string,
  line: Saying,
  count: (n: number) => string,
): string | null {
  const found = fits.exec(english);
  if (!found) return null;
  const values = new Map<string, string>();
  for (const [i, gap] of gaps.entries()) {
    const text = found[i + 1]!;
    const value = gap.startsWith("said") ? line(text) : gap === "n" ? count(Number(text)) : text;
    if (value === null) return null;
    values.set(gap, value);
  }
  return pattern.replace(/\{(\w+)\}/g, (whole, gap: string) => values.get(gap) ?? whole);
}
