// Work that is told in steps, done in one go.

/** What the work gives, without a breath. */
export function atOnce<T>(work: Generator<unknown, T, void>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}
