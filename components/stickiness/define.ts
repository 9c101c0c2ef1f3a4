// Registers <lk-stickiness>.
import {define} from "../base/register.js";
import {LkStickiness} from "./stickiness.js";

define("stickiness", LkStickiness);

declare global {
  interface HTMLElementTagNameMap {
    "lk-stickiness": LkStickiness;
  }
}
