// The measures that are counted from events alone.
export const BASIC_MEASURES = ["count", "uniques", "sum", "mean"] as const;
