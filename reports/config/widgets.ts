// Which widgets draw which kind of answer, so that a config can be checked without a browser.

/** Kind of query → the widgets that draw it, by tag without prefix; the first is the default. */
const WIDGETS: Readonly<Record<string, readonly string[]>> = {
  retention: ["retention", "retention-curve"],
  stages: ["stages", "stage-flow"],
  units: [],
};

/** Widget → the tables that it draws, where its kind has more. A comparison is of what is drawn. */
const DRAWN: Readonly<Record<string, readonly string[]>> = {"stage-flow": ["transitions"]};

/** The tables that a widget asks for, as it does on a page; undefined for all of its kind. */
export function tablesOf(widget: string, compared: boolean): readonly string[] | undefined {
  const drawn = DRAWN[widget];
  return drawn && compared ? [...drawn, "comparison", "overlap"] : drawn;
}

/** Not an element: the sentence and the table alone. What kinds without a widget are printed as. */
export const TABLE = "table";

/** The names that a section of this kind may give as its widget; the first is what it is without one. */
export function widgetsOf(kind: string): readonly string[] {
  return [...(WIDGETS[kind] ?? [kind]), TABLE];
}
