// Plain row objects in JavaScript: an array of events for each user, walked by hand.
import {fromArrow} from "arquero";
import {measureWorkloads, timed} from "../measure.mjs";
import {DAY, FILTERS, FIRST_DAY, OFFSETS, STEPS, WINDOW} from "../workloads.mjs";

const weekOf = (ts) => Math.floor((Math.floor(ts / DAY) + 3) / 7);
const dayOf = (ts) => Math.floor(ts / DAY);
const LAST_WEEK = Math.floor((FIRST_DAY + 182 + 3) / 7) - 1;

async function load(file) {
  const table = fromArrow(await (await fetch(file)).arrayBuffer());
  const users = new Map();
  for (const {user, ts, name, country} of table.objects()) {
    const events = users.get(user) ?? [];
    users.set(user, events);
    events.push({ts: +ts, name, country});
  }
  for (const events of users.values()) events.sort((a, b) => a.ts - b.ts);
  return [...users.values()];
}

/** The most steps that one attempt of a user gets, starting in [from, to). */
function depthOf(events, from, to) {
  const starts = new Array(STEPS.length).fill(-Infinity);
  let depth = 0;
  for (let i = 0; i < events.length; i++) {
    const {ts, name} = events[i];
    const step = STEPS.indexOf(name);
    if (step < 0) continue;
    if (step === 0 ? ts < from || ts >= to : ts - starts[step - 1] > WINDOW) continue;
    starts[step] = step === 0 ? ts : Math.max(starts[step], starts[step - 1]);
    depth = Math.max(depth, step + 1);
  }
  return depth;
}

function funnel(users, {from = -Infinity, to = Infinity, country} = {}) {
  const reached = new Map([["total", STEPS.map(() => 0)]]);
  for (const all of users) {
    const events = country ? all.filter((event) => event.country === country) : all;
    const depth = depthOf(events, from, to);
    if (depth === 0) continue;
    const own = events[0].country;
    if (!reached.has(own))
      reached.set(
        own,
        STEPS.map(() => 0),
      );
    for (const counts of [reached.get("total"), reached.get(own)]) for (let k = 0; k < depth; k++) counts[k]++;
  }
  return [...reached].flatMap(([bucket, counts]) => counts.map((count, k) => [bucket, k + 1, count]));
}

const periodsOf = (events, periodOf) => [...new Set(events.map(({ts}) => periodOf(ts)))];

function retention(users) {
  const counts = new Map();
  for (const events of users) {
    const weeks = periodsOf(events, weekOf);
    for (const week of weeks) {
      const key = `${weeks[0]} ${week - weeks[0]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const rows = [];
  for (const [key, size] of counts) {
    const [cohort, n] = key.split(" ").map(Number);
    if (n !== 0) continue;
    for (let k = 1; k <= OFFSETS && cohort + k <= LAST_WEEK; k++)
      rows.push([cohort, k, size, counts.get(`${cohort} ${k}`) ?? 0]);
  }
  return rows;
}

function growth(users, name, periodOf, last) {
  const periods = new Map();
  const at = (p) => {
    if (!periods.has(p)) periods.set(p, {fresh: 0, retained: 0, back: 0, dormant: 0});
    return periods.get(p);
  };
  for (const events of users) {
    periodsOf(events, periodOf).forEach((period, i, all) => {
      if (i === 0) at(period).fresh++;
      else if (all[i - 1] === period - 1) at(period).retained++;
      else at(period).back++;
      if (all[i + 1] !== period + 1) at(period + 1).dormant++;
    });
  }
  return [...periods].filter(([p]) => p <= last).map(([p, c]) => [name, p, c.fresh, c.retained, c.back, c.dormant]);
}

function stages(users) {
  const counts = new Map();
  for (const events of users) {
    const weeks = new Map();
    for (const {ts} of events) weeks.set(weekOf(ts), (weeks.get(weekOf(ts)) ?? 0) + 1);
    const first = weekOf(events[0].ts);
    for (let week = first; week <= LAST_WEEK; week++) {
      let [c4, c8] = [0, 0];
      for (let back = 0; back < 8; back++) {
        const count = weeks.get(week - back) ?? 0;
        c8 += count;
        if (back < 4) c4 += count;
      }
      const stage = week === first ? "new" : c4 >= 8 ? "core" : c4 > 0 ? "active" : c8 > 0 ? "at_risk" : "lost";
      const key = `${week} ${stage}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].map(([key, units]) => [Number(key.split(" ")[0]), key.split(" ")[1], units]);
}

const ANSWERS = {
  W1: (users) => funnel(users),
  W2: retention,
  W3: (users) => [...growth(users, "day", dayOf, FIRST_DAY + 181), ...growth(users, "week", weekOf, LAST_WEEK)],
  W4: stages,
  W5: (users, run) =>
    funnel(users, FILTERS[run % FILTERS.length])
      .filter(([bucket]) => bucket === "total")
      .map((row) => row.slice(1)),
};

export async function run({file}) {
  const users = await load(file);
  const one = async (key, run) => {
    const {ms, value: rows} = await timed(() => ANSWERS[key](users, run));
    return {ms, rows};
  };
  return {workloads: await measureWorkloads(one)};
}
