// Values of options that are lists or pairs.
import {UsageError} from "../terminal/exit.js";

/**
 * `a=b,c=d`, possibly given several times. A comma inside a value is written twice. With `wordKey` a word without `=` is allowed once, and
 * is the value of that key.
 */
export function pairs(
  flag: string,
  wordKey?: string,
): (text: string, before?: Record<string, string>) => Record<string, string> {
  return (text, before = {}) => {
    const all = new Map(Object.entries(before));
    for (const pair of text.replaceAll(",,", "\0").split(",")) {
      const word = pair.trim();
      if (wordKey !== undefined && word !== "" && !word.includes("=")) {
        if (all.has(wordKey))
          throw new UsageError(`${flag} ${text}: both "${all.get(wordKey)}" and "${word}"; name one`);
        all.set(wordKey, word);
        continue;
      }
      const [, key, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(pair.replaceAll("\0", ",")) ?? [];
      if (!key || !value) throw new UsageError(`${flag} ${text}: "${pair}" is not of the form key=value`);
      all.set(key, value.trim());
    }
    return Object.fromEntries(all);
  };
}

/** `a,b`, possibly given several times. */
export function list(text: string, before: readonly string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  ];
}

/** A language tag (BCP 47) as it is written canonically. */
export function locale(text: string): string {
  try {
    return new Intl.Locale(text).toString();
  } catch {
    throw new UsageError(`--locale ${text}: no language tag; write one like de, en-GB or pt-BR`);
  }
}
