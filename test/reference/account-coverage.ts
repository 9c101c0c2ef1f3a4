// A slow twin of account coverage by week: one plain look at every account at the end of every week.

interface Accounts {
  readonly events: readonly {readonly account: string; readonly ts: number; readonly name: string}[];
  readonly profiles: readonly {readonly unit: string; readonly value: unknown; readonly validFrom: number}[];
  readonly accounts: readonly string[];
  readonly asOf: number;
  /** A Monday. */
  readonly start: number;
}
const DAY = 86_400_000;

/** Touches are events A and B; engaged is who did C in the seven days before. */
export function coverageReference({events, profiles, accounts, asOf, start}: Accounts, level: string) {
  const weeks: {period: string; value: number | null; n: number}[] = [];
  for (let from = start; from < asOf; from += 7 * DAY) {
    const end = Math.min(from + 7 * DAY, asOf);
    const targets = accounts.filter((account) => valueAt(profiles, account, end) === true);
    const counts = targets.filter((account) =>
      events.some(
        (event) =>
          event.account === account &&
          event.ts < end &&
          (level === "engaged" ? event.name === "C" && event.ts >= end - 7 * DAY : event.name !== "C"),
      ),
    );
    weeks.push({
      period: new Date(from).toISOString().slice(0, 10),
      value: targets.length === 0 ? null : counts.length / targets.length,
      n: targets.length,
    });
  }
  return weeks;
}

// The last value that holds by then, else the earliest known.
function valueAt(profiles: Accounts["profiles"], account: string, at: number): unknown {
  const own = profiles.filter(({unit}) => unit === account).sort((a, b) => a.validFrom - b.validFrom);
  return (own.findLast(({validFrom}) => validFrom <= at) ?? own[0])?.value;
}
