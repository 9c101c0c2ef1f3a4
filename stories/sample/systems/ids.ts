// Ids as the systems write them. All are made from numbers, so that the same company gives the same ids.

import type {Random} from "../random.js";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** The `n`-th record of a Salesforce object: its three-character prefix, an organisation, the number, and three check characters. */
export function salesforceId(prefix: string, n: number): string {
  let digits = "";
  for (let left = n * 7919 + 350_000; left > 0; left = Math.floor(left / 62)) digits = BASE62[left % 62]! + digits;
  const id = `${prefix}5g00000${digits.padStart(5, "0")}`;
  return id + [0, 5, 10].map((at) => checkOf(id.slice(at, at + 5))).join("");
}

// Which of five characters are capitals, as one character: so that the id survives systems that ignore case.
function checkOf(five: string): string {
  const bits = [...five].reduce((sum, letter, i) => sum + (/[A-Z]/.test(letter) ? 1 << i : 0), 0);
  return CHECK[bits]!;
}

/** A random UUID (version 4) of the stream. */
export function uuid(random: Random): string {
  const hex = Array.from({length: 4}, () => random.uint32().toString(16).padStart(8, "0")).join("");
  const variant = "89ab"[parseInt(hex[16]!, 16) % 4]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** `length` random hexadecimal digits. */
export function hex(random: Random, length: number): string {
  let text = "";
  while (text.length < length) text += random.uint32().toString(16).padStart(8, "0");
  return text.slice(0, length);
}

/** A whole number of 64 bits as text, now and then negative: too long for a JavaScript number. */
export function int64(random: Random): string {
  const size = 2n ** 61n + (BigInt(random.uint32()) << 29n) + BigInt(random.uint32());
  return String(random.chance(0.3) ? -size : size);
}
