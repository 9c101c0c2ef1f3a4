// A trait as its reader writes it: what is an instant or a date in the data is one in words. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Format} from "../format/format.js";

const DAY = /^\d{4}-\d\d-\d\d$/;
/** Date and time as ISO writes them, with or without where the clock stood. */
const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?$/i;
/** Names of traits whose numbers are epoch milliseconds. */
const WHEN = /(^|[_\s.])(at|on|since|date|time|timestamp|ts)$|[a-z](At|On|Date|Time|Since)$|date$/;
/** 1990 to 2100. */
const [EARLIEST, LATEST] = [631_152_000_000, 4_102_444_800_000];

/** The value of a trait in the reader's words; `tz` is the zone of the question. */
export function traitText(trait: string, value: Cell, format: Format, tz: string): string {
  const text = String(value);
  if (DAY.test(text)) return isTime(Date.parse(text)) ? format.day(text) : text;
  const [, day, clock, offset] = INSTANT.exec(text) ?? [];
  // Without an offset the clock's own words stand.
  if (day && !offset) return written(Date.parse(`${day}T${clock}Z`), text, format, "UTC");
  if (day) return written(Date.parse(`${day}T${clock}${zoneOf(offset!)}`), text, format, tz);
  const number = Number(value);
  const epoch = WHEN.test(trait) && /^\d{12,13}$/.test(text) && number >= EARLIEST && number < LATEST;
  return epoch ? written(number, text, format, tz) : text;
}

const isTime = (ms: number): boolean => !Number.isNaN(ms);
const zoneOf = (offset: string): string => (/^(Z|UTC)$/i.test(offset) ? "Z" : offset.replace(/^(...):?(..)$/, "$1:$2"));

function written(at: number, text: string, format: Format, tz: string): string {
  if (!isTime(at)) return text;
  return format.startsDay(at, tz) ? format.day(at, tz) : format.instant(at, tz);
}
