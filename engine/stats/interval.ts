// The shape of every interval the kit gives, and the one critical value it uses.

/** Both limits belong to it. */
export type Interval = {lo: number; hi: number};

/** Two-sided 95 % point of the normal distribution, to the digits the semantics fix. */
export const Z95 = 1.959964;
