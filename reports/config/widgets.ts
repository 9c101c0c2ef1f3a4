// Which widgets draw which kind of answer, so that a config can be checked without a browser.

/** Kind of query → the widgets that draw it, by tag without prefix; the first is the default. */
const WIDGETS: Readonly<Record<string, readonly string[]>> = {
  retention: ["retention", "retention-curve"],
  stages: ["stages", "stage-flow"],
  units: [],
};

/** Not an element: the sentence and the table alone. What kinds without a widget are printed as. */
export const TABLE = "table";

/** The names that a section of this kind may give as its widget; the first is what it is without one. */
export function widgetsOf(kind: string): readonly string[] {
  return [...(WIDGETS[kind] ?? [kind]), TABLE];
}
