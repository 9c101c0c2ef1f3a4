// What a reader chose in a filter bar, and the query fields it stands for. Pure.

export interface FilterState {
  /** Whole periods before asOf like "P12W", a pair of dates, or null for all data. */
  readonly range: string | readonly [string, string] | null;
  /** Property → chosen values; several values of one property are alternatives. */
  readonly values: Readonly<Record<string, readonly (string | number | boolean)[]>>;
}

/** Keys of `values` that are no properties: stages and named cohorts. */
export const STAGE = "(stage)";
export const COHORT = "(cohort)";

export const NOTHING: FilterState = {range: null, values: {}};

/** Ranges offered, the longest last. */
export const RANGES = ["P7D", "P30D", "P12W", "P26W", "P12M"] as const;

/** The fields that every question below gets; undefined where nothing is chosen. */
export function fieldsOf({range, values}: FilterState): {
  where: object | undefined;
  range: readonly [string, string] | {readonly last: string} | undefined;
} {
  const terms = Object.entries(values)
    .filter(([, chosen]) => chosen.length > 0)
    .map(([prop, chosen]) => termOf(prop, chosen));
  return {
    where: terms.length > 1 ? {all: terms} : terms[0],
    range: range === null ? undefined : typeof range === "string" ? {last: range} : ([range[0], range[1]] as const),
  };
}

function termOf(prop: string, chosen: readonly (string | number | boolean)[]): object {
  if (prop !== STAGE && prop !== COHORT)
    return chosen.length === 1 ? {prop, op: "eq", value: chosen[0]} : {prop, op: "in", value: [...chosen]};
  const terms = chosen.map((id) => ({[prop === STAGE ? "stage" : "cohort"]: id}));
  return terms.length === 1 ? terms[0]! : {any: terms};
}

/** The state after one value was turned on or off. */
export function toggleValue(state: FilterState, prop: string, value: string | number | boolean): FilterState {
  const before = state.values[prop] ?? [];
  const after = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  const {[prop]: _gone, ...others} = state.values;
  return {...state, values: after.length ? {...others, [prop]: after} : others};
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A state from plain JSON of anywhere; what does not fit is left out. */
export function readFilters(given: unknown): FilterState {
  const {range, values} = (typeof given === "object" && given !== null ? given : {}) as {
    range?: unknown;
    values?: unknown;
  };
  const pair =
    Array.isArray(range) && range.length === 2 && range.every((day) => typeof day === "string" && DAY.test(day));
  const chosen = Object.entries(typeof values === "object" && values !== null ? values : {}).flatMap(
    ([prop, list]: [string, unknown]) => {
      const own = Array.isArray(list)
        ? list.filter((value): value is string => ["string", "number", "boolean"].includes(typeof value))
        : [];
      return own.length ? [[prop, own] as const] : [];
    },
  );
  return {
    range: pair ? (range as [string, string]) : typeof range === "string" && /^P\d+[DWMY]$/.test(range) ? range : null,
    values: Object.fromEntries(chosen),
  };
}
