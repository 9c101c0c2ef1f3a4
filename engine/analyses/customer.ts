// One customer: its events, stays in stages, sessions, sources, money and traits. What a timeline is drawn from.
import {profileCodeAt} from "../model/profiles.js";
import {Scope} from "../model/scope.js";
import {stageRules} from "../model/stage-rules.js";
import {stageTimeline} from "../model/stage-timeline.js";
import {tableOf, type Row} from "../model/table.js";
import {byCodePoint} from "../model/order.js";
import type {Analysis, Work} from "./analysis.js";
import {eventRows, revenueRows, sessionRows, sourceRows} from "./customer/event-rows.js";
import {eventsOf, unitNamed} from "./customer/find.js";
import {checkCustomer, customerSchema, type CustomerQuery} from "./customer/query.js";
import {part} from "./progress.js";

interface CustomerFacts {
  readonly events: readonly Row[];
  readonly stages: readonly Row[];
  readonly traits: readonly Row[];
}

/** Instants are epoch ms; `until` is null for a stay that goes on; money is in minor units; `since` of a trait null for always. */
const columns = {
  events: ["ts", "name", "source", "session", "user", "account", "amount", "currency", "props"],
  stages: ["stage", "label", "since", "until", "overridden"],
  sessions: ["session", "from", "to", "duration_ms", "events"],
  sources: ["source", "events", "first_ts", "last_ts"],
  revenue: ["currency", "events", "revenue"],
  traits: ["trait", "value", "since"],
} as const;

export const customer: Analysis<CustomerQuery, CustomerFacts> = {
  kind: "customer",
  schema: customerSchema,
  tables: columns,
  // A slice of the data has the customer or has not.
  whole: true,
  check: checkCustomer,
  *collect(scope, query): Work<CustomerFacts> {
    const unit = unitNamed(scope, query.id);
    const [own, place] = alone(scope, unit);
    const events = eventRows(own, query, eventsOf(own, place));
    const stages = yield* part(stageRows(own, query, place), 0.1, 1);
    return {events, stages, traits: traitRows(own, place)};
  },
  merge: (parts) => parts[0]!,
  tabulate({events, stages, traits}) {
    return {
      tables: {
        events: tableOf(columns.events, events),
        stages: tableOf(columns.stages, stages),
        sessions: tableOf(columns.sessions, sessionRows(events)),
        sources: tableOf(columns.sources, sourceRows(events)),
        revenue: tableOf(columns.revenue, revenueRows(events)),
        traits: tableOf(columns.traits, traits),
      },
    };
  },
};

/** The unit in a scope without the others, so that an answer takes as long as its own history. Who has no events stays where it is. */
function alone({dataset, index, options, unknown}: Scope, unit: number): [scope: Scope, unit: number] {
  const empty = index.offsets[unit] === index.offsets[unit + 1];
  const own = empty ? index : index.only(unit);
  return [new Scope(dataset, own, options, unknown), empty ? unit : 0];
}

// Stays that meet the range, whole: a stage entered long before it is still the stage at its start.
function* stageRows(scope: Scope, query: CustomerQuery, unit: number): Work<Row[]> {
  const rules = stageRules(query.rules);
  const {offsets, start, stage, manual} = yield* stageTimeline(scope, rules);
  const end = offsets[unit + 1]!;
  const rows: Row[] = [];
  for (let i = offsets[unit]!; i < end; i++) {
    const until = i + 1 < end ? start[i + 1]! : null;
    if (start[i]! >= scope.to || (until ?? scope.asOf) <= scope.from) continue;
    const {id, label} = rules.stages[stage[i]!]!;
    rows.push({stage: id, label, since: start[i]!, until, overridden: manual !== null && (manual[i]! & 1) === 1});
  }
  return rows;
}

/** The values valid just before asOf, by name. */
function traitRows({profiles, asOf}: Scope, unit: number): Row[] {
  const rows: Row[] = [];
  for (const [trait, prop] of profiles) {
    const value = prop.column.dictionary[profileCodeAt(prop, unit, asOf - 1)] ?? null;
    if (value === null) continue;
    const since = sinceOf(prop.validFrom.subarray(prop.offsets[unit], prop.offsets[unit + 1]), asOf);
    rows.push({trait, value, since});
  }
  return rows.sort((a, b) => byCodePoint(String(a.trait), String(b.trait)));
}

function sinceOf(validFrom: Float64Array, asOf: number): number | null {
  const last = validFrom.findLast((from) => from < asOf) ?? validFrom[0];
  return last === undefined || last === -Infinity ? null : last;
}
