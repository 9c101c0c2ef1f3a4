// The events of the kit. All bubble, cross shadow roots and carry a plain object.
import type {QueryInput} from "../../engine/model/query.js";
import type {Row} from "../../engine/model/table.js";

/** What a person picked: a row of a table of the result. */
export interface SelectDetail {
  table: string;
  row: Row;
}

/** A wish to see what is behind a number. `query` asks for the list of units behind the row. */
export interface DrillDetail extends SelectDetail {
  query: QueryInput;
}

export interface LoadDetail {
  kind: string;
  summary: string;
}

export interface ErrorDetail {
  name: string;
  message: string;
}

/** Plain JSON, good for a deep link: what `setState` takes. */
export type StateDetail = Record<string, unknown>;

/** A list of units that a reader wants to use elsewhere: their ids, the query that gives them, and the name of the mark they are behind. */
export interface AudienceDetail {
  query: QueryInput;
  name: string;
  /** How many there are; a unit that is listed several times counts once. */
  count: number;
  units: readonly string[];
}

/** The fields of a query that a reader changed in a filter. */
export interface FilterDetail {
  where?: object | undefined;
  range?: unknown;
  /** Definitions of the cohorts that `where` names. */
  cohorts?: object | undefined;
}

export interface LifecycleEventMap {
  "lk-load": CustomEvent<LoadDetail>;
  "lk-error": CustomEvent<ErrorDetail>;
  "lk-select": CustomEvent<SelectDetail>;
  "lk-drill": CustomEvent<DrillDetail>;
  "lk-state-change": CustomEvent<StateDetail>;
  "lk-filter-change": CustomEvent<FilterDetail>;
  "lk-audience": CustomEvent<AudienceDetail>;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- typed addEventListener on every element
  interface GlobalEventHandlersEventMap extends LifecycleEventMap {}
}

/** Fires an event of the kit. False when somebody cancelled it; only `lk-drill` can be. */
export function emit<T extends keyof LifecycleEventMap>(
  target: EventTarget,
  type: T,
  detail: LifecycleEventMap[T]["detail"],
): boolean {
  return target.dispatchEvent(
    new CustomEvent(type, {detail, bubbles: true, composed: true, cancelable: type === "lk-drill"}),
  );
}
