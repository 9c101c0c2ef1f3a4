// Gives the events of anonymous visitors to the people they turned out to be (semantics 2.3a). Never joins two people.
import {byCodePoint} from "../model/order.js";
import {byPlace} from "./places.js";

/** A visitor's key seen with a person at a time (−Infinity when not known). */
export interface Sighting {
  readonly anon: number;
  readonly person: number;
  readonly ts: number;
  /** Where it is said; "" and 0 = in no file. */
  readonly file: string;
  readonly row: number;
}

type Seen = Omit<Sighting, "anon">;

const UNSEEN = -1;
const SHARED = -2;

/** Collects sightings in two rounds: first who was seen at all, then, for shared devices only, when. */
export class Attribution {
  readonly #only: Int32Array;
  readonly #shared = new Map<number, Seen[]>();

  constructor(
    anons: number,
    /** Text of a person, to break ties. */
    private readonly nameOf: (person: number) => string,
  ) {
    this.#only = new Int32Array(anons).fill(UNSEEN);
  }

  /** First round. */
  see(anon: number, person: number): void {
    const known = this.#only[anon]!;
    if (known === UNSEEN) this.#only[anon] = person;
    else if (known !== person) this.#only[anon] = SHARED;
  }

  isShared(anon: number): boolean {
    return this.#only[anon] === SHARED;
  }

  /** Second round, for visitors that are shared. */
  seeAt(anon: number, person: number, ts: number, file = "", row = 0): void {
    const list = this.#shared.get(anon);
    if (list) list.push({ts, person, file, row});
    else this.#shared.set(anon, [{ts, person, file, row}]);
  }

  /** Ends the second round. */
  settle(): void {
    for (const list of this.#shared.values()) list.sort((a, b) => this.#compare(a, b));
  }

  #compare(a: Seen, b: Seen): number {
    if (a.ts !== b.ts) return a.ts - b.ts;
    return byCodePoint(this.nameOf(a.person), this.nameOf(b.person)) || byPlace(a, b);
  }

  /** Visitors that were several people, and the first sighting that shows a second one. */
  shared(): {anon: number; people: number[]; file: string; row: number}[] {
    return [...this.#shared].map(([anon, list]) => {
      const {file, row} = list.find(({person}) => person !== list[0]!.person)!;
      return {anon, people: this.people(anon), file, row};
    });
  }

  /** The person of a visitor's event at `ts`: of the nearest earlier sighting, else of the first later one; −1 for nobody. */
  personAt(anon: number, ts: number): number {
    const only = this.#only[anon]!;
    if (only !== SHARED) return only;
    const list = this.#shared.get(anon)!;
    let at = 0;
    while (at + 1 < list.length && list[at + 1]!.ts <= ts) at++;
    while (at > 0 && list[at - 1]!.ts === list[at]!.ts) at--;
    return list[at]!.person;
  }

  /** Everybody whom this visitor was seen as. */
  people(anon: number): number[] {
    const only = this.#only[anon]!;
    if (only !== SHARED) return only < 0 ? [] : [only];
    return [...new Set(this.#shared.get(anon)!.map(({person}) => person))];
  }

  /** A person of this visitor, for listings; −1 for nobody. */
  anyPerson(anon: number): number {
    const only = this.#only[anon]!;
    return only === SHARED ? this.#shared.get(anon)![0]!.person : only;
  }
}
