// Where everything goes that files tell beside their events: who is who, traits, and rows of the other tables.
import {IdentityBook} from "./identity.js";
import type {IdentityOptions, OpenOptions} from "./options.js";
import type {SideRow} from "./side-tables.js";
import type {SideTable} from "./table-shapes.js";
import {TraitBook} from "./traits.js";

export class Stores {
  readonly identity: IdentityBook;
  readonly traits = new TraitBook();
  readonly accountTraits = new TraitBook();
  readonly sideRows = new Map<SideTable, SideRow[]>();
  readonly identityOptions: IdentityOptions;
  readonly keepLeftOut: boolean;

  constructor({identity = {}, keepLeftOut = false}: Pick<OpenOptions, "identity" | "keepLeftOut">) {
    this.identity = new IdentityBook(identity);
    this.identityOptions = identity;
    this.keepLeftOut = keepLeftOut;
  }

  /** The rows of a table so far. */
  rowsOf(table: SideTable): SideRow[] {
    let rows = this.sideRows.get(table);
    if (!rows) this.sideRows.set(table, (rows = []));
    return rows;
  }
}
