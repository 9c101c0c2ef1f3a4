// Hashes that name content. Not for secrets: 53 bits, made to tell two datasets or questions apart.

/** A 53-bit hash of text as 14 hex digits (two multiplicative streams with a final mix, after the public-domain cyrb53). */
export function hashText(text: string): string {
  const hash = new Hasher();
  hash.addText(text);
  return hash.digest();
}

/** The same hash, fed number by number (integers are taken modulo 2³²). */
export class Hasher {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;
  add(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 2654435761);
    this.#b = Math.imul(this.#b ^ value, 1597334677);
  }
  /** Adds every UTF-16 unit of a text. */
  addText(text: string): void {
    let [a, b] = [this.#a | 0, this.#b | 0];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
    this.#a = a;
    this.#b = b;
  }
  digest(): string {
    let a = Math.imul(this.#a ^ (this.#a >>> 16), 2246822507) ^ Math.imul(this.#b ^ (this.#b >>> 13), 3266489909);
    let b = Math.imul(this.#b ^ (this.#b >>> 16), 2246822507) ^ Math.imul(this.#a ^ (this.#a >>> 13), 3266489909);
    a >>>= 0;
    b = (b >>> 0) & 0x1fffff;
    return b.toString(16).padStart(6, "0") + a.toString(16).padStart(8, "0");
  }
}

/** JSON with the keys of every object in code-unit order: equal content, equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
