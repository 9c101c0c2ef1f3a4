// Registers every element of the kit under one prefix.
import {elements} from "./all.js";
import {define} from "./base/register.js";

export interface DefineOptions {
  /** What tags begin with, before a hyphen. Default "lk". */
  readonly prefix?: string;
}

/** Registers all elements; safely twice. With a prefix of your own, two versions live on one page. */
export function defineAll({prefix = "lk"}: DefineOptions = {}): void {
  for (const [name, element] of elements) define(name, element, prefix);
}
