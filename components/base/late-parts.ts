// What a widget loads after its first picture, or never.
import {Lazy} from "../../engine/model/lazy.js";

/** How two sides are shown. */
export const comparing = new Lazy("comparison", () => import("./compared.js"));

/** The same numbers as a table. */
export const twin = new Lazy("table", () => import("./twin.js"));

/** How the numbers were counted. */
export const counted = new Lazy("how it was counted", () => import("../parts/counted.js"));

/** The dated notes on a time axis. */
export const noted = new Lazy("notes", () => import("../parts/notes-view.js"));
