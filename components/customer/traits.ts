// Which traits of a customer are told first: what people know each other by, not ids, dates and flags, and nothing twice. Pure.
import type {Row} from "../../engine/model/table.js";

/** In order; names are compared without capitals, separators and the mark of a custom field. */
const FIRST = [
  ...[
    "name",
    "firstname",
    "lastname",
    "email",
    "company",
    "title",
    "role",
    "plan",
    "tier",
    "status",
    "country",
    "city",
  ],
  ...["industry", "owner", "leadsource", "channel", "language"],
];
const [PLAIN, TECHNICAL, AGAIN] = [100, 200, 300];

/** All traits, the telling ones first; those that say the same as one before come last. */
export function inOrderOfInterest(traits: readonly Row[]): Row[] {
  const said = new Set<string>();
  const first = byRank(traits, rankOf);
  const ranks = new Map(
    first.map((row) => {
      const value = String(row["value"]).toLowerCase();
      const again = said.has(value);
      said.add(value);
      return [row, again ? AGAIN : rankOf(row)];
    }),
  );
  return byRank(first, (row) => ranks.get(row)!);
}

function byRank(traits: readonly Row[], rank: (row: Row) => number): Row[] {
  return [...traits].sort((a, b) => rank(a) - rank(b));
}

function rankOf({trait, value}: Row): number {
  const name = String(trait);
  const plain = name
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .replace(/^cf/, "")
    .replace(/^(email)address$/, "$1");
  const known = FIRST.indexOf(plain);
  if (known >= 0) return known;
  return isTechnical(name, String(value)) ? TECHNICAL : PLAIN;
}

function isTechnical(name: string, value: string): boolean {
  return (
    /(^|[_a-z])(id|fid|uid)$|[a-z]ID$|Id$|date$|_at$|At$/i.test(name) ||
    /^(true|false)$/i.test(value) ||
    value.length > 60
  );
}
