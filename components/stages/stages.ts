// lk-stages: how everyone known is spread over the stages, period by period.
import {html, nothing, svg, type CSSResultGroup, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import {stageName} from "../format/stage-name.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {barStyles} from "../parts/bar.styles.js";
import {legend} from "../parts/legend.js";
import {alongPeriods, type NotePlace} from "../parts/notes.js";
import {stageInk} from "../theme/palette.js";
import {layoutStages, type DistributionRow, type Part, type StagesLayout} from "./stages-layout.js";
import {messages} from "./stages.messages.js";
import {styles} from "./stages.styles.js";

/**
 * @tagname lk-stages
 * @summary Stacked bars: how everyone known is spread over the stages at the end of each period.
 * @csspart part - The rectangle of one stage in one period.
 */
export class LkStages extends WidgetElement {
  static override readonly kind = "stages";
  static override readonly fields = [...WidgetElement.fields, "period"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, barStyles, styles];

  /** Length of a period. Default "week". */
  @property({reflect: true}) period: "hour" | "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;
  /** Bars of equal height that show shares, or bars as high as the number of units. */
  @property({reflect: true}) measure: "share" | "units" = "share";

  protected override isEmpty(result: Result): boolean {
    return super.isEmpty(result) || !this.#rows(result).some(({units}) => units > 0);
  }

  protected override sampleSize(result: Result): number | null {
    const rows = this.#rows(result);
    const last = rows.at(-1)?.period;
    return rows.filter(({period}) => period === last).reduce((sum, {units}) => sum + units, 0);
  }

  protected override timeAxis(result: Result): NotePlace {
    return alongPeriods([...new Set(this.#rows(result).map(({period}) => period))]);
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const {format} = this;
    const rows = this.#rows(result);
    const labels = new Map(rows.map(({stage, label}) => [stage, label]));
    const name = (stage: string) => stageName(stage, labels.get(stage), this.text);
    const layout = layoutStages(rows, size, this.measure, {
      stage: name,
      period: (label) => format.periodShort(label, this.periodName(result)),
      value: (value) => (this.measure === "share" ? format.rate(value) : format.compact(value)),
    });
    const inks = layout.stages.map((stage, place) => stageInk(stage, place));
    const hatched = layout.parts.some(({open}) => open) ? inks : [];
    const legendItems = layout.labels.length
      ? []
      : layout.stages.map((stage, place) => ({
          ink: stageInk(stage, place),
          label: name(stage),
        }));
    return html`${legend(legendItems)}${this.picture(size, size.height, this.#drawing(layout, result, size), hatched)}`;
  }

  #drawing({time, parts, labels}: StagesLayout, result: Result, size: Size) {
    const unit =
      this.measure === "share"
        ? this.text("axis.share")
        : this.text("axis.units", {unit: this.text(`unit.${String(result.query["unit"] ?? "user")}`)});
    const ahead = size.rtl ? -1 : 1;
    return svg`${yAxis(time.yTicks, time.plane, unit, size.rtl)}
      ${repeat(
        parts,
        ({key}) => key,
        (part) => this.#part(part, result),
      )}
      ${labels.map(
        ({
          stage,
          place,
          x,
          y,
          at,
          text,
          value,
        }) => svg`<path class="leader" d="M${x - 26 * ahead} ${at}L${x - 14 * ahead} ${y}"></path>
        <rect class="key ink ${stageInk(stage, place)}" x=${x - 8 * ahead - 4} y=${y - 4} width="8" height="8" rx="1.5"></rect>
        <text class="end" x=${x} y=${y} dy="0.35em">${text} <tspan class="muted">${value}</tspan></text>`,
      )}
      ${this.notes(size, time, [time.plane])}
      ${xAxis(time.xTicks, time.plane, undefined, size.rtl)}`;
  }

  #part(part: Part, result: Result) {
    const {row, x, y, width, height, place, open} = part;
    const ink = stageInk(row.stage, place);
    return svg`<g ${this.mark(this.#markOf(part, result))}>
      <rect part="part" class=${open ? "open" : `part ink ${ink}`} x=${x} y=${y} width=${width} height=${Math.max(0, height - 0.5)} fill=${open ? this.hatch(ink) : nothing}></rect>
    </g>`;
  }

  #markOf({key, row, column, line}: Part, result: Result): Mark {
    const {format, text} = this;
    const [period, stage] = [
      format.period(row.period, this.periodName(result)),
      stageName(row.stage, row["label"], text),
    ];
    const status = row["status"] && row["status"] !== "complete" ? text(`status.${String(row["status"])}`) : null;
    const share = format.rate(row.share);
    const small = row["small"] === true ? text("mark.small") : null;
    const notes = [status, small].filter((note) => note !== null);
    return {
      key,
      table: "distribution",
      row,
      place: [column, line],
      label: [text("mark", {period, stage, n: row.units, share}), ...notes].join("; "),
      tip: {
        title: `${stage}, ${period}`,
        pairs: [
          [text("tip.units"), format.count(row.units)],
          [text("tip.share"), share],
        ],
        note: notes.join("; ") || undefined,
      },
    };
  }

  #rows(result: Result): DistributionRow[] {
    const rows = result.tables["distribution"] ? (rowsOf(result.tables["distribution"]) as DistributionRow[]) : [];
    return rows.filter((row) => (row["breakdown"] ?? null) === null);
  }
}
