// The tooltip: a bold line and label–value pairs beside a mark, never over it. A screen reader has the mark's name instead.
import {html, nothing, type TemplateResult} from "lit";
import type {Tip} from "../base/marks.js";

/** The tooltip's content. It stands in the top layer; `placeTooltip` shows it. */
export function tooltip(tip: Tip | null): TemplateResult {
  return html`<div class="tip" part="tooltip" popover="manual" aria-hidden="true">
    ${
      tip &&
      html`<strong><bdi>${tip.title}</bdi></strong>
        <dl>
          ${tip.pairs.map(
            ([label, value]) =>
              html`<dt><bdi>${label}</bdi></dt>
                <dd><bdi>${value}</bdi></dd>`,
          )}
        </dl>
        ${tip.note ? html`<p><bdi>${tip.note}</bdi></p>` : nothing}`
    }
  </div>`;
}

const GAP = 8;

/** Shows the tooltip above its mark, else below, else beside it; hides it without one. Positions by CSSOM, which every policy allows. */
export function placeTooltip(tip: HTMLElement, mark: Element | null): void {
  if (!mark) return hide(tip);
  if (!tip.matches(":popover-open")) tip.showPopover?.();
  const box = tip.getBoundingClientRect();
  const {x, y} = spot(mark.getBoundingClientRect(), box, document.documentElement.clientWidth, window.innerHeight);
  tip.style.setProperty("left", `${x}px`);
  tip.style.setProperty("top", `${y}px`);
}

function hide(tip: HTMLElement): void {
  if (tip.isConnected && tip.matches(":popover-open")) tip.hidePopover();
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a tip of a size goes so that it is inside the window and clear of the mark. */
export function spot(
  mark: Box,
  {width, height}: {width: number; height: number},
  windowWidth: number,
  windowHeight: number,
): {x: number; y: number} {
  const inside = (value: number, length: number, room: number) => Math.max(4, Math.min(value, room - length - 4));
  const x = inside((mark.left + mark.right - width) / 2, width, windowWidth);
  if (mark.top - height - GAP >= 0) return {x, y: mark.top - height - GAP};
  if (mark.bottom + height + GAP <= windowHeight) return {x, y: mark.bottom + GAP};
  const right = mark.right + GAP + width <= windowWidth;
  return {
    x: right ? mark.right + GAP : mark.left - GAP - width,
    y: inside((mark.top + mark.bottom - height) / 2, height, windowHeight),
  };
}
