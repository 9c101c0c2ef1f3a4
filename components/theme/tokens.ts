// The design tokens: every colour in light and dark, as data for tests and as CSS for the elements.
import {css, unsafeCSS, type CSSResult} from "lit";

/** Name → colour on a light and on a dark surface. A page sets `--lk-<name>`; elements read `--_<name>`. */
export const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  "surface": ["#ffffff", "#16181c"],
  "raised": ["#fafaf9", "#1d2025"],
  "text": ["#1a1d23", "#eceef2"],
  "muted": ["#5b626d", "#a3abb7"],
  "grid": ["#e4e6ea", "#2b2f36"],
  "axis": ["#8a919c", "#6f7783"],
  "accent": ["#2f57c9", "#8fabff"],
  "good": ["#007c73", "#23b3a7"],
  "bad": ["#a11c03", "#db554b"],
  ...numbered("category", [
    ["#4d5fcd", "#8fa2ff"],
    ["#c08a4a", "#ffbc6b"],
    ["#007c73", "#23b3a7"],
    ["#a11c03", "#db554b"],
    ["#5d218f", "#746de1"],
    ["#429ecb", "#a6e1ff"],
    ["#5b7200", "#7d9f00"],
    ["#7a2242", "#ac697e"],
  ]),
  "stage-awareness": ["#7293b2", "#b5e7ff"],
  "stage-acquisition": ["#5263d2", "#8fa2ea"],
  "stage-onboarding": ["#007775", "#00988a"],
  "stage-engagement": ["#00aa5e", "#00d8a2"],
  "stage-retention": ["#134526", "#658769"],
  "stage-reactivation": ["#d06d00", "#fec448"],
  "stage-referral": ["#551278", "#776ee2"],
  "stage-advocacy": ["#b4315b", "#bd3964"],
  "stage-inactive": ["#b9bec7", "#433c31"],
  ...numbered("sequence", [
    ["#eff6fb", "#1e2433"],
    ["#bce2fc", "#273859"],
    ["#8ecbfb", "#2d4f80"],
    ["#65b2f6", "#2e69a6"],
    ["#4597eb", "#3089cf"],
    ["#2d74ce", "#33a1e5"],
    ["#2a63bf", "#46befd"],
    ["#274b9f", "#89d8ff"],
    ["#233779", "#c9efff"],
  ]),
};

function numbered(
  name: string,
  pairs: readonly (readonly [string, string])[],
): Record<string, readonly [string, string]> {
  return Object.fromEntries(pairs.map((pair, i) => [`${name}-${i + 1}`, pair]));
}

// The page's value wins, wherever it is set; a declaration of --lk-… on :host would hide it.
const declarations = Object.entries(COLOURS)
  .map(([name, [light, dark]]) => `--_${name}: var(--lk-${name}, light-dark(${light}, ${dark}));`)
  .join("\n");

const only = (scheme: 0 | 1, names: readonly string[]) =>
  names.map((name) => `--_${name}: ${COLOURS[name]![scheme]};`).join("");
const marks = Object.keys(COLOURS).filter((name) => /^(good|bad)/.test(name));

/**
 * Declares the tokens on :host. Colours follow the inherited `color-scheme`; `theme="light"` and `"dark"` set it,
 * `theme="auto"` follows the system. Under forced colours all but categories and stages is the system's; paper is always white.
 */
export const tokens: CSSResult = css`
  :host {
    ${unsafeCSS(declarations)}
    --_font: var(--lk-font, system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif);
    --_size-11: 0.6875rem;
    --_size-12: 0.75rem;
    --_size-13: 0.8125rem;
    --_size-15: 0.9375rem;
    --_size-20: 1.25rem;
    --_size-32: 2rem;
    --_radius: var(--lk-radius, 6px);
    --_motion: var(--lk-motion, 200ms);
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  :host([theme="auto"]) {
    color-scheme: light dark;
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_grid: var(--lk-axis, light-dark(#8a919c, #6f7783));
      --_axis: var(--_text);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0s;
    }
  }
  :host([still]) {
    --_motion: 0s;
  }
  /* What tells categories and stages apart stays, in the light or dark form that suits the system's surface. */
  @media (forced-colors: active) {
    :host {
      color-scheme: light dark !important;
      --_surface: Canvas;
      --_raised: Canvas;
      --_text: CanvasText;
      --_muted: CanvasText;
      --_grid: GrayText;
      --_axis: CanvasText;
      ${unsafeCSS(marks.map((name) => `--_${name}: CanvasText;`).join(""))}
      --_accent: Highlight;
    }
  }
  @media print {
    :host {
      color-scheme: light;
      --_motion: 0s;
      ${unsafeCSS(only(0, ["surface", "raised", "text", "muted", "grid", "axis"]))}
      print-color-adjust: exact;
    }
  }
`;
