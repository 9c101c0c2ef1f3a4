// The plain options that lk-retention and lk-retention-curve share.
import {property} from "lit/decorators.js";
import {json, orJson} from "../base/converters.js";
import {WidgetElement} from "../base/widget-element.js";
import {messages} from "./retention.messages.js";
import type {Result} from "../../engine/results/result.js";
import {rowsOf} from "../../engine/model/table.js";

/** A widget that asks a retention question. */
export abstract class RetentionElement extends WidgetElement {
  static override readonly kind = "retention";
  static override readonly fields = [
    ...WidgetElement.fields,
    ...["start", "return", "period", "mode", "criterion", "brackets", "cohort", "n", "mean"],
  ];
  static override readonly messages = messages;

  /** What makes someone join a cohort: an event name or a predicate. Default: any event. */
  @property({converter: orJson, reflect: true}) start: unknown = undefined;
  /** What counts as coming back. Default: any event. */
  @property({converter: orJson, reflect: true}) return: unknown = undefined;
  /** Length of a period. Default "week". */
  @property({reflect: true}) period: "hour" | "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;
  /** Periods of the calendar, or of fixed length from each person's own start. Default "calendar". */
  @property({reflect: true}) mode: "calendar" | "rolling" | undefined = undefined;
  /** Came back in that period, in it or later, or in a bracket of periods. Default "on". */
  @property({reflect: true}) criterion: "on" | "on_or_after" | "bracket" | undefined = undefined;
  /** For criterion "bracket": `[[1, 3], [4, 7]]`, both ends inside. */
  @property({converter: json}) brackets: readonly (readonly [number, number])[] | undefined = undefined;
  /** Which start event of a person counts. Default "first". */
  @property({reflect: true}) cohort: "first" | "first_in_range" | "recurring" | undefined = undefined;
  /** The last period after the start. Default 12. */
  @property({type: Number, reflect: true}) n: number | undefined = undefined;
  /** How the average row is made. Default "pooled". */
  @property({reflect: true}) mean: "pooled" | "simple" | undefined = undefined;

  /** All people of all cohorts. */
  protected override sampleSize(result: Result): number | null {
    const cells = rowsOf(result.tables["cells"]!);
    return cells.reduce(
      (sum, row) => (row["n"] === 0 && (row["breakdown"] ?? null) === null ? sum + (row["size"] as number) : sum),
      0,
    );
  }
}
