// Which format bytes are in: by their first bytes, then by the file's name, then by what the text looks like.
import {DataError} from "../model/errors.js";

export type Format = "csv" | "tsv" | "fixed" | "ndjson" | "json" | "arrow" | "parquet" | "rows" | "columns" | "arquero";
export type Container = "gzip" | "zip";

/** The wrapping of the bytes, or null when they are the data itself. */
export function containerOf(head: Uint8Array): Container | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  return startsWith(head, "PK\u0003\u0004") || startsWith(head, "PK\u0005\u0006") ? "zip" : null;
}

/** The binary format, or null for text. Throws DataError with advice for formats that are known but not read. */
export function binaryFormatOf(head: Uint8Array, path: string): "arrow" | "parquet" | null {
  refuse(head, path);
  if (startsWith(head, "PAR1")) return "parquet";
  if (startsWith(head, "ARROW1") || isArrowStream(head)) return "arrow";
  return null;
}

// A stream of Arrow messages starts with the continuation mark and a small length.
function isArrowStream(head: Uint8Array): boolean {
  return (
    head.length >= 8 && head[0] === 0xff && head[1] === 0xff && head[2] === 0xff && head[3] === 0xff && head[7] === 0
  );
}

const REFUSED: readonly (readonly [magic: string, name: string, advice: string])[] = [
  ["Obj\u0001", "an Avro file", "export Parquet or JSON lines instead"],
  ["$FL2", "an SPSS file", "export CSV instead"],
  ["$FL3", "an SPSS file", "export CSV instead"],
  ["%PDF", "a PDF", "export the data behind it as CSV"],
  ["\u00d0\u00cf\u0011\u00e0", "an old Excel workbook (.xls)", "save the sheet as CSV UTF-8"],
  ["SQLite format 3", "an SQLite database", "export its tables as CSV or Parquet"],
  ["\u0089PNG", "a picture", "name a data file"],
  ["\u00ff\u00d8\u00ff", "a picture", "name a data file"],
  ["GIF8", "a picture", "name a data file"],
  ["BZh", "a bzip2 file", "unpack it, or pack it with gzip"],
  ["7z\u00bc\u00af", "a 7-Zip archive", "unpack it, or pack it as ZIP or gzip"],
  ["\u00fd7zXZ", "an xz file", "unpack it, or pack it with gzip"],
  ["\u0028\u00b5\u002f\u00fd", "a zstd file", "unpack it, or pack it with gzip"],
  ["Rar!", "a RAR archive", "unpack it, or pack it as ZIP or gzip"],
  ["ORC", "an ORC file", "export Parquet instead"],
  ["{\\rtf", "an RTF document", "save the data as CSV"],
];

function refuse(head: Uint8Array, path: string): void {
  for (const [magic, name, advice] of REFUSED) {
    if (startsWith(head, magic)) throw new DataError(`is ${name}, which is not read; ${advice}`, path);
  }
  const start = latin1(head.subarray(0, 256))
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase();
  if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
    throw new DataError("is a web page, not data (perhaps a sign-in page); download the export itself", path);
  }
  // A header cell may hold a tag too, but then the file is called what it is.
  if (start.startsWith("<?xml") || (/^<[a-z][\w:.-]*[\s/>]/.test(start) && !/\.(csv|tsv|txt)(\.gz)?$/i.test(path)))
    throw new DataError("is XML, which is not read; export CSV or JSON instead", path);
}

/** What a ZIP's members say it is, when it is no archive of data. */
export function refuseArchive(names: readonly string[], path: string): void {
  if (names.includes("[Content_Types].xml"))
    throw new DataError(
      "is an Excel workbook or other Office file, which is not read; save the sheet as CSV UTF-8",
      path,
    );
  if (names.includes("mimetype"))
    throw new DataError("is an OpenDocument file, which is not read; save the sheet as CSV", path);
}

/** The text format, by the content first and the name second. `head` is decoded text without byte order mark. */
export function textFormatOf(head: string, path: string): "json" | "ndjson" | "delimited" {
  const start = head.trimStart();
  const name = path.toLowerCase().replace(/\.gz$/, "");
  if (start.startsWith("{") || start.startsWith("[")) return jsonKind(start, name);
  return "delimited";
}

// Two lines that are whole JSON values each are NDJSON; a first line that is none is the start of one document.
function jsonKind(start: string, name: string): "json" | "ndjson" | "delimited" {
  const end = start.indexOf("\n");
  const first = (end < 0 ? start : start.slice(0, end)).trim();
  if (/\.(ndjson|jsonl|jsonlines)$/.test(name)) return "ndjson";
  const whole = isJson(first);
  if (end < 0)
    return whole || /\.json$/.test(name) || start.length > 1
      ? isDelimited(first, name)
        ? "delimited"
        : "json"
      : "delimited";
  const rest = start.slice(end + 1).trimStart();
  if (whole) return rest === "" ? "json" : "ndjson";
  if (/^[[{]\s*$/.test(first) || /^[[{]\s*["{[\]}\d-]/.test(first))
    return /\.(csv|tsv|txt)$/.test(name) ? "delimited" : "json";
  return "delimited";
}

function isDelimited(first: string, name: string): boolean {
  return /\.(csv|tsv|txt)$/.test(name) && !isJson(first);
}

function isJson(text: string): boolean {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  if (bytes.length < magic.length) return false;
  for (let i = 0; i < magic.length; i++) if (bytes[i] !== magic.charCodeAt(i)) return false;
  return true;
}

/** Each byte as one character: for looking at bytes, not for reading text. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
