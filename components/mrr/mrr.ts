// lk-mrr: monthly recurring revenue, what moved it, and how much of it was kept.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf} from "../../engine/model/table.js";
import {currencyOf} from "../../engine/results/currency-of.js";
import type {Result} from "../../engine/results/result.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {legend} from "../parts/legend.js";
import {alongPeriods, type NotePlace} from "../parts/notes.js";
import {panelView} from "../parts/panel-view.js";
import {seriesStyles} from "../parts/series.styles.js";
import type {StackPart} from "../parts/stacked-bars.js";
import {
  layoutMrr,
  movement,
  MOVEMENTS,
  mrrHeight,
  type Movement,
  type MovementRow,
  type MrrLayout,
} from "./mrr-layout.js";
import {messages} from "./mrr.messages.js";

const INKS: Readonly<Record<Movement, string>> = {
  new: "category-3",
  reactivation: "category-2",
  expansion: "category-1",
  contraction: "category-8",
  churned: "category-4",
};

/**
 * @tagname lk-mrr
 * @summary Monthly recurring revenue: its level, the movements behind it, and net and gross retention.
 * @csspart part - The rectangle of one movement in one period.
 */
export class LkMrr extends WidgetElement {
  static override readonly kind = "mrr";
  static override readonly fields = [...WidgetElement.fields, "period"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, seriesStyles];

  /** Length of a period. Default "month". */
  @property({reflect: true}) period: "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;

  protected override expectedHeight(): number {
    return mrrHeight(this.panelHeight(200));
  }

  // Subscriptions may be all there is: without events there is still a picture.
  protected override isEmpty({tables}: Result): boolean {
    return (tables["movements"]?.numRows() ?? 0) === 0;
  }

  protected override sampleSize(result: Result): number | null {
    return (this.#rows(result).at(-1)?.["accounts"] as number | undefined) ?? null;
  }

  protected override tableColumns(context: ColumnContext, columnsOf: ColumnsOf): ColumnSpec[] {
    const money = ["new", "reactivation", "expansion", "contraction", "churned"];
    return columnsOf({...context, rates: {quick_ratio: false}}).map((column) =>
      money.includes(column.name)
        ? {
            ...column,
            write: (value, row) =>
              this.format.money(value as number | null, context.table.get("currency", row) as string | null),
          }
        : column,
    );
  }

  protected override timeAxis(result: Result): NotePlace {
    return alongPeriods(this.#rows(result).map(({period}) => period));
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const {format, text} = this;
    const rows = this.#rows(result);
    const currency = currencyOf(result);
    const layout = layoutMrr(rows, size, {
      period: (label) => format.periodShort(label, this.periodName(result)),
      money: (value) => format.moneyShort(value, currency),
      rate: (value) => format.rate(value),
      level: text("tip.mrr"),
      nrr: text("label.nrr"),
      grr: text("label.grr"),
    });
    const open = rows.some(({status}) => status !== "complete");
    const items = MOVEMENTS.map((part) => ({ink: INKS[part], label: text(`class.${part}`)}));
    return html`${legend(items)}${this.picture(size, layout.height, this.#drawing(layout, result, size), open ? Object.values(INKS) : [])}`;
  }

  #drawing({time, level, moves, kept}: MrrLayout, result: Result, size: Size): SVGTemplateResult {
    const {text} = this;
    return svg`${panelView(level, text("title.level"), size.rtl)}
      ${yAxis(moves.ticks, moves.plane, text("title.moves"), size.rtl)}
      ${repeat(
        moves.parts,
        ({row, part}) => `${row.period}/${part}`,
        (part) => this.#part(part, result),
      )}
      <path class="zero" d="M${moves.plane.left} ${moves.zero}H${moves.plane.right}"></path>
      ${this.notes(size, time, [level.plane, moves.plane, kept.plane], moves.plane)}
      ${xAxis(time.xTicks, moves.plane, undefined, size.rtl)}
      ${panelView(kept, text("title.kept"), size.rtl)}`;
  }

  #part(stack: StackPart<MovementRow>, result: Result): SVGTemplateResult {
    const {row, part, x, y, width, height} = stack;
    const ink = INKS[part as Movement];
    const open = row.status !== "complete";
    return svg`<g ${this.mark(this.#markOf(stack, result))}>
      <rect part="part" class=${open ? "open" : `part ink ${ink}`} x=${x} y=${y} width=${width} height=${Math.max(0.5, height - 0.5)} fill=${open ? this.hatch(ink) : nothing}></rect>
    </g>`;
  }

  #markOf({row, part, column, line}: StackPart<MovementRow>, result: Result): Mark {
    const {format, text} = this;
    const period = format.period(row.period, this.periodName(result));
    const currency = (row["currency"] ?? null) as string | null;
    const amount = format.money(movement(row, part), currency);
    const status = row.status === "complete" ? null : text(`status.${row.status}`);
    return {
      key: `${row.period}/${part}`,
      table: "movements",
      row: {...row, class: part},
      place: [column, line],
      label: [text("mark", {period, class: text(`class.${part}`), amount}), ...(status ? [status] : [])].join("; "),
      tip: {
        title: `${text(`class.${part}`)} ${amount}`,
        pairs: [
          [text("column.period"), period],
          [text("tip.mrr"), format.money(row.mrr, currency)],
          [text("tip.nrr"), format.rate(row.nrr)],
          [text("tip.grr"), format.rate(row.grr)],
          [text("tip.logo"), format.rate(row["logo_churn"] as number | null)],
        ],
        note: status ?? undefined,
      },
    };
  }

  #rows(result: Result): MovementRow[] {
    return result.tables["movements"]
      ? (rowsOf(result.tables["movements"]) as unknown as MovementRow[]).filter(({status}) => status !== "future")
      : [];
  }
}
