// Unpacks ZIP archives: each member is a file of its own.
import {unzipSync} from "fflate";
import {DataError} from "../model/errors.js";
import {byCodePoint} from "../model/order.js";
import {messageOf} from "./byte-source.js";
import {refuseArchive} from "./format.js";

/** The members that can hold data, by name. Throws DataError for damaged archives, for Office files, and above `limit` bytes. */
export function zipMembers(bytes: Uint8Array, limit: number, path: string): {name: string; bytes: Uint8Array}[] {
  let expanded = 0;
  const names: string[] = [];
  const members = unpack(bytes, path, ({name, originalSize}) => {
    names.push(name);
    if (!isData(name)) return false;
    expanded += originalSize;
    if (expanded > limit)
      throw new DataError(`expands to more than ${limit} bytes; raise limits.expandedBytes to read it`, path);
    return true;
  });
  refuseArchive(names, path);
  const found = Object.entries(members)
    .filter(([, content]) => content.length > 0)
    .map(([name, content]) => ({name, bytes: content}));
  if (found.length === 0) throw new DataError("is a ZIP archive without a file of data", path);
  return found.sort((a, b) => byCodePoint(a.name, b.name));
}

function unpack(
  bytes: Uint8Array,
  path: string,
  filter: (file: {name: string; originalSize: number}) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {filter});
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`is a ZIP archive that cannot be read (${messageOf(error)})`, path);
  }
}

// Folders, hidden files and what operating systems put beside the data are no data.
const isData = (name: string) =>
  !name.endsWith("/") &&
  !/(^|\/)(\.|__MACOSX\/|thumbs\.db$)/i.test(name) &&
  !/\.(txt\.asc|pdf|png|jpe?g|html?|md)$/i.test(name);
