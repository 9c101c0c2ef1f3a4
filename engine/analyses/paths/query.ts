// The own fields of a paths query.
import * as z from "zod/mini";
import {commonFields, type CommonQuery} from "../../model/query.js";
import {eventNamesSchema, type EventNames} from "../../model/predicate-schema.js";

export interface PathsQuery extends CommonQuery {
  kind: "paths";
  /** Where a sequence is taken up: at its start, at its end (read backwards), or around the first match of an event. */
  anchor: {at: "start" | "end" | "around"; event?: EventNames | undefined};
  /** Positions drawn, the anchor's included; with `around` as many before as after. */
  steps: number;
  /** Names kept at each position; the rest are `(other)`. */
  top: number;
  /** Whether runs of one name count as one. */
  collapse: boolean;
}

export const pathsSchema = z.strictObject({
  kind: z.literal("paths"),
  ...commonFields,
  unit: z._default(z.enum(["user", "session", "account"]), "session"),
  anchor: z._default(
    z.strictObject({at: z._default(z.enum(["start", "end", "around"]), "start"), event: z.optional(eventNamesSchema)}),
    {at: "start"},
  ),
  steps: z._default(z.int().check(z.gte(2), z.lte(20)), 5),
  top: z._default(z.int().check(z.gte(1), z.lte(50)), 8),
  collapse: z._default(z.boolean(), true),
});
