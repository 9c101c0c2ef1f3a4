// What a composed metric is: which question it is read from, and how.
import type {Analysis} from "../../analyses/analysis.js";
import type {Period} from "../../model/calendar.js";
import type {Lazy} from "../../model/lazy.js";
import type {Reason} from "../../model/reason.js";
import type {Cell, Row} from "../../model/table.js";
import type {MetricQuery} from "./query.js";

/** What one period of a measure says. `hits` are the units that a rate counts, of `n`. */
export interface Figure {
  readonly value: number | null;
  readonly n: number | null;
  readonly hits?: number | null;
  readonly lo?: number | null;
  readonly hi?: number | null;
}
/** `share`: a rate of units, in [0, 1]. `percent`: another fraction, which may exceed 1. `ratio`: any other quotient. `money`: minor units. `ms`: a duration. */
export type Format = "count" | "share" | "percent" | "ratio" | "number" | "money" | "ms";

export interface Label {
  readonly text: string;
  /** What the text says of the options, for a label in another language. */
  readonly of?: Readonly<Record<string, string | number>>;
  /** By which name another language knows it, where that is not the measure's. */
  readonly key?: string;
}

export interface Measure {
  readonly label: string | ((options: Options) => Label);
  readonly format: Format;
  /** The kind asked, the table read, and the column with the period. */
  readonly kind: string;
  /** Answers in place of the analysis that the kind names, where it has none of its own. */
  readonly analysis?: Lazy<Analysis>;
  readonly table: string;
  readonly column: "period" | "cohort";
  /** Own fields of the question, before the query's `options`. */
  readonly asks: (query: MetricQuery) => Options;
  /** Which field `event` stands for; without it the measure is not about one kind of event. */
  readonly event?: string;
  /** Rows of one period and bucket → figure. */
  readonly read: (rows: readonly Row[], options: Options) => Figure;
  /** Key columns of the rows whose units are behind a period. */
  readonly behind: (period: Cell, options: Options) => Row | Row[];
  readonly period: Period;
  /** How long after its end (ms) a period is fully observed. */
  readonly lag?: (options: Options) => number;
  /** How many periods after its own a cohort is read at. */
  readonly offset?: (options: Options) => number;
  readonly unit?: "account";
  /** Asked at the end of every period, since the answer is about one instant only. */
  readonly snapshot?: boolean;
  /** Why an answer has no value, where it says so in its diagnostics. */
  readonly reason?: (diagnostics: Readonly<Record<string, unknown>>) => Reason | null;
}
/** Own fields of the question that a measure is read from, as normalised. */
export type Options = Readonly<Record<string, unknown>>;
