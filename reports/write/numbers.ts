// The numbers behind a report as files: one CSV a section, or all results as one JSON.
import {csvOf} from "../terminal/csv.js";
import type {ReportDocument} from "../data/report-document.js";

export interface NumbersFile {
  readonly name: string;
  readonly text: string;
  readonly rows: number;
}

/** `<name>-<n>.csv` for each section with an answer, n counted from 1 over all sections: the section's first table. */
export function csvFiles(document: ReportDocument, name: string): NumbersFile[] {
  return document.sections.flatMap(({result}, s) => {
    const table = result?.tables[result.firstTable];
    return table ? [{name: `${name}-${s + 1}.csv`, text: csvOf(table), rows: table.numRows()}] : [];
  });
}

/** Everything a report says, in wire form. */
export function jsonFile(document: ReportDocument, name: string): NumbersFile {
  const sections = document.sections.map(({heading, note, result, failure}) => ({heading, note, result, failure}));
  const {title, asOf, tz, locale, range, source} = document;
  const rows = document.sections.reduce((sum, {result}) => sum + (result?.tables[result.firstTable]?.numRows() ?? 0), 0);
  return {name: `${name}.json`, text: `${JSON.stringify({title, asOf, tz, locale, range, source, sections}, null, 1)}\n`, rows};
}
