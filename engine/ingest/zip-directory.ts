// What a ZIP archive holds, by the directory at its end.
import {DataError} from "../model/errors.js";

export interface ZipEntry {
  readonly name: string;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Bytes once unpacked. */
  readonly size: number;
  /** The packed bytes. */
  readonly packed: Uint8Array;
}

const [END, ENTRY, LOCAL, END_64] = [0x06054b50, 0x02014b50, 0x04034b50, 0x06064b50];
const END_LENGTH = 22;
/** A comment may stand behind the directory's end. */
const LONGEST_COMMENT = 0xffff;

/** The members in the order of the directory. Throws DataError where the archive is damaged or cut short. */
export function zipEntries(bytes: Uint8Array, path: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const {count, start} = directoryOf(view);
    const entries: ZipEntry[] = [];
    for (let i = 0, at = start; i < count; i++) {
      const {entry, next} = entryAt(view, bytes, at);
      entries.push(entry);
      at = next;
    }
    return entries;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataError(
      `is a ZIP archive that cannot be read (${error.message}); it may be damaged or cut short`,
      path,
    );
  }
}

function directoryOf(view: DataView): {count: number; start: number} {
  for (let at = view.byteLength - END_LENGTH; at >= Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) !== END) continue;
    const [count, start] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    return start === 0xffffffff || count === 0xffff ? directory64(view, at) : {count, start};
  }
  throw new RangeError("it has no directory");
}

// Large archives have a second end, of which a locator in front of the first tells the place.
function directory64(view: DataView, end: number): {count: number; start: number} {
  const at = whole(view, end - 20 + 8);
  expect(view, at, END_64);
  return {count: whole(view, at + 32), start: whole(view, at + 48)};
}

function entryAt(view: DataView, bytes: Uint8Array, at: number): {entry: ZipEntry; next: number} {
  expect(view, at, ENTRY);
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
    number,
    number,
    number,
  ];
  const extra = at + 46 + nameLength;
  const [size, packedSize, local] = sizesOf(view, at, extra, extraLength);
  expect(view, local, LOCAL);
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packedSize > bytes.length) throw new RangeError("a member goes beyond its end");
  const name = new TextDecoder(flags & 0x800 ? "utf-8" : "windows-1252").decode(bytes.subarray(at + 46, extra));
  return {
    entry: {name, method, encrypted: (flags & 1) === 1, size, packed: bytes.subarray(start, start + packedSize)},
    next: extra + extraLength + commentLength,
  };
}

// Size, packed size and place; those that need more than 32 bits stand in the extra field 1, in this order.
function sizesOf(view: DataView, at: number, extra: number, length: number): [number, number, number] {
  const found = [24, 20, 42].map((place) => view.getUint32(at + place, true));
  for (let i = extra; i + 4 <= extra + length; i += 4 + view.getUint16(i + 2, true)) {
    if (view.getUint16(i, true) !== 1) continue;
    let from = i + 4;
    found.forEach((value, k) => {
      if (value !== 0xffffffff) return;
      found[k] = whole(view, from);
      from += 8;
    });
  }
  return found as [number, number, number];
}

const whole = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

function expect(view: DataView, at: number, mark: number): void {
  if (view.getUint32(at, true) !== mark) throw new RangeError("its directory points to nothing");
}
