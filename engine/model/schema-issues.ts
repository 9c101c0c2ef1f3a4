// What is wrong with a query or config, in words: each fault with its path, what was got and what is wanted.
import * as z from "zod/mini";
// By its own entry: the namespace `z.locales` would bring every language along.
import {en} from "zod/locales";
import {didYouMean} from "./nearest.js";

// Checks put their faults into words as they find them, so this file must be there before a check whose faults are told.
z.config(en());

type Issue = z.core.$ZodIssue;

/** One sentence a fault, all of them at once. `input` is what was checked, to quote the values that were got. */
export function issuesOf(
  error: {readonly issues: readonly Issue[]},
  input: unknown,
  knownKeys?: (path: string) => string[],
): string[] {
  return error.issues.flatMap((issue) => sentences(issue, [], input, knownKeys));
}

function sentences(
  issue: Issue,
  above: PropertyKey[],
  input: unknown,
  knownKeys?: (path: string) => string[],
): string[] {
  const keys = [...above, ...issue.path];
  const path = pathText(keys);
  const got = valueAt(input, keys);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) => `${path ? `${path}.` : ""}${key}: unknown key${didYouMean(key, knownKeys?.(path) ?? [])}`,
    );
  }
  if (issue.code === "invalid_value")
    return [
      `${path}: ${quote(got)} is not allowed${didYouMean(String(got), issue.values.map(String))}; write one of ${issue.values.map(String).join(", ")}`,
    ];
  if (issue.code === "invalid_union") return unionSentences(issue, keys, input, knownKeys);
  if (got === undefined && issue.code === "invalid_type")
    return [`${path}: missing; ${issue.message.replace(/^Invalid input: /, "")}`];
  return [`${path}: ${issue.message}; got ${quote(got)}`];
}

// Of the alternatives of a union the one that got furthest is the one that was meant.
function unionSentences(
  issue: z.core.$ZodIssueInvalidUnion,
  keys: PropertyKey[],
  input: unknown,
  knownKeys?: (path: string) => string[],
): string[] {
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const depth = (branch: readonly Issue[]) =>
    Math.max(...branch.map((inner) => inner.path.length)) - branch.length / 100;
  const best = [...branches].sort((a, b) => depth(b) - depth(a))[0];
  if (best?.some((inner) => inner.path.length > 0))
    return best.flatMap((inner) => sentences(inner, keys, input, knownKeys));
  return [`${pathText(keys)}: ${quote(valueAt(input, keys))} has none of the allowed forms`];
}

function pathText(keys: readonly PropertyKey[]): string {
  return keys.map((key, i) => (typeof key === "number" ? `[${key}]` : `${i ? "." : ""}${String(key)}`)).join("");
}

function valueAt(input: unknown, keys: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
