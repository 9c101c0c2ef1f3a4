// The fields of a generic file by what they mean: columns, or one text for all rows.
import type {DictColumn} from "../model/column.js";
import {asTexts, recoded, type Cells} from "./cells.js";
import type {IdentityBook} from "./identity.js";
import type {FileBook} from "./ledger-book.js";
import type {FileOptions} from "./options.js";
import type {RecordTable} from "./record-table.js";
import type {FieldName, Origin, Roles, UsualNames} from "./roles.js";

/** What mapping a file needs besides the file. */
export interface MapContext {
  readonly book: FileBook;
  readonly identity: IdentityBook;
  readonly options: FileOptions;
  readonly usualNames: UsualNames;
  /** True for columns of typed arrays from code: their amounts are minor units. */
  readonly minorAmounts: boolean;
}

export class GenericFields {
  readonly #texts = new Map<FieldName, DictColumn>();

  constructor(
    readonly table: RecordTable,
    readonly roles: Roles,
    readonly context: MapContext,
  ) {}

  /** Where the field comes from; undefined = from nowhere. */
  origin(field: FieldName): Origin | undefined {
    return this.roles.fields.get(field);
  }

  cells(field: FieldName): Cells | null {
    const origin = this.origin(field);
    if (!origin) return null;
    if ("column" in origin) return this.table.cells[origin.column]!;
    const codes = new Uint32Array(this.table.size).fill(1);
    return {kind: "text", codes, dictionary: [null, origin.constant]};
  }

  /** The cells as text. */
  texts(field: FieldName): DictColumn | null {
    const cells = this.#texts.has(field) ? null : this.cells(field);
    if (cells) this.#texts.set(field, asTexts(cells));
    return this.#texts.get(field) ?? null;
  }

  /** What the file calls the field's column, if it has one. */
  columnName(field: FieldName): string | null {
    const origin = this.origin(field);
    return origin && "column" in origin ? this.table.names[origin.column]! : null;
  }
}

/** The same column with every different text changed; null = missing. */
export const recode = (column: DictColumn, change: (text: string) => string | null): DictColumn =>
  recoded(column, (value) => (value === null ? null : change(String(value))));
