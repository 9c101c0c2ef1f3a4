// In which periods each unit was active: what retention, growth and stickiness walk instead of events.
import type {Period} from "./calendar.js";
import type {EventPredicate} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {select} from "./selection.js";

/** Distinct local period numbers, ascending: unit u owns entries `offsets[u] … offsets[u + 1] - 1`. */
export interface Activity {
  readonly offsets: Uint32Array;
  readonly periods: Int32Array;
}

/** The periods in which each unit has at least one event that matches `predicate`. */
export function activity(scope: Scope, predicate: EventPredicate, period: Period, path: string): Activity {
  const selection = select(scope, [predicate], path);
  const numbers = scope.calendar.periodNumbers(selection.ts, period);
  const offsets = new Uint32Array(scope.units + 1);
  let at = 0;
  for (let u = 0; u < scope.units; u++) {
    const first = at;
    for (let i = selection.offsets[u]!, end = selection.offsets[u + 1]!; i < end; i++) {
      const number = numbers[i]!;
      if (at === first || numbers[at - 1] !== number) numbers[at++] = number;
    }
    offsets[u + 1] = at;
  }
  return {offsets, periods: numbers.slice(0, at)};
}
