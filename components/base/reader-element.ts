// The reader's half of a widget: language and figures, colours, density, paper or screen, and the sentence in that language.
import type {CSSResultGroup, PropertyValues} from "lit";
import {LitElement} from "lit";
import {property, state} from "lit/decorators.js";
import type {Result} from "../../engine/results/result.js";
import {textOf, type Catalogue, type Text} from "../format/catalogue.js";
import {messages, withWords} from "../format/common.js";
import {formatOf, type Format, type PeriodName} from "../format/format.js";
import {palette} from "../theme/palette.js";
import {tokens} from "../theme/tokens.js";
import {canonical, languageOf, onEnvironmentChange} from "./environment.js";
import {QuestionElement} from "./question-element.js";

/** An element that speaks the reader's language and wears the page's colours. */
export abstract class ReaderElement extends QuestionElement {
  /** Words of this widget, beside the common ones. */
  static readonly messages: Catalogue = {};
  static override styles: CSSResultGroup = [tokens, palette];
  // Static reports write shadow roots into the page's markup.
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, serializable: true};

  /** The title. Without one, the sentence stands alone. */
  @property({reflect: true}) heading: string | undefined = undefined;
  /** BCP 47 locale of words and figures. Default: the nearest `lang`. */
  @property({reflect: true}) locale: string | undefined = undefined;
  /** Colours. Default: as the page's `color-scheme` says; "auto" follows the system. */
  @property({reflect: true}) theme: "light" | "dark" | "auto" | undefined = undefined;
  /** How close things stand. */
  @property({reflect: true}) density: "comfortable" | "compact" = "comfortable";
  /** Drawn for paper or a page without script: no buttons, no motion, marks are part of one picture. */
  @property({type: Boolean, reflect: true}) still = false;

  /** The engine's sentence with the reader's figures. */
  @state() protected summary = "";
  /** The name of the measure that the answer is about, in the reader's language; null where that is as the answer has it. */
  @state() protected measureName: string | null = null;
  #said: readonly [result: Result | null, language: string] = [null, ""];
  #speaking: Promise<void> | undefined;
  #texts: readonly [locale: string, text: Text] | null = null;
  #heard: string | null = null;
  #forgetEnvironment: (() => void) | undefined;

  /** The locale in force. */
  protected get language(): string {
    return this.locale ? canonical(this.locale) : (this.#heard ?? languageOf(this));
  }

  protected get format(): Format {
    return formatOf(this.language);
  }

  /** A message of this widget or of all, in the reader's language. */
  protected get text(): Text {
    const {language} = this;
    if (this.#texts?.[0] !== language) {
      this.#texts = [language, textOf(language, messages, (this.constructor as typeof ReaderElement).messages)];
    }
    return this.#texts[1];
  }

  /** The query's period, for period labels; days where it has none. */
  protected periodName(result: Result): PeriodName {
    return (result.query["period"] as PeriodName | undefined) ?? "day";
  }

  protected override get stopped(): string {
    return this.text("state.stopped");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetEnvironment = onEnvironmentChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetEnvironment?.();
  }

  // The first picture in another language waits for its words.
  protected override scheduleUpdate(): void | Promise<unknown> {
    return withWords(this.language, () => super.scheduleUpdate()) as void | Promise<unknown>;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#summarise();
  }

  // A picture asks for the language with every figure, and the way up to it is long.
  protected override update(changed: PropertyValues): void {
    this.#heard = languageOf(this);
    try {
      super.update(changed);
    } finally {
      this.#heard = null;
    }
  }

  // The engine's sentence is English on the wire; for others it is made again.
  #summarise(): void {
    const {result, language} = this;
    const [known, spoken] = this.#said;
    if (known === result && spoken === language) return;
    this.#said = [result, language];
    this.measureName = null;
    if (!result || language.startsWith("en")) this.summary = result?.summary ?? "";
    else this.#speaking = this.#speak(result, language);
  }

  async #speak(result: Result, language: string): Promise<void> {
    const {summary, measure} = await import("./sentence.js")
      .then(({spokenIn}) => spokenIn(language, result))
      .catch(() => ({summary: result.summary, measure: null}));
    if (this.#said[0] !== result || this.#said[1] !== language) return;
    this.summary = summary;
    this.measureName = measure;
  }

  // Whoever waits for a drawn widget (a report, a test) waits for its sentence.
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#speaking;
    return done && super.getUpdateComplete();
  }
}
