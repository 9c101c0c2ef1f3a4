// The shape of every analysis: walk the units, merge what was counted, write the tables.
import type * as z from "zod/mini";
import type {TableName} from "../model/dataset.js";
import type {CommonQuery} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import type {ColumnTable, Row} from "../model/table.js";

/** Tables in the order of the contract, the one drawn by default first. */
export type Tables = Record<string, ColumnTable>;

/** What an analysis answers besides tables goes into the diagnostics under its own keys. */
export interface Tabulated {
  readonly tables: Tables;
  readonly diagnostics?: Readonly<Record<string, unknown>>;
}

/** Progress in [0, 1], told between slices of work, so that whoever runs an analysis can pause, report or cancel it. */
export type Work<T> = Generator<number, T, void>;

/**
 * One kind of question. `collect` walks the units of a scope and returns facts: plain data (typed arrays, maps, numbers) that can be
 * sent between threads. `merge` joins the facts of disjoint sets of units. `tabulate` turns facts into tables without seeing events.
 * So one implementation serves one thread and many. The same facts in any order of units give the same tables.
 */
export interface Analysis<Q extends CommonQuery = CommonQuery, F = unknown> {
  readonly kind: Q["kind"];
  /** Own and common fields with defaults; unknown keys are refused. */
  readonly schema: z.ZodMiniType;
  /** Columns of each table, in order. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** True where units cannot be counted apart from each other: `collect` must see all of them at once. */
  readonly whole?: boolean;
  /** The table a question is about, where that is not the events: without a range, everything in it is meant. */
  readonly data?: TableName;
  /** Checks that a schema cannot say, like "optional is not for the first step". Throws QueryError. */
  check?(query: Q): void;
  collect(scope: Scope, query: Q): Work<F>;
  /** The facts of several questions that are the same but for `asOf` and `range`, where counting for all at once is quicker. */
  collectAll?(scopes: readonly Scope[], queries: readonly Q[]): Work<F[]>;
  merge(facts: readonly F[]): F;
  /** Work on merged facts that takes long over large data, with breaths in between. `tabulate` takes what it gives, and facts as they are. */
  settle?(facts: F, query: Q): Work<F>;
  /** Memory of large facts that nothing else shares, so that it can be handed to another thread without a copy. */
  buffers?(facts: F): ArrayBuffer[];
  tabulate(facts: F, frame: Frame, query: Q): Tabulated;
  /**
   * The units behind one row of a table, with reason columns: rows `{unit, …}`. `row` holds the row's key columns.
   * Left out where a table has no units behind it.
   */
  behind?(scope: Scope, query: Q, table: string, row: Readonly<Row>): Work<Row[]>;
}
