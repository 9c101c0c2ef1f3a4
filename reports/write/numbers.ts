// The numbers behind a report as files: a table as CSV, or all that the report says as JSON.
import type {DocumentSection, ReportDocument} from "../data/report-document.js";
import {csvOf} from "../terminal/csv.js";

export interface NumbersFile {
  readonly text: string;
  readonly rows: number;
}

/** The first table of a section; null where it has no answer. */
export function csvFile({result}: DocumentSection): NumbersFile | null {
  const table = result?.tables[result.firstTable];
  return table ? {text: csvOf(table), rows: table.numRows()} : null;
}

/** Everything a report says, in wire form. */
export function jsonFile(document: ReportDocument): NumbersFile {
  const {title, each, asOf, tz, locale, range, source} = document;
  const sections = document.sections.map(({heading, note, result, failure}) => ({heading, note, result, failure}));
  const tables = document.sections.flatMap(({result}) => Object.values(result?.tables ?? {}));
  return {
    text: `${JSON.stringify({title, each, asOf, tz, locale, range, source, sections}, null, 1)}\n`,
    rows: tables.reduce((sum, table) => sum + table.numRows(), 0),
  };
}
