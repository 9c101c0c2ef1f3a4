// lk-stage-flow: who moved from which stage to which.
import {nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf} from "../../engine/model/table.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Result} from "../../engine/results/result.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import {stageName} from "../format/stage-name.js";
import {onSequence, sequenceInk, stageInk} from "../theme/palette.js";
import {flowStyles} from "../parts/flow.styles.js";
import {ring} from "../parts/ring.js";
import {layoutMatrix, flowHeight, layoutStageFlow, stagesOf, type TransitionRow} from "./stage-flow-layout.js";
import {messages} from "./stage-flow.messages.js";
import {styles} from "./stage-flow.styles.js";

/**
 * @tagname lk-stage-flow
 * @summary Moves between stages from the start of a period to its end, as a flow or as a matrix.
 * @csspart ribbon - The band of one move.
 * @csspart cell - One cell of the matrix.
 */
export class LkStageFlow extends WidgetElement {
  static override readonly kind = "stages";
  static override readonly fields = [...WidgetElement.fields, "period"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, flowStyles, styles];

  /** Length of a period. Default "week". */
  @property({reflect: true}) period: "hour" | "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;
  /** A flow from left to right, or a matrix of from and to. Default: a matrix where the flow has no room. */
  @property({reflect: true}) shape: "flow" | "matrix" | undefined = undefined;

  protected override complete(question: QueryInput): QueryInput {
    return {tables: ["transitions", ...(question.compare ? ["comparison", "overlap"] : [])], ...question};
  }

  protected override tableName(): string {
    return "transitions";
  }

  protected override expectedHeight(): number {
    return this.panelHeight(this.density === "compact" ? 290 : 360);
  }

  protected override isEmpty(result: Result): boolean {
    return !this.#rows(result).some(({pairs}) => pairs > 0);
  }

  protected override sampleSize(result: Result): number | null {
    return this.#rows(result).reduce((sum, {pairs}) => sum + pairs, 0);
  }

  protected override tableColumns(context: ColumnContext, columnsOf: ColumnsOf): ColumnSpec[] {
    return columnsOf(context, ["from", "to", "pairs", "rate", "lo", "hi", "jumps", "jump_rate"]);
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const rows = this.#rows(result);
    const matrix = this.shape === "matrix" || (this.shape === undefined && size.width < 480);
    return matrix ? this.#matrix(rows, size) : this.#flow(rows, size);
  }

  #flow(rows: readonly TransitionRow[], size: Size): TemplateResult {
    const name = this.#namer(rows);
    const stages = stagesOf(rows);
    const height = flowHeight(rows, size.height);
    const {boxes, ribbons, labels} = layoutStageFlow(rows, {...size, height}, name, (n) => this.format.count(n));
    const ink = (stage: string) => (stage === "(entering)" ? "muted" : stageInk(stage, stages.indexOf(stage)));
    return this.picture(
      size,
      height,
      svg`
      <text class="tick" x=${size.rtl ? size.width : 0} y="10" text-anchor="start">${this.text("head.from")}</text>
      <text class="tick" x=${size.rtl ? 0 : size.width} y="10" text-anchor="end">${this.text("head.to")}</text>
      ${repeat(
        ribbons,
        ({link}) => `${link.row.from}/${link.row.to}`,
        ({link, d, width}) => svg`<g ${this.mark(this.#markOf(link.row))}>
        ${ring(d, width)}<path part="ribbon" class="ribbon ink ${ink(link.row.from)}" d=${d} stroke-width=${width}></path>
      </g>`,
      )}
      ${boxes.map(({node, x, y, width, height}) => svg`<rect class="node ink ${ink(node.stage)}" x=${x} y=${y} width=${width} height=${Math.max(1, height)}></rect>`)}
      ${labels.map(({x, y, anchor, name: text, value}) => svg`<text class="name" x=${x} y=${y} dy="0.35em" text-anchor=${anchor}>${text} <tspan class="muted">${this.format.count(value)}</tspan></text>`)}`,
    );
  }

  #matrix(rows: readonly TransitionRow[], size: Size): TemplateResult {
    const layout = layoutMatrix(rows, size, this.#namer(rows));
    return this.picture(
      size,
      layout.height,
      svg`
      ${layout.rows.map(({x, y, text}) => svg`<text x=${x} y=${y} dy="0.35em">${text}</text>`)}
      ${layout.columns.map(({x, y, text}) => svg`<text class="small" transform=${`translate(${x} ${y})${layout.leaning ? ` rotate(${size.rtl ? 45 : -45})` : ""}`} text-anchor=${layout.leaning ? "start" : "middle"}>${text}</text>`)}
      ${repeat(
        layout.cells,
        ({key}) => key,
        (cell): SVGTemplateResult => {
          const {row, x, y, width, height, column, line} = cell;
          const rate = row.rate ?? 0;
          return svg`<g ${this.mark({...this.#markOf(row), place: [column, line]})}>
          <rect part="cell" class="cell ${row.pairs === 0 ? "none" : `ink ${sequenceInk(rate)}`}" x=${x} y=${y} width=${Math.max(1, width)} height=${height} rx="2"></rect>
          ${
            layout.figures && row.rate !== null && row.pairs > 0
              ? svg`<text class="figure ${onSequence(rate)}" x=${x + width / 2} y=${y + height / 2} dy="0.35em" text-anchor="middle">${this.format.rate(row.rate)}</text>`
              : nothing
          }
        </g>`;
        },
      )}`,
    );
  }

  #namer(rows: readonly TransitionRow[]): (stage: string) => string {
    const labels = new Map(
      rows.flatMap((row) => [[row.from, row["from_label"]] as const, [row.to, row["to_label"]] as const]),
    );
    return (stage) => stageName(stage, labels.get(stage), this.text);
  }

  #markOf(row: TransitionRow): Mark {
    const {format, text} = this;
    const [from, to] = [stageName(row.from, row["from_label"], text), stageName(row.to, row["to_label"], text)];
    const rate = format.rate(row.rate);
    const interval = row.lo === null ? null : {lo: format.rate(row.lo), hi: format.rate(row.hi)};
    const small = row["small"] === true ? text("mark.small") : null;
    return {
      key: `${row.from}/${row.to}`,
      table: "transitions",
      row: {...row, how: "pairs"},
      label: [
        text(row.from === row.to ? "mark.stay" : "mark", {from, to, n: row.pairs, rate}),
        ...(interval ? [text("mark.interval", interval)] : []),
        ...(small ? [small] : []),
      ].join("; "),
      tip: {
        title: `${from} → ${to}`,
        pairs: [
          [text("tip.pairs"), format.count(row.pairs)],
          [text("tip.rate"), rate],
          ...(interval ? [[text("tip.interval"), `${interval.lo} – ${interval.hi}`] as const] : []),
          [text("tip.jumps"), format.count(row.jumps)],
        ],
        note: small ?? undefined,
      },
    };
  }

  #rows(result: Result): TransitionRow[] {
    return result.tables["transitions"] ? (rowsOf(result.tables["transitions"]) as TransitionRow[]) : [];
  }
}
