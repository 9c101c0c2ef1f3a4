// Reads JSON without losing whole numbers above 2^53: such numbers become text, digit by digit as they were.

/** JSON.parse, with whole numbers of 16 digits and more as text. Throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): unknown {
  return JSON.parse(LONG_NUMBER.test(text) ? quoteLongNumbers(text) : text) as unknown;
}

const LONG_NUMBER = /\d{16}/;
const QUOTE = 34;
const BACKSLASH = 92;

function quoteLongNumbers(text: string): string {
  let out = "";
  let copied = 0;
  for (let i = 0; i < text.length;) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) i = endOfString(text, i);
    else if (isDigit(c) || c === 45) {
      const end = endOfNumber(text, i);
      if (isLongWhole(text, i, end)) {
        out += `${text.slice(copied, i)}"${text.slice(i, end)}"`;
        copied = end;
      }
      i = end;
    } else i++;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i + 1;
}

function endOfNumber(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (!isDigit(c) && c !== 46 && c !== 43 && c !== 45 && c !== 69 && c !== 101) break;
  }
  return i;
}

function isLongWhole(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from) === 45 ? from + 1 : from;
  if (to - first < 16) return false;
  for (let i = first; i < to; i++) if (!isDigit(text.charCodeAt(i))) return false;
  // A leading zero is no JSON number; let JSON.parse say so.
  return text.charCodeAt(first) !== 48;
}

const isDigit = (c: number) => c >= 48 && c <= 57;
