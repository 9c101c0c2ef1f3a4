// Reads Arrow IPC files and streams.
import {DataError} from "../model/errors.js";
import type {FileBook} from "./ledger-book.js";
import type {OpenContext} from "./open-file.js";
import type {RecordTable} from "./record-table.js";

export async function arrowTable(_bytes: Uint8Array, book: FileBook, _context: OpenContext): Promise<RecordTable> {
  throw new DataError("Arrow", book.path);
}
