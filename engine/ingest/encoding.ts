// Text encodings: a byte order mark decides, else UTF-8; other encodings are turned into UTF-8 bytes as they stream by.
import {DataError} from "../model/errors.js";
import {peek} from "./byte-source.js";

export interface Decoded {
  /** UTF-8 bytes without a byte order mark; may be invalid UTF-8 when `certain` is false. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** False: nobody said so, it is only assumed to be UTF-8. */
  readonly certain: boolean;
}

/** Bytes of any encoding as UTF-8. Throws DataError for an encoding that the platform does not know. */
export async function toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
  path: string,
): Promise<Decoded> {
  const {head, all} = await peek(chunks, 4);
  const mark = byteOrderMark(head);
  const label = mark?.label ?? encoding ?? null;
  const rest = mark ? skipped(all, mark.length) : all;
  if (label === null) return {chunks: rest, certain: false};
  const decoder = decoderFor(label, path);
  if (decoder.encoding === "utf-8") return {chunks: rest, certain: false};
  return {chunks: transcode(rest, decoder), certain: true};
}

function byteOrderMark(head: Uint8Array): {label: string; length: number} | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return {label: "utf-8", length: 3};
  if (head[0] === 0xff && head[1] === 0xfe) return {label: "utf-16le", length: 2};
  if (head[0] === 0xfe && head[1] === 0xff) return {label: "utf-16be", length: 2};
  return null;
}

function decoderFor(label: string, path: string): TextDecoder {
  try {
    return new TextDecoder(label, {ignoreBOM: true});
  } catch {
    throw new DataError(`unknown encoding "${label}"; write a name such as utf-8, windows-1252 or utf-16le`, path);
  }
}

/** What cells are decoded with. */
export interface Decoder {
  decode(bytes: Uint8Array): string;
}

export const UTF8: Decoder = new TextDecoder("utf-8", {ignoreBOM: true});

// The characters of 80–9F. Node's own decoder leaves them as control characters, so it cannot be used.
const UPPER = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

export const WINDOWS_1252: Decoder = {
  decode(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) {
      const codes = Uint16Array.from(bytes.subarray(at, at + 8192), (byte) =>
        byte >= 0x80 && byte < 0xa0 ? UPPER.charCodeAt(byte - 0x80) : byte,
      );
      text += String.fromCharCode(...codes);
    }
    return text;
  },
};

/** The chunks without their first `count` bytes. */
export async function* skipped(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    const cut = Math.min(left, chunk.length);
    left -= cut;
    if (cut < chunk.length) yield cut === 0 ? chunk : chunk.subarray(cut);
  }
}

async function* transcode(chunks: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    const text =
      decoder.encoding === "windows-1252" ? WINDOWS_1252.decode(chunk) : decoder.decode(chunk, {stream: true});
    if (text !== "") yield encoder.encode(text);
  }
  const last = decoder.decode();
  if (last !== "") yield encoder.encode(last);
}

const strict = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true});

/** How many bytes of a stretch that ends at a line end are not valid UTF-8. */
export function invalidUtf8(bytes: Uint8Array): number {
  try {
    strict.decode(bytes);
    return 0;
  } catch {
    return countInvalid(bytes);
  }
}

/** The bytes that belong to no valid UTF-8 sequence. */
export function countInvalid(bytes: Uint8Array): number {
  let invalid = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceAt(bytes, i);
    if (length === 0) invalid++;
    i += length || 1;
  }
  return invalid;
}

// Length of the valid UTF-8 sequence at i, or 0.
function sequenceAt(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || i + length > bytes.length) return 0;
  const second = bytes[i + 1]!;
  const [low, high] =
    first === 0xe0
      ? [0xa0, 0xbf]
      : first === 0xed
        ? [0x80, 0x9f]
        : first === 0xf0
          ? [0x90, 0xbf]
          : first === 0xf4
            ? [0x80, 0x8f]
            : [0x80, 0xbf];
  if (second < low || second > high) return 0;
  for (let k = 2; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0;
  return length;
}

/** The decoder for cells of a file, once it is known how many of its bytes are not UTF-8. */
export function cellDecoder(invalidBytes: number): Decoder {
  return invalidBytes > 0 ? WINDOWS_1252 : UTF8;
}

/** Tells that bytes of a file, or of some of its records, are not UTF-8. */
export const notUtf8 = (bytes: number, what: "file was" | "lines with them were" | "records with them were"): string =>
  `${bytes} bytes are not UTF-8, so the ${what} read as windows-1252; state encoding if it is another`;
