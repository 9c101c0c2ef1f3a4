// Inks: class names that give a mark its colour, so that no colour is ever written into a style attribute.
import {css, unsafeCSS, type CSSResult} from "lit";
import {COLOURS} from "./tokens.js";

/** How many colours tell categories apart before they repeat. */
export const CATEGORIES = 8;
/** Steps of the sequence from low to high. */
export const SEQUENCE = 9;

const STAGES = new Set(Object.keys(COLOURS).flatMap((name) => (name.startsWith("stage-") ? [name.slice(6)] : [])));

/** The ink of the n-th category (from 0). After eight the colours repeat, so more than eight series want another picture. */
export function categoryInk(n: number): string {
  return `category-${(n % CATEGORIES) + 1}`;
}

/** The ink of a stage: the same everywhere. A stage of somebody's own rule set takes the category of its place. */
export function stageInk(id: string, place = 0): string {
  return STAGES.has(id) ? `stage-${id}` : categoryInk(place);
}

/** The ink of a heat cell for a fraction of the darkest value, in [0, 1]. */
export function sequenceInk(fraction: number): string {
  return `sequence-${sequenceStep(fraction)}`;
}

/** The classes of text on such a cell: the text's or the surface's colour, whichever reads better there. */
export function onSequence(fraction: number): string {
  return `on ${sequenceInk(fraction)}`;
}

function sequenceStep(fraction: number): number {
  return Math.min(SEQUENCE, 1 + Math.floor(Math.max(0, fraction) * SEQUENCE));
}

const INKS = Object.keys(COLOURS).filter((name) => !["surface", "raised", "grid"].includes(name));

// Where the step changes from text on it to surface on it; the dark sequence turns one step earlier.
const onStep = (step: number) =>
  step < 5 ? "var(--_text)" : step > 5 ? "var(--_surface)" : "light-dark(var(--_text), var(--_surface))";
const steps = Array.from({length: SEQUENCE}, (_, i) => i + 1);

/**
 * Styles for the inks: an element with class `ink <name>` has its colour in `--_ink`, one with class `on <name>` the colour
 * of text on it. Shapes and texts then say `fill: var(--_ink)`.
 */
export const palette: CSSResult = css`
  ${unsafeCSS(INKS.map((name) => `.ink.${name}{--_ink:var(--_${name})}`).join(""))}
  ${unsafeCSS(steps.map((step) => `.on.sequence-${step}{--_ink:${onStep(step)}}`).join(""))}
`;
