// Registers <lk-stages>.
import {define} from "../base/define.js";
import {LkStages} from "./stages.js";

define("stages", LkStages);

declare global {
  interface HTMLElementTagNameMap {
    "lk-stages": LkStages;
  }
}
