// Registers <lk-growth>.
import {define} from "../base/register.js";
import {LkGrowth} from "./growth.js";

define("growth", LkGrowth);

declare global {
  interface HTMLElementTagNameMap {
    "lk-growth": LkGrowth;
  }
}
