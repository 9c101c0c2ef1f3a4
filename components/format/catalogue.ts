// Texts by language: looks a message up, fills its gaps, chooses the plural. All words a reader sees come through here.
import {figures} from "../../engine/results/figures.js";

/** Key → message. `{name}` is a gap; the keys `rows.one` and `rows.other` are the plural forms of `rows` by its value `n`. */
export type Messages = Readonly<Record<string, string>>;

/** Language (BCP 47, first subtag) → messages. `en` is complete; other languages fall back to it key by key. */
export type Catalogue = Readonly<Record<string, Messages>>;

export type Values = Readonly<Record<string, string | number | null>>;

/** The message under `key`, with numbers written as counts of the locale. An unknown key comes back as readable words. */
export type Text = (key: string, values?: Values) => string;

/** The pseudo-locale: every message comes out accented and in brackets, so that a text outside the catalogues shows. */
export const PSEUDO_LOCALE = "en-XA";

/** Messages of one locale from several catalogues; a later one wins. */
export function textOf(locale: string, ...catalogues: readonly Catalogue[]): Text {
  const language = locale.split("-", 1)[0]!.toLowerCase();
  const plurals = new Intl.PluralRules(locale);
  const find = (key: string) => lookUp(catalogues, language, key) ?? lookUp(catalogues, "en", key);
  const {count} = figures(locale);
  return (key, values = {}) => {
    const form = typeof values["n"] === "number" ? find(`${key}.${plurals.select(values["n"])}`) : undefined;
    const message = form ?? find(key) ?? find(`${key}.other`) ?? readable(key);
    const fill = (_gap: string, name: string) => {
      const value = values[name] ?? null;
      return typeof value === "string" ? isolated(value) : count(value);
    };
    return locale === PSEUDO_LOCALE ? pseudo(message, fill) : message.replace(/\{(\w+)\}/g, fill);
  };
}

// A date or a name that reads from right to left keeps its order among words that do not.
const isolated = (value: string) => (/[\u0590-\u08ff\u200f]/.test(value) ? `\u2068${value}\u2069` : value);

function lookUp(catalogues: readonly Catalogue[], language: string, key: string): string | undefined {
  for (let i = catalogues.length - 1; i >= 0; i--) {
    const messages = catalogues[i]![language];
    if (messages && Object.hasOwn(messages, key)) return messages[key];
  }
  return undefined;
}

// `column.quick_ratio` without a message is still better read as "quick ratio" than as nothing.
function readable(key: string): string {
  const words = key.slice(key.indexOf(".") + 1).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ACCENTS: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  n: "ñ",
  c: "ç",
  A: "Á",
  E: "É",
  I: "Í",
  O: "Ó",
  U: "Ú",
};

function pseudo(message: string, fill: (gap: string, name: string) => string): string {
  const parts = message.split(/(\{\w+\})/);
  const text = parts.map((part) =>
    part.startsWith("{") ? fill(part, part.slice(1, -1)) : part.replace(/[a-z]/gi, (c) => ACCENTS[c] ?? c),
  );
  return `⟦${text.join("")}⟧`;
}
