// Why something could not be worked out: in English, and so that it can be said in other languages.

/** `of` fills the gaps of the pattern that a language keeps under `reason.<key>`. */
export interface Reason {
  readonly text: string;
  readonly key: string;
  readonly of: Readonly<Record<string, string | number>>;
}
