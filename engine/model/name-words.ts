// The words of an event's name, however it is spelled: `Signed Up`, `signed_up` and `signedUp` have the same.

/** The words in lower case with a blank between, before and after them, so that a phrase is found as ` phrase `. */
export function wordsOf(name: string): string {
  return ` ${name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}

/** Tells names that hold one of the phrases as whole words. */
export function phraseTest(phrases: readonly string[]): (name: string) => boolean {
  const wanted = phrases.map(wordsOf);
  return (name) => {
    const words = wordsOf(name);
    return wanted.some((phrase) => words.includes(phrase));
  };
}
