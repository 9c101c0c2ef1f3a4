// lk-customer: one customer's way as a timeline.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import type {QueryInput} from "../../engine/model/query.js";
import {rowsOf, type Row} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import {stageName} from "../format/stage-name.js";
import {xAxis} from "../parts/axis.js";
import {type NotePlace} from "../parts/notes.js";
import {categoryInk, stageInk} from "../theme/palette.js";
import {
  layoutCustomer,
  mostLanes,
  STAGE_HEIGHT,
  type CustomerLayout,
  type Group,
  type Stay,
} from "./customer-layout.js";
import {CustomerWording} from "./customer-words.js";
import {messages} from "./customer.messages.js";
import {styles} from "./customer.styles.js";
import {glyph} from "./glyph.js";
import {traitText} from "./trait-text.js";
import {inOrderOfInterest} from "./traits.js";

/** Traits shown at once; the others are behind a disclosure, on paper in the table `traits` only. */
const SHOWN = 8;

/**
 * @tagname lk-customer
 * @summary The timeline of one customer: stages behind, events by the system they come from, sessions, revenue, and its traits.
 *
 * Long silences are cut short and marked. Events that would lie on each other are one glyph with their number.
 * For an account write its id and `query='{"unit": "account"}'`.
 * @csspart traits - What is known about the customer.
 */
export class LkCustomer extends WidgetElement {
  static override readonly kind = "customer";
  static override readonly fields = WidgetElement.fields.filter((name) => name !== "unit" && name !== "breakdown");
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, styles];

  /** The customer's id, as lists of units write it. */
  @property({reflect: true}) override unit: string | undefined = undefined;
  /** What gets lanes: systems or names of events. Default: systems, where the events come from several. */
  @property({reflect: true}) lanes: "source" | "event" | undefined = undefined;
  /** The table that is read and exported as CSV. */
  @property({reflect: true}) table: "events" | "stages" | "sessions" | "sources" | "revenue" | "traits" = "events";

  protected override complete(question: QueryInput): QueryInput {
    return this.unit === undefined ? question : {...question, id: this.unit};
  }

  protected override tableName(): string {
    return this.table;
  }

  protected override isEmpty(result: Result): boolean {
    return !result.tables["events"]?.numRows();
  }

  protected override sampleSize(result: Result): number | null {
    return result.tables["events"]?.numRows() ?? null;
  }

  protected override expectedHeight(): number {
    return 260;
  }

  protected override timeAxis(result: Result): NotePlace {
    const events = result.tables["events"];
    const first = events?.numRows() ? Number(events.get("ts", 0)) : Infinity;
    return ({ts}) => (Date.parse(ts) >= first ? Date.parse(ts) : null);
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const rows = (name: string) => (result.tables[name] ? rowsOf(result.tables[name]) : []);
    const tables = {events: rows("events"), stages: rows("stages"), sessions: rows("sessions")};
    const several = rows("sources").filter(({source}) => source !== null).length > 1;
    const by = (this.lanes ?? (several ? "source" : "event")) === "source" ? "source" : "name";
    const [asOf, tz] = [Date.parse(String(result.query["asOf"])), result.query["tz"] as string];
    const end = Math.min(asOf, Date.parse((result.query["range"] as [string, string])[1]));
    const stage = (row: Row) => stageName(String(row["stage"]), row["label"], this.text);
    const layout = layoutCustomer(tables, by, Math.max(end, Number(tables.events.at(-1)?.["ts"])), size, {
      stage,
      lane: (key) =>
        key ?? this.text(by === "source" && rows("sources").length <= mostLanes(by) ? "lane.none" : "lane.rest"),
      day: (ts) => this.format.day(ts, tz),
    });
    const words = new CustomerWording(this.text, this.format, tz, stage);
    return html`${this.#traits(rows("traits"), tz)}
    ${this.picture(size, layout.height, this.#drawing(layout, words, rows("revenue"), end, size))}`;
  }

  protected override tableColumns(context: ColumnContext, columnsOf: ColumnsOf): ColumnSpec[] {
    const {table, format, tz} = context;
    return columnsOf(context).map((column) =>
      this.table === "traits" && column.name === "value"
        ? {...column, write: (value, row) => traitText(String(table.get("trait", row)), value, format, tz)}
        : column,
    );
  }

  #traits(traits: readonly Row[], tz: string): TemplateResult | typeof nothing {
    if (traits.length === 0) return nothing;
    const traitView = ({trait, value}: Row) =>
      html`<div>
        <dt><bdi>${trait}</bdi></dt>
        <dd><bdi>${traitText(String(trait), value!, this.format, tz)}</bdi></dd>
      </div>`;
    const ordered = inOrderOfInterest(traits);
    const [some, more] = [ordered.slice(0, SHOWN), ordered.slice(SHOWN)];
    return html`<div part="traits" role="group" aria-label=${this.text("traits")}>
      <dl class="traits">${some.map(traitView)}</dl>
      ${
        more.length === 0
          ? nothing
          : this.still
            ? html`<p class="note">${this.text("traits.rest", {n: more.length})}</p>`
            : html`<details>
                <summary>${this.text("traits.more", {n: more.length})}</summary>
                <dl class="traits">${more.map(traitView)}</dl>
              </details>`
      }
    </div>`;
  }

  #drawing(layout: CustomerLayout, words: CustomerWording, revenue: readonly Row[], end: number, size: Size) {
    const {stays, groups, payments, ticks, left, right, band} = layout;
    const plane = {left, right, top: STAGE_HEIGHT, bottom: band.bottom};
    const last = layout.lanes.length + 1;
    const sums = this.format.list(
      revenue.map(({revenue: amount, currency}) => words.money({amount: amount!, currency: currency!})),
    );
    return svg`
      ${stays.map(({x, width, stage, column}) => svg`<rect class="tint ink ${stageInk(stage, column)}" x=${x} y=${STAGE_HEIGHT} width=${width} height=${band.bottom - STAGE_HEIGHT}></rect>`)}
      ${xAxis(ticks, plane, undefined, size.rtl)}
      ${this.notes(size, {middle: layout.x, xTicks: ticks}, [plane])}
      ${this.#labels(layout, sums, size)}
      ${repeat(
        stays,
        ({column}) => column,
        (stay) => svg`<g ${this.mark(words.stay(stay, end))}>
          <rect class="stay ink ${stageInk(stay.stage, stay.column)}" x=${stay.x} y="0" width=${Math.max(1, stay.width - 1)} height=${STAGE_HEIGHT} rx="2"></rect>
        </g>`,
      )}
      ${stays.map((stay) => stayName(stay, size))}
      ${layout.breaks.map(({x, from, to}) => breakView(x, band.bottom, this.text("gap", {time: this.format.duration(to - from)})))}
      ${repeat(
        groups,
        ({key}) => key,
        (group) => this.#group(group, words),
      )}
      ${payments.map(
        (payment, i) => svg`<g ${this.mark(words.payment(payment, i, last))}>
          <rect class="hit" x=${payment.x - 6} y=${payment.y - 2} width="12" height=${payment.height + 4}></rect>
          <rect class="money ${Number(payment.row["amount"]) < 0 ? "back" : ""}" x=${payment.x - 2.5} y=${payment.y} width="5" height=${payment.height} rx="1"></rect>
        </g>`,
      )}
      ${layout.sessions.map(({x, width}) => svg`<rect class="session" x=${x} y=${layout.sessionsY - 6} width=${width} height="9" aria-hidden="true"></rect>`)}`;
  }

  #labels({lanes, over, money, sessionsY, left, right}: CustomerLayout, sums: string, {rtl}: Size): SVGTemplateResult {
    const beside = rtl ? right + 8 : left - 8;
    const x = over ? (rtl ? right - 2 : left + 2) : beside;
    const label = (text: string, y: number) =>
      svg`<text class=${over ? "small" : ""} x=${x} y=${over ? y - 19 : y} dy="0.35em" text-anchor=${over ? "start" : "end"} aria-hidden="true">${text}</text>`;
    return svg`${lanes.map(({label: name, y}) => svg`<path class="grid" d="M${left} ${y}H${right}"></path>${label(name, y)}`)}
      ${money === null ? nothing : svg`<path class="grid" d="M${left} ${money}H${right}"></path>${label(over ? `${this.text("lane.money")} ${sums}` : sums, money - 12)}`}
      ${over ? nothing : label(this.text("lane.sessions"), sessionsY - 1)}`;
  }

  #group(group: Group, words: CustomerWording): SVGTemplateResult {
    const {x, y, r, lane} = group;
    return svg`<g ${this.mark(words.group(group))}>
      <circle class="hit" cx=${x} cy=${y} r=${Math.max(8, r)}></circle>
      <path class="glyph ink ${categoryInk(lane)}" transform="translate(${x} ${y})" d=${glyph(lane, r)}></path>
    </g>`;
  }
}

// Beside its mark, not in it: the name of the mark says it in full, and a shortened text would contradict that.
function stayName({text, stage, column, x, width}: Stay, {rtl}: Size): SVGTemplateResult | typeof nothing {
  if (!text) return nothing;
  return svg`<text class="stay-name ${stageInk(stage, column)}" x=${rtl ? x + width - 5 : x + 5} y=${STAGE_HEIGHT / 2} dy="0.35em" aria-hidden="true">${text}</text>`;
}

// A silence: the axis is interrupted, and the picture says for how long.
function breakView(x: number, bottom: number, title: string): SVGTemplateResult {
  return svg`<g class="gap"><title>${title}</title>
    <rect class="break-ground" x=${x - 5} y="0" width="10" height=${bottom + 2}></rect>
    <path class="break" d="M${x - 5} ${bottom + 5}L${x - 1} ${bottom - 5}M${x + 1} ${bottom + 5}L${x + 5} ${bottom - 5}"></path>
    <path class="grid" stroke-dasharray="2 3" d="M${x - 5} 0V${bottom}M${x + 5} 0V${bottom}"></path>
  </g>`;
}
