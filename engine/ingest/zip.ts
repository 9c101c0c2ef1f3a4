// Unpacks ZIP archives: each member is a file of its own, unpacked as it is read. The packed bytes are held, since the directory is at the end.
import {DataError} from "../model/errors.js";
import {byCodePoint} from "../model/order.js";
import {refuseArchive} from "./format.js";
import {inflate} from "./inflate.js";
import {zipEntries, type ZipEntry} from "./zip-directory.js";

export interface ZipMember {
  readonly name: string;
  /** Bytes once unpacked. */
  readonly size: number;
  chunks(): AsyncIterable<Uint8Array>;
}

/** The members that can hold data, by name. Throws DataError for damaged archives, for Office files, and above `limit` bytes. */
export function zipMembers(bytes: Uint8Array, limit: number, path: string): ZipMember[] {
  const entries = zipEntries(bytes, path);
  refuseArchive(
    entries.map(({name}) => name),
    path,
  );
  const found = entries.filter(({name, size}) => isData(name) && size > 0);
  if (found.reduce((sum, {size}) => sum + size, 0) > limit)
    throw new DataError(`expands to more than ${limit} bytes; raise limits.expandedBytes to read it`, path);
  if (found.length === 0) throw new DataError("is a ZIP archive without a file of data", path);
  return found
    .map((entry) => ({name: entry.name, size: entry.size, chunks: () => unpacked(entry, `${path}/${entry.name}`)}))
    .sort((a, b) => byCodePoint(a.name, b.name));
}

const [STORED, DEFLATED] = [0, 8];
const CHUNK = 1 << 18;

async function* unpacked({method, encrypted, size, packed}: ZipEntry, path: string): AsyncGenerator<Uint8Array> {
  if (encrypted) throw new DataError("is locked with a password in its ZIP archive; unpack it first", path);
  if (method !== STORED && method !== DEFLATED)
    throw new DataError(`is packed by method ${method} of ZIP, which is not read; pack it with deflate or gzip`, path);
  let found = 0;
  for await (const chunk of method === STORED
    ? pieces(packed)
    : inflate(pieces(packed), "deflate-raw", Infinity, path)) {
    found += chunk.length;
    if (found > size) break;
    yield chunk;
  }
  if (found !== size) throw new DataError(`is damaged in its ZIP archive: ${found} bytes of ${size}`, path);
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

// Folders, hidden files and what operating systems put beside the data are no data.
const isData = (name: string) =>
  !name.endsWith("/") &&
  !/(^|\/)(\.|__MACOSX\/|thumbs\.db$)/i.test(name) &&
  !/\.(txt\.asc|pdf|png|jpe?g|html?|md)$/i.test(name);
