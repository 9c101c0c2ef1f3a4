// The list behind any number: a question about another question's row, so the host answers it (design.md section 3, kind `units`).
import * as z from "zod/mini";
import type {Analysis, Work} from "../analyses/analysis.js";
import {QueryError} from "../model/errors.js";
import {byCodePoint} from "../model/order.js";
import {commonFields, type CommonQuery} from "../model/query.js";
import type {Dataset} from "../model/dataset.js";
import type {Scope, ScopeOptions} from "../model/scope.js";
import {tableOf, type Row} from "../model/table.js";
import {explained, portion} from "./composed.js";

export interface UnitsQuery extends CommonQuery {
  kind: "units";
  /** The number asked about: the query, one of its tables, and the key columns of one of that table's rows. */
  behind: {query: {kind: string} & Record<string, unknown>; table?: string | undefined; row: Row};
}
export interface UnitsFacts {
  readonly rows: readonly Row[];
  /** What the list is of: user, session or account. */
  readonly unit: string;
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** `questionOf` as the host has it; given, because a question is read by looking kinds up, this one included. */
type Ask = (
  query: unknown,
  dataset: Dataset,
  onFault?: ScopeOptions["onFault"],
) => {analysis: Analysis; query: CommonQuery; scope: Scope};

// The inner question's faults are at its place in the outer one.
function explain(error: QueryError): QueryError {
  return error.path ? error.at(`behind.query.${error.path}`) : error;
}

export function unitsKind(ask: Ask): Analysis<UnitsQuery, UnitsFacts> {
  return {
    kind: "units",
    schema: z.strictObject({
      kind: z.literal("units"),
      ...commonFields,
      behind: z.strictObject({
        query: z.looseObject({kind: z.string()}),
        table: z.optional(z.string()),
        row: z.record(z.string(), cell),
      }),
    }),
    tables: {units: ["unit"]},
    // Which units are behind a number may depend on the whole table it stands in.
    whole: true,
    *collect(scope, {behind}): Work<UnitsFacts> {
      const {onFault} = scope.options;
      const inner = explained(
        () => ask(behind.query, scope.dataset, onFault && ((fault) => onFault(explain(fault)))),
        explain,
      );
      const table = behind.table ?? Object.keys(inner.analysis.tables)[0]!;
      if (!(table in inner.analysis.tables)) {
        throw new QueryError(
          `unknown table "${table}"; ${inner.query.kind} has ${Object.keys(inner.analysis.tables).join(", ")}`,
          "behind.table",
        );
      }
      if (!inner.analysis.behind)
        throw new QueryError(`a ${inner.query.kind} answer has no list of units behind it`, "behind.query.kind");
      const found = inner.analysis.behind(inner.scope, inner.query, table, behind.row);
      return {rows: yield* portion(found, explain, 0, 1), unit: inner.query.unit};
    },
    merge: (parts) => ({rows: parts.flatMap(({rows}) => rows), unit: parts[0]!.unit}),
    tabulate({rows, unit}) {
      const columns = new Set(["unit", ...rows.flatMap((row) => Object.keys(row))]);
      const sorted = [...rows].sort((a, b) => byCodePoint(String(a.unit), String(b.unit)));
      return {tables: {units: tableOf([...columns], sorted)}, diagnostics: {unit}};
    },
  };
}
