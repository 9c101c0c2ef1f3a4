// How every engine is asked: each workload a few times to warm up, then as often as it says; runs in Node and in pages.
import {WORKLOADS, canonical} from "./workloads.mjs";

/** Runs before those that count: what a compiler does while a question is new is told as the first time only. */
const WARM = 3;
/** Far from the runs that count, so that no host has answered these questions before. */
const UNTIMED = 1000;

/**
 * Asks the workloads one after the other. `one(key, run)` resolves to `{ms, rows}`: the time of asking alone, and the answer in the form
 * that all engines share. `share` cuts down the number of runs, for engines that take long.
 */
export async function measureWorkloads(one, share = 1) {
  const found = {};
  for (const [key, {runs}] of Object.entries(WORKLOADS)) {
    const first = (await one(key, UNTIMED)).ms;
    for (let run = 1; run < (share < 1 ? 1 : WARM); run++) await one(key, UNTIMED + run);
    const times = [];
    const answers = [];
    // Each run of W5 has a filter of its own and so an answer of its own; the others are the same question each time.
    const all = key === "W5" ? runs : Math.max(3, Math.round(runs * share));
    for (let run = 0; run < all; run++) {
      const {ms, rows} = await one(key, run);
      times.push(ms);
      if (key === "W5" || run === 0) answers.push(canonical(rows));
    }
    found[key] = {first, times, answer: answers.join("\n\n")};
  }
  return found;
}

/** Milliseconds that `act` takes, and what it gives. */
export async function timed(act) {
  const started = performance.now();
  const value = await act();
  return {ms: performance.now() - started, value};
}

/** One workload asked of a host of the kit. */
export function hostAnswers(host) {
  return async (key, run) => {
    const {ask, answer} = WORKLOADS[key];
    const {ms, value} = await timed(async () => {
      const tables = [];
      for (const query of ask(run)) tables.push(Object.values((await host.ask(query)).tables)[0]);
      return tables;
    });
    return {ms, rows: answer(value.map(rowsOf))};
  };
}

/** Rows of an Arquero table or of the kit's own light one, without a compiled verb. */
export function rowsOf(table) {
  const names = table.columnNames();
  const columns = names.map((name) => table.array(name));
  return Array.from({length: table.numRows()}, (_, i) =>
    Object.fromEntries(names.map((name, c) => [name, columns[c][i] ?? null])),
  );
}

/** Statements of one workload sent to a database; `query(text)` resolves to plain row objects. */
export function databaseAnswers(SQL, query) {
  return async (key, run) => {
    const {statements, answer} = SQL[key];
    const {ms, value} = await timed(async () => {
      const all = [];
      for (const text of statements(run)) all.push(await query(text));
      return all;
    });
    return {ms, rows: answer(value)};
  };
}

/** What says that a loader has read the right thing: the answer to the first two workloads. */
export async function fingerprint(one) {
  const parts = [];
  for (const key of ["W1", "W2"]) parts.push(canonical((await one(key, 0)).rows));
  return parts.join("\n\n");
}
