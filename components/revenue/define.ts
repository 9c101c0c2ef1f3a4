// Registers <lk-revenue>.
import {define} from "../base/register.js";
import {LkRevenue} from "./revenue.js";

define("revenue", LkRevenue);

declare global {
  interface HTMLElementTagNameMap {
    "lk-revenue": LkRevenue;
  }
}
