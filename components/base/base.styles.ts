// How every widget looks: ink goes to data, everything else whispers.
import type {CSSResultGroup} from "lit";
import {anatomyStyles} from "./anatomy.styles.js";
import {notesStyles} from "../parts/notes.styles.js";
import {controlsStyles} from "./controls.styles.js";
import {pictureStyles} from "./picture.styles.js";
import {tableStyles} from "./table.styles.js";

// The anatomy comes last: what it says about print goes for all.
export const baseStyles: CSSResultGroup = [pictureStyles, notesStyles, controlsStyles, tableStyles, anatomyStyles];
