// The form of a preset: what a preset file may say, and what is wrong with one that says otherwise.
import * as z from "zod/mini";
import {QueryError} from "../model/errors.js";
import {issuesOf} from "../model/schema-issues.js";
import {MAP_KEYS, type MapKey, type MapPreset} from "./options.js";
import type {ChosenPreset} from "./preset-in.js";

const FIELDS = MAP_KEYS.filter((key): key is Exclude<MapKey, "props"> => key !== "props");
const text = z.string().check(z.minLength(1));
const ofFields = <T extends z.ZodMiniType>(value: T) =>
  z.strictObject(
    Object.fromEntries(FIELDS.map((field) => [field, z.optional(value)])) as Record<
      (typeof FIELDS)[number],
      z.ZodMiniOptional<T>
    >,
  );

/** What a preset file holds. */
export const presetSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: z.optional(text.check(z.describe("The tool's name; in lower case it is the source of the events"))),
  fields: ofFields(
    z.union([
      text.check(z.describe("A column, a JSON path like context.traits.email, or a constant like :order")),
      z.array(text).check(z.minLength(1), z.describe("Columns or JSON paths, best first: the first not empty counts")),
    ]),
  ),
  opened: z.optional(text.check(z.describe("What is left off in front of the names of properties, like properties."))),
  none: z.optional(ofFields(z.string()).check(z.describe("The text of a field that means none"))),
  visitorPrefix: z.optional(text.check(z.describe("What ids of people who are not known yet begin with"))),
  visitorFlag: z.optional(
    z
      .tuple([text, z.string()])
      .check(z.describe("The column and its text that say that the user of a record is not known yet")),
  ),
  columns: z.optional(z.array(text).check(z.minLength(1), z.describe("Column names for files without a header"))),
});

/** The preset ready for use. Throws one QueryError for all that is wrong with it, a line a fault, each with `place` before it. */
export function presetOf(value: unknown, place: string): ChosenPreset {
  const parsed = presetSchema.safeParse(value);
  if (!parsed.success)
    throw new QueryError(
      issuesOf(parsed.error, value, (at) => (at === "" ? Object.keys(presetSchema.shape) : FIELDS))
        .map((fault) => place + fault.replace(/^: /, ""))
        .join("\n"),
    );
  const {title = "preset", fields, $schema: _schema, ...rest} = parsed.data;
  const stated = Object.entries(fields).flatMap(([field, found]) =>
    found === undefined ? [] : ([[field, found]] as const),
  );
  const isConstant = (found: string | readonly string[]): found is string =>
    typeof found === "string" && found.startsWith(":");
  return {
    name: title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-"),
    preset: {
      ...(rest as Omit<MapPreset, "fields">),
      title,
      fields: Object.fromEntries(
        stated.flatMap(([field, found]) =>
          isConstant(found) ? [] : [[field, typeof found === "string" ? [found] : found]],
        ),
      ),
    },
    own: Object.fromEntries(stated.filter(([, found]) => isConstant(found))),
  };
}
