// The attribute `goal`: a number, or JSON of the whole goal.
import type {ComplexAttributeConverter} from "lit";
import {json} from "../base/converters.js";

export type GoalOption = {
  target: number;
  by?: string;
  op?: "gte" | "gt" | "lte" | "lt";
  start?: number;
  metric?: string;
};

export const goal: ComplexAttributeConverter<unknown> = {
  fromAttribute(text) {
    const value = json.fromAttribute!(text);
    return typeof value === "number" ? {target: value} : value;
  },
  toAttribute(value) {
    if (!value) return null;
    const {target, ...rest} = value as GoalOption;
    return Object.keys(rest).length > 0 ? JSON.stringify(value) : String(target);
  },
};
