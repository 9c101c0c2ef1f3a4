// Tells how wide an element's picture may be: by its container, never by the window.
import type {ReactiveController, ReactiveControllerHost} from "lit";
import type {Note} from "../parts/notes.js";

/** What a layout needs to know of the place it draws in. Lengths are in px at a root font size of 16 px. */
export interface Size {
  readonly width: number;
  /** The height to fill, as far as the picture can choose. */
  readonly height: number;
  readonly rtl: boolean;
  readonly compact: boolean;
  /** Dated notes on the time axis; `height` has their room already. */
  readonly notes?: readonly Note[];
}

/** Watches the width of one element, given by `watch`. */
export class WidthController implements ReactiveController {
  width = 0;
  #element: Element | null = null;
  readonly #observer: ResizeObserver | null;

  constructor(private readonly owner: ReactiveControllerHost) {
    owner.addController(this);
    this.#observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => this.#measure());
  }

  /** Begins to watch `element` instead of the one before. */
  watch(element: Element): void {
    if (element === this.#element) return;
    this.#observer?.disconnect();
    this.#element = element;
    this.#observer?.observe(element);
    this.#measure();
  }

  hostConnected(): void {
    if (this.#element) this.#observer?.observe(this.#element);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  // Half a pixel of change, as scroll bars and zoom make it, is no reason to draw again.
  #measure(): void {
    const width = Math.floor(this.#element?.clientWidth ?? 0);
    if (width === this.width) return;
    this.width = width;
    this.owner.requestUpdate();
  }
}
