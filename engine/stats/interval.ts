// The shape of every interval the kit gives.

/** Both limits belong to it. */
export type Interval = {lo: number; hi: number};
