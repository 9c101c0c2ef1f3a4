// The five workloads: what is asked, as a query of the kit, and what an answer is, whoever gives it.

export const DAY = 86_400_000;
/** Steps of the funnel, rarer and rarer. */
export const STEPS = ["visit", "search", "signup", "activated", "purchase"];
export const WINDOW = 14 * DAY;
/** Offsets of the retention table. */
export const OFFSETS = 12;
/** Days of the log of `generateEvents`: from Wednesday 2025-01-01 for 182 days. */
export const FIRST_DAY = Date.UTC(2025, 0, 1) / DAY;
const COUNTRIES = ["US", "GB", "DE", "FR", "SE", "BR", "ES", "IN", "JP", "AU"];

/** Filters of W5: a country, and the days in which an attempt must start. */
export const FILTERS = Array.from({length: 20}, (_, i) => ({
  country: COUNTRIES[i % COUNTRIES.length],
  from: (FIRST_DAY + 3 + i) * DAY,
  to: (FIRST_DAY + 120 + 2 * i) * DAY,
}));

/** First stage that holds, at the end of each week: newcomers, frequent, recent, fading and lost ones; who has not come yet is none. */
const RULES = {
  id: "recency",
  states: [
    {id: "new", when: {first: "*", within: "P7D"}},
    {id: "core", when: {event: "*", count: ["gte", 8], within: "P28D"}},
    {id: "active", when: {event: "*", within: "P28D"}},
    {id: "at_risk", when: {event: "*", within: "P56D"}},
    {id: "lost", when: {event: "*"}},
  ],
  else: "unseen",
};

const iso = (ms) => new Date(ms).toISOString();
// Hosts answer equal questions once, so each run asks from another instant after the last event.
const asOf = (run) => iso((FIRST_DAY + 182) * DAY + 1 + run);
const weekOf = (label) => Math.floor((Date.parse(label) / DAY + 3) / 7);
const dayOf = (label) => Math.floor(Date.parse(label) / DAY);

/**
 * `ask(run)` are the queries of one run; `answer(tables)` makes of their first tables what all engines must agree on: rows in an
 * order of their own, so compare them sorted.
 */
export const WORKLOADS = {
  W1: {
    title: "ordered 5-step funnel, 14-day window, best attempt, by country",
    runs: 7,
    ask: (run) => [
      {
        kind: "funnel",
        steps: STEPS,
        window: "P14D",
        breakdown: {prop: "country", top: 100},
        asOf: asOf(run),
        tables: ["steps"],
      },
    ],
    answer: ([steps]) => steps.map(({breakdown, step, reached}) => [breakdown ?? "total", step, reached]),
  },
  W2: {
    title: "weekly cohort retention",
    runs: 7,
    ask: (run) => [{kind: "retention", period: "week", n: OFFSETS, asOf: asOf(run), tables: ["cells"]}],
    answer: ([cells]) =>
      cells
        .filter(({n, status}) => n > 0 && status === "complete")
        .map(({cohort, n, size, retained}) => [weekOf(cohort), n, size, retained]),
  },
  W3: {
    title: "growth accounting by day and by week",
    runs: 7,
    ask: (run) => ["day", "week"].map((period) => ({kind: "growth", period, asOf: asOf(run)})),
    answer: (both) =>
      both.flatMap((rows, i) =>
        rows
          .filter(({status}) => status === "complete")
          .map((row) => [
            i ? "week" : "day",
            (i ? weekOf : dayOf)(row.period),
            row.new,
            row.retained,
            row.resurrected,
            row.dormant,
          ]),
      ),
  },
  W4: {
    title: "six recency and frequency stages at 26 week ends",
    runs: 7,
    ask: (run) => [{kind: "stages", rules: RULES, period: "week", asOf: asOf(run), tables: ["distribution"]}],
    answer: ([rows]) =>
      rows
        .filter(({stage, status, units}) => stage !== "unseen" && status === "complete" && units > 0)
        .map(({period, stage, units}) => [weekOf(period), stage, units]),
  },
  W5: {
    title: "W1 filtered by country and date range",
    runs: FILTERS.length,
    ask: (run) => {
      const {country, from, to} = FILTERS[run % FILTERS.length];
      const where = {prop: "country", op: "eq", value: country};
      return [
        {
          kind: "funnel",
          steps: STEPS,
          window: "P14D",
          where,
          range: [iso(from), iso(to)],
          asOf: asOf(run),
          tables: ["steps"],
        },
      ];
    },
    answer: ([steps]) => steps.map(({step, reached}) => [step, reached]),
  },
};

/** Answers as one text, whatever the order of their rows. */
export const canonical = (rows) =>
  rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join("\n");
