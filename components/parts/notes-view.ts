// Draws dated notes: a dashed line and a numbered flag on the axis, and the list under the picture that says what they are.
import {html, nothing, svg, type SVGTemplateResult, type TemplateResult} from "lit";
import type {Text} from "../format/catalogue.js";
import type {Plane} from "./axis.js";
import {FLAG, noteMarks} from "./note-marks.js";
import type {Note, NoteAxis} from "./notes.js";

/** Notes listed under a picture at most. */
const MOST_LISTED = 20;

/** The notes through all `planes`, their flags under the labels of the plane `under`. `say` writes a note for the tooltip of its flag. */
export function notesView(
  notes: readonly Note[],
  axis: NoteAxis,
  planes: readonly Plane[],
  under: Plane,
  say: (note: Note) => string,
): SVGTemplateResult {
  const {lines, flags, top} = noteMarks(notes, axis, planes, under);
  return svg`<g class="note" aria-hidden="true">
    ${lines.map((d) => svg`<path class="note-line" d=${d}></path>`)}
    ${flags.map(
      ({notes: own, label, x, width}) => svg`<g class="note-flag"><title>${own.map(say).join("\n")}</title>
        <rect x=${x - width / 2} y=${top} width=${width} height=${FLAG} rx="3"></rect>
        <text x=${x} y=${top + FLAG / 2} dy="0.35em" text-anchor="middle">${label}</text>
      </g>`,
    )}
  </g>`;
}

/** The notes in words. */
export function noteList(notes: readonly Note[], day: (instant: string) => string, text: Text): TemplateResult {
  const more = notes.length - MOST_LISTED;
  return html`<ol class="notes" part="notes" aria-label=${text("notes.title")}>
    ${notes
      .slice(0, MOST_LISTED)
      .map(
        ({n, ts, text: words}) =>
          html`<li><span class="note-number">${n}</span> <span>${day(ts)}</span> <bdi>${words}</bdi></li>`,
      )}
    ${more > 0 ? html`<li>${text("notes.more", {n: more})}</li>` : nothing}
  </ol>`;
}
