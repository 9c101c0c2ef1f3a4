// What identity resolution left open, as a list that people can work off: which key, between whom, and where it shows.
import type {Conflict, ConflictKind} from "../model/dataset.js";
import {byCodePoint} from "../model/order.js";
import type {Attribution} from "./attribution.js";
import type {Join} from "./joins.js";
import type {Keys} from "./keys.js";
import type {Parties} from "./parties.js";
import {byPlace} from "./places.js";
import type {SharedMailbox} from "./shared-mailboxes.js";

/** Held joins, one conflict for each pair of keys, however many records and files state it. */
export function heldConflicts(
  kind: ConflictKind,
  held: readonly Join[],
  keys: Keys,
  parties: Parties,
  exclusive: ReadonlySet<string>,
): Conflict[] {
  const found = new Map<string, Conflict>();
  for (const {a, b, file, row} of held) {
    const pair = [keys.text(a), keys.text(b)].sort(byCodePoint);
    const between = [parties.idOfKey(a), parties.idOfKey(b)].sort(byCodePoint);
    // The key that claims to be both is the one that is no id of its own space's owner.
    const loose = [a, b].filter((key) => !exclusive.has(keys.space(key))).map((key) => keys.text(key));
    const conflict = {kind, key: loose.length === 1 ? loose[0]! : pair[0]!, between, file, row};
    const known = found.get(pair.join("\n"));
    if (!known || byPlace(conflict, known) < 0) found.set(pair.join("\n"), conflict);
  }
  return [...found.values()];
}

/** Visitors that were several people; the place is that of the first record that shows a second one. */
export function sharedConflicts(attribution: Attribution, anons: Keys, people: Parties): Conflict[] {
  return attribution.shared().map(({anon, people: who, file, row}) => ({
    kind: "visitor",
    key: anons.text(anon),
    between: who.map((person) => people.id(person)).sort(byCodePoint),
    file,
    row,
  }));
}

/** Addresses of too many users, with everybody they would have joined. */
export function mailboxConflicts(shared: readonly SharedMailbox[], keys: Keys, people: Parties): Conflict[] {
  return shared.map(({email, users, file, row}) => ({
    kind: "mailbox",
    key: keys.text(email),
    between: [...new Set(users.map((user) => people.idOfKey(user)))].sort(byCodePoint),
    file,
    row,
  }));
}

/** In an order that depends on the content alone. */
export function inOrder(conflicts: readonly Conflict[]): Conflict[] {
  return [...conflicts].sort(
    (a, b) =>
      byCodePoint(a.kind, b.kind) ||
      byCodePoint(a.key, b.key) ||
      byCodePoint(a.between.join("\n"), b.between.join("\n")) ||
      byPlace(a, b),
  );
}

/** How many contradictions a list holds: everybody beyond the first of each entry. */
export const countOf = (conflicts: readonly Conflict[]): number =>
  conflicts.reduce((sum, {between}) => sum + between.length - 1, 0);
