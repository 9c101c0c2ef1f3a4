// lk-dashboard over a worker in Chromium: what each widget takes to show another answer, and the page's longest task meanwhile.
import "../../../components/data/define.ts";
import "../../../components/dashboard/define.ts";
import {watchTasks} from "./long-tasks.mjs";
import {timed} from "../measure.mjs";
import {DAY, FIRST_DAY} from "../workloads.mjs";

const WARM = 3;
const RUNS = 9;
const STEPS = ["visit", "signup", "activated", "purchase"];
const ITEMS = [
  {widget: "metric", query: {measure: "uniques", period: "week"}},
  {widget: "growth", query: {period: "week"}},
  {widget: "funnel", query: {steps: STEPS, window: "P14D", breakdown: {prop: "country"}}},
  {widget: "retention", query: {period: "week"}},
  {widget: "retention-curve", query: {period: "week"}},
  {widget: "stickiness", query: {}},
  {widget: "stages", query: {period: "week"}},
  {widget: "paths", query: {steps: 5}},
];

/** The log as columns, made in a worker of its own. */
async function generated(events) {
  const worker = new Worker("/million-worker.js", {type: "module"});
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({data}) => resolve(data);
      worker.onerror = ({message}) => reject(new Error(message));
      worker.postMessage({seed: 1, events});
    });
  } finally {
    worker.terminate();
  }
}

/** The page: a dashboard within its data. Resolves when every widget shows its first answer. */
async function opened({size}) {
  const {ts, user, name, country, plan} = await generated(size);
  const data = Object.assign(document.createElement("lk-data"), {
    worker: "/worker.js",
    data: {timestamp: ts, user, event: name, country, plan},
  });
  const board = Object.assign(document.createElement("lk-dashboard"), {layout: {columns: 2, items: ITEMS}});
  data.append(board);
  document.body.append(data);
  await until(() => board.state === "ready" || board.state === "failed");
  if (board.state === "failed") throw new Error(board.widgets.map(({error}) => error?.message ?? "").join(" "));
  return {data, board};
}

async function until(holds) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Until a widget shows its next answer. */
const shown = (widget) =>
  new Promise((resolve, reject) => {
    widget.addEventListener("lk-load", resolve, {once: true});
    widget.addEventListener("lk-error", ({detail}) => reject(new Error(detail.message)), {once: true});
  });

const dayOf = (n) => new Date((FIRST_DAY + n) * DAY).toISOString().slice(0, 10);
/** Another range in each run. */
let asked = 0;
const anotherRange = () => [dayOf(0), dayOf(175 - asked++)];

/** One widget asks anew, the others rest. */
async function alone(widget) {
  const times = [];
  for (let run = 0; run < WARM + RUNS; run++) {
    const {ms} = await timed(() => {
      widget.range = anotherRange();
      return shown(widget);
    });
    times.push(ms);
  }
  widget.range = undefined;
  await shown(widget);
  return times.slice(WARM);
}

/** A range for all: until the last widget shows its answer. */
async function together({data, board}) {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const {ms} = await timed(() => {
      data.share({range: anotherRange()});
      return Promise.all(board.widgets.map(shown));
    });
    times.push(ms);
  }
  return times;
}

/** A slider dragged for two seconds, each frame another day; then until all widgets have caught up. */
async function dragged({data, board}) {
  for (let day = 180; day >= 60; day--) {
    data.share({range: [dayOf(0), dayOf(day)]});
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return (await timed(() => until(() => board.state === "ready"))).ms;
}

export async function run(task) {
  const longestTask = watchTasks();
  const page = await opened(task);
  const loading = await longestTask();
  const widgets = {};
  for (const [i, {widget}] of ITEMS.entries()) widgets[widget] = await alone(page.board.widgets[i]);
  const all = await together(page);
  const asking = await longestTask();
  const settled = await dragged(page);
  return {dashboard: {loading, widgets, all, asking, settled, dragging: await longestTask()}};
}
