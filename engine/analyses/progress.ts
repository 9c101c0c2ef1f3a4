// Progress of a part of the work as progress of the whole.
import type {Work} from "./analysis.js";

/** The same work, whose progress in [0, 1] is told as progress from `from` to `to`. */
export function* part<T>(work: Work<T>, from: number, to: number): Work<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}
