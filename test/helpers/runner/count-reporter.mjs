// Writes how many tests passed, failed and were skipped, so that test/run.mjs can sum the runners.
import {writeFileSync} from "node:fs";
import {relative} from "node:path";
import {countLine} from "./counts.mjs";

/** A reporter for the page tests. A file that could not be run, or holds no test, counts as one failure. */
export function countReporter(file) {
  return {
    /** One line a file, where no terminal shows a bar. */
    reportTestFileResults({logger, sessionsForTestFile, testFile}) {
      const counts = sumSessions(sessionsForTestFile);
      if (!process.stdout.isTTY) {
        logger.log(`${counts.failed > 0 ? "✗" : "✓"} ${relative(process.cwd(), testFile)}: ${countLine(counts)}`);
      }
    },
    stop({sessions}) {
      if (file) writeFileSync(file, JSON.stringify(sumSessions(Array.from(sessions))));
    },
  };
}

export function sumSessions(sessions) {
  const counts = {passed: 0, failed: 0, skipped: 0};
  for (const session of sessions) {
    const before = counts.passed + counts.failed + counts.skipped;
    addSuite(session.testResults, counts);
    const empty = counts.passed + counts.failed + counts.skipped === before;
    if (empty || (session.errors.length > 0 && !session.passed && !hasFailure(session.testResults))) counts.failed += 1;
  }
  return counts;
}

function addSuite(suite, counts) {
  for (const test of suite?.tests ?? []) counts[test.skipped ? "skipped" : test.passed ? "passed" : "failed"] += 1;
  for (const inner of suite?.suites ?? []) addSuite(inner, counts);
}

function hasFailure(suite) {
  return (
    (suite?.tests ?? []).some(({passed, skipped}) => !passed && !skipped) || (suite?.suites ?? []).some(hasFailure)
  );
}
