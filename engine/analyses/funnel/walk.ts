// One attempt through the steps from a given event on (semantics 4.3 – 4.5, 4.7).

/** How an attempt ended: with its window or the data, by an exclusion, by a foreign event in strict order, or with the last step. */
export const OPEN = 0;
export const EXCLUDED = 1;
export const BROKEN = 2;
export const COMPLETE = 3;

/** Walks attempts; the fields tell of the latest one. */
export interface Walk {
  /** Entries that filled the steps reached, in the order of the walk. */
  readonly entries: Int32Array;
  /** Steps reached, at least 1. */
  depth: number;
  end: number;
  /** The block in which it ended; −1 when it ran to the end of its window. */
  endBlock: number;
  /**
   * The instant of the event whose step it lacked: a later anchor can get further only if its window reaches that far. Infinity when
   * there is no such event; −Infinity when nothing can be said.
   */
  lacked: number;
  /** Walks from an anchor of the open sequence. */
  from(anchor: number): void;
}
