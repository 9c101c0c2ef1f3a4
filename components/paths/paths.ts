// lk-paths: which events follow which, as a flow from position to position, with the most frequent whole routes.
import {html, nothing, svg, type CSSResultGroup, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import {categoryInk, CATEGORIES} from "../theme/palette.js";
import {flowStyles} from "../parts/flow.styles.js";
import {ring} from "../parts/ring.js";
import {layoutPaths, OUTSIDE, type LinkRow} from "./paths-layout.js";
import {messages} from "./paths.messages.js";
import {styles} from "./paths.styles.js";
import {linkKey, tracesOf, type RouteRow} from "./trace.js";

/**
 * @tagname lk-paths
 * @summary A flow of what people do step by step, with where they stop and which whole routes are frequent.
 * @csspart ribbon - The band of one link.
 * @csspart routes - The list of the most frequent routes.
 */
export class LkPaths extends WidgetElement {
  static override readonly kind = "paths";
  static override readonly fields = [...WidgetElement.fields, "steps", "top"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, flowStyles, styles];

  /** Positions drawn. Default 5. */
  @property({type: Number, reflect: true}) steps: number | undefined = undefined;
  /** Events kept at each position. Default 8. */
  @property({type: Number, reflect: true}) top: number | undefined = undefined;
  /** How many of the most frequent routes are listed under the picture. */
  @property({type: Number, reflect: true}) routes = 5;

  protected override expectedHeight(): number {
    return this.panelHeight(this.density === "compact" ? 290 : 360);
  }

  protected override sampleSize(result: Result): number | null {
    return (result.diagnostics["sequences"] as number | undefined) ?? null;
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const rows = rowsOf(result.tables["links"]!) as LinkRow[];
    const traces = tracesOf(rows, routesOf(result));
    // A link that is on none of the listed routes stands alone.
    const key = this.pointedKey;
    const traced = key === null ? null : (traces.get(key)?.keys ?? new Set([key]));
    const way = (row: LinkRow) => (traced === null ? "" : traced.has(linkKey(row)) ? "traced" : "faint");
    const {boxes, ribbons, labels, names, height} = layoutPaths(
      rows,
      size,
      (name) => this.#name(name),
      (n) => this.format.count(n),
    );
    const ink = (name: string) => {
      const place = names.indexOf(name);
      return place >= 0 && place < CATEGORIES ? categoryInk(place) : "muted";
    };
    const drawnTo = Math.max(...ribbons.map(({link}) => link.row.position));
    const more = Math.max(...rows.map(({position}) => position)) - drawnTo;
    return html`${this.picture(
      size,
      height,
      svg`
      ${repeat(
        ribbons,
        ({link}) => `${link.source}>${link.target}`,
        ({link, d, width}) => svg`<g ${this.mark(this.#markOf(link.row, traces.get(linkKey(link.row))?.route))}>
        ${ring(d, width)}<path part="ribbon" class="ribbon ink ${ink(link.row.source)} ${OUTSIDE.has(link.row.target) ? "outside" : ""} ${way(link.row)}" d=${d} stroke-width=${width}></path>
      </g>`,
      )}
      ${boxes.map(({node, x, y, width, height: h}) => svg`<rect class="node ink ${ink(node.name)} ${node.outside ? "outside" : ""}" x=${x} y=${y} width=${width} height=${Math.max(1, h)}></rect>`)}
      ${labels.map(({x, y, anchor, text, value, outside}) => svg`<text class="name ${outside ? "outside" : ""}" x=${x} y=${y} dy="0.35em" text-anchor=${anchor}>${text} <tspan class="muted">${this.format.count(value)}</tspan></text>`)}`,
    )}
    ${more > 0 ? html`<p class="note">${this.text("note.cut", {n: more})}</p>` : nothing} ${this.#routes(result)}`;
  }

  #routes(result: Result) {
    const rows = routesOf(result).slice(0, this.routes);
    if (rows.length === 0) return nothing;
    const sequences = Number(result.diagnostics["sequences"] ?? 0);
    return html`<ul class="routes" part="routes" aria-label=${this.text("routes")}>
      ${rows.map(
        ({route, count}) =>
          html`<li>
            <b class="figure">${this.format.count(count)}</b>
            <span class="figure">${this.format.rate(sequences ? count / sequences : null)}</span>
            <bdi>${route.join(" → ")}</bdi>
          </li>`,
      )}
    </ul>`;
  }

  #markOf(row: LinkRow, route?: RouteRow): Mark {
    const {format, text} = this;
    const [source, target] = [this.#name(row.source), this.#name(row.target)];
    const share = format.rate(row.share_of_source);
    return {
      key: linkKey(row),
      table: "links",
      row,
      label: text("mark", {position: row.position, source, target, n: row.count, share}),
      tip: {
        title: `${source} → ${target}`,
        pairs: [
          [text("tip.count"), format.count(row.count)],
          [text("tip.share", {source}), share],
          ...(row.median_gap_ms === null ? [] : [[text("tip.gap"), format.duration(row.median_gap_ms)] as const]),
        ],
        note: route && text("tip.route", {route: route.route.join(" → "), n: route.count}),
      },
    };
  }

  #name(name: string): string {
    return OUTSIDE.has(name) || name === "(other)" ? this.text(`node.${name}`) : name;
  }
}

/** The most frequent whole routes, most frequent first. */
function routesOf({tables}: Result): RouteRow[] {
  return (tables["routes"] ? rowsOf(tables["routes"]) : []).map(({route, count}) => ({
    route: Array.isArray(route) ? (route as string[]) : [String(route)],
    count: Number(count),
  }));
}
