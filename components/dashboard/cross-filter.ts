// Cross-filtering: a choice in one widget becomes a condition for all of them.
import type {Cell, Row} from "../../engine/model/table.js";
import {rangeOfPeriod} from "./period-range.js";

/** What a chosen mark stands for: a group of a breakdown (`value` null: those without one), the stage units are in now, or a time. */
export type Choice = GroupChoice | StageChoice | RangeChoice;
interface GroupChoice {
  readonly prop: string;
  readonly value: string | number | boolean | null;
}
interface StageChoice {
  readonly stage: string;
}
/** Local days, the second not included. */
interface RangeChoice {
  readonly range: readonly [from: string, to: string];
}

type Query = Readonly<Record<string, unknown>>;

/**
 * The condition that a chosen row stands for; null where it stands for none that all widgets understand, and its list opens instead:
 * `(other)`, `(not reached)`, a stage as it was before `asOf` or one of a rule set of somebody's own, a cohort at an age, an hour.
 */
export function choiceOf(query: Query, table: string, row: Row): Choice | null {
  const group = row["breakdown"] ?? null;
  if (group !== null) return groupOf(query, group);
  if (row["stage"] !== undefined) return stageOf(query, row);
  return table === "value" || row["cohort"] !== undefined ? null : periodOf(query, row);
}

function groupOf(query: Query, group: Cell): GroupChoice | null {
  const prop = (query["breakdown"] as {prop?: string} | undefined)?.prop;
  if (!prop || group === "(other)" || group === "(not reached)" || typeof group === "object") return null;
  return {prop, value: group === "(none)" ? null : group};
}

function stageOf(query: Query, {stage, at}: Row): StageChoice | null {
  const now = at === Date.parse(String(query["asOf"])) && (query["rules"] ?? "default-8") === "default-8";
  return now && typeof stage === "string" ? {stage} : null;
}

function periodOf(query: Query, {period}: Row): RangeChoice | null {
  const range = typeof period === "string" ? rangeOfPeriod(period, String(query["period"])) : null;
  return range && {range};
}

/** Choices of one kind replace each other. */
function kindOf(choice: Choice): string {
  return "prop" in choice ? `prop ${choice.prop}` : Object.keys(choice)[0]!;
}

/** The choices after `choice`: chosen again it goes, another of its kind replaces it. */
export function toggled(choices: readonly Choice[], choice: Choice): Choice[] {
  const others = choices.filter((other) => kindOf(other) !== kindOf(choice));
  const again = choices.some((other) => JSON.stringify(other) === JSON.stringify(choice));
  return again ? others : [...others, choice];
}

/** The `where` of all choices; undefined without any. */
export function whereOf(choices: readonly Choice[]): object | undefined {
  const conditions = choices.map(termOf).filter((term) => term !== null);
  return conditions.length > 1 ? {all: conditions} : conditions[0];
}

function termOf(choice: Choice): object | null {
  if ("stage" in choice) return {stage: choice.stage};
  if ("range" in choice) return null;
  const {prop, value} = choice;
  return value === null ? {not: {prop, op: "exists"}} : {prop, op: "eq", value};
}

/** The time chosen; undefined without one. */
export function rangeOf(choices: readonly Choice[]): readonly [string, string] | undefined {
  return choices.find((choice): choice is RangeChoice => "range" in choice)?.range;
}

/** Choices of a state from anywhere; what does not fit is left out. */
export function readChoices(value: unknown): Choice[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => readChoice(item) ?? []) : [];
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function readChoice(item: unknown): Choice | null {
  const {prop, value, stage, range} = (item ?? {}) as Partial<GroupChoice & StageChoice & {range: unknown}>;
  const plain = value === null || ["string", "number", "boolean"].includes(typeof value);
  if (typeof prop === "string") return plain ? {prop, value: value!} : null;
  if (typeof stage === "string") return {stage};
  const days = Array.isArray(range) && range.length === 2 && range.every((day) => DAY.test(String(day)));
  return days ? {range: range as [string, string]} : null;
}
