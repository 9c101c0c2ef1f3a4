// The workloads in SQL for DuckDB: integers only, over a table `events(usr, ts, name, country)` sorted by user and time.
import {DAY, FILTERS, FIRST_DAY, OFFSETS, STEPS, WINDOW} from "./workloads.mjs";

const WEEK = `((ts // ${DAY} + 3) // 7)`;
const LAST_WEEK = Math.floor((FIRST_DAY + 182 + 3) / 7) - 1;
const text = (value) => `'${value}'`;
const OVER = "OVER (PARTITION BY usr ORDER BY ts RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";

/**
 * Each event of a step gets the latest start of an attempt that it can extend: attempts that start later can only get further, so one
 * pass a step finds the best depth. Equal instants count as after each other (RANGE).
 */
function depths(where, starts) {
  const chain = STEPS.slice(1).reduce(
    (inner, step, k) => {
      const own =
        k === 0 ? `name = ${text(STEPS[0])}${starts}` : `name = ${text(STEPS[k])} AND ts - s${k} <= ${WINDOW}`;
      return `SELECT *, max(CASE WHEN ${own} THEN ${k === 0 ? "ts" : `s${k}`} END) ${OVER} AS s${k + 1} FROM (${inner})`;
    },
    `SELECT usr, ts, name, country FROM events WHERE name IN (${STEPS.map(text).join(", ")})${where}`,
  );
  const cases = STEPS.slice(1).map(
    (step, k) => `WHEN name = ${text(step)} AND ts - s${k + 1} <= ${WINDOW} THEN ${k + 2}`,
  );
  return `SELECT usr, any_value(country) AS country, max(CASE ${cases.reverse().join(" ")} WHEN name = ${text(STEPS[0])}${starts} THEN 1 ELSE 0 END) AS depth
    FROM (${chain}) GROUP BY usr`;
}

const reached = STEPS.map((_, k) => `count(*) FILTER (depth > ${k}) AS r${k + 1}`).join(", ");
const stepRows = (label) => (row) => STEPS.map((_, k) => [...label(row), k + 1, Number(row[`r${k + 1}`])]);

function growth(period) {
  return `WITH active AS (SELECT DISTINCT usr, ${period} AS p FROM events),
    around AS (SELECT p, lag(p) OVER w AS before, lead(p) OVER w AS after FROM active WINDOW w AS (PARTITION BY usr ORDER BY p))
    SELECT p, count(*) FILTER (before IS NULL) AS new, count(*) FILTER (before = p - 1) AS retained,
      count(*) FILTER (before < p - 1) AS resurrected, count(*) FILTER (after IS DISTINCT FROM p + 1) AS leaving FROM around GROUP BY p ORDER BY p`;
}

// The last day is whole, the last week is not: 2025-07-02 is a Wednesday.
function growthRows(name, rows, last) {
  const leaving = new Map(rows.map(({p, leaving}) => [Number(p), Number(leaving)]));
  return rows
    .filter(({p}) => Number(p) <= last)
    .map((row) => [
      name,
      Number(row.p),
      Number(row.new),
      Number(row.retained),
      Number(row.resurrected),
      leaving.get(Number(row.p) - 1) ?? 0,
    ]);
}

/** Makes `events` of a log as it was loaded: users as numbers, names and countries as enumerations, sorted by user and time. */
export const SORTED_TABLE = (source, ts) => [
  `CREATE TYPE name AS ENUM (SELECT DISTINCT name FROM ${source} ORDER BY name)`,
  `CREATE TYPE country AS ENUM (SELECT DISTINCT country FROM ${source} ORDER BY country)`,
  `CREATE TABLE events AS SELECT CAST(substr("user", 2) AS INTEGER) AS usr, ${ts} AS ts, CAST(name AS name) AS name,
    CAST(country AS country) AS country FROM ${source} ORDER BY usr, ts`,
];

export const SQL = {
  W1: {
    statements: () => [`SELECT country, ${reached} FROM (${depths("", "")}) WHERE depth > 0 GROUP BY ROLLUP (country)`],
    answer: ([rows]) => rows.flatMap(stepRows(({country}) => [country ?? "total"])),
  },
  W2: {
    statements: () => [
      `WITH active AS (SELECT DISTINCT usr, ${WEEK} AS w FROM events),
      cohorts AS (SELECT w, min(w) OVER (PARTITION BY usr) AS c FROM active)
      SELECT c, w - c AS n, count(*) AS units FROM cohorts WHERE w - c <= ${OFFSETS} GROUP BY ALL`,
    ],
    answer([rows]) {
      const units = new Map(rows.map(({c, n, units}) => [`${c} ${n}`, Number(units)]));
      const cohorts = [...new Set(rows.map(({c}) => Number(c)))];
      return cohorts.flatMap((c) =>
        Array.from({length: OFFSETS}, (_, i) => i + 1)
          .filter((n) => c + n <= LAST_WEEK)
          .map((n) => [c, n, units.get(`${c} 0`), units.get(`${c} ${n}`) ?? 0]),
      );
    },
  },
  W3: {
    statements: () => [growth(`ts // ${DAY}`), growth(WEEK)],
    answer: ([days, weeks]) => [...growthRows("day", days, FIRST_DAY + 181), ...growthRows("week", weeks, LAST_WEEK)],
  },
  W4: {
    statements: () => [
      `WITH counts AS (SELECT usr, ${WEEK} AS w, count(*) AS c FROM events GROUP BY ALL),
      firsts AS (SELECT usr, min(w) AS f FROM counts GROUP BY usr),
      grid AS (SELECT usr, f, unnest(range(f, ${LAST_WEEK + 1})) AS w FROM firsts),
      filled AS (SELECT grid.usr, grid.w, f, coalesce(c, 0) AS c FROM grid LEFT JOIN counts ON grid.usr = counts.usr AND grid.w = counts.w),
      windows AS (SELECT w, f, sum(c) OVER (o ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS c4, sum(c) OVER (o ROWS BETWEEN 7 PRECEDING AND CURRENT ROW) AS c8
        FROM filled WINDOW o AS (PARTITION BY usr ORDER BY w))
      SELECT w, CASE WHEN w = f THEN 'new' WHEN c4 >= 8 THEN 'core' WHEN c4 > 0 THEN 'active' WHEN c8 > 0 THEN 'at_risk' ELSE 'lost' END AS stage,
        count(*) AS units FROM windows GROUP BY ALL`,
    ],
    answer: ([rows]) => rows.map(({w, stage, units}) => [Number(w), stage, Number(units)]),
  },
  W5: {
    statements(run) {
      const {country, from, to} = FILTERS[run % FILTERS.length];
      return [
        `SELECT ${reached} FROM (${depths(` AND country = ${text(country)}`, ` AND ts >= ${from} AND ts < ${to}`)}) WHERE depth > 0`,
      ];
    },
    answer: ([rows]) => rows.flatMap(stepRows(() => [])),
  },
};
