// What flows down the page: the data source of a surrounding lk-data, and query fields shared by what is inside.
import {createContext} from "@lit/context";
import type {Host} from "../../engine/hosts/host.js";

/** The four states of everything that loads. */
export type WidgetState = "loading" | "empty" | "failed" | "ready";

/** What an `lk-data` tells the widgets inside it. A new object each time something changes. */
export interface DataSource {
  readonly state: WidgetState;
  /** There when `state` is ready. */
  readonly host: Host | null;
  /** There when `state` is failed. */
  readonly error: Error | null;
  /** Loads again after a failure. */
  retry(): void;
}

/** Fields that a data element, filter bar or dashboard adds to every question below it. */
export interface SharedQuery {
  /** Joined to a widget's own `where` by `all`. */
  readonly where?: object | undefined;
  /** Replaces a widget's own range, because a reader chose it. */
  readonly range?: readonly (string | null)[] | {readonly last: string} | undefined;
  /** Joined to a widget's own named cohorts, which go before shared ones of the same name. */
  readonly cohorts?: object | undefined;
  /** Other common fields (`tz`, `asOf`, `weekStart` …), for widgets that do not say them. */
  readonly [field: string]: unknown;
}

/** How fields come to be shared: the nearest `lk-data` or `lk-dashboard` takes them from a filter bar and hands them down. */
export interface Sharing {
  readonly fields: SharedQuery;
  /** Adds fields for all questions below; undefined takes one back. */
  share(fields: SharedQuery): void;
}

// Named by symbols of the registry, so that two bundles on one page understand each other.
export const dataContext = createContext<DataSource>(Symbol.for("lifecycle-kit/data"));
export const sharedQueryContext = createContext<Sharing>(Symbol.for("lifecycle-kit/shared-query"));
