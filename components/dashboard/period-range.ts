// The days of a period, from its label. Pure.

const DAYS: Readonly<Record<string, number>> = {day: 1, week: 7};
const MONTHS: Readonly<Record<string, number>> = {month: 1, quarter: 3, year: 12};

/** First local day of a period and the day after its last; `label` is the former. null for an hour or what is no period. */
export function rangeOfPeriod(label: string, period: string): readonly [from: string, to: string] | null {
  const end = new Date(`${label}T00:00:00Z`);
  if (Number.isNaN(end.getTime()) || !(period in DAYS || period in MONTHS)) return null;
  end.setUTCDate(end.getUTCDate() + (DAYS[period] ?? 0));
  end.setUTCMonth(end.getUTCMonth() + (MONTHS[period] ?? 0));
  return [label, end.toISOString().slice(0, 10)];
}
