// What a widget loads after its first picture, or never.
import {Late} from "./late.js";

/** How two sides are shown. */
export const comparing = new Late(() => import("./compared.js"));

/** The same numbers as a table. */
export const twin = new Late(() => import("./twin.js"));

/** How the numbers were counted. */
export const counted = new Late(() => import("../parts/counted.js"));

/** The dated notes on a time axis. */
export const noted = new Late(() => import("../parts/notes-view.js"));
