// The error over a name that the data does not have, alone or as one of several.
import {QueryError} from "./errors.js";
import {didYouMean} from "./nearest.js";

/** A name that the data does not have. */
export class UnknownName extends QueryError {
  constructor(
    /** "event", "property". */
    readonly what: string,
    readonly unknown: string,
    readonly known: readonly string[],
    path: string,
  ) {
    super(`${nameless(what, unknown, known)}; the data has ${listed(known)}. ${TO_ALLOW}`, path);
  }

  override at(path: string): UnknownName {
    return new UnknownName(this.what, this.unknown, this.known, path);
  }
}

/** `unknown event "vist" (did you mean "visit"?)` */
export function nameless(what: string, name: string, known: readonly string[]): string {
  return `unknown ${what} "${name}"${didYouMean(name, known)}`;
}

export const TO_ALLOW = 'To count a name that may come later, set "unknownNames": "allow"';

/** The first dozen names in quotes, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, 12)
    .map((name) => `"${name}"`)
    .join(", ");
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown || "none";
}
