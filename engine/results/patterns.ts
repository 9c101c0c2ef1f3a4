// Patterns of sentences: text with gaps. English stands beside the code that says it; other languages are catalogues of the same keys.

/** Key → pattern. `{name}` is a gap; `rows.one` and `rows.other` are the plural forms of `rows` by its value `n`. */
export type Patterns = Readonly<Record<string, string>>;

/** What fills the gaps: text as it is, numbers as counts. */
export type Gaps = Readonly<Record<string, string | number>>;

/** The keys that may be said: those of the patterns, without their plural forms. */
export type Sayable<P extends Patterns> = Base<Extract<keyof P, string>>;
type Base<K extends string> = K extends `${infer Word}.${Intl.LDMLPluralRule}` ? Word : K;

export type Say<P extends Patterns> = (key: Sayable<P>, gaps?: Gaps) => string;

/** Looks a pattern up in the catalogues in turn (the plural form by `n` first) and fills it; null where none has it. */
export function phrase(
  catalogues: readonly Patterns[],
  key: string,
  gaps: Gaps,
  plural: (n: number) => string,
  count: (n: number) => string,
): string | null {
  const {n} = gaps;
  const keys = typeof n === "number" ? [`${key}.${plural(n)}`, key, `${key}.other`] : [key, `${key}.other`];
  for (const catalogue of catalogues)
    for (const name of keys) if (Object.hasOwn(catalogue, name)) return filled(catalogue[name]!, gaps, count);
  return null;
}

function filled(pattern: string, gaps: Gaps, count: (n: number) => string): string {
  return pattern.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = gaps[name];
    return value === undefined ? gap : typeof value === "number" ? count(value) : value;
  });
}
