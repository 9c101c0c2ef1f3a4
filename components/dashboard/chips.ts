// What all widgets are filtered by, as buttons that take it back.
import {html, nothing, type TemplateResult} from "lit";
import type {Text} from "../format/catalogue.js";
import type {Format} from "../format/format.js";
import {choiceText} from "./choice-text.js";
import type {Choice} from "./cross-filter.js";

interface ChipWords {
  readonly text: Text;
  readonly format: Format;
  /** On paper nobody can press them. */
  readonly still: boolean;
}

export function chips(
  choices: readonly Choice[],
  {text, format, still}: ChipWords,
  remove: (choice: Choice) => void,
): TemplateResult | typeof nothing {
  if (choices.length === 0) return nothing;
  return html`<ul class="filters" part="filters" aria-label=${text("filters")}>
    ${choices.map((choice) => {
      const filter = choiceText(choice, text, format);
      return html`<li>
        <button
          type="button"
          aria-label=${text("filter.remove", {filter})}
          ?disabled=${still}
          @click=${() => remove(choice)}
        >
          <bdi>${filter}</bdi> <span aria-hidden="true">×</span>
        </button>
      </li>`;
    })}
  </ul>`;
}
