// Where the sections of the sample report stand on the demo's dashboard: figures first, then pictures of one height side by side.

/** Headings row by row; those of a row share its width. */
const ROWS: readonly (readonly string[])[] = [
  [
    "Active people this week",
    "Who gets to the first value",
    "Target accounts that were reached",
    "What a customer is expected to bring",
  ],
  ["From the first visit to the first value", "The second quarter beside the first"],
  ["Where people stand", "From stage to stage in a quarter"],
  ["Who comes back after signing up", "From the first visit to the first value, by channel"],
  ["Who was active", "How it fades, by plan"],
  ["How many days a month", "Churn without a contract, by plan"],
  ["What people do first"],
  ["Subscription revenue", "Purchases"],
  ["What a person brings over time", "What came in"],
];

/** Columns of the dashboard; each row's length divides them. */
export const COLUMNS = 12;

/** The items in the order of `ROWS`, each with the columns it takes; what no row names comes last, as wide as the page. */
export function placed<T extends {readonly heading?: string | undefined}>(items: readonly T[]): (T & {span: number})[] {
  const named = ROWS.flatMap((row) =>
    row.flatMap((heading) =>
      spanned(
        items.filter((item) => item.heading === heading),
        COLUMNS / row.length,
      ),
    ),
  );
  const headings = new Set(ROWS.flat());
  return [
    ...named,
    ...spanned(
      items.filter(({heading = ""}) => !headings.has(heading)),
      COLUMNS,
    ),
  ];
}

function spanned<T>(items: readonly T[], span: number): (T & {span: number})[] {
  return items.map((item) => ({...item, span}));
}
