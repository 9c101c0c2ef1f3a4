// Which questions a metric asks: the measure by period, with enough periods before to compare and judge, and earlier periods as they
// stood after the time that has passed of one under way.
import type {Analysis} from "../../analyses/analysis.js";
import type {Calendar} from "../../model/calendar.js";
import {QueryError} from "../../model/errors.js";
import {shownPeriods} from "../../model/period-range.js";
import {commonFields} from "../../model/query.js";
import type {Frame} from "../../model/scope.js";
import {isShared, partOf, sharedFields, type DataExtent, type Part, type Reading} from "../composed.js";
import {earlierPeriod, longestWayBack, type Against} from "../earlier.js";
import {frameOf} from "../scope-of.js";
import type {Measure, Options} from "./measure.js";
import type {MetricQuery} from "./query.js";
import {leadOf} from "./series.js";

/** Reads a question, of the given analysis if it has no kind of its own. */
export type Ask = (input: unknown, extent: DataExtent, analysis?: Analysis) => Reading;

/** Periods that one question tells about. */
export interface Use {
  readonly part: Part;
  /** Figures of these periods, what they are compared with while under way, or which values of a breakdown are the largest. */
  readonly for: "figures" | "elapsed" | "ranking";
  /** Period read → period it is for; null for all that the answer has, each for itself. */
  readonly periods: ReadonlyMap<number, number> | null;
}
export interface Plan {
  readonly measure: Measure;
  readonly uses: readonly Use[];
  /** The question behind all of them with every default filled in, also where there is no period to ask it for. */
  readonly asked: Options;
}

/** A snapshot asks one question a period; more would take too long. */
const MOST_SNAPSHOTS = 120;
/** Fields that the measure decides. */
const OWN = ["kind", "period", "interval", "trend", "range", "compare", "tables", "goal", "anomaly"];

export function planOf(ask: Ask, query: MetricQuery, measure: Measure, calendar: Calendar, extent: DataExtent): Plan {
  const planner = new Planner(ask, query, measure, frameOf(query, calendar, extent), extent);
  return {measure, uses: measure.snapshot ? planner.snapshots() : planner.series(), asked: planner.asked};
}

class Planner {
  readonly asked: Options;
  readonly #against: Against;
  /** Of the periods asked for, and of those shown. */
  readonly #first: number;
  readonly #shown: number;
  readonly #last: number;
  constructor(
    private readonly ask: Ask,
    private readonly query: MetricQuery,
    private readonly measure: Measure,
    private readonly frame: Frame,
    private readonly extent: DataExtent,
  ) {
    const {query: asked} = this.#part({});
    this.asked = asked as unknown as Options;
    this.#against = query.compare === "year" ? "year" : "previous";
    const shown = shownPeriods(frame, query.period);
    const begun = frame.calendar.periodOf(Date.parse(asked.range[0]), query.period);
    [this.#first, this.#shown, this.#last] = [this.#withLead(shown.first, begun), shown.first, shown.last];
  }

  series(): Use[] {
    const part = this.#from(this.#first);
    const {breakdown} = this.query;
    const ranked = breakdown && !breakdown.values && this.#first < this.#shown;
    return [
      {part, for: "figures", periods: null},
      ...(ranked ? [{part: this.#from(this.#shown), for: "ranking" as const, periods: null}] : []),
      ...this.#elapsed(part.query as unknown as Options),
    ];
  }

  /** The question from a period on. */
  #from(first: number): Part {
    const start = this.frame.calendar.startOf(this.query.period, first);
    return this.#part({range: [start, Math.max(start, this.frame.to)].map(iso)});
  }

  snapshots(): Use[] {
    const {calendar, asOf} = this.frame;
    const {period} = this.query;
    const uses: Use[] = [];
    for (let n = this.#first; n <= this.#last && calendar.startOf(period, n) < asOf; n++) {
      const end = calendar.endOf(period, n);
      uses.push(this.#snapshot(n, Math.min(end, asOf), "figures", n));
      if (end > asOf) {
        const other = earlierPeriod(calendar, period, n, this.#against);
        uses.push(
          this.#snapshot(other, calendar.startOf(period, other) + asOf - calendar.startOf(period, n), "elapsed", n),
        );
      }
    }
    if (uses.length <= MOST_SNAPSHOTS) return uses;
    throw new QueryError(
      `needs ${uses.length} snapshots of ${this.query.measure}; ask for at most ${MOST_SNAPSHOTS} periods, comparisons counted`,
      "range",
    );
  }

  #snapshot(number: number, asOf: number, use: Use["for"], of: number): Use {
    return {part: this.#part({asOf: iso(asOf)}), for: use, periods: new Map([[number, of]])};
  }

  /** Earlier periods as they stood when as much of them had passed as has now of the one compared with them. */
  #elapsed(options: Options): Use[] {
    const lag = this.measure.lag?.(options) ?? 0;
    if (this.measure.offset || lag === Infinity) return [];
    const {calendar, asOf} = this.frame;
    const {period} = this.query;
    const byInstant = new Map<number, Map<number, number>>();
    for (let n = this.#last; n >= this.#first && calendar.endOf(period, n) + lag > asOf; n--) {
      const start = calendar.startOf(period, n);
      if (start >= asOf) continue;
      const other = earlierPeriod(calendar, period, n, this.#against);
      const then = calendar.startOf(period, other) + asOf - start;
      byInstant.set(then, (byInstant.get(then) ?? new Map<number, number>()).set(other, n));
    }
    return [...byInstant].map(([then, periods]) => {
      const range = [
        calendar.startOf(period, Math.min(...periods.keys())),
        calendar.endOf(period, Math.max(...periods.keys())),
      ];
      return {part: this.#part({asOf: iso(then), range: range.map(iso)}), for: "elapsed" as const, periods};
    });
  }

  // Periods before the data began say nothing.
  #withLead(first: number, begun: number): number {
    const lead = leadOf(this.query, longestWayBack(this.query.period, this.#against));
    return Math.min(first, Math.max(first - lead, begun));
  }

  #part(instants: {asOf?: string; range?: string[]}): Part {
    const {query, measure} = this;
    const {options = {}} = query;
    for (const key of Object.keys(options)) {
      if (key in commonFields || OWN.includes(key))
        throw new QueryError("belongs beside the options, or is decided by the measure", `options.${key}`);
    }
    const event = query.event !== undefined && measure.event ? {[measure.event]: query.event} : {};
    const unit = measure.unit ? {unit: measure.unit} : {};
    const input = {
      kind: measure.kind,
      ...sharedFields(query),
      ...measure.asks(query),
      ...event,
      ...options,
      ...unit,
      ...instants,
      tables: [measure.table],
    };
    const read = (asked: unknown, extent: DataExtent) => this.ask(asked, extent, measure.analysis?.now);
    return partOf(read, input, this.extent, (path) => this.#pathOf(path));
  }

  #pathOf(path: string): string {
    const {event, kind} = this.measure;
    if (path === "" || path === "kind" || kind === "metric" || isShared(path))
      return path === "kind" ? "measure" : path;
    if (event && (path === event || path.startsWith(`${event}.`))) return `event${path.slice(event.length)}`;
    return `options.${path}`;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
