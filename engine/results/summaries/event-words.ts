// An event predicate of a query as words: which events were meant.
type Meant = string | readonly string[] | {event: string | readonly string[]; where?: unknown};

/** `"signup"` → “signup”, a list → “a” or “b”, any event → null. A filter on properties is said as "(filtered)". */
export function eventWords(predicate: unknown): string | null {
  const meant = predicate as Meant;
  if (typeof meant === "string") return meant === "*" ? null : `“${meant}”`;
  if (Array.isArray(meant)) return meant.includes("*") ? null : meant.map((name) => `“${name}”`).join(" or ");
  const {event, where} = meant as {event: string | readonly string[]; where?: unknown};
  const words = eventWords(event);
  return where === undefined ? words : `${words ?? "any event"} (filtered)`;
}
