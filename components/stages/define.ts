// Registers <lk-stages>.
import {define} from "../base/register.js";
import {LkStages} from "./stages.js";

define("stages", LkStages);

declare global {
  interface HTMLElementTagNameMap {
    "lk-stages": LkStages;
  }
}
