// lk-filter-bar: a reader chooses a time and values of properties; every widget around answers anew.
import {html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult} from "lit";
import {property, state} from "lit/decorators.js";
import type {Host} from "../../engine/hosts/host.js";
import {VERSION} from "../../engine/model/version.js";
import {rowsOf} from "../../engine/model/table.js";
import {dataContext, sharedQueryContext, type DataSource, type Sharing} from "../base/context.js";
import {json, list} from "../base/converters.js";
import {canonical, languageOf, onEnvironmentChange} from "../base/environment.js";
import {emit, type StateDetail} from "../base/events.js";
import {Surrounding} from "../base/surrounding.js";
import {textOf, type Text} from "../format/catalogue.js";
import {formatOf, type Format} from "../format/format.js";
import {messages as common, withWords} from "../format/common.js";
import {stageMessages} from "../format/stage-messages.js";
import {tokens} from "../theme/tokens.js";
import {messages} from "./filter-bar.messages.js";
import {styles} from "./filter-bar.styles.js";
import {COHORT, fieldsOf, NOTHING, RANGES, readFilters, STAGE, toggleValue, type FilterState} from "./filters.js";

const STAGES = Object.keys(stageMessages.en)
  .map((key) => key.slice(6))
  .filter((id) => !id.startsWith("("));

type Value = string | number | boolean;
interface Choosable {
  readonly value: Value;
  /** How many have it; null where that is not counted. */
  readonly events: number | null;
}

/**
 * @tagname lk-filter-bar
 * @summary Time and properties to choose from; what is chosen filters every widget in the same lk-data or lk-dashboard.
 *
 * Values are those the data has, the most frequent first. What is chosen stands below as chips that can be removed.
 *
 * @fires {CustomEvent<{where?: object, range?: object}>} lk-filter-change - A person changed the filters; the detail has the query fields.
 * @fires {CustomEvent<object>} lk-state-change - A person changed the filters; the detail is what `getState()` returns.
 * @csspart bar - The controls.
 * @csspart chips - What is chosen.
 */
export class LkFilterBar extends LitElement {
  /** The version of the kit this class came with. */
  static readonly version: string = VERSION;
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, serializable: true};
  static override styles: CSSResultGroup = [tokens, styles];

  /** Properties to choose values of: "country,plan" or a JSON list. */
  @property({converter: list, reflect: true}) filters: readonly string[] | undefined = undefined;
  /** Whether stages of the default rule set can be chosen, those that units are in at `asOf`. */
  @property({type: Boolean, reflect: true}) stages = false;
  /** Cohorts to choose from: name → `{when}`, as a query's `cohorts`. */
  @property({converter: json}) cohorts: Readonly<Record<string, {when: object}>> | undefined = undefined;
  /** Whether a time can be chosen. */
  @property({attribute: "no-range", type: Boolean, reflect: true}) noRange = false;
  /** Where the values are looked up. Default: the surrounding lk-data. */
  @property({attribute: false}) host: Host | null = null;
  /** BCP 47 locale. Default: the nearest `lang`. */
  @property({reflect: true}) locale: string | undefined = undefined;
  /** Colours. Default: as the page's `color-scheme` says. */
  @property({reflect: true}) theme: "light" | "dark" | "auto" | undefined = undefined;

  @state() private chosen: FilterState = NOTHING;
  @state() private own = false;
  @state() private choices: ReadonlyMap<string, readonly Choosable[]> = new Map();
  @state() private failed = false;
  #asked: Host | null = null;
  #forgetEnvironment: (() => void) | undefined;
  readonly #around = new Surrounding<DataSource>(this, dataContext, () => this.requestUpdate());
  readonly #sharing = new Surrounding<Sharing>(this, sharedQueryContext, () => this.#share());
  #told = "";

  /** What is chosen, as plain JSON: `{range, values}`. */
  getState(): StateDetail {
    return {range: this.chosen.range, values: this.chosen.values};
  }

  /** Takes what `getState()` gave. Fires nothing, but filters. */
  setState(given: StateDetail): void {
    this.chosen = readFilters(given);
    this.own = Array.isArray(this.chosen.range);
    this.#share();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetEnvironment = onEnvironmentChange(() => this.requestUpdate());
    document.addEventListener("pointerdown", this.#closeOthers);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetEnvironment?.();
    document.removeEventListener("pointerdown", this.#closeOthers);
    this.#told = "";
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const host = this.host ?? this.#around.value?.host ?? null;
    if (!host || host === this.#asked || !this.filters?.length) return;
    this.#asked = host;
    void this.#look(host);
  }

  async #look(host: Host): Promise<void> {
    try {
      const {tables} = await host.ask({kind: "quality", tables: ["values"]});
      const found = new Map<string, Choosable[]>();
      for (const {column, value, events} of tables["values"] ? rowsOf(tables["values"]) : []) {
        found.set(String(column), [
          ...(found.get(String(column)) ?? []),
          {value: value as Value, events: Number(events)},
        ]);
      }
      this.choices = found;
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  override render(): TemplateResult {
    const text = this.#text();
    const format = formatOf(this.#locale());
    return html`<fieldset class="bar" part="bar" aria-label=${text("bar")}>
        ${this.noRange ? nothing : this.#range(text)} ${this.stages ? this.#prop(STAGE, text, format) : nothing}
        ${this.cohorts ? this.#prop(COHORT, text, format) : nothing}
        ${(this.filters ?? []).map((prop) => this.#prop(prop, text, format))}
        ${this.failed ? html`<span class="muted" role="status">${text("failed")}</span>` : nothing}
      </fieldset>
      ${this.#chips(text, format)}`;
  }

  #range(text: Text): TemplateResult {
    const {range} = this.chosen;
    const value = this.own ? "own" : typeof range === "string" ? range : "all";
    const [from, to] = Array.isArray(range) ? (range as readonly [string, string]) : ["", ""];
    const offered =
      typeof range === "string" && !(RANGES as readonly string[]).includes(range) ? [...RANGES, range] : RANGES;
    return html`<label
        ><span class="muted">${text("range")}</span>
        <select @change=${(event: Event) => this.#chooseRange((event.target as HTMLSelectElement).value)}>
          ${["all", ...offered, "own"].map((name) => html`<option value=${name} ?selected=${name === value}>${name.startsWith("P") && !(RANGES as readonly string[]).includes(name) ? name : text(`range.${name}`)}</option>`)}
        </select></label
      >${
        this.own
          ? html`<label
                ><span class="muted">${text("from")}</span
                ><input type="date" name="from" .value=${from} @change=${this.#chooseDays}
              /></label>
              <label
                ><span class="muted">${text("to")}</span
                ><input type="date" name="to" .value=${to} @change=${this.#chooseDays}
              /></label>`
          : nothing
      }`;
  }

  #prop(prop: string, text: Text, format: Format): TemplateResult {
    const chosen = this.chosen.values[prop] ?? [];
    const choices = this.#choicesOf(prop) ?? chosen.map((value) => ({value, events: null}));
    return html`<details @keydown=${this.#closeOnEscape}>
      <summary>
        <bdi>${nameOf(prop, text)}</bdi>
        <span class="muted">${chosen.length ? format.count(chosen.length) : text("any")}</span>
      </summary>
      <div class="list" role="group" aria-label=${nameOf(prop, text)}>
        ${choices.map(
          ({value, events}) =>
            html`<label>
              <input
                type="checkbox"
                .checked=${chosen.includes(value)}
                @change=${() => this.#choose(toggleValue(this.chosen, prop, value))}
              />
              <bdi>${valueText(prop, value, text)}</bdi>
              <span class="count">${events === null ? "" : format.compact(events)}</span>
            </label>`,
        )}
      </div>
    </details>`;
  }

  #choicesOf(prop: string): readonly Choosable[] | undefined {
    const plain = (values: readonly string[]) => values.map((value) => ({value, events: null}));
    if (prop === STAGE) return plain(STAGES);
    return prop === COHORT ? plain(Object.keys(this.cohorts ?? {})) : this.choices.get(prop);
  }

  #chips(text: Text, format: Format): TemplateResult | typeof nothing {
    const entries = Object.entries(this.chosen.values);
    if (entries.length === 0 && this.chosen.range === null) return nothing;
    return html`<ul class="chips" part="chips" aria-label=${text("bar")}>
      ${this.#rangeChip(text, format)}
      ${entries.map(([prop, values]) => {
        const filter = text("chip", {
          prop: nameOf(prop, text),
          values: format.list(values.map((value) => valueText(prop, value, text))),
        });
        const {[prop]: _gone, ...others} = this.chosen.values;
        return html`<li>
          <button
            type="button"
            aria-label=${text("remove", {filter})}
            @click=${() => this.#choose({...this.chosen, values: others})}
          >
            <bdi>${filter}</bdi> <span aria-hidden="true">×</span>
          </button>
        </li>`;
      })}
      <li><button type="button" @click=${this.#clear}>${text("clear")}</button></li>
    </ul>`;
  }

  #rangeChip(text: Text, format: Format): TemplateResult | typeof nothing {
    const {range} = this.chosen;
    if (range === null) return nothing;
    const offered = (RANGES as readonly unknown[]).includes(range);
    const filter =
      typeof range !== "string" ? format.range(range[0], range[1]) : offered ? text(`range.${range}`) : range;
    const remove = () => this.#chooseRange("all");
    return html`<li>
      <button type="button" aria-label=${text("remove", {filter})} @click=${remove}>
        <bdi>${filter}</bdi> <span aria-hidden="true">×</span>
      </button>
    </li>`;
  }

  #chooseRange(name: string): void {
    this.own = name === "own";
    if (!this.own) this.#choose({...this.chosen, range: name === "all" ? null : name});
  }

  readonly #chooseDays = (): void => {
    const [from, to] = ["from", "to"].map(
      (name) => this.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? "",
    );
    if (from && to && from < to) this.#choose({...this.chosen, range: [from, to]});
  };

  readonly #clear = (): void => {
    this.own = false;
    this.#choose(NOTHING);
  };

  #choose(chosen: FilterState): void {
    this.chosen = chosen;
    this.#share();
    emit(this, "lk-filter-change", this.#fields());
    emit(this, "lk-state-change", this.getState());
  }

  #fields() {
    const fields = fieldsOf(this.chosen);
    return this.chosen.values[COHORT] && this.cohorts ? {...fields, cohorts: this.cohorts} : fields;
  }

  // Handed on only when it is new: whoever shares it tells everyone, this bar included.
  #share(): void {
    const fields = this.#fields();
    const now = JSON.stringify(fields);
    const first = this.#told === "" && now === "{}";
    if (!this.#sharing?.value || now === this.#told || first) return;
    this.#told = now;
    this.#sharing.value.share(fields);
  }

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    const details = event.currentTarget as HTMLDetailsElement;
    details.open = false;
    details.querySelector("summary")?.focus();
  };

  // A list that stays open behind another would hide the widgets.
  readonly #closeOthers = (event: Event): void => {
    const path = event.composedPath();
    this.renderRoot.querySelectorAll<HTMLDetailsElement>("details[open]").forEach((details) => {
      if (!path.includes(details)) details.open = false;
    });
  };

  protected override scheduleUpdate(): void | Promise<unknown> {
    return withWords(this.#locale(), () => super.scheduleUpdate()) as void | Promise<unknown>;
  }

  #locale(): string {
    return this.locale ? canonical(this.locale) : languageOf(this);
  }

  #text(): Text {
    return textOf(this.#locale(), common, stageMessages, messages);
  }
}

function nameOf(prop: string, text: Text): string {
  return prop === STAGE ? text("stage") : prop === COHORT ? text("cohort") : prop;
}

function valueText(prop: string, value: Value, text: Text): string {
  return prop === STAGE ? text(`stage.${String(value)}`) : String(value);
}
