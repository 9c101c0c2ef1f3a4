// From a row that a person chose to the list of units behind it.
import type {QueryInput} from "../../engine/model/query.js";
import {currencyOf} from "../../engine/results/currency-of.js";
import type {Result} from "../../engine/results/result.js";
import type {Text} from "../format/catalogue.js";
import type {Format, PeriodName} from "../format/format.js";
import {emit} from "./events.js";
import {openUnits} from "./units-panel.js";

/** What a list needs of the widget it opens over. */
interface Drilled {
  readonly element: HTMLElement & {readonly tz: string | undefined; readonly locale: string | undefined};
  readonly root: HTMLElement | DocumentFragment;
  readonly text: Text;
  readonly format: Format;
  readonly period: PeriodName;
  readonly result: Result;
  ask(query: QueryInput, signal?: AbortSignal): Promise<Result>;
}

/** Opens the list that `query` asks for; `title` names the mark that was chosen. */
export function openList(widget: Drilled, query: QueryInput, title: string): void {
  const {element, root, text, format, period, result} = widget;
  const inner = result.query;
  openUnits(root, {
    title,
    text,
    format,
    period,
    currency: currencyOf(result),
    ask: (signal) => widget.ask(query, signal),
    audience: (units) => emit(element, "lk-audience", {query, name: title, count: units.length, units}),
    customer: {
      ask: (asked, signal) => widget.ask(asked, signal),
      query: {unit: inner["unit"], asOf: inner["asOf"], tz: inner["tz"] ?? element.tz},
      locale: element.locale,
      prefix: element.localName.slice(0, element.localName.indexOf("-")),
    },
  });
}
