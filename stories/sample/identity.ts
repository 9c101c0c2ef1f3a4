// Ids, in order of appearance, and which browsers belong to whom.

import type {Account, Anonymous, Happening, Person} from "./model.js";
import type {Random} from "./random.js";
import {DAY} from "./story.js";

export interface Link {
  readonly anonymous: Anonymous;
  readonly person: Person;
  readonly ts: number;
}

/** Numbers everybody and every browser that was seen, and says when each browser's owner became known. */
export function identify(
  people: readonly Person[],
  accounts: readonly Account[],
  happenings: readonly Happening[],
  end: number,
): {anonymous: Anonymous[]; links: Link[]} {
  number(people, "u", 4);
  number(accounts, "c", 3);
  const anonymous = [...new Set(happenings.flatMap((h) => (h.anonymous ? [h.anonymous] : [])))];
  number(anonymous, "a", 4);
  const seen = new Set(anonymous);
  const links = people.flatMap((person) => linksOf(person).filter((link) => seen.has(link.anonymous) && link.ts < end));
  return {anonymous, links: links.sort((a, b) => a.ts - b.ts)};
}

/** `letter` and the place in the list, from 1: u0001, u0002, … */
function number(list: readonly {id: string}[], letter: string, width: number): void {
  list.forEach((item, i) => (item.id = letter + String(i + 1).padStart(width, "0")));
}

/** The first browser is known with the first form or the sign-up, the second at a log-in two days later. */
function linksOf(person: Person): Link[] {
  const known = person.lead ?? person.signup!;
  return person.anons.map((anonymous, i) => ({
    anonymous,
    person,
    ts: i === 0 ? known : (person.signup ?? known) + 2 * DAY,
  }));
}

/** How many colleagues sign up on the founder's own browser. */
const SHARED = 4;

/** Lets a few colleagues use their founder's browser: a shared device, linked to two people. */
export function shareBrowsers(random: Random, people: readonly Person[]): void {
  const able = people.filter(({account, signup, seen, anons}) => {
    const owner = account?.owner;
    return owner && signup !== null && anons.length === 1 && owner.anons.length > 0 && seen > owner.signup!;
  });
  for (const person of random.shuffled(able).slice(0, SHARED)) person.anons = [person.account!.owner!.anons[0]!];
}
