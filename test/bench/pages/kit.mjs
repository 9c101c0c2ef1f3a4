// The kit in Chromium: on the page's thread, or in workers; notes tasks that hold up the page.
import {localHost, openDataset, workerHost} from "../../../engine/index.js";
import {fingerprint, hostAnswers, measureWorkloads, timed} from "../measure.mjs";
import {generateEvents} from "../../../stories/sample/million.ts";
import {watchTasks} from "./long-tasks.mjs";
import {KINDS, kindQuery, kindsData, WAYS} from "../kinds.mjs";

async function open(input, {host, workers}, options = {}) {
  if (host === "local") {
    const dataset = await openDataset(input, options);
    dataset.index("user");
    return localHost(dataset);
  }
  return workerHost(input, {...options, workerUrl: new URL("/worker.js", location.href), workers});
}

export async function run(task) {
  if (task.what === "kinds") return {kinds: await measureKinds(task)};
  const longestTask = watchTasks();
  const {ms, value: host} = await timed(() => open(new URL(task.file, location.href), task, task.options));
  const loading = await longestTask();
  const one = hostAnswers(host);
  if (task.what === "load") return {ms, longest: loading, answer: await fingerprint(one)};
  const workloads = await measureWorkloads(one);
  return {workloads, longest: await longestTask(), cancel: await measureCancel(host)};
}

/** When the long question is cancelled, ms after it was asked: in the midst of one part of its work or another. */
const CANCELLED = [5, 20, 60, 120, 250];

/** How long a short question waits when it follows one that has just been cancelled. */
async function measureCancel(host) {
  const short = (run) => ({kind: "customer", id: "u0000017", asOf: new Date(Date.UTC(2025, 6, 3) + run).toISOString()});
  await host.ask(short(0));
  const waits = [];
  for (const [run, ms] of CANCELLED.entries()) {
    const stop = new AbortController();
    const asOf = new Date(Date.UTC(2025, 5, 1) + run).toISOString();
    const long = host.ask({kind: "stages", asOf}, {signal: stop.signal}).catch((error) => error);
    await new Promise((resolve) => setTimeout(resolve, ms));
    const {ms: wait} = await timed(() => (stop.abort(), host.ask(short(1 + run))));
    // With few events the first question may be answered before it is cancelled; then there was nothing to wait for.
    if ((await long).name === "AbortError") waits.push(wait);
  }
  return waits.length ? Math.max(...waits) : 0;
}

/** Runs of each question before those that count, and those. */
const WARM = 3;
const RUNS = 7;
const SLOW = 3000;

/** Each kind in each way: the first time, and the times of later questions; none of them has been asked before. */
async function measureKinds(task) {
  const {input, tables} = kindsData(generateEvents({seed: 1, events: task.size}));
  const host = await open(input, task, {tables, transfer: true});
  const found = {};
  for (const name of Object.keys(KINDS)) {
    try {
      found[name] = {};
      for (const way of Object.keys(WAYS)) found[name][way] = await measureKind(host, name, way);
    } catch (error) {
      found[name] = {error: String(error.message)};
    }
  }
  return found;
}

async function measureKind(host, name, way) {
  const ask = async (run) => (await timed(() => host.ask(kindQuery(name, way, run)))).ms;
  const first = await ask(0);
  // What takes seconds even when it is new will not get faster by being warm.
  const [warm, runs] = first > SLOW ? [1, 2] : [WARM, RUNS];
  for (let run = 1; run < warm; run++) await ask(run);
  const times = [];
  for (let run = warm; run < warm + runs; run++) times.push(await ask(run));
  return {first, times};
}
