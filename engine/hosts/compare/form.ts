// Whether a comparison is written in one of its forms, said before the schema so that the words are about comparing.
import {QueryError} from "../../model/errors.js";

/** What a compared answer has besides the tables of its kind, which carry a column `side` (`a` or `b`). */
export const EXTRA_TABLES: readonly string[] = ["comparison", "overlap"];

/** Kinds whose figures have two sides. */
const COMPARED = [
  "funnel",
  "retention",
  "growth",
  "stages",
  "stickiness",
  "revenue",
  "mrr",
  "ltv",
  "paths",
  "metric",
] as const;
export type ComparedKind = (typeof COMPARED)[number];

const FORMS = `write {"a": …, "b": …} (each a cohort's name or a predicate), {"range": [from, to]}, "previous" or "year"`;

/** Throws QueryError for a kind without sides, and where `compare` has none of its forms; undefined is fine. */
export function checkForm(kind: string, compare: unknown): void {
  if (compare === undefined) return;
  if (!(COMPARED as readonly string[]).includes(kind))
    throw new QueryError(
      `a ${kind} answer has no sides that can be compared; these have: ${COMPARED.join(", ")}`,
      "compare",
    );
  if (compare === "previous" || compare === "year") return;
  const has = (key: string) => typeof compare === "object" && compare !== null && Object.hasOwn(compare, key);
  if (has("range") || (has("a") && has("b"))) return;
  const missing = has("a") ? "b" : has("b") ? "a" : null;
  if (missing) throw new QueryError(`missing; a comparison has two sides; ${FORMS}`, `compare.${missing}`);
  throw new QueryError(`${JSON.stringify(compare)} is no comparison; ${FORMS}`, "compare");
}
