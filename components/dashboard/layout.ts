// The layout of a dashboard, checked: what cannot be used is said once and left out, never a blank page.
import {didYouMean} from "../../engine/model/nearest.js";

export interface DashboardItem {
  /** Tag without prefix, such as "funnel". */
  readonly widget: string;
  readonly heading?: string | undefined;
  readonly query?: object | undefined;
  /** Further properties of the widget. */
  readonly props?: Readonly<Record<string, unknown>> | undefined;
  /** Columns it takes. Default 1. */
  readonly span?: number | undefined;
}

export interface DashboardLayout {
  /** Columns on a wide page; fewer where there is no room. Default 2. */
  readonly columns?: number | undefined;
  readonly items: readonly DashboardItem[];
  /** Fields for every query, such as `{tz, range}`. */
  readonly query?: object | undefined;
}

/** The problems of a layout, each in a sentence; none means it can be drawn. `names`: the widgets there are. */
export function layoutProblems(layout: unknown, names: readonly string[]): string[] {
  const {items, columns} = (layout ?? {}) as Partial<DashboardLayout>;
  if (!Array.isArray(items))
    return [`a layout is {columns, items: [{widget, heading, query}]}; got ${JSON.stringify(layout)?.slice(0, 80)}`];
  const problems = items.flatMap((item: Partial<DashboardItem> | null, i) => itemProblem(item?.widget, i, names));
  if (columns !== undefined && !(Number.isInteger(columns) && columns >= 1 && columns <= 12)) {
    problems.push(`columns must be a whole number from 1 to 12; got ${JSON.stringify(columns)}`);
  }
  return problems;
}

function itemProblem(widget: unknown, i: number, names: readonly string[]): string[] {
  if (typeof widget === "string" && names.includes(widget)) return [];
  if (typeof widget !== "string")
    return [`items[${i}].widget must be a name like "funnel"; got ${JSON.stringify(widget)}`];
  return [`items[${i}].widget: there is no widget "${widget}"${didYouMean(widget, names)}`];
}
