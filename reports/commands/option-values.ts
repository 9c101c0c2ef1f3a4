// Values of options that are lists or pairs.
import {UsageError} from "../terminal/exit.js";

/** `a=b,c=d`, possibly given several times. A comma inside a value is written twice. */
export function pairs(flag: string): (text: string, before?: Record<string, string>) => Record<string, string> {
  return (text, before = {}) => {
    const all = new Map(Object.entries(before));
    for (const pair of text.replaceAll(",,", "\0").split(",")) {
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
