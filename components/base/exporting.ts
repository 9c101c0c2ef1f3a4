// The exports of a widget, as Blobs. What writes them is loaded when first asked for.
import type {Result} from "../../engine/results/result.js";
import type {DownloadFormat} from "../parts/menu.js";

/** What exports need of a widget. */
export interface Exported {
  readonly localName: string;
  /** Where the picture is. */
  root(): ParentNode;
  /** The answer; throws with a reason when there is none. */
  answer(): Result;
  tableName(result: Result): string;
  /** Title and description of the picture. */
  words(): {title: string; description: string};
  /** Draws the picture, hidden or not, and resolves when it is there; `false` ends that. */
  hold(drawn: boolean): Promise<unknown>;
}

export class Exporting {
  /** True while a picture that the reader does not see is drawn to be copied. */
  active = 0;

  constructor(private readonly widget: Exported) {}

  async csv(): Promise<Blob> {
    const result = this.widget.answer();
    return (await import("./exports.js")).csvBlob(result, this.widget.tableName(result));
  }

  async json(): Promise<Blob> {
    const result = this.widget.answer();
    return (await import("./exports.js")).jsonBlob(result);
  }

  async svg(): Promise<Blob> {
    const {svgBlob} = await import("./exports.js");
    return this.#withDrawing((drawing) => svgBlob(drawing, this.#words()));
  }

  async png(): Promise<Blob> {
    const {pngBlob} = await import("./exports.js");
    return this.#withDrawing((drawing) => pngBlob(drawing, this.#words()));
  }

  /** Hands a file to the reader. */
  async download(format: DownloadFormat): Promise<void> {
    const blob = await this[format]();
    (await import("./exports.js")).download(blob, `${this.widget.localName}.${format}`);
  }

  #words() {
    const background = getComputedStyle(this.widget.root().querySelector(".widget")!).backgroundColor;
    return {...this.widget.words(), background};
  }

  // The table may be shown instead of the picture, which is then drawn for as long as it takes to copy it.
  async #withDrawing<T>(use: (drawing: SVGSVGElement) => T | Promise<T>): Promise<T> {
    const {localName} = this.widget;
    this.widget.answer();
    this.active++;
    try {
      await this.widget.hold(true);
      const drawing = this.widget.root().querySelector<SVGSVGElement>("svg.chart");
      if (!drawing)
        throw new Error(
          `<${localName}> has no picture to export; it must be on the page, ready, and wide enough to draw`,
        );
      return await use(drawing);
    } finally {
      this.active--;
      void this.widget.hold(false);
    }
  }
}
