// The asking half of a widget: where its data comes from, what it asks, which state it is in. It draws nothing.
import {LitElement, type PropertyValues} from "lit";
import {property} from "lit/decorators.js";
import type {Host} from "../../engine/hosts/host.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Table} from "../../engine/model/table.js";
import {VERSION} from "../../engine/model/version.js";
import {resultFromJson, type Result, type ResultJson} from "../../engine/results/result.js";
import {Asking} from "./asking.js";
import {dataContext, sharedQueryContext, type DataSource, type Sharing, type WidgetState} from "./context.js";
import {breakdown, json, range} from "./converters.js";
import {emit} from "./events.js";
import {ownSource} from "./own-source.js";
import {questionOf} from "./question.js";
import {Surrounding} from "./surrounding.js";

/** How long an element without any source looks as if it were loading, in ms. */
const PATIENCE = 3000;

/**
 * An element that asks one question and holds its answer. Properties may be set in any order, before or after connecting:
 * all changes of one tick make one question, and a question that is overtaken is aborted and never shows.
 *
 * @attr {"loading" | "empty" | "failed" | "ready"} state - Read-only: where the answer is.
 * @fires {CustomEvent<{kind: string, summary: string}>} lk-load - An answer is shown.
 * @fires {CustomEvent<{name: string, message: string}>} lk-error - The question or the data failed.
 */
export abstract class QuestionElement extends LitElement {
  /** The version of the kit this class came with. */
  static readonly version: string = VERSION;
  /** The kind of query this element asks. */
  static readonly kind: string = "";
  /** Names of the properties that are fields of the query. */
  static readonly fields: readonly string[] = ["range", "asOf", "tz", "unit", "weekStart", "breakdown", "preset"];

  /** The question, as the engine takes it; `kind` may be left out. Plain options below win over its fields. */
  @property({converter: json}) query: object | null = null;
  /** Data of its own: an Arquero table, rows, columns, Arrow bytes, a Blob, an address or a Dataset. */
  @property({attribute: false}) data: unknown = null;
  /** A host of its own, which wins over `data` and over the surrounding `lk-data`. */
  @property({attribute: false}) host: Host | null = null;
  /** Instants or local dates `[from, to)` ("2024-01-01,2024-04-01"), or the last whole periods ("P26W"). Default: all data. */
  @property({converter: range, reflect: true}) range: readonly (string | null)[] | {last: string} | undefined =
    undefined;
  /** What counts as now, an ISO date or instant. Default: the end of the data. */
  @property({attribute: "as-of", reflect: true}) asOf: string | undefined = undefined;
  /** IANA time zone in which days, weeks and months begin. Default "UTC". */
  @property({reflect: true}) tz: string | undefined = undefined;
  /** What is counted. Default: what the kind of question counts. */
  @property({reflect: true}) unit: "user" | "session" | "account" | (string & {}) | undefined = undefined;
  /** First day of the week, 1 (Monday) to 7. */
  @property({attribute: "week-start", type: Number, reflect: true}) weekStart: number | undefined = undefined;
  /** The property to break the answer down by: its name, or `{prop, source, top}`. */
  @property({converter: breakdown, reflect: true}) breakdown:
    {prop: string; source?: string; top?: number} | undefined = undefined;
  /** Count as another product does by default. */
  @property({reflect: true}) preset: "posthog" | "mixpanel" | "amplitude" | undefined = undefined;

  readonly #around = new Surrounding<DataSource>(this, dataContext, () => this.requestUpdate());
  readonly #shared = new Surrounding<Sharing>(this, sharedQueryContext, () => this.requestUpdate());
  readonly #asking = new Asking(() => this.#onProgress());
  #given: Result | null = null;
  #own: DataSource | null = null;
  #asked: readonly unknown[] = [];
  #news = false;
  #waiters: (() => void)[] = [];
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** The answer shown. Set it to show a ready one (a Result or its JSON form); null goes back to asking. */
  @property({attribute: false})
  get result(): Result | null {
    return this.#given ?? this.#asking.result;
  }
  set result(value: Result | ResultJson | null) {
    this.#given = value === null || value === undefined ? null : asResult(value);
  }

  /**
   * Where the answer is.
   * @readonly
   */
  get state(): WidgetState {
    const {state, result} = this.#asking;
    return state === "ready" && result && this.isEmpty(result) ? "empty" : state;
  }

  /**
   * What went wrong, while `state` is failed.
   * @readonly
   */
  get error(): Error | null {
    return this.#asking.error;
  }

  /**
   * The query as it is asked: kind, `query`, plain options and what the surroundings share.
   * @readonly
   */
  get question(): QueryInput {
    const own = this.constructor as typeof QuestionElement;
    const plain = Object.fromEntries(
      own.fields.map((name) => [name, (this as unknown as Record<string, unknown>)[name]]),
    );
    return this.complete(questionOf(own.kind, this.query, plain, this.#shared.value?.fields ?? null));
  }

  /** Asks again, or loads the data again if that failed. Resolves when the answer or a failure is there. */
  refresh(): Promise<void> {
    const source = this.#source();
    if (!this.#given && source?.state === "failed") source.retry();
    this.#asked = [];
    this.requestUpdate();
    return this.updateComplete.then(() =>
      this.state === "loading" ? new Promise((resolve) => this.#waiters.push(resolve)) : undefined,
    );
  }

  /** Stops the question under way; the answer before it stays. */
  abort(): void {
    this.#asking.abort(new Error(this.stopped));
  }

  /** Whether the update under way does no more than put another question: what is drawn may stay until its answer is there. */
  protected onlyAsks = false;

  /** Whether there is a host to ask further questions; a ready result alone has none. */
  protected get canAsk(): boolean {
    return this.#source()?.state === "ready";
  }

  /** Asks another question of the same data. Rejects when there is no host, or as the host does. */
  protected ask(query: QueryInput, signal?: AbortSignal): Promise<Result> {
    const host = this.#source()?.host;
    return host ? host.ask(query, {signal}) : Promise.reject(new Error("there is no host to ask"));
  }

  /** Says that the answer cannot be used. The reader sees the reason and can try again. */
  protected fail(error: Error): void {
    this.#asking.fail(error);
  }

  /** Last changes to the question before it is asked, for what a plain option cannot say. */
  protected complete(question: QueryInput): QueryInput {
    return question;
  }

  /** Whether an answer has nothing to draw. */
  protected isEmpty({tables, diagnostics, firstTable}: Result): boolean {
    const rows = diagnostics?.rows;
    // A dataset made by code need not have a ledger, so zero rows read says nothing yet.
    if (rows && rows.read > 0 && rows.kept - (rows.afterAsOf ?? 0) <= 0) return true;
    const table = tables[firstTable];
    return !table || table.numRows() === 0 || (rows?.read === 0 && saysNothing(table));
  }

  /** The sentence for a question that was stopped. */
  protected get stopped(): string {
    return "stopped";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reflectState();
    this.requestUpdate();
  }

  // A question under way is stopped; connecting again asks it again.
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const waits = this.#asking.busy || this.#patience !== undefined;
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if (!waits) return;
    this.#asked = [];
    this.#asking.wait();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("data")) this.#own = ownSource(this.data, (source) => ((this.#own = source), this.requestUpdate()));
    const {fields} = this.constructor as typeof QuestionElement;
    const asks = this.isConnected && this.#resolve();
    this.onlyAsks =
      asks && Array.from(changed.keys()).every((name) => name === "query" || fields.includes(name as string));
  }

  protected override updated(_changed: PropertyValues): void {
    if (!this.#news || this.state === "loading") return;
    this.#news = false;
    if (this.state === "failed")
      emit(this, "lk-error", {name: this.error?.name ?? "Error", message: this.error?.message ?? ""});
    else if (this.result) emit(this, "lk-load", {kind: this.result.kind, summary: this.result.summary});
  }

  #source(): DataSource | null {
    if (this.host) return {state: "ready", host: this.host, error: null, retry: () => {}};
    return this.#own ?? this.#around.value;
  }

  // Looks at everything that decides what is shown, and acts when something of it is new. True when that is to ask.
  #resolve(): boolean {
    const source = this.#given ? null : this.#source();
    const question = source?.state === "ready" ? this.question : null;
    const now = [this.#given, source?.state, source?.host, source?.error, question && JSON.stringify(question)];
    if (this.#asked.length > 0 && now.every((part, i) => part === this.#asked[i])) return false;
    this.#asked = now;
    const asks = source?.state === "ready" && source.host !== null && question !== null;
    if (this.#given) this.#show(this.#given);
    else if (source?.state === "failed") this.#asking.fail(source.error);
    else if (source?.state === "empty") this.#asking.clear();
    else if (asks) void this.#asking.ask(source.host, question);
    else this.#wait(source === null);
    return asks;
  }

  #show(result: Result): void {
    const {kind} = this.constructor as typeof QuestionElement;
    if (result.kind === kind) return this.#asking.show(result);
    this.#asking.fail(
      new TypeError(`<${this.localName}> shows results of kind "${kind}"; its result is of kind "${result.kind}"`),
    );
  }

  #wait(unfed: boolean): void {
    this.#asking.wait();
    if (unfed) this.#patience ??= setTimeout(() => this.#giveUp(), PATIENCE);
  }

  #giveUp(): void {
    this.#patience = undefined;
    if (this.#given || this.#source() || this.#asking.state !== "loading") return;
    console.warn(
      `<${this.localName}> has nothing to ask: put it inside <lk-data>, or set its data, host or result property`,
    );
    this.#asking.clear();
  }

  #onProgress(): void {
    this.#news = true;
    if (this.#asking.state !== "loading")
      for (const resolve of this.#waiters.splice(0)) void this.updateComplete.then(resolve);
    if (this.isConnected) this.#reflectState();
    this.requestUpdate();
  }

  #reflectState(): void {
    if (this.getAttribute("state") !== this.state) this.setAttribute("state", this.state);
    if (this.state === "loading") this.setAttribute("aria-busy", "true");
    else this.removeAttribute("aria-busy");
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    while (!(await super.getUpdateComplete())) continue;
    return true;
  }
}

// Only zeros and unknown values.
function saysNothing(table: Table): boolean {
  return table
    .columnNames()
    .every((name) =>
      Array.from(table.array(name)).every(
        (cell) => typeof cell !== "number" || cell === 0 || name === "n" || name === "step",
      ),
    );
}

// A result of another copy of the kit is as good as one of ours.
function asResult(value: Result | ResultJson): Result {
  return "firstTable" in value ? value : resultFromJson(value);
}
