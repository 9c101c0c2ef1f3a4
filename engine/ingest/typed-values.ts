// The cells of a record as values of their types, a whole column decided at once (semantics 2.1, sources.md rule 9).
import type {Scalar} from "../model/column.js";
import type {Field} from "./adapter.js";
import {decimalAt, textAt, textType, type Cells} from "./cells.js";
import {ColumnField, measureOf} from "./fields.js";
import {scalarOf} from "./object-table.js";

/** Columns known to hold measures: `1,204`, `$2,500,000`, `88.5%` are numbers there when the whole column fits. */
export type IsMeasure = (name: string) => boolean;
type Reader = (r: number) => Scalar | null;

/** A function that gives a record's values under the names of their columns; missing ones are left out. */
export function typedValues(
  fields: readonly Field[],
  isMeasure: IsMeasure = () => false,
): (r: number) => Record<string, Scalar> {
  const readers = fields
    .filter(({present}) => present)
    .map((field) => [field.name, readerOf(field, isMeasure(field.name))] as const);
  return (r) => {
    const values = Object.create(null) as Record<string, Scalar>;
    for (const [name, read] of readers) {
      const value = read(r);
      if (value !== null) values[name] = value;
    }
    return values;
  };
}

/** Ids, zip codes and telephone numbers are text, whatever they look like. */
const NEVER_A_NUMBER =
  /(^|[^\p{L}])(id|ids|guid|fid|zip|postal code|postcode|phone|fax)$|[a-z](Id|Ids|Guid|Zip)$|zip|postal|phone/iu;

function readerOf(field: Field, isMeasure: boolean): Reader {
  if (!(field instanceof ColumnField)) return recordReader(field, isMeasure);
  const {cells} = field;
  if (isMeasure && everyCell(cells, (text) => measureOf(text) !== null)) return (r) => field.number(r);
  if (NEVER_A_NUMBER.test(field.name)) return (r) => field.text(r);
  if (cells.kind === "value") return (r) => (field.raw(r) as Scalar | undefined) ?? null;
  if (cells.kind === "decimal") return (r) => numberOrNull(decimalAt(cells, r));
  return textType(cells) === "boolean" ? (r) => field.flag(r) : (r) => field.text(r);
}

function recordReader(field: Field, isMeasure: boolean): Reader {
  return (r) => {
    const value = scalarOf(field.raw(r));
    if (typeof value !== "string") return value;
    return (isMeasure ? measureOf(value) : null) ?? (value.trim() || null);
  };
}

const numberOrNull = (value: number) => (Number.isNaN(value) ? null : value);

function everyCell(cells: Cells, fits: (text: string) => boolean): boolean {
  if (cells.kind === "decimal") return true;
  if (cells.kind === "text") return cells.dictionary.every((text) => text === null || text.trim() === "" || fits(text));
  if (cells.kind === "time" || cells.kind === "members") return false;
  const size = "codes" in cells.column ? cells.column.codes.length : cells.column.values.length;
  for (let r = 0; r < size; r++) {
    const text = textAt(cells, r);
    if (text !== null && !fits(text)) return false;
  }
  return true;
}
