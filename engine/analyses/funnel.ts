// Funnel: of the units that did the first step, how many went on to each later one, and how long it took (semantics 4).
import type {Analysis} from "./analysis.js";
import {buffersOf} from "./funnel/attempts.js";
import {funnelBehind} from "./funnel/behind.js";
import {collect} from "./funnel/collect.js";
import {mergeFacts, type FunnelFacts} from "./funnel/facts.js";
import {checkFunnel, funnelSchema, type FunnelQuery} from "./funnel/query.js";
import {columns, tablesOf} from "./funnel/tables.js";

export const funnel: Analysis<FunnelQuery, FunnelFacts> = {
  kind: "funnel",
  schema: funnelSchema,
  tables: columns,
  check: checkFunnel,
  collect,
  merge: mergeFacts,
  buffers: ({attempts, perPeriod}) => [attempts, perPeriod ?? []].flat().flatMap(buffersOf),
  tabulate: (facts, frame, query) => ({tables: tablesOf(facts, frame, query)}),
  *behind(scope, query, table, row) {
    // Without `tables` the trend is counted whenever the query has one.
    const {tables: _, ...whole} = query;
    return funnelBehind(scope, query, yield* collect(scope, whole), table, row);
  },
};
