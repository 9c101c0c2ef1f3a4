// What every runner reports: how many tests passed, failed and were skipped.
import {readFileSync, writeFileSync} from "node:fs";

/** The last line of every runner; test/run.mjs reads it where no count file was written. */
export function countLine({passed, failed, skipped}) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Ends a runner: writes the count file when one is asked for, prints the line, sets the exit code. */
export function reportCounts(counts, {env = process.env, log = console.log} = {}) {
  if (env.LK_COUNT_FILE) writeFileSync(env.LK_COUNT_FILE, JSON.stringify(counts));
  log(countLine(counts));
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

/** The counts in a file, or null when it is missing or broken, as after a crash. */
export function readCounts(file) {
  try {
    const {passed, failed, skipped} = JSON.parse(readFileSync(file, "utf8"));
    return [passed, failed, skipped].every(Number.isInteger) ? {passed, failed, skipped} : null;
  } catch {
    return null;
  }
}

/**
 * What a finished runner counts for. A runner that crashed, counted nothing, or ended badly without naming a failure
 * has one failure more, so that nothing broken can look green.
 */
export function judge(counts, exitCode) {
  if (!counts) return {passed: 0, failed: 1, skipped: 0};
  const empty = counts.passed + counts.failed === 0;
  const silent = exitCode !== 0 && counts.failed === 0;
  return empty || silent ? {...counts, failed: counts.failed + 1} : counts;
}

export function sum(all) {
  const total = {passed: 0, failed: 0, skipped: 0};
  for (const counts of all) for (const key of Object.keys(total)) total[key] += counts[key];
  return total;
}
