// Cross-filtering: a choice in one widget becomes a condition for all of them.
import type {Row} from "../../engine/model/table.js";

/** `prop` has this value; null stands for `(none)`. */
export interface Choice {
  readonly prop: string;
  readonly value: string | number | boolean | null;
}

/** The condition that a chosen row stands for: the bucket of a breakdown. null where a row stands for none, like `(other)`. */
export function choiceOf(query: Readonly<Record<string, unknown>>, row: Row): Choice | null {
  const prop = (query["breakdown"] as {prop?: string} | undefined)?.prop;
  const value = row["breakdown"];
  if (!prop || value === null || value === undefined || value === "(other)" || typeof value === "object") return null;
  return {prop, value: value === "(none)" ? null : value};
}

/** The choices after `choice`: chosen again it goes, another value of its property replaces it. */
export function toggled(choices: readonly Choice[], choice: Choice): Choice[] {
  const others = choices.filter(({prop}) => prop !== choice.prop);
  const again = choices.some(({prop, value}) => prop === choice.prop && value === choice.value);
  return again ? others : [...others, choice];
}

/** The `where` of all choices; undefined without any. */
export function whereOf(choices: readonly Choice[]): object | undefined {
  const conditions = choices.map(({prop, value}) =>
    value === null ? {not: {prop, op: "exists"}} : {prop, op: "eq", value},
  );
  return conditions.length > 1 ? {all: conditions} : conditions[0];
}

/** Choices of a state from anywhere; what does not fit is left out. */
export function readChoices(value: unknown): Choice[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item: Partial<Choice> | null): item is Choice => {
    const type = typeof item?.value;
    return (
      typeof item?.prop === "string" &&
      (item.value === null || type === "string" || type === "number" || type === "boolean")
    );
  });
}
