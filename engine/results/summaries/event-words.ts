// An event predicate of a query as words: which events were meant.
import type {Words} from "../words.js";

type Meant = string | readonly string[] | {event: string | readonly string[]; where?: unknown};

export const EVENTS = {
  "event": "“{name}”",
  "event.or": "{a} or {b}",
  "event.any": "any event",
  "event.filtered": "{events} (filtered)",
  "event.nobody": "Nobody did {events} in this time.",
  "event.nobodyAtAll": "Nobody was active in this time.",
} as const;

/** `"signup"` → “signup”, a list → “a” or “b”, any event → null. A filter on properties is said as "(filtered)". */
export function eventWords(predicate: unknown, words: Words): string | null {
  const meant = predicate as Meant;
  const say = words.speak(EVENTS);
  if (typeof meant === "string") return meant === "*" ? null : quoted(meant, words);
  if (Array.isArray(meant))
    return meant.includes("*")
      ? null
      : meant.map((name) => quoted(name, words)).reduce((a, b) => say("event.or", {a, b}));
  const {event, where} = meant as {event: string | readonly string[]; where?: unknown};
  const events = eventWords(event, words);
  return where === undefined ? events : say("event.filtered", {events: events ?? say("event.any")});
}

/** A name in quotation marks. */
export function quoted(name: unknown, words: Words): string {
  return words.speak(EVENTS)("event", {name: String(name)});
}

/** The sentence where no unit did what was asked for. */
export function nobodyWords(predicate: unknown, words: Words): string {
  const events = eventWords(predicate, words);
  const say = words.speak(EVENTS);
  return events === null ? say("event.nobodyAtAll") : say("event.nobody", {events});
}
