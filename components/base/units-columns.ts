// How the columns of the list behind a number read: what puts a unit there, in the reader's words, dates and money.
import type {Cell} from "../../engine/model/table.js";
import {textOf, type Catalogue} from "../format/catalogue.js";
import {columnsOf, instantWriter, type ColumnContext, type ColumnSpec} from "../format/columns.js";

/** Numbers that are instants of a list, and money that only a list has. */
const INSTANTS = new Set(["entered", "started"]);
const MONEY = new Set(["mrr_before"]);
/** What became of a unit, a word of its widget. */
const CLASSES = new Set(["class", "movement"]);
const DATE = /^\d{4}-\d\d-\d\d$/;

/** The columns of a table `units`. */
export function unitsColumns(context: ColumnContext): ColumnSpec[] {
  const {format, text, period, currency} = context;
  const own = textOf(format.locale, messages);
  const writer = ({name, write}: ColumnSpec): ColumnSpec["write"] => {
    if (CLASSES.has(name)) return (value) => (value === null ? "–" : text(`class.${String(value)}`));
    if (MONEY.has(name)) return (value) => format.money(value as number | null, currency);
    const instant = INSTANTS.has(name) ? instantWriter(name, context) : null;
    return (value: Cell, row) => {
      if (typeof value === "number" && instant) return instant(value);
      return typeof value === "string" && DATE.test(value) ? format.period(value, period) : write(value, row);
    };
  };
  return columnsOf(context).map((column) => ({
    ...column,
    label: `column.${column.name}` in messages["en"]! ? own(`column.${column.name}`) : column.label,
    numeric: column.numeric && !INSTANTS.has(column.name),
    write: writer(column),
  }));
}

const messages: Catalogue = {
  en: {
    "column.entered": "Entered",
    "column.started": "Started",
    "column.first": "First active",
    "column.previous": "Active before",
    "column.class": "Class",
    "column.movement": "Movement",
    "column.mrr_before": "MRR before",
    "column.mrr": "MRR",
    "column.events": "Events",
    "column.orders": "Orders",
    "column.route": "Route",
    "column.streak": "Longest streak",
    "column.pairs": "Periods",
    "column.since": "Since",
    "column.accepted": "Accepted invitations",
  },
  de: {
    "column.entered": "Begonnen",
    "column.started": "Begonnen",
    "column.first": "Zuerst aktiv",
    "column.previous": "Davor aktiv",
    "column.class": "Klasse",
    "column.movement": "Bewegung",
    "column.mrr_before": "MRR davor",
    "column.mrr": "MRR",
    "column.events": "Ereignisse",
    "column.orders": "Bestellungen",
    "column.route": "Weg",
    "column.streak": "Längste Serie",
    "column.pairs": "Zeiträume",
    "column.since": "Seit",
    "column.accepted": "Angenommene Einladungen",
  },
};
