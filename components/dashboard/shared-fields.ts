// What every question of a dashboard says, from all who say something: the surroundings, the layout, filter bars, chosen marks.
import type {SharedQuery} from "../base/context.js";
import {rangeOf, whereOf, type Choice} from "./cross-filter.js";

/** Filters and named cohorts add up; of other fields the last word wins. */
export function sharedFields(said: readonly SharedQuery[], choices: readonly Choice[]): SharedQuery {
  const conditions = [...said.map(({where}) => where), whereOf(choices)].filter((where) => where !== undefined);
  const where = conditions.length > 1 ? {all: conditions} : conditions[0];
  const range = rangeOf(choices);
  const cohorts = Object.assign({}, ...said.map((one) => one.cohorts)) as object;
  return {
    ...Object.assign({}, ...said),
    ...(Object.keys(cohorts).length > 0 ? {cohorts} : {}),
    ...(range ? {range} : {}),
    where,
  } as SharedQuery;
}
