// Paths: which events follow which, position by position, and which whole routes are frequent (semantics 9).
import {shownColumns} from "./buckets.js";
import {QueryError} from "../model/errors.js";
import {tableOf, type Cell} from "../model/table.js";
import type {Analysis} from "./analysis.js";
import {pathsBehind} from "./paths/behind.js";
import {collect} from "./paths/collect.js";
import {mergeFacts, type PathsFacts} from "./paths/facts.js";
import {graphRows} from "./paths/graph.js";
import {linkRows} from "./paths/links.js";
import {pathsSchema, type PathsQuery} from "./paths/query.js";
import {routeRows} from "./paths/routes.js";
import {shownSequences} from "./paths/shown.js";
import {checkUnitBreakdown} from "./unit-buckets.js";

const columns = {
  links: ["breakdown", "position", "source", "target", "count", "share_of_source", "median_gap_ms"],
  nodes: ["breakdown", "position", "name", "count", "share"],
  routes: ["breakdown", "route", "count", "share"],
  graph: ["breakdown", "source", "target", "count", "units", "p_out"],
} as const;

export const paths: Analysis<PathsQuery, PathsFacts> = {
  kind: "paths",
  schema: pathsSchema,
  tables: columns,
  check({anchor, breakdown}) {
    checkUnitBreakdown(breakdown);
    if (anchor.at === "around" && anchor.event === undefined) {
      throw new QueryError(
        'missing; name the event to look around, like {"at": "around", "event": "signup"}',
        "anchor.event",
      );
    }
  },
  collect,
  merge: mergeFacts,
  tabulate(facts, _frame, query) {
    const wanted = (name: keyof typeof columns) => query.tables === undefined || query.tables.includes(name);
    const shown = shownSequences(facts, query);
    const drawn = shown.map((own) =>
      wanted("links") || wanted("nodes") ? linkRows(own, facts.names, query) : {links: [], nodes: []},
    );
    const table = (name: keyof typeof columns, rowsOf: (bucket: number) => Record<string, Cell>[]) => {
      const names = shownColumns(columns[name], query);
      const rows = wanted(name) ? shown.flatMap(({breakdown}, b) => rowsOf(b).map((row) => ({breakdown, ...row}))) : [];
      return tableOf(names, rows);
    };
    return {
      tables: {
        links: table("links", (b) => drawn[b]!.links),
        nodes: table("nodes", (b) => drawn[b]!.nodes),
        routes: table("routes", (b) => routeRows(shown[b]!, facts.names, query)),
        graph: table("graph", (b) => graphRows(shown[b]!.pairs, facts.names)),
      },
      diagnostics: {sequences: shown[0]!.sequences, not_matched: shown[0]!.notMatched},
    };
  },
  behind: pathsBehind,
};
