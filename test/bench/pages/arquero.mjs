// Arquero as its documentation writes it: verbs over one table sorted by user and time.
import {addFunction, fromArrow, op, rolling} from "arquero";
import {measureWorkloads, timed} from "../measure.mjs";
import {FILTERS, FIRST_DAY, OFFSETS, STEPS, WINDOW} from "../workloads.mjs";

const LAST_WEEK = Math.floor((FIRST_DAY + 182 + 3) / 7) - 1;
addFunction("stepOf", (name) => STEPS.indexOf(name) + 1);

async function load(file) {
  return fromArrow(await (await fetch(file)).arrayBuffer())
    .derive({time: (d) => +d.ts, day: (d) => op.floor(+d.ts / 86400000)})
    .derive({week: (d) => op.floor((d.day + 3) / 7), step: (d) => op.stepOf(d.name)})
    .orderby("user", "time")
    .reify();
}

/** Each step passes on the latest start of an attempt that it can extend. */
function reached(events, {from = -Infinity, to = Infinity} = {}) {
  let chain = events
    .filter((d) => d.step > 0)
    .groupby("user")
    .orderby("time")
    .params({from, to, length: WINDOW})
    .derive({
      s1: rolling(
        (d, $) => op.max(d.step === 1 && d.time >= $.from && d.time < $.to ? d.time : -1e18),
        [-Infinity, 0],
        true,
      ),
    });
  for (let k = 2; k <= STEPS.length; k++) {
    chain = chain.derive({
      [`s${k}`]: rolling(
        `d => op.max(d.step === ${k} && d.time - d.s${k - 1} <= ${WINDOW} ? d.s${k - 1} : -1e18)`,
        [-Infinity, 0],
        true,
      ),
    });
  }
  return chain
    .rollup({
      country: (d) => op.any(d.country),
      ...Object.fromEntries(STEPS.map((_, k) => [`r${k + 1}`, `d => op.max(d.s${k + 1}) > -1e17 ? 1 : 0`])),
    })
    .filter((d) => d.r1 === 1)
    .ungroup();
}

const sums = Object.fromEntries(STEPS.map((_, k) => [`r${k + 1}`, `d => op.sum(d.r${k + 1})`]));
const stepRows = (table, label) =>
  table.objects().flatMap((row) => STEPS.map((_, k) => [...label(row), k + 1, row[`r${k + 1}`] ?? 0]));

function funnel(events) {
  const units = reached(events);
  return [
    ...stepRows(units.groupby("country").rollup(sums), ({country}) => [country]),
    ...stepRows(units.rollup(sums), () => ["total"]),
  ];
}

function filtered(events, {country, from, to}) {
  const own = events.params({wanted: country}).filter((d, $) => d.country === $.wanted);
  return stepRows(reached(own, {from, to}).rollup(sums), () => []);
}

function retention(events) {
  const counts = events
    .dedupe("user", "week")
    .groupby("user")
    .derive({cohort: (d) => op.min(d.week)})
    .ungroup()
    .derive({n: (d) => d.week - d.cohort})
    .groupby("cohort", "n")
    .count({as: "units"});
  const units = new Map(counts.objects().map(({cohort, n, units: count}) => [`${cohort} ${n}`, count]));
  const cohorts = counts.filter((d) => d.n === 0).array("cohort");
  return Array.from(cohorts).flatMap((cohort) =>
    Array.from({length: OFFSETS}, (_, i) => i + 1)
      .filter((n) => cohort + n <= LAST_WEEK)
      .map((n) => [cohort, n, units.get(`${cohort} 0`), units.get(`${cohort} ${n}`) ?? 0]),
  );
}

function growth(events, period, last) {
  const table = events
    .select("user", {[period]: "p"})
    .dedupe("user", "p")
    .groupby("user")
    .orderby("p")
    .derive({before: (d) => op.lag(d.p, 1, -9e9), after: (d) => op.lead(d.p, 1, 9e9)})
    .groupby("p")
    .rollup({
      fresh: (d) => op.sum(d.before === -9e9 ? 1 : 0),
      retained: (d) => op.sum(d.before === d.p - 1 ? 1 : 0),
      back: (d) => op.sum(d.before > -9e9 && d.before < d.p - 1 ? 1 : 0),
      leaving: (d) => op.sum(d.after !== d.p + 1 ? 1 : 0),
    })
    .objects();
  const leaving = new Map(table.map((row) => [row.p, row.leaving]));
  return table
    .filter(({p}) => p <= last)
    .map(({p, fresh, retained, back}) => [period, p, fresh, retained, back, leaving.get(p - 1) ?? 0]);
}

function stages(events) {
  const firsts = events.groupby("user").rollup({first: (d) => op.min(d.week)});
  const counts = events.groupby("user", "week").count({as: "c"});
  const rows = [];
  for (let week = Math.floor((FIRST_DAY + 3) / 7); week <= LAST_WEEK; week++) {
    const recent = counts
      .params({w: week})
      .filter((d, $) => d.week <= $.w && d.week > $.w - 8)
      .groupby("user")
      .params({w: week})
      .rollup({c8: (d) => op.sum(d.c), c4: (d, $) => op.sum(d.week > $.w - 4 ? d.c : 0)});
    const staged = firsts
      .params({w: week})
      .filter((d, $) => d.first <= $.w)
      .join_left(recent, "user")
      .params({w: week})
      .derive({
        stage: (d, $) =>
          d.first === $.w ? "new" : d.c4 >= 8 ? "core" : d.c4 > 0 ? "active" : d.c8 > 0 ? "at_risk" : "lost",
      })
      .groupby("stage")
      .count({as: "units"});
    for (const {stage, units} of staged.objects()) rows.push([week, stage, units]);
  }
  return rows;
}

const ANSWERS = {
  W1: funnel,
  W2: retention,
  W3: (events) => [...growth(events, "day", FIRST_DAY + 181), ...growth(events, "week", LAST_WEEK)],
  W4: stages,
  W5: (events, run) => filtered(events, FILTERS[run % FILTERS.length]),
};

export async function run({file}) {
  const events = await load(file);
  const one = async (key, run) => {
    const {ms, value: rows} = await timed(() => ANSWERS[key](events, run));
    return {ms, rows};
  };
  return {workloads: await measureWorkloads(one, 0.4)};
}
