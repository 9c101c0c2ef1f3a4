// The downloads of a widget as Blobs. Loaded when first asked for.
import {type Result} from "../../engine/results/result.js";
import {pngOf} from "../parts/export-png.js";
import {svgMarkup, type SvgText} from "../parts/export-svg.js";
import {toCsv} from "./csv.js";

/** All rows and columns of one table, under their wire names. */
export function csvBlob(result: Result, name: string): Blob {
  const table = result.tables[name];
  return new Blob([table ? toCsv(table) : ""], {type: "text/csv;charset=utf-8"});
}

/** The wire form, as `query --json` prints it. */
export function jsonBlob(result: Result): Blob {
  return new Blob([JSON.stringify(result)], {type: "application/json"});
}

export function svgBlob(drawing: SVGSVGElement, text: SvgText): Blob {
  return new Blob([svgMarkup(drawing, text)], {type: "image/svg+xml"});
}

export function pngBlob(drawing: SVGSVGElement, text: SvgText): Promise<Blob> {
  const {width, height} = drawing.viewBox.baseVal;
  return pngOf(svgMarkup(drawing, text), width, height);
}

/** Hands a Blob to the reader as a file. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken its copy by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
