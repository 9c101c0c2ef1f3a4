// lk-data: loads data once and shares it with every widget inside.
import {ContextProvider} from "@lit/context";
import {css, html, LitElement, type CSSResultGroup, type PropertyValues, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import type {Host} from "../../engine/hosts/host.js";
import {VERSION} from "../../engine/model/version.js";
import {dataContext, sharedQueryContext, type SharedQuery, type WidgetState} from "../base/context.js";
import {json} from "../base/converters.js";
import {emit} from "../base/events.js";
import type {LoadRequest} from "./load.js";
import {LoadState} from "./load-state.js";
import {readScripts} from "./script-data.js";

/** How long an element without any source counts as loading, in ms. */
const PATIENCE = 3000;

/**
 * @tagname lk-data
 * @summary Loads data once and shares a host with everything inside it. Shows nothing itself.
 *
 * The source is, in this order: `host`, `data`, `src`, a `<script type="application/json">` child. Changes of one tick make one load;
 * a load that is overtaken stops. If the data fails, every widget inside says so and can try again.
 *
 * @attr {"loading" | "empty" | "failed" | "ready"} state - Read-only: where the data is.
 * @fires {CustomEvent<{kind: string, summary: string}>} lk-load - The data is ready; `kind` is "data".
 * @fires {CustomEvent<{name: string, message: string}>} lk-error - The data could not be loaded.
 * @slot - Widgets, and whatever else a page puts between them.
 */
export class LkData extends LitElement {
  /** The version of the kit this class came with. */
  static readonly version: string = VERSION;
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, serializable: true};
  static override styles: CSSResultGroup = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
  `;

  /** Address of the data, relative to the page. */
  @property({reflect: true}) src: string | undefined = undefined;
  /** Format, where neither content nor address tells, such as "ndjson". */
  @property({reflect: true}) type: string | undefined = undefined;
  /** The system that wrote the data, such as "segment". Default: recognised by its columns. */
  @property({reflect: true}) source: string | undefined = undefined;
  /** Answer in a worker, so that the page stays quick: empty for the worker beside the kit, or the address of its file. */
  @property({reflect: true}) worker: string | undefined = undefined;
  /** Further options of `openDataset`, such as `{inputTz, asOf, map, identity}`. */
  @property({converter: json}) options: Readonly<Record<string, unknown>> | undefined = undefined;
  /** Fields for every query inside that does not say them itself, such as `{tz: "Europe/Paris"}`. */
  @property({converter: json}) defaults: SharedQuery | undefined = undefined;
  /** The data itself: an Arquero table, rows, columns, Arrow bytes, a Blob, a Dataset, or a list of these. */
  @property({attribute: false}) data: unknown = null;
  /** Tables beside the events: `{profiles, subscriptions, surveys …}`, before or after the data. */
  @property({attribute: false}) tables: Readonly<Record<string, unknown>> | null = null;
  /** A host of your own, which stays yours: it is not closed here. */
  @property({attribute: false}) host: Host | null = null;

  readonly #load = new LoadState(() => this.#onLoad());
  readonly #provider = new ContextProvider(this, {context: dataContext, initialValue: this.#load.source});
  readonly #sharing = new ContextProvider(this, {
    context: sharedQueryContext,
    initialValue: {fields: {}, share: (fields) => this.share(fields)},
  });
  #shared: SharedQuery = {};
  #stale = true;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /**
   * Where the data is.
   * @readonly
   */
  get state(): WidgetState {
    return this.#load.source.state;
  }

  /**
   * What went wrong, while `state` is failed.
   * @readonly
   */
  get error(): Error | null {
    return this.#load.source.error;
  }

  /** Loads again. Resolves when the data is there or has failed. */
  async refresh(): Promise<void> {
    this.#stale = true;
    this.requestUpdate();
    await this.updateComplete;
    if (this.state === "loading")
      await new Promise((resolve) =>
        ["lk-load", "lk-error"].forEach((type) => this.addEventListener(type, resolve, {once: true})),
      );
  }

  /** Adds fields to every question inside, as a filter bar does; undefined takes one back. */
  share(fields: SharedQuery): void {
    this.#shared = {...this.#shared, ...fields};
    this.#hand();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reflectState();
    this.requestUpdate();
    // Text of a script that the parser has not reached yet comes with the rest of the page.
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", this.#onChildren, {once: true});
  }

  // Moving an element is leaving and coming back in one go; only one that stays away gives its host up.
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("DOMContentLoaded", this.#onChildren);
    clearTimeout(this.#patience);
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#load.close();
      this.#stale = true;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("defaults")) this.#hand();
    const asked = ["src", "type", "source", "worker", "options", "data", "tables", "host"] as const;
    if (asked.some((name) => changed.has(name) && changed.get(name) !== this[name])) this.#stale = true;
    if (!this.#stale || !this.isConnected) return;
    this.#stale = false;
    this.#begin();
  }

  override render(): TemplateResult {
    return html`<slot @slotchange=${this.#onChildren}></slot>`;
  }

  #begin(): void {
    clearTimeout(this.#patience);
    if (this.host) return this.#load.use(this.host);
    try {
      const found = this.#found();
      if (found) void this.#load.load(found);
      else this.#wait();
    } catch (error) {
      this.#load.fail(error, () => this.#onChildren());
    }
  }

  #found(): LoadRequest | null {
    const {type, source, options} = this;
    const written = this.data === null && !this.src ? readScripts(this) : null;
    const input = this.data ?? (this.src ? new URL(this.src, document.baseURI).href : (written?.input ?? null));
    if (input === null) return null;
    const tables = {...written?.tables, ...this.tables};
    const worker = this.worker === undefined ? undefined : this.worker || true;
    const kinds = kindsInside(this);
    return {input, type, source, options, worker, kinds, tables: Object.keys(tables).length > 0 ? tables : undefined};
  }

  #wait(): void {
    this.#load.wait();
    this.#patience = setTimeout(() => {
      console.warn(
        `<${this.localName}> has no data: set src, data or host, or put a <script type="application/json"> into it`,
      );
      this.#load.clear();
    }, PATIENCE);
  }

  readonly #onChildren = (): void => {
    if (this.host || this.data !== null || this.src) return;
    this.#stale = true;
    this.requestUpdate();
  };

  #hand(): void {
    this.#sharing.setValue({fields: {...this.defaults, ...this.#shared}, share: (fields) => this.share(fields)});
  }

  #onLoad(): void {
    const {state, error} = this.#load.source;
    this.#provider.setValue(this.#load.source);
    this.#reflectState();
    if (state === "ready") emit(this, "lk-load", {kind: "data", summary: ""});
    else if (state === "failed") emit(this, "lk-error", {name: error?.name ?? "Error", message: error?.message ?? ""});
  }

  #reflectState(): void {
    if (this.isConnected && this.getAttribute("state") !== this.state) this.setAttribute("state", this.state);
  }
}

/** The kinds of question that the elements inside will ask, as far as these are there. */
function kindsInside(data: Element): string[] {
  const kinds = Array.from(data.querySelectorAll("*"), ({constructor}) => (constructor as {kind?: unknown}).kind);
  return [...new Set(kinds.filter((kind): kind is string => typeof kind === "string" && kind !== ""))];
}
