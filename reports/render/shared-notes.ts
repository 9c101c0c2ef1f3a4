// Notes that every answer of a report has are about the data: the page says them once, not under each picture.
import type {Result, ResultJson} from "../../engine/results/result.js";
import type {DocumentSection} from "../data/report-document.js";

/** The notes of all answers alike; none where there is only one answer. */
export function sharedNotes(sections: readonly Pick<DocumentSection, "result">[]): string[] {
  const [first, ...others] = sections.flatMap(({result}) => (result ? [result.diagnostics.notes] : []));
  if (!first || others.length === 0) return [];
  return first.filter((note) => others.every((notes) => notes.includes(note)));
}

/** The answer in wire form without these notes. */
export function withoutNotes(result: Result, said: readonly string[]): ResultJson {
  const json = result.toJSON();
  const notes = json.diagnostics.notes.filter((note) => !said.includes(note));
  return {...json, diagnostics: {...json.diagnostics, notes}};
}
