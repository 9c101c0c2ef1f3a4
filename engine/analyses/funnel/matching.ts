// The largest set of steps that can each have an event of its own, grown event by event.

/**
 * A largest matching between steps and events, where an event is known by the bits of the steps it matches. Events that once could
 * not make it larger never can, so adding them in time order tells when each depth was reached.
 */
export class Matching {
  /** Bits of the steps that an event must match one of to make the matching larger. */
  useful = 0;
  readonly #steps: number;
  /** By step: the bits of the event it has; 0 without one. */
  readonly #owned: Int32Array;
  #visited = 0;

  constructor(steps: number) {
    this.#steps = steps;
    this.#owned = new Int32Array(steps);
  }

  clear(): void {
    this.#owned.fill(0);
    this.#update();
  }

  /** Adds an event; false when it makes no difference. */
  add(bits: number): boolean {
    if ((bits & this.useful) === 0) return false;
    this.#visited = 0;
    this.#place(bits & ((1 << this.#steps) - 1));
    this.#update();
    return true;
  }

  // Gives the event a free step, or the step of an event that can move on to another one.
  #place(bits: number): boolean {
    for (let k = 0; k < this.#steps; k++) {
      const bit = 1 << k;
      if ((bits & bit) === 0 || (this.#visited & bit) !== 0) continue;
      this.#visited |= bit;
      if (this.#owned[k] !== 0 && !this.#place(this.#owned[k]!)) continue;
      this.#owned[k] = bits;
      return true;
    }
    return false;
  }

  // Free steps are useful, and so are steps whose event could move to a useful one.
  #update(): void {
    let useful = 0;
    let before = -1;
    while (useful !== before) {
      before = useful;
      for (let k = 0; k < this.#steps; k++) {
        const owned = this.#owned[k]!;
        if (owned === 0 || (owned & useful) !== 0) useful |= 1 << k;
      }
    }
    this.useful = useful;
  }
}
